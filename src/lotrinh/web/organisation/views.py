"""Pages of the organisation: the way home, units, and what phrases mean."""

from __future__ import annotations

from collections.abc import Set
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from lotrinh.web.organisation import actions
from lotrinh.web.organisation.access import (
    CLERK,
    PersonRequest,
    everyone,
    get_unit_to_change_for,
    roles,
    signed_in,
    units_for,
    units_to_change_for,
)
from lotrinh.web.organisation.actions import ChangedMeanwhile
from lotrinh.web.organisation.conflicts import show_conflict
from lotrinh.web.organisation.forms import DayForm, UnitForm
from lotrinh.web.organisation.group_views import shown_groups
from lotrinh.web.organisation.models import Person, Role
from lotrinh.web.organisation.tree import Tree, tree_of


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
        return redirect("waiting")
    if standing.overseen_ids:
        return redirect("programme-list")
    if standing.is_officer:
        return redirect("my-work")
    if standing.is_administrator:
        return redirect("person-list")
    return render(request, "organisation/no_role.html", status=403)


@signed_in
def unit_list(request: PersonRequest) -> HttpResponse:
    """Show the units as a tree, with the people in them: today, or as they were on a day."""
    standing = request.standing
    form = DayForm(request.GET or None, initial={"ngay": standing.on})
    asked = form.cleaned_data["ngay"] if form.is_bound and form.is_valid() else None
    units = units_for(standing)
    tree = tree_of(units.founded_by(asked) if asked else units, on=asked or standing.on)
    context = {
        "tree": as_tree(tree, standing.clerk_ids if asked is None else frozenset()),
        "asked": asked,
        "form": form,
        "groups": shown_groups(standing, on=tree.on),
        "count": sum(one.is_open for one in tree.units.values()),
        "closed": sum(not one.is_open for one in tree.units.values()),
        "can_run": bool(standing.clerk_ids & standing.body_ids),
    }
    return render(request, "organisation/unit_list.html", context)


def as_tree(tree: Tree, changeable: Set[int]) -> list[dict[str, Any]]:
    """Return the units as nested rows of plain values, with the people who have a role in them on the day."""
    below = tree.children()
    people: dict[int, list[dict[str, str]]] = {}
    for role in Role.objects.seen([one.unit for one in tree.units.values()], on=tree.on, demo=settings.DEMO):
        row = {"name": str(role.person), "role": role.get_kind_display()}
        if role.stands_in_for is not None:
            row["role"] += ", " + _("thay %(name)s") % {"name": role.stands_in_for.person}
        people.setdefault(role.unit_id, []).append(row)

    def rows(parent: int | None) -> list[dict[str, Any]]:
        return [
            {
                "pk": one.pk,
                "name": one.name,
                "short_name": one.unit.short_name,
                "is_open": one.is_open,
                "closed_on": one.unit.closed_on,
                "founded_on": one.unit.founded_on,
                "can_change": one.pk in changeable,
                "people": people.get(one.pk, []),
                "children": rows(one.pk),
            }
            for one in below.get(parent, [])
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
        } | {"decision": form.cleaned_data["decision"]}
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
