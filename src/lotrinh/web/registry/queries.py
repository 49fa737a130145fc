"""Named queries over documents and facts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models

if TYPE_CHECKING:
    from lotrinh.web.registry.models import Document, Fact  # noqa: F401  # named in strings below


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
