"""Units merge: they close on a day, what they have open goes to their successor by sum, and its origin is kept.

What was done before stays with the unit that did it. Nothing of the past is rewritten.
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from lotrinh.web import clock
from lotrinh.web.organisation import audit
from lotrinh.web.organisation.access import below
from lotrinh.web.organisation.actions import add_unit, hold_body_of, picture, refuse_to_outlive
from lotrinh.web.organisation.models import Person, Role, Unit, UnitGroup, UnitMerge
from lotrinh.web.programmes.models import Activity, Assignment
from lotrinh.web.programmes.queries import AssignmentQuerySet


@dataclass(frozen=True, slots=True)
class Share:
    """What one unit brings: work still open, work done, activities told, units below, people with a role."""

    unit: Unit
    open: int
    done: int
    activities: int
    below: int
    people: int


def shares_of(units: Sequence[Unit], *, on: datetime.date) -> list[Share]:
    """Return what each unit brings into a merger."""
    return [
        Share(
            unit=unit,
            open=open_work_of(unit).count(),
            done=Assignment.objects.filter(unit=unit, progress=Assignment.Progress.DONE).count(),
            activities=Activity.objects.filter(assignment__unit=unit).count(),
            below=Unit.objects.all().open_on(on).filter(parent=unit).count(),
            people=Role.objects.on(on).filter(unit=unit).count(),
        )
        for unit in units
    ]


def open_work_of(unit: Unit) -> AssignmentQuerySet:
    """Return the work of a unit that is not done."""
    return Assignment.objects.filter(unit=unit).exclude(progress=Assignment.Progress.DONE)


@transaction.atomic
def merge_units(
    *,
    by: Person,
    body: Unit,
    units: Sequence[Unit],
    into: Unit | None,
    name: str,
    on: datetime.date,
    decision: str,
) -> Unit:
    """Merge units of a body into one that is there, or into a new one.

    Returns:
        The successor.

    Raises:
        ValidationError: too few units, one that is closed or of another body, a day to come, no decision, or a name
            that is there already; nothing is changed.
    """
    hold_body_of(body)
    refuse_merge(body, units, into, on=on, decision=decision)
    olds = list(Unit.objects.select_for_update().filter(pk__in=[unit.pk for unit in units]).order_by("pk"))
    if into is None:
        going = {unit.pk for unit in olds}
        above = next((unit.parent for unit in olds if unit.parent_id not in going), None) or body
        into = add_unit(by=by, parent=above, name=name, founded_on=on)
    before = {unit.pk: open_work_of(unit).count() for unit in [*olds, into]}
    for unit in olds:
        hand_over(unit, into, by=by, on=on)
        close(unit, by=by, on=on)
        UnitMerge.objects.create(unit=unit, into=into, on=on, decision=decision)
    after = open_work_of(into).count()
    assert after == sum(before.values())  # noqa: S101  # by sum: nothing is lost and nothing is doubled
    said = {"decision": decision, "on": on.isoformat(), "units": [unit.pk for unit in olds], "open": after}
    audit.record(by=by, action="unit.merged", subject=into, before={"open": before}, after=said)
    return into


def refuse_merge(body: Unit, units: Sequence[Unit], into: Unit | None, *, on: datetime.date, decision: str) -> None:
    """Refuse a merger that cannot be; errors as `merge_units`."""
    keys = {unit.pk for unit in units}
    if len(keys - {into.pk if into else None}) < (1 if into else 2):
        raise ValidationError({"units": _("Hãy chọn ít nhất hai đơn vị, hoặc một đơn vị và đơn vị nhận.")})
    if into is not None and into.pk in keys:
        raise ValidationError({"units": _("Đơn vị nhận không thể tự nhập vào chính nó; hãy bỏ chọn đơn vị đó.")})
    reach = below([body.pk])
    if body.pk in keys or not keys | ({into.pk} if into else set()) <= reach:
        raise ValidationError({"units": _("Chỉ sáp nhập được đơn vị trong cơ quan mình.")})
    if into is not None and into.pk in below(list(keys)):
        raise ValidationError({"into": _("Đơn vị nhận đang nằm dưới một đơn vị được sáp nhập.")})
    if on > clock.today():
        raise ValidationError(
            {"on": _("Ngày hiệu lực không thể sau hôm nay; hãy ghi nhận khi việc sáp nhập có hiệu lực.")}
        )
    if not decision.strip():
        raise ValidationError({"decision": _("Hãy ghi văn bản quyết định việc sáp nhập.")})
    for unit in [*units, *([into] if into else [])]:
        if not unit.is_open_on(on):
            raise ValidationError({"units": _("%(name)s không hoạt động vào ngày này.") % {"name": unit.name}})


def hand_over(unit: Unit, into: Unit, *, by: Person, on: datetime.date) -> None:
    """Give a successor what a unit has open: work, units below, people's roles, and its place in phrases."""
    work = open_work_of(unit)
    work.filter(origin=None).update(origin=unit)
    work.update(unit=into, version=F("version") + 1)
    for child in Unit.objects.all().open_on(on).filter(parent=unit):
        was = picture(child)
        child.parent, child.version = into, child.version + 1
        try:
            child.full_clean()
        except ValidationError as error:
            message = _("%(name)s không chuyển được sang đơn vị nhận: %(why)s")
            raise ValidationError({"units": message % {"name": child.name, "why": " ".join(error.messages)}}) from error
        child.save()
        audit.record(by=by, action="unit.changed", subject=child, before=was, after=picture(child))
    for role in Role.objects.on(on).filter(unit=unit):
        there = Role.objects.filter(unit=into, person=role.person, kind=role.kind)
        if not there.overlapping(on, role.until).exists():
            new = Role.objects.create(
                unit=into, person=role.person, kind=role.kind, since=on, until=role.until,
                stands_in_for=role.stands_in_for,
            )  # fmt: skip
            audit.record(
                by=by, action="role.given", subject=new, before=None, after={"unit": into.pk, "kind": role.kind}
            )
    for group in UnitGroup.objects.filter(units=unit):
        group.units.remove(unit)
        group.units.add(into)


def close(unit: Unit, *, by: Person, on: datetime.date) -> None:
    """Close a unit that has handed over what it had."""
    was = picture(unit)
    unit.closed_on, unit.version = on, unit.version + 1
    refuse_to_outlive(unit)
    unit.full_clean()
    unit.save()
    audit.record(by=by, action="unit.changed", subject=unit, before=was, after=picture(unit))
