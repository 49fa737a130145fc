"""A unit splits: the clerk says where each thing that it has open goes, and nothing may stay without a place.

The old unit ends, or goes on with what is left to it. The origin of work is kept, as in a merger. A split of a day to
come is recorded with its places, and `taking_effect` does it then.
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
from lotrinh.web.organisation.change_actions import end, held_unit, refuse_change, withdraw_change, written
from lotrinh.web.organisation.models import Person, Role, Unit, UnitChange
from lotrinh.web.organisation.queries import UnitChangeQuerySet
from lotrinh.web.programmes.mergers.merging import give_child, give_role, give_work, open_work_of
from lotrinh.web.programmes.models import Assignment, SplitAhead, SplitPlace

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
    if (ahead := SplitAhead.objects.filter(unit=unit).first()) is not None:
        message = _("Đã ghi một lần chia tách đơn vị này từ ngày %(day)s; hãy chờ đến ngày, hoặc rút lần đó trước.")
        raise ValidationError(message % {"day": written(ahead.on)})
    if len(names) < (1 if goes_on else 2) or len(names) > MOST:
        message = _("Hãy ghi tên từ hai đơn vị mới trở lên (một, nếu đơn vị cũ tiếp tục), mỗi tên một dòng.")
        raise ValidationError({"names": message})
    if len(set(names)) != len(names):
        raise ValidationError({"names": _("Hai đơn vị mới không thể cùng tên.")})


def refuse_nowhere(things: Sequence[Thing], places: Mapping[str, str], allowed: set[str]) -> None:
    """Refuse a split that leaves something without a place."""
    if nowhere := [thing for thing in things if places.get(thing.key) not in allowed]:
        message = _("Còn %(n)d mục chưa xếp chỗ, mục đầu: “%(first)s”.")
        raise ValidationError({"places": message % {"n": len(nowhere), "first": nowhere[0].label[:80]}})


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
    later: str = "",
) -> list[Unit]:
    """Split a unit into new ones beside it, at once or when its day comes.

    Args:
        places: for the key of each thing of `things_of`, the number of its place.
        later: for a day to come, the place of whatever comes to the unit until then.

    Raises:
        ChangedMeanwhile: the unit has another version now.
        ValidationError: something has no place, too few names, a name that is there, no decision, a split that waits
            already, or a day before a recorded change; nothing is changed.
    """
    held = held_unit(unit, version)
    refuse_split(held, names, goes_on=goes_on, on=on, decision=decision)
    things, was = things_of(held, on=on), picture(held)
    allowed = {str(n) for n in range(0 if goes_on else 1, len(names) + 1)}
    refuse_nowhere(things, places, allowed)
    if (is_ahead := on > clock.today()) and later not in allowed:
        raise ValidationError({"later": _("Hãy chọn nơi nhận những gì đến thêm trước ngày chia tách.")})
    made = [add_unit(by=by, parent=parent_of(held), name=n, founded_on=on, decision=decision) for n in names]
    changes = [
        UnitChange.objects.create(
            unit=held, into=one, kind=UnitChange.Kind.SPLIT, on=on, decision=decision, ends_unit=not goes_on
        )
        for one in made
    ]
    numbered = {str(number): one for number, one in enumerate([held, *made])}
    chosen = {thing.key: numbered[places[thing.key]] for thing in things}
    before = open_work_of(held).count()
    if is_ahead:
        let_wait(held, chosen, things, rest=numbered[later], on=on)
        after = {}
    else:
        after = do_split(held, changes, chosen, by=by)
    said = picture(held) | {"decision": decision, "on": on.isoformat(), "open": after}
    said |= {"places": {key: one.pk for key, one in chosen.items()}}
    audit.record(by=by, action="unit.split", subject=held, before=was | {"open": before}, after=said)
    return made


def parent_of(unit: Unit) -> Unit:
    """Return the unit above one that is no body."""
    if unit.parent is None:
        raise TypeError(unit)
    return unit.parent


def let_wait(unit: Unit, chosen: Mapping[str, Unit], things: Sequence[Thing], *, rest: Unit, on: datetime.date) -> None:
    """Keep what was said of a split until its day."""
    write_places(SplitAhead.objects.create(unit=unit, on=on, rest=rest), chosen, things)
    unit.version += 1
    unit.save(update_fields=["version"])


def write_places(split: SplitAhead, chosen: Mapping[str, Unit], things: Sequence[Thing]) -> None:
    """Write where each thing goes that was given a place."""
    columns = {"work": "assignment_id", "unit": "below_id", "role": "role_id"}
    SplitPlace.objects.bulk_create(
        SplitPlace(split=split, into=chosen[thing.key], **{columns[thing.kind]: thing.pk})
        for thing in things
        if thing.key in chosen
    )


def do_split(
    unit: Unit, changes: Sequence[UnitChange], chosen: Mapping[str, Unit], *, by: Person | None
) -> dict[int, int]:
    """Hand out what a unit has, end it where nothing is left of it, and return how much open work each has then."""
    made = [change.into for change in changes if change.into is not None]
    on, decision, things = changes[0].on, changes[0].decision, things_of(unit, on=changes[0].on)
    before = sum(open_work_of(one).count() for one in [unit, *made])
    for into in made:
        give(unit, into, [thing for thing in things if chosen[thing.key] == into], by=by, on=on, decision=decision)
    if changes[0].ends_unit:
        end(unit, on=on)
    UnitChange.objects.filter(pk__in=[change.pk for change in changes]).update(in_force=True)
    after = {one.pk: open_work_of(one).count() for one in [unit, *made]}
    assert sum(after.values()) == before  # noqa: S101  # by sum: nothing is lost and nothing is doubled
    return after


def do_split_ahead(unit: Unit, *, on: datetime.date) -> None:
    """Do a split that waited: what is there by now and was given no place goes where the rest goes.

    Raises:
        ValidationError: a unit that was to receive something is not open on the day; nothing is changed.
    """
    split, was = SplitAhead.objects.select_related("rest").get(unit=unit), picture(unit)
    changes = list(waiting_changes(unit, on=on))
    for change in changes:
        if change.into is not None and not change.into.is_open_on(clock.today()):
            said = {"name": change.into.name, "day": written(on)}
            raise ValidationError(_("%(name)s không hoạt động từ ngày %(day)s nên không nhận được.") % said)
    before = open_work_of(unit).count()
    chosen = places_of(split)
    split.delete()
    after = do_split(unit, changes, chosen, by=None)
    audit.record(
        by=None, action="unit.changed", subject=unit, before=was | {"open": before},
        after=picture(unit) | {"open": after},
    )  # fmt: skip


def places_of(split: SplitAhead) -> dict[str, Unit]:
    """Return the place of each thing that the unit of a waiting split has by now."""
    said = {place.key: place.into for place in split.places.select_related("into")}
    return {thing.key: said.get(thing.key, split.rest) for thing in things_of(split.unit, on=split.on)}


def waiting_changes(unit: Unit, *, on: datetime.date) -> UnitChangeQuerySet:
    """Return the rows of a split that waits: one for each unit that it makes."""
    return UnitChange.objects.told().filter(unit=unit, on=on, kind=UnitChange.Kind.SPLIT, in_force=False)


@transaction.atomic
def withdraw_recorded(*, by: Person, change: UnitChange) -> None:
    """Take back a change that is ahead: a split with all that it would have made.

    Raises:
        ValidationError: as `withdraw_change`.
    """
    rows = list(waiting_changes(change.unit, on=change.on)) if change.kind == UnitChange.Kind.SPLIT else []
    if rows:
        SplitAhead.objects.filter(unit=change.unit, on=change.on).delete()
    for one in reversed(rows or [change]):
        withdraw_change(by=by, change=one)


def give(
    unit: Unit, into: Unit, things: Sequence[Thing], *, by: Person | None, on: datetime.date, decision: str
) -> None:
    """Give one successor what was said to be its own."""
    keys = {kind: [thing.pk for thing in things if thing.kind == kind] for kind in ("work", "unit", "role")}
    give_work(open_work_of(unit).filter(pk__in=keys["work"]), unit, into)
    for child in Unit.objects.filter(pk__in=keys["unit"]):
        give_child(child, into, by=by, on=on, decision=decision)
    for role in Role.objects.filter(pk__in=keys["role"]):
        give_role(role, into, by=by, on=on)
