"""Pages of the organisation: sign-in, the way home, units, and what phrases mean."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.views import LoginView, LogoutView
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from lotrinh.web.organisation import actions
from lotrinh.web.organisation.access import (
    CLERK,
    PersonRequest,
    Standing,
    everyone,
    get_body_to_run_for,
    get_group_to_change_for,
    get_unit_to_change_for,
    groups_for,
    roles,
    signed_in,
    units_for,
    units_to_change_for,
)
from lotrinh.web.organisation.actions import ChangedMeanwhile
from lotrinh.web.organisation.conflicts import show_conflict
from lotrinh.web.organisation.forms import GroupForm, UnitForm
from lotrinh.web.organisation.models import Person, Role, Unit


class SignIn(LoginView):
    """The sign-in page; the demo shows its people there."""

    template_name = "organisation/sign_in.html"
    redirect_authenticated_user = True

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        people = Person.objects.who_may_sign_in(demo=settings.DEMO)
        shown = people.filter(is_demo=True).order_by("pk")
        return super().get_context_data(demo_people=shown, nobody=not people.exists(), **kwargs)


sign_in = everyone(SignIn.as_view())
sign_out = everyone(LogoutView.as_view())


@everyone
def health(_request: HttpRequest) -> HttpResponse:
    """Say that the server answers and the database too."""
    Person.objects.exists()
    return HttpResponse("ok", content_type="text/plain")


@signed_in
def home(request: PersonRequest) -> HttpResponse:
    """Go to where a person's work is."""
    standing = request.standing
    if standing.is_clerk:
        return redirect("document-list")
    if standing.is_head:
        return redirect("programme-list")
    if standing.is_officer:
        return redirect("my-work")
    return render(request, "organisation/no_role.html", status=403)


@signed_in
def unit_list(request: PersonRequest) -> HttpResponse:
    """Show the units as a tree, with the people in them."""
    standing = request.standing
    units = list(units_for(standing))
    context = {
        "tree": as_tree(units, standing),
        "groups": groups_for(standing),
        "count": sum(unit.is_open_on(standing.on) for unit in units),
        "closed": sum(not unit.is_open_on(standing.on) for unit in units),
        "can_run": bool(standing.clerk_ids & standing.body_ids),
        "clerk_ids": standing.clerk_ids,
    }
    return render(request, "organisation/unit_list.html", context)


def as_tree(units: list[Unit], standing: Standing) -> list[dict[str, Any]]:
    """Return the units as nested rows of plain values, with the people who have a role in them today."""
    below: dict[int | None, list[Unit]] = {}
    for unit in units:
        below.setdefault(unit.parent_id, []).append(unit)
    people: dict[int, list[dict[str, str]]] = {}
    for role in Role.objects.seen(units, on=standing.on, demo=settings.DEMO):
        row = {"name": str(role.person), "role": role.get_kind_display()}
        people.setdefault(role.unit_id, []).append(row)

    def rows(parent: int | None) -> list[dict[str, Any]]:
        return [
            {
                "pk": unit.pk,
                "name": unit.name,
                "short_name": unit.short_name,
                "is_open": unit.is_open_on(standing.on),
                "closed_on": unit.closed_on,
                "founded_on": unit.founded_on,
                "can_change": unit.pk in standing.clerk_ids,
                "people": people.get(unit.pk, []),
                "children": rows(unit.pk),
            }
            for unit in below.get(parent, [])
        ]

    return rows(None)


@roles(CLERK)
def unit_add(request: PersonRequest) -> HttpResponseBase:
    """Add a unit."""
    standing = request.standing
    units = units_to_change_for(standing)
    form = UnitForm(request.POST or None, units=units, on=standing.on, initial={"parent": request.GET.get("parent")})
    if request.method == "POST" and form.is_valid():
        values = {
            k: v for k, v in form.cleaned_data.items() if k in ("parent", "name", "short_name", "code", "founded_on")
        }
        try:
            unit = actions.add_unit(by=standing.person, **values)
        except ValidationError as error:
            form.refuse(error)
        else:
            messages.success(request, _("Đã thêm %(name)s.") % {"name": unit.name})
            return redirect("unit-list")
    return render(request, "organisation/unit_form.html", {"form": form}, status=422 if form.errors else 200)


@roles(CLERK)
def unit_change(request: PersonRequest, pk: int) -> HttpResponseBase:
    """Rename, move or close a unit."""
    standing = request.standing
    unit = get_unit_to_change_for(standing, pk)
    name, units, initial = unit.name, units_to_change_for(standing), {"version": unit.version}
    form = UnitForm(request.POST or None, units=units, on=standing.on, instance=unit, initial=initial)
    if request.method == "POST" and form.is_valid():
        values = {field: form.cleaned_data[field] for field in form.Meta.fields if field in form.cleaned_data}
        version = form.cleaned_data["version"] or 0
        try:
            actions.change_unit(by=standing.person, unit=unit, version=version, values=values)
        except ChangedMeanwhile:
            show_conflict(
                form,
                unit,
                lambda: UnitForm(units=units, on=standing.on, instance=unit, initial={"version": unit.version}),
            )
        except ValidationError as error:
            form.refuse(error)
        else:
            messages.success(request, _("Đã lưu."))
            return redirect("unit-list")
    context = {"form": form, "unit": unit, "name": name}
    return render(request, "organisation/unit_form.html", context, status=422 if form.errors else 200)


@roles(CLERK)
def group_change(request: PersonRequest, pk: int | None = None) -> HttpResponseBase:
    """Say which units a phrase means."""
    standing = request.standing
    group = get_group_to_change_for(standing, pk) if pk is not None else None
    body = group.body if group is not None else get_body_to_run_for(standing)
    initial: dict[str, Any] = {"phrase": request.GET.get("phrase", "")}
    if group is not None:
        initial = {"phrase": group.phrase, "units": list(group.units.all())}
    form = GroupForm(request.POST or None, body=body, on=standing.on, group=group, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            actions.link_group(by=standing.person, body=body, **form.cleaned_data)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("Đã ghi nhớ: từ nay cụm từ này được hiểu như vậy trong mọi kế hoạch."))
            return redirect("unit-list")
    return render(request, "organisation/group_form.html", {"form": form}, status=422 if form.errors else 200)
