"""A week, Monday first, with all that falls on each day; the same entries as the month has, none folded away."""

from __future__ import annotations

import datetime
import re
from typing import Any

from django.utils.translation import gettext as _

from lotrinh.web.organisation.access import Standing
from lotrinh.web.organisation.templatetags.vietnamese import day as day_words
from lotrinh.web.programmes.calendar.month import FIRST_YEAR, LAST_YEAR, Entry
from lotrinh.web.programmes.calendar.screen import due_in, events_in, stages_in
from lotrinh.web.workdays.calendars import names_for

DAY = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
WEEK = datetime.timedelta(days=7)


def parse_week(text: str, *, today: datetime.date) -> datetime.date:
    """Return the Monday of the week of a day that an address asks for; what it cannot mean is this week.

    >>> parse_week("2026-04-01", today=datetime.date(2026, 1, 7)).isoformat()
    '2026-03-30'
    >>> parse_week("2026-02-30", today=datetime.date(2026, 1, 7)).isoformat()
    '2026-01-05'
    """
    day = today
    if DAY.fullmatch(text) and FIRST_YEAR <= int(text[:4]) <= LAST_YEAR:
        try:
            day = datetime.date.fromisoformat(text)
        except ValueError:
            day = today
    return day - datetime.timedelta(days=day.weekday())


def week_page(standing: Standing, monday: datetime.date) -> dict[str, Any]:
    """Return what the page of a week shows."""
    days = [monday + datetime.timedelta(days=n) for n in range(7)]
    first, last = days[0], days[-1]
    entries = [*events_in(standing, first, last), *stages_in(standing, first, last), *due_in(standing, first, last)]
    off = names_for(standing.body_ids, first, last)
    return {
        "title": _("Tuần từ %(first)s đến %(last)s") % {"first": day_words(first), "last": day_words(last)},
        "month": first,
        "before": first - WEEK if first.year > FIRST_YEAR else None,
        "after": first + WEEK if last.year < LAST_YEAR else None,
        "is_this_week": first <= standing.on <= last,
        "is_empty": not entries,
        "days": [day_row(day, entries, off.get(day, ""), today=standing.on) for day in days],
    }


def day_row(day: datetime.date, entries: list[Entry], off: str, *, today: datetime.date) -> dict[str, Any]:
    """Return a day as the page shows it."""
    held = [entry for entry in entries if entry.on == day]
    return {"on": day, "off": off, "is_today": day == today, "is_rest": day.weekday() >= 5, "entries": held}
