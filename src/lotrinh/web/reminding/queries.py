"""Named queries over reminders: what is still true is said here and nowhere else."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Exists, F, OuterRef

from lotrinh.web.programmes.models import Assignment
from lotrinh.web.programmes.queries import AssignmentQuerySet
from lotrinh.web.reminding.ladder import BEFORE

if TYPE_CHECKING:
    from lotrinh.web.reminding.models import Reminder  # noqa: F401  # named in strings below

State = Assignment.Progress
TO_DO = (State.NOT_STARTED, State.IN_PROGRESS, State.RETURNED)  # the rest is done, or waits for the office
FIRST = datetime.timedelta(days=-BEFORE[0])


class ReminderQuerySet(models.QuerySet["Reminder"]):
    """Reminders by what has become of their work."""

    def true_on(self, day: datetime.date) -> ReminderQuerySet:
        """Return the newest of each ladder whose work is still to be done by the same deadline."""
        return self.filter(assignment__progress__in=TO_DO, due_on=F("assignment__late_after"), next_on__gt=day)

    def over_by(self, day: datetime.date) -> ReminderQuerySet:
        """Return those whose place the next rung had taken by a day: they are true no more and are never made anew."""
        return self.filter(next_on__lte=day)


def to_tell(reminders: ReminderQuerySet, day: datetime.date) -> AssignmentQuerySet:
    """Return the work that has come to a rung of which nobody was told yet."""
    told = reminders.filter(assignment=OuterRef("pk"), due_on=OuterRef("late_after"), next_on__gt=day)
    return Assignment.objects.filter(~Exists(told), progress__in=TO_DO, late_after__lte=day + FIRST)
