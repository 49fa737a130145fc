"""What the page of a unit says of a split that waits for its day: who will get what, as things stand. Reads only."""

from __future__ import annotations

import datetime
from collections import Counter
from dataclasses import dataclass

from lotrinh.web.organisation.models import Unit
from lotrinh.web.programmes.mergers.splitting import places_of, things_of, waiting_changes
from lotrinh.web.programmes.models import SplitAhead


@dataclass(frozen=True, slots=True)
class Gain:
    """What one unit will get: counts of open work, units below and people."""

    into: Unit
    work: int
    below: int
    people: int


@dataclass(frozen=True, slots=True)
class WaitingSplit:
    """A split to come: what each will get, and what came since it was recorded, which goes to `rest`."""

    on: datetime.date
    gains: list[Gain]
    rest: Unit
    came_since: list[str]


def waiting_split_of(unit: Unit) -> WaitingSplit | None:
    """Return what will become of a unit that is to split; None where nothing of the kind is recorded."""
    split = SplitAhead.objects.select_related("unit", "rest").filter(unit=unit).first()
    if split is None:
        return None
    chosen, things = places_of(split), things_of(unit, on=split.on)
    placed = {place.key for place in split.places.all()}
    made = [change.into for change in waiting_changes(unit, on=split.on) if change.into is not None]
    counts = Counter((chosen[thing.key].pk, thing.kind) for thing in things)
    units = [*([unit] if unit in chosen.values() or split.rest == unit else []), *made]
    gains = [Gain(one, *(counts[one.pk, kind] for kind in ("work", "unit", "role"))) for one in units]
    return WaitingSplit(split.on, gains, split.rest, [thing.label for thing in things if thing.key not in placed])
