"""What the pages of duties that recur show: a look ahead, the occurrences of a unit, the duties that wait for days."""

from __future__ import annotations

import datetime
from typing import Any

from lotrinh.web.organisation.models import Unit
from lotrinh.web.programmes.models import Assignment, Duty, Programme
from lotrinh.web.programmes.occurrences.actions import Layout
from lotrinh.web.programmes.queries import AssignmentQuerySet
from lotrinh.web.programmes.screen import row_of
from lotrinh.web.registry.words import recurrence_words
from lotrinh.web.workdays.calendars import days_of

Json = dict[str, Any]


def layout_rows(layout: Layout, *, body: Unit, on: datetime.date) -> Json:
    """Return what a layout changes, by day, and what it leaves; days off are those of the body."""
    calendar = days_of(body)
    added, turned = [day for _like, day in layout.added], [day for _row, day in layout.turned]
    dropped = [row.occurrence_on for row in layout.dropped]
    days = sorted({*layout.days, *(day for day in dropped if day is not None)})
    return {
        "mark": layout.mark,
        "days": [
            {
                "day": day,
                "added": added.count(day),
                "turned": turned.count(day),
                "dropped": dropped.count(day),
                "is_past": day < on,
                "day_off": calendar.day_off_words(day),
            }
            for day in days
        ],
        "added": len(added),
        "dropped": len(dropped),
        "turned": len(turned),
        "left": [{"pk": row.pk, "unit": row.unit.name, "day": row.occurrence_on} for row in layout.left],
        "changes": bool(added or turned or dropped),
    }


def occurrence_rows(own: AssignmentQuerySet, assignment: Assignment, *, on: datetime.date) -> list[Json]:
    """Return the occurrences that the unit of an assignment has of its duty, of those that a person may see."""
    same = own.filter(duty=assignment.duty_id, unit=assignment.unit_id, occurrence_on__isnull=False)
    return [
        row_of(each, on=on) | {"is_this": each.pk == assignment.pk} for each in same.order_by("occurrence_on", "pk")
    ]


def duties_without_days(programme: Programme) -> list[Json]:
    """Return the duties that recur and are not laid out: nobody has said on which days, or until when."""
    found: list[Duty] = list(programme.duties.exclude(recurrence="").filter(recurs_from=None))
    return [{"pk": duty.pk, "text": duty.text, "often": recurrence_words(duty.recurrence)} for duty in found]
