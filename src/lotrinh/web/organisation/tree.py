"""The tree of units as it stood on a day, read once and looked at from all sides. Changes nothing."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from lotrinh.web.organisation.models import Unit
from lotrinh.web.organisation.queries import UnitQuerySet


@dataclass(frozen=True, slots=True)
class UnitThen:
    """A unit with its name and the unit above of one day."""

    unit: Unit
    name: str
    parent_id: int | None
    is_open: bool

    @property
    def pk(self) -> int:
        return self.unit.pk


@dataclass(frozen=True, slots=True)
class Tree:
    """Units by their keys on one day, in the order of their rows."""

    on: datetime.date
    units: dict[int, UnitThen]

    def children(self) -> dict[int | None, list[UnitThen]]:
        """Return the units by the key of the unit above; who stands under nothing shown stands under None."""
        rows: dict[int | None, list[UnitThen]] = {}
        for one in self.units.values():
            above = one.parent_id if one.parent_id in self.units else None
            rows.setdefault(above, []).append(one)
        return rows

    def below(self, root: int) -> list[UnitThen]:
        """Return every unit below one, from top to bottom."""
        children, found, level = self.children(), [], [root]
        while level:
            row = [one for pk in level for one in children.get(pk, [])]
            found.extend(row)
            level = [one.pk for one in row]
        return found


def tree_of(units: UnitQuerySet, *, on: datetime.date) -> Tree:
    """Read units as they were on a day, in one query however many they are."""
    then = (UnitThen(unit, unit.name_then, unit.parent_then, unit.is_open_on(on)) for unit in units.as_of(on))
    return Tree(on=on, units={one.pk: one for one in then})


def has_ring(parents: dict[int, int | None]) -> bool:
    """Say whether somebody would stand below themselves."""
    clear: set[int] = set()
    for start in parents:
        seen: set[int] = set()
        at: int | None = start
        while at is not None and at not in clear:
            if at in seen:
                return True
            seen.add(at)
            at = parents.get(at)
        clear |= seen
    return False


def parents_of(units: UnitQuerySet, *, on: datetime.date) -> dict[int, int | None]:
    """Return who stood above each unit on a day."""
    return dict(units.as_of(on).values_list("pk", "parent_then"))
