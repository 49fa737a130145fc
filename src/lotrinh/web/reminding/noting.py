"""Makes the reminders that are true now. A rung missed while nothing ran is not made up for: the newest stands.

Run twice or by several workers at once, it makes each row once; that is the table's own constraint.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from django.utils import timezone

from lotrinh.web.reminding.circle import Circle, circle_on
from lotrinh.web.reminding.ladder import next_after, rung_on
from lotrinh.web.reminding.models import Reminder
from lotrinh.web.reminding.queries import to_tell

BATCH = 1_000  # assignments


def note_due(*, now: datetime.datetime) -> None:
    """Make a row for each deadline that has come to a rung, for each person who is told."""
    day = timezone.localdate(now)
    circle, last = circle_on(day), 0
    while True:
        due = to_tell(Reminder.objects.all(), day).filter(pk__gt=last).order_by("pk")
        batch = list(due.values_list("pk", "unit", "late_after")[:BATCH])
        if not batch:
            return
        rows = [row for pk, unit, on in batch if on for row in rows_of(pk, unit, on, circle, now=now)]
        Reminder.objects.bulk_create(rows, ignore_conflicts=True)
        last = batch[-1][0]


def rows_of(pk: int, unit: int, due: datetime.date, circle: Circle, *, now: datetime.datetime) -> Iterator[Reminder]:
    """Yield the reminders of one assignment."""
    rung = rung_on(timezone.localdate(now), due=due)
    if rung is None:
        return
    next_on = due + datetime.timedelta(days=next_after(rung))
    for person in sorted(circle.people_of(unit, rung=rung)):
        yield Reminder(assignment_id=pk, rung=rung, due_on=due, next_on=next_on, person_id=person, made_at=now)
