"""Units merge: they close on a day, what they have open goes to their successor by sum, and its origin is kept.

What was done before stays with the unit that did it. Nothing of the past is rewritten. A merger of a day to come is
recorded, and `taking_effect` does it then.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from lotrinh.web import clock
from lotrinh.web.organisation import audit
from lotrinh.web.organisation.access import below
from lotrinh.web.organisation.actions import add_unit, hold_body_of, picture
from lotrinh.web.organisation.change_actions import end, ending_of, moving, put_on, refuse_change, written
from lotrinh.web.organisation.models import Person, Role, Unit, UnitChange
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
        ValidationError: too few units, one that is closed or of another body, no decision, a day before a change that
            is recorded, or a name that is there already; nothing is changed.
    """
    hold_body_of(body)
    refuse_merge(body, units, into, on=on, decision=decision)
    olds = from_below(Unit.objects.select_for_update().filter(pk__in=[unit.pk for unit in units]).order_by("pk"))
    if into is None:
        going = {unit.pk for unit in olds}
        above = next((unit.parent for unit in olds if unit.parent_id not in going), None) or body
        into = add_unit(by=by, parent=above, name=name, founded_on=on, decision=decision)
    before = {unit.pk: open_work_of(unit).count() for unit in [*olds, into]}
    for unit in olds:
        change = UnitChange.objects.create(unit=unit, into=into, on=on, decision=decision, kind=UnitChange.Kind.MERGED)
        if on <= clock.today():
            do_merger(change, by=by)
    after = open_work_of(into).count()
    if on <= clock.today():
        assert after == sum(before.values())  # noqa: S101  # by sum: nothing is lost and nothing is doubled
    said = {"decision": decision, "on": on.isoformat(), "units": [unit.pk for unit in olds], "open": after}
    audit.record(by=by, action="unit.merged", subject=into, before={"open": before}, after=said)
    return into


def from_below(units: Iterable[Unit]) -> list[Unit]:
    """Return units in an order in which who stands below comes first, so that each is empty when its turn comes."""

    def depth(unit: Unit) -> int:
        return 0 if unit.parent is None else 1 + depth(unit.parent)

    return sorted(units, key=depth, reverse=True)


def do_merger(change: UnitChange, *, by: Person | None) -> None:
    """Put a recorded merger into force: hand over, then close; by nobody where its day came by itself."""
    unit, into = change.unit, change.into
    if into is None:  # the database holds that a merger goes into a unit
        raise TypeError(change)
    hand_over(unit, into, by=by, on=change.on, decision=change.decision)
    was = picture(unit)
    end(unit, on=change.on)
    audit.record(by=by, action="unit.changed", subject=unit, before=was, after=picture(unit))
    change.in_force = True
    change.save(update_fields=["in_force"])


def refuse_merge(body: Unit, units: Sequence[Unit], into: Unit | None, *, on: datetime.date, decision: str) -> None:
    """Refuse a merger that cannot be; errors as `merge_units`."""
    keys, named = {unit.pk for unit in units}, [*units, *([into] if into else [])]
    if len(keys - {into.pk if into else None}) < (1 if into else 2):
        raise ValidationError({"units": _("Hãy chọn ít nhất hai đơn vị, hoặc một đơn vị và đơn vị nhận.")})
    if into is not None and into.pk in keys:
        raise ValidationError({"units": _("Đơn vị nhận không thể tự nhập vào chính nó; hãy bỏ chọn đơn vị đó.")})
    if body.pk in keys or any(unit.body_key != body.pk for unit in named):
        raise ValidationError({"units": _("Chỉ sáp nhập được đơn vị trong cơ quan mình.")})
    if into is not None and into.pk in below(list(keys)):
        raise ValidationError({"into": _("Đơn vị nhận đang nằm dưới một đơn vị được sáp nhập.")})
    for unit in units:
        refuse_change(unit, on=on, decision=decision)
    today = max(on, clock.today())  # a merger of long ago gives work today, and nobody who is closed gets work
    if into is not None and not (into.is_open_on(on) and into.is_open_on(today) and ending_of(into) is None):
        said = {"name": into.name, "day": written(on)}
        raise ValidationError({"into": _("%(name)s không hoạt động từ ngày %(day)s nên không nhận được.") % said})


def hand_over(unit: Unit, into: Unit, *, by: Person | None, on: datetime.date, decision: str) -> None:
    """Give a successor what a unit has open: work, units below and people's roles."""
    give_work(open_work_of(unit), unit, into)
    for child in Unit.objects.all().open_on(on).filter(parent=unit):
        give_child(child, into, by=by, on=on, decision=decision)
    for role in Role.objects.on(on).filter(unit=unit):
        give_role(role, into, by=by, on=on)


def give_work(work: AssignmentQuerySet, unit: Unit, into: Unit) -> None:
    """Give open work to another unit; where it came from first is kept, however often units merge and split."""
    keys = list(work.values_list("pk", flat=True))
    Assignment.objects.filter(pk__in=keys, origin=None).update(origin=unit)
    Assignment.objects.filter(pk__in=keys).update(unit=into, version=F("version") + 1)


def give_child(child: Unit, into: Unit, *, by: Person | None, on: datetime.date, decision: str) -> None:
    """Move a unit from below one that ends; the move is a change of its own in its history."""
    was = picture(child)
    try:
        refuse_change(child, on=on, decision=decision)
        change = moving(child, into, on=on, decision=decision)
        put_on(change, child)
    except ValidationError as error:
        message = _("%(name)s không chuyển được sang đơn vị nhận: %(why)s")
        raise ValidationError({"units": message % {"name": child.name, "why": " ".join(error.messages)}}) from error
    change.save()
    audit.record(by=by, action="unit.changed", subject=child, before=was, after=picture(child))


def give_role(role: Role, into: Unit, *, by: Person | None, on: datetime.date) -> None:
    """Give who works in a unit the same role in another, once; whom somebody stands in for goes along."""
    there = Role.objects.filter(unit=into, person=role.person, kind=role.kind)
    if there.overlapping(on, role.until).exists():
        return
    new = Role.objects.create(
        unit=into, person=role.person, kind=role.kind, since=on, until=role.until, stands_in_for=role.stands_in_for
    )
    audit.record(by=by, action="role.given", subject=new, before=None, after={"unit": into.pk, "kind": role.kind})
