"""Named queries over units and roles."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q

if TYPE_CHECKING:
    from lotrinh.web.organisation.models import Person, Role, Unit  # named in strings below


class UnitQuerySet(models.QuerySet["Unit"]):
    """Units by tree and by day."""

    def open_on(self, day: datetime.date) -> UnitQuerySet:
        """Leave out units not yet founded or already closed on a day."""
        return self.filter(
            Q(founded_on=None) | Q(founded_on__lte=day), Q(closed_on=None) | Q(closed_on__gt=day)
        )  # fmt: skip

    def with_descendants(self, roots: list[int]) -> UnitQuerySet:
        """Return the units with these keys and everything below them, one query a level."""
        found, level = set(roots), list(roots)
        while level:
            children = self.model._default_manager.filter(parent__in=level).values_list("pk", flat=True)
            level = [pk for pk in children if pk not in found]
            found.update(level)
        return self.filter(pk__in=found)


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
        units = type(body)._default_manager.all().with_descendants([body.pk])
        return self.filter(unit__in=units.values("pk"))

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
