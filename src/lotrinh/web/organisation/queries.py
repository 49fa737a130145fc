"""Named queries over units and roles."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q

if TYPE_CHECKING:
    from lotrinh.web.organisation.models import Person, Role, Unit  # noqa: F401  # named in strings below


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
        return (now if demo else now.filter(person__is_demo=False)).select_related("person").order_by("kind", "pk")

    def on(self, day: datetime.date) -> RoleQuerySet:
        """Return the roles that are held on a day."""
        return self.filter(Q(since=None) | Q(since__lte=day), Q(until=None) | Q(until__gt=day))

    def of(self, person: Person, *, on: datetime.date) -> RoleQuerySet:
        """Return the roles that a person holds on a day."""
        return self.on(on).filter(person=person)
