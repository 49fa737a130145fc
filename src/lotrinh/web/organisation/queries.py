"""Named queries over units and roles."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db import connections, models
from django.db.models import F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from lotrinh.web.organisation.among import Among  # noqa: F401  # registers the lookup that these queries use
from lotrinh.web.organisation.reach import Reach

BELOW = """WITH RECURSIVE found(id) AS (
    SELECT id FROM organisation_unit WHERE {roots}
    UNION SELECT unit.id FROM organisation_unit unit JOIN found ON unit.parent_id = found.id
) SELECT id FROM found"""  # the same words for both databases; UNION ends a ring

if TYPE_CHECKING:
    from lotrinh.web.organisation.models import Person, Role, Unit, UnitChange  # noqa: F401  # named in strings below


def is_open(day: datetime.date) -> Q:
    """Return the condition that a unit is founded by a day and not closed on it."""
    founded = Q(founded_on=None) | Q(founded_on__lte=day)
    return founded & (Q(closed_on=None) | Q(closed_on__gt=day))


class UnitQuerySet(models.QuerySet["Unit"]):
    """Units by tree and by day."""

    def open_on(self, day: datetime.date) -> UnitQuerySet:
        """Leave out units not yet founded or already closed on a day."""
        return self.filter(is_open(day))

    def founded_by(self, day: datetime.date) -> UnitQuerySet:
        """Leave out units not yet founded on a day."""
        return self.filter(Q(founded_on=None) | Q(founded_on__lte=day))

    def as_of(self, day: datetime.date) -> models.QuerySet[Any, Any]:
        """Annotate how units were named, and which stood above them, on a day: `name_then`, `parent_then`."""
        return self.annotate(
            name_then=value_on(day, "renamed", "name", models.CharField()),
            parent_then=value_on(day, "moved", "parent", models.BigIntegerField()),
        )

    def of_bodies(self, bodies: Iterable[int]) -> UnitQuerySet:
        """Return these bodies and whatever belongs to them; no tree is walked."""
        return self.filter(body_key__in=bodies)

    def of_body(self, body: int) -> UnitQuerySet:
        """Return a body and whatever belongs to it."""
        return self.filter(body_key=body)

    def within(self, reach: Reach) -> UnitQuerySet:
        """Return the units of a reach."""
        return self.filter(Q(body_key__in=reach.bodies) | Q(pk__among=reach.units))

    def with_descendants(self, roots: list[int], *, on: datetime.date | None = None) -> UnitQuerySet:
        """Return the units with these keys and everything below them, today or on a day."""
        found = self.keys_below(roots) if on is None else self.keys_below_then(roots, on=on)
        return self.filter(pk__among=found)

    def keys_below(self, roots: list[int]) -> set[int]:
        """Return the keys of these units and of everything below them today, in one query."""
        if not roots:
            return set()
        is_root = f"id IN ({', '.join(['%s'] * len(roots))})"
        with connections[self.db].cursor() as cursor:
            cursor.execute(BELOW.format(roots=is_root), roots)
            return {key for (key,) in cursor.fetchall()}

    def keys_below_then(self, roots: list[int], *, on: datetime.date) -> set[int]:
        """Return the same as it was on a day; one query a level."""
        everywhere: models.QuerySet[Any, Any] = self.model.objects.as_of(on)
        found, level = set(roots), list(roots)
        while level:
            children = everywhere.filter(parent_then__in=level).values_list("pk", flat=True)
            level = [pk for pk in children if pk not in found]
            found.update(level)
        return found


def value_on(day: datetime.date, kind: str, field: str, output_field: models.Field[Any, Any]) -> Coalesce:
    """Return what a unit's changes of a kind make of a field on a day.

    It is what the last one by then says, else what the first one later found, else what stands today.
    """
    changes = apps.get_model("organisation", "UnitChange").objects.filter(unit=OuterRef("pk"), kind=kind)
    last = changes.filter(on__lte=day).order_by("-on", "-pk").values(f"{field}_after")[:1]
    first = changes.filter(on__gt=day).order_by("on", "pk").values(f"{field}_before")[:1]
    return Coalesce(Subquery(last), Subquery(first), F(field), output_field=output_field)


class UnitChangeQuerySet(models.QuerySet["UnitChange"]):
    """Changes of units by day."""

    def due(self, day: datetime.date) -> UnitChangeQuerySet:
        """Return the changes whose day has come and that are not in force yet, in order; each is tried once a day."""
        return self.filter(Q(tried_on=None) | Q(tried_on__lt=day), in_force=False, on__lte=day).order_by("on", "pk")

    def told(self) -> UnitChangeQuerySet:
        """Return the changes with the units that they name."""
        return self.select_related("unit", "into", "parent_before", "parent_after")


class RoleQuerySet(models.QuerySet["Role"]):
    """Roles by person and day."""

    def seen(self, units: list[Unit], *, on: datetime.date, demo: bool) -> RoleQuerySet:
        """Return the roles that people who may sign in hold in these units on a day."""
        now = self.on(on).filter(unit__in=units, person__is_active=True)
        return (
            (now if demo else now.filter(person__is_demo=False))
            .select_related("person", "stands_in_for__person")
            .order_by("kind", "pk")
        )

    def on(self, day: datetime.date) -> RoleQuerySet:
        """Return the roles that are held on a day."""
        return self.filter(Q(since=None) | Q(since__lte=day), Q(until=None) | Q(until__gt=day))

    def of(self, person: Person, *, on: datetime.date) -> RoleQuerySet:
        """Return the roles that a person holds on a day."""
        return self.on(on).filter(person=person)

    def lent_from(self, role: Role) -> RoleQuerySet:
        """Return the roles of deputies for a role."""
        return self.filter(stands_in_for=role)

    def in_body(self, body: Unit) -> RoleQuerySet:
        """Return the roles in a body and all its units, whenever held."""
        return self.filter(unit__body_key=body.pk)

    def not_over(self, day: datetime.date) -> RoleQuerySet:
        """Return the roles that are held on a day or will be later."""
        return self.ever_held().filter(Q(until=None) | Q(until__gt=day))

    def ever_held(self) -> RoleQuerySet:
        """Leave out roles that ended before they began."""
        return self.filter(Q(since=None) | Q(until=None) | Q(since__lt=models.F("until")))

    def overlapping(self, since: datetime.date | None, until: datetime.date | None) -> RoleQuerySet:
        """Return the roles that share a day with a period; an open side reaches forever."""
        found = self.ever_held()
        if until is not None:
            found = found.filter(Q(since=None) | Q(since__lt=until))
        return found if since is None else found.filter(Q(until=None) | Q(until__gt=since))
