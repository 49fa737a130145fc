"""A unit splits: the clerk says where each thing that it has open goes, and nothing may stay without a place.

The old unit ends, or goes on with what is left to it. The origin of work is kept, as in a merger.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from lotrinh.web import clock
from lotrinh.web.organisation import audit
from lotrinh.web.organisation.actions import add_unit, picture
from lotrinh.web.organisation.change_actions import end, held_unit, refuse_change
from lotrinh.web.organisation.models import Person, Role, Unit, UnitChange
from lotrinh.web.programmes.merging import give_child, give_role, give_work, open_work_of
from lotrinh.web.programmes.models import Assignment

STAYS = "0"  # the place of what the old unit keeps; successors are "1", "2" and so on, as named
MOST = 12  # successors
WORDS = 140  # letters of a work that its field is named with


@dataclass(frozen=True, slots=True)
class Thing:
    """Something that needs a place: open work, a unit below, or a person's role."""

    key: str
    kind: str
    label: str
    pk: int


def things_of(unit: Unit, *, on: datetime.date) -> list[Thing]:
    """Return all that needs a place when a unit splits."""
    work = open_work_of(unit).select_related("duty", "origin")
    below = Unit.objects.all().open_on(on).filter(parent=unit)
    people = Role.objects.on(clock.today()).filter(unit=unit).select_related("person").order_by("pk")
    return [
        *(Thing(f"work-{each.pk}", "work", words_of_work(each), each.pk) for each in work),
        *(Thing(f"unit-{each.pk}", "unit", each.name, each.pk) for each in below),
        *(Thing(f"role-{each.pk}", "role", f"{each.person} ({each.get_kind_display()})", each.pk) for each in people),
    ]


def words_of_work(assignment: Assignment) -> str:
    """Return what a work is known by: the same duty may have come from several units that merged."""
    text = assignment.duty.text[:WORDS]
    return f"{text} ({assignment.origin.name})" if assignment.origin is not None else text


def refuse_split(unit: Unit, names: Sequence[str], *, goes_on: bool, on: datetime.date, decision: str) -> None:
    """Refuse a split that cannot be; errors as `split_unit`."""
    refuse_change(unit, on=on, decision=decision)
    if unit.parent_id is None:
        raise ValidationError(_("Cơ quan không chia tách được ở đây; chỉ chia tách được đơn vị bên dưới."))
    if on > clock.today():
        message = _("Hãy ghi việc chia tách từ ngày có hiệu lực: mỗi việc đang làm lúc đó phải được xếp chỗ.")
        raise ValidationError({"on": message})
    if len(names) < (1 if goes_on else 2) or len(names) > MOST:
        message = _("Hãy ghi tên từ hai đơn vị mới trở lên (một, nếu đơn vị cũ tiếp tục), mỗi tên một dòng.")
        raise ValidationError({"names": message})
    if len(set(names)) != len(names):
        raise ValidationError({"names": _("Hai đơn vị mới không thể cùng tên.")})


@transaction.atomic
def split_unit(
    *,
    by: Person,
    unit: Unit,
    version: int | None,
    names: Sequence[str],
    goes_on: bool,
    on: datetime.date,
    decision: str,
    places: Mapping[str, str],
) -> list[Unit]:
    """Split a unit into new ones beside it.

    Args:
        places: for the key of each thing of `things_of`, the number of its place.

    Raises:
        ChangedMeanwhile: the unit has another version now.
        ValidationError: something has no place, too few names, a name that is there, a day to come, no decision, or
            a day before a recorded change; nothing is changed.
    """
    held = held_unit(unit, version)
    refuse_split(held, names, goes_on=goes_on, on=on, decision=decision)
    things, was = things_of(held, on=on), picture(held)
    allowed = {str(n) for n in range(0 if goes_on else 1, len(names) + 1)}
    if nowhere := [thing for thing in things if places.get(thing.key) not in allowed]:
        message = _("Còn %(n)d mục chưa xếp chỗ, mục đầu: “%(first)s”.")
        raise ValidationError({"places": message % {"n": len(nowhere), "first": nowhere[0].label[:80]}})
    before = open_work_of(held).count()
    made = [add_unit(by=by, parent=parent_of(held), name=n, founded_on=on, decision=decision) for n in names]
    for one in made:
        UnitChange.objects.create(
            unit=held, into=one, kind=UnitChange.Kind.SPLIT, on=on, decision=decision, in_force=True
        )
    for number, into in enumerate(made, start=1):
        taken = [thing for thing in things if places[thing.key] == str(number)]
        give(held, into, taken, by=by, on=on, decision=decision)
    if not goes_on:
        end(held, on=on)
    after = {one.pk: open_work_of(one).count() for one in [held, *made]}
    assert sum(after.values()) == before  # noqa: S101  # by sum: nothing is lost and nothing is doubled
    said = picture(held) | {"decision": decision, "on": on.isoformat(), "open": after}
    audit.record(by=by, action="unit.split", subject=held, before=was | {"open": before}, after=said)
    return made


def parent_of(unit: Unit) -> Unit:
    """Return the unit above one that is no body."""
    if unit.parent is None:
        raise TypeError(unit)
    return unit.parent


def give(unit: Unit, into: Unit, things: Sequence[Thing], *, by: Person, on: datetime.date, decision: str) -> None:
    """Give one successor what was said to be its own."""
    keys = {kind: [thing.pk for thing in things if thing.kind == kind] for kind in ("work", "unit", "role")}
    give_work(open_work_of(unit).filter(pk__in=keys["work"]), unit, into)
    for child in Unit.objects.filter(pk__in=keys["unit"]):
        give_child(child, into, by=by, on=on, decision=decision)
    for role in Role.objects.filter(pk__in=keys["role"]):
        give_role(role, into, by=by, on=on)
