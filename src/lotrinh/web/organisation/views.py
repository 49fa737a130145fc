"""Pages of the organisation: sign-in, the way home, units, and what phrases mean."""

from __future__ import annotations

import datetime
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
    everyone,
    get_body_for,
    get_group_for,
    get_unit_for,
    groups_for,
    roles,
    signed_in,
    units_for,
)
from lotrinh.web.organisation.actions import ChangedMeanwhile
from lotrinh.web.organisation.forms import GroupForm, UnitForm
from lotrinh.web.organisation.models import Person, Unit


class SignIn(LoginView):
    """The sign-in page; the demo shows its people there."""

    template_name = "organisation/sign_in.html"
    redirect_authenticated_user = True

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        demo = Person.objects.filter(is_demo=True).order_by("pk") if settings.DEMO else Person.objects.none()
        return super().get_context_data(demo_people=demo, nobody=not Person.objects.exists(), **kwargs)


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
    units = list(units_for(request.standing).prefetch_related("roles__person"))
    return render(
        request,
        "organisation/unit_list.html",
        {"tree": as_tree(units, request.standing.on), "groups": groups_for(request.standing), "count": len(units)},
    )


def as_tree(units: list[Unit], day: datetime.date) -> list[dict[str, Any]]:
    """Return the units as nested rows of plain values."""
    below: dict[int | None, list[Unit]] = {}
    for unit in units:
        below.setdefault(unit.parent_id, []).append(unit)

    def rows(parent: int | None) -> list[dict[str, Any]]:
        return [
            {
                "pk": unit.pk,
                "name": unit.name,
                "short_name": unit.short_name,
                "is_open": unit.is_open_on(day),
                "closed_on": unit.closed_on,
                "people": [f"{role.person} ({role.get_kind_display()})" for role in unit.roles.all()],
                "children": rows(unit.pk),
            }
            for unit in below.get(parent, [])
        ]

    return rows(None)


@roles(CLERK)
def unit_add(request: PersonRequest) -> HttpResponseBase:
    """Add a unit."""
    standing = request.standing
    body = get_body_for(standing)
    form = UnitForm(request.POST or None, units=units_for(standing), initial={"parent": body})
    if request.method == "POST" and form.is_valid():
        values = {k: v for k, v in form.cleaned_data.items() if k in ("parent", "name", "short_name", "founded_on")}
        try:
            unit = actions.add_unit(by=standing.person, **values)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("Đã thêm %(name)s.") % {"name": unit.name})
            return redirect("unit-list")
    return render(request, "organisation/unit_form.html", {"form": form}, status=422 if form.errors else 200)


@roles(CLERK)
def unit_change(request: PersonRequest, pk: int) -> HttpResponseBase:
    """Rename, move or close a unit."""
    standing = request.standing
    unit = get_unit_for(standing, pk)
    form = UnitForm(request.POST or None, units=units_for(standing), instance=unit, initial={"version": unit.version})
    if request.method == "POST" and form.is_valid():
        values = {name: form.cleaned_data[name] for name in form.Meta.fields if name in form.cleaned_data}
        version = form.cleaned_data["version"] or 0
        try:
            actions.change_unit(by=standing.person, unit=unit, version=version, values=values)
        except ChangedMeanwhile:
            form.add_error(None, _("Người khác vừa sửa đơn vị này; hãy mở lại trang để xem bản mới rồi sửa tiếp."))
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("Đã lưu."))
            return redirect("unit-list")
    context = {"form": form, "unit": unit}
    return render(request, "organisation/unit_form.html", context, status=422 if form.errors else 200)


@roles(CLERK)
def group_change(request: PersonRequest, pk: int | None = None) -> HttpResponseBase:
    """Say which units a phrase means."""
    standing = request.standing
    body = get_body_for(standing)
    group = get_group_for(standing, pk) if pk is not None else None
    initial: dict[str, Any] = {"phrase": request.GET.get("phrase", "")}
    if group is not None:
        body = group.body
        initial = {"phrase": group.phrase, "units": list(group.units.all())}
    form = GroupForm(request.POST or None, units=units_for(standing), group=group, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            actions.link_group(by=standing.person, body=body, **form.cleaned_data)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("Đã ghi nhớ: từ nay cụm từ này được hiểu như vậy trong mọi kế hoạch."))
            return redirect("unit-list")
    return render(request, "organisation/group_form.html", {"form": form}, status=422 if form.errors else 200)
