"""What still waits of a split is placed anew before its day: each thing that is open now, and what comes until then.

Names, day and decision are not changed here: for those the split is withdrawn and recorded again.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from lotrinh.web.organisation import audit
from lotrinh.web.organisation.change_actions import held_unit
from lotrinh.web.organisation.models import Person, Unit
from lotrinh.web.programmes.mergers.splitting import STAYS, Thing, things_of, waiting_changes, write_places
from lotrinh.web.programmes.models import SplitAhead

WITH_REST = "rest"  # the place of a thing that goes where whatever comes later goes


@dataclass(frozen=True, slots=True)
class Placing:
    """A split that waits as a form has it: the units by number, what is open now, and the number of each place."""

    split: SplitAhead
    units: dict[str, Unit]
    things: Sequence[Thing]
    places: dict[str, str]
    later: str


def placing_of(unit: Unit) -> Placing | None:
    """Return how things are placed in the split that a unit waits for; None where it waits for none."""
    split = SplitAhead.objects.filter(unit=unit).first()
    if split is None:
        return None
    changes = list(waiting_changes(unit, on=split.on).order_by("pk"))
    made = [change.into for change in changes if change.into is not None]
    units = {str(number): one for number, one in enumerate([unit, *made])}
    if any(change.ends_unit for change in changes):
        del units[STAYS]
    numbers = {one.pk: number for number, one in units.items()}
    said = {place.key: numbers[place.into_id] for place in split.places.all()}
    things = things_of(unit, on=split.on)
    places = {thing.key: said.get(thing.key, WITH_REST) for thing in things}
    return Placing(split, units, things, places, numbers[split.rest_id])


@transaction.atomic
def place_anew(*, by: Person, unit: Unit, version: int | None, places: Mapping[str, str], later: str) -> SplitAhead:
    """Say anew where things go in a split that waits.

    Args:
        places: for the key of each thing of `things_of`, the number of its place, or WITH_REST; a thing that is not
            named stays as it is placed.
        later: the place of whatever comes to the unit until the day.

    Raises:
        ChangedMeanwhile: the unit has another version now.
        ValidationError: no split waits, or a place is none of its units; nothing is changed.
    """
    held = held_unit(unit, version)
    placing = placing_of(held)
    if placing is None:
        raise ValidationError(nothing_waits())
    wanted = {key: places.get(key, number) for key, number in placing.places.items()}
    if later not in placing.units or not set(wanted.values()) <= {*placing.units, WITH_REST}:
        raise ValidationError(_("Hãy chọn nơi nhận trong các đơn vị của lần chia tách này."))
    if (wanted, later) == (placing.places, placing.later):
        return placing.split  # saved as it was: nothing for the history
    split, was = placing.split, said_of(placing)
    shown = [place.pk for place in split.places.all() if place.key in wanted]
    split.places.filter(pk__in=shown).delete()  # what is done by now, and may be sent back, keeps its place
    split.rest = placing.units[later]
    split.save(update_fields=["rest"])
    write_places(split, {key: placing.units[n] for key, n in wanted.items() if n != WITH_REST}, placing.things)
    held.version += 1
    held.save(update_fields=["version"])
    now = said_of(Placing(split, placing.units, placing.things, wanted, later))
    audit.record(by=by, action="unit.split_placed", subject=held, before=was, after=now)
    return split


def nothing_waits() -> str:
    """Return what is said where a split is in force by now, or was withdrawn."""
    return _("Đơn vị này không còn lần chia tách nào đang chờ.")


def said_of(placing: Placing) -> dict[str, Any]:
    """Return what the audit keeps of places."""
    named = {key: placing.units[number].pk for key, number in placing.places.items() if number != WITH_REST}
    return {"on": placing.split.on.isoformat(), "places": named, "rest": placing.units[placing.later].pk}
