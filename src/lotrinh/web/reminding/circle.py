"""Who is told of a unit's work on a day: its officers, and from some rung on the heads. Two queries for all units."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.conf import settings

from lotrinh.web.organisation.access import HEAD, OFFICER
from lotrinh.web.organisation.models import Person, Role, Unit
from lotrinh.web.reminding.ladder import HEAD_FROM


@dataclass(frozen=True, slots=True)
class Circle:
    """The people of every unit by their keys, and which unit stands over which."""

    officers: Mapping[int, frozenset[int]]
    heads: Mapping[int, frozenset[int]]
    parents: Mapping[int, int | None]
    units: Mapping[int, frozenset[int]]  # of a person

    def line_of(self, unit: int) -> Iterator[int]:
        """Yield a unit and those over it, up to the body."""
        at: int | None = unit
        while at is not None:
            yield at
            at = self.parents.get(at)

    def body_of(self, unit: int) -> int:
        """Return the body that a unit belongs to."""
        return list(self.line_of(unit))[-1]

    def people_of(self, unit: int, *, rung: int) -> frozenset[int]:
        """Return who is told: the officers, and from the second reminder of late work on the nearest heads."""
        people = self.officers.get(unit, frozenset())
        if rung < HEAD_FROM:
            return people
        nearest = next((self.heads[at] for at in self.line_of(unit) if at in self.heads), frozenset[int]())
        return people | nearest

    def bodies_of(self, person: int) -> set[int]:
        """Return the bodies that a person works in."""
        return {self.body_of(unit) for unit in self.units.get(person, ())}


def circle_on(day: datetime.date) -> Circle:
    """Return who is told on a day; people who may not sign in are told nothing."""
    found: dict[str, dict[int, set[int]]] = {OFFICER: {}, HEAD: {}}
    units: dict[int, set[int]] = {}
    people = Person.objects.who_may_sign_in(demo=settings.DEMO)
    roles = Role.objects.on(day).filter(kind__in=found, person__in=people)
    for kind, unit, person in roles.values_list("kind", "unit", "person"):
        found[kind].setdefault(unit, set()).add(person)
        units.setdefault(person, set()).add(unit)
    return Circle(
        officers=fixed(found[OFFICER]),
        heads=fixed(found[HEAD]),
        parents=dict(Unit.objects.order_by().values_list("pk", "parent")),
        units=fixed(units),
    )


def fixed(found: dict[int, set[int]]) -> dict[int, frozenset[int]]:
    """Return the same with sets that stay as they are."""
    return {key: frozenset(held) for key, held in found.items()}
