"""Days off and days worked instead, as documents decided them for a body.

The days of the whole country are a table of the core that nobody edits here; a row of a body adds to them and, where
both name the same day, stands over them.
"""

from __future__ import annotations

import datetime
from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from lotrinh.web.organisation.models import Unit


class DayRule(models.Model):
    """Days off, a rest day worked instead, or both (a swap), with the document that says so."""

    body = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="day_rules")
    name = models.CharField(_("tên ngày"), max_length=120)
    off_from = models.DateField(_("nghỉ từ ngày"), null=True, blank=True)
    off_until = models.DateField(_("nghỉ đến hết ngày"), null=True, blank=True)
    worked_on = models.DateField(_("làm bù ngày"), null=True, blank=True)
    decided_by = models.CharField(_("văn bản quyết định"), max_length=200)
    decided_on = models.DateField(_("ngày văn bản"))
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        ordering = ("off_from", "worked_on", "pk")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(off_from__isnull=False) | Q(worked_on__isnull=False), name="day_rule_names_a_day"
            ),
            models.CheckConstraint(
                condition=Q(off_from=None, off_until=None) | Q(off_from__isnull=False, off_until__gte=F("off_from")),
                name="day_rule_dates_in_order",
            ),
            models.CheckConstraint(condition=~Q(name="") & ~Q(decided_by=""), name="day_rule_says_why"),
        ]

    def __str__(self) -> str:
        return self.name

    def days_off(self) -> frozenset[datetime.date]:
        """Return the days that are off."""
        if self.off_from is None or self.off_until is None:
            return frozenset()
        count = (self.off_until - self.off_from).days + 1
        return frozenset(self.off_from + datetime.timedelta(days=n) for n in range(count))
