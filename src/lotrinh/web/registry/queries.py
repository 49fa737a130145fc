"""Named queries over documents, readings and facts."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q

if TYPE_CHECKING:
    from lotrinh.web.registry.models import Document, Fact, Reading  # noqa: F401  # named in strings below


class DocumentQuerySet(models.QuerySet["Document"]):
    """Documents by owner."""

    def of_units(self, unit_ids: list[int]) -> DocumentQuerySet:
        """Return the documents that these units own."""
        return self.filter(owner__in=unit_ids)


class FactQuerySet(models.QuerySet["Fact"]):
    """Facts that count."""

    def kept(self) -> FactQuerySet:
        """Leave out the facts that a person deleted."""
        return self.filter(is_deleted=False)


class ReadingQuerySet(models.QuerySet["Reading"]):
    """Readings by what they were judged by."""

    def to_judge(self, *, rules: str, dead: datetime.datetime) -> ReadingQuerySet:
        """Return what was read and not judged by these rules, and for which no job waits or has lived since `dead`."""
        at_work = Q(document__judging__state="running", document__judging__heartbeat_at__gte=dead)
        done = self.filter(state="done").exclude(judged_at__isnull=False, rules=rules)
        return done.exclude(at_work).exclude(document__judging__state="queued")
