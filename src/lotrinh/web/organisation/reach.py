"""Which units something reaches: whole bodies, and units one by one.

Whoever oversees a body oversees whatever it comes to hold, so its units are not listed: a query asks for the key of the
body (`at`), a unit says itself which body is its own (`holds`). Keys are read only for who asks for each of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Set
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db.models import Q

if TYPE_CHECKING:
    from lotrinh.web.organisation.models import Unit
    from lotrinh.web.organisation.queries import UnitQuerySet


@dataclass(frozen=True, eq=False)
class Reach(Set[int]):
    """A set of keys of units; equal to any other set of the same keys."""

    bodies: frozenset[int] = frozenset()  # with all that belongs to them
    units: frozenset[int] = frozenset()  # beside these, each by its key

    def holds(self, unit: Unit) -> bool:
        """Say whether a unit is among these; asks the database nothing."""
        return unit.body_key in self.bodies or unit.pk in self.units

    def at(self, path: str) -> Q:
        """Return the condition that the unit which this path leads to is among these."""
        return Q(**{f"{path}__in": self._of_bodies().values("pk")}) | Q(**{f"{path}__among": self.units})

    @cached_property
    def keys(self) -> frozenset[int]:
        """The keys of all these units."""
        return self.units.union(self._of_bodies().values_list("pk", flat=True)) if self.bodies else self.units

    def _of_bodies(self) -> UnitQuerySet:
        units: UnitQuerySet = apps.get_model("organisation", "Unit").objects.order_by()
        return units.of_bodies(self.bodies) if self.bodies else units.none()

    def __bool__(self) -> bool:
        return bool(self.bodies or self.units)

    def __contains__(self, key: object) -> bool:
        return key in self.bodies or key in self.units or key in self.keys

    def __iter__(self) -> Iterator[int]:
        return iter(self.keys)

    def __len__(self) -> int:
        return len(self.keys)

    def __or__(self, other: Set[int]) -> Reach:  # type: ignore[override]  # of keys only
        """Return what either reaches, without listing it."""
        if isinstance(other, Reach):
            return Reach(self.bodies | other.bodies, self.units | other.units)
        return Reach(self.bodies, self.units.union(other))

    __ror__ = __or__

    def __and__(self, other: Set[int]) -> Reach:
        """Return what both reach; whole bodies stay whole where both reach the same ones."""
        if isinstance(other, Reach) and other.bodies == self.bodies:
            return Reach(self.bodies, self.units & other.units)
        return Reach(units=frozenset(key for key in other if key in self))

    __rand__ = __and__

    @classmethod
    def _from_iterable(cls, it: Iterable[Any]) -> Any:
        return cls(units=frozenset(it))
