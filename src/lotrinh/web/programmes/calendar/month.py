"""A month as weeks of days, Monday first, with what falls on each. Pure: days in, weeks out; no clock, no database."""

from __future__ import annotations

import datetime
import re
from calendar import Calendar, monthrange
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

FIRST_YEAR, LAST_YEAR = 1950, 2199  # of the months that have an address
SHOWN = 4  # entries of a day that stand open; the rest unfold
MONTH = re.compile(r"([0-9]{4})-([0-9]{2})")


@dataclass(frozen=True, slots=True)
class Entry:
    """Something that falls on a day: `look` is the colour of its tag, `what` says in words what the colour means."""

    on: datetime.date
    what: str
    look: str
    title: str
    note: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Day:
    """A day of the grid; one of another month has no entries."""

    on: datetime.date
    is_in_month: bool
    is_today: bool
    is_rest: bool
    off: str  # the name of the day off, in Vietnamese
    first: list[Entry]
    more: list[Entry]

    @property
    def is_bare(self) -> bool:
        """Say whether a list by day may leave the day out."""
        return not (self.is_in_month and (self.first or self.off or self.is_today))


@dataclass(frozen=True, slots=True)
class Week:
    """A row of the grid."""

    days: list[Day]

    @property
    def is_bare(self) -> bool:
        """Say whether a list by day may leave the whole week out."""
        return all(day.is_bare for day in self.days)


def parse_month(text: str, *, today: datetime.date) -> datetime.date:
    """Return the first day of the month that an address asks for; what it cannot mean is the month of today.

    >>> parse_month("2026-11", today=datetime.date(2026, 1, 5)).isoformat()
    '2026-11-01'
    >>> parse_month("2026-13", today=datetime.date(2026, 1, 5)).isoformat()
    '2026-01-01'
    """
    found = MONTH.fullmatch(text)
    if found and FIRST_YEAR <= int(found[1]) <= LAST_YEAR and 1 <= int(found[2]) <= 12:
        return datetime.date(int(found[1]), int(found[2]), 1)
    return today.replace(day=1)


def last_day(month: datetime.date) -> datetime.date:
    """Return the last day of a month."""
    return month.replace(day=monthrange(month.year, month.month)[1])


def neighbours(month: datetime.date) -> tuple[datetime.date | None, datetime.date | None]:
    """Return the months before and after; None past the first and the last that have an address."""
    before = (month - datetime.timedelta(days=1)).replace(day=1)
    after = last_day(month) + datetime.timedelta(days=1)
    return (before if before.year >= FIRST_YEAR else None), (after if after.year <= LAST_YEAR else None)


def weeks_of(
    month: datetime.date, entries: Iterable[Entry], *, today: datetime.date, off: Mapping[datetime.date, str]
) -> list[Week]:
    """Lay entries out on the weeks of a month; `off` says why days are off."""
    by_day: dict[datetime.date, list[Entry]] = {}
    for entry in entries:
        by_day.setdefault(entry.on, []).append(entry)
    weeks = Calendar().monthdatescalendar(month.year, month.month)
    return [
        Week([day_of(on, month, by_day.get(on, []), off.get(on, ""), today=today) for on in week]) for week in weeks
    ]


def day_of(on: datetime.date, month: datetime.date, entries: list[Entry], off: str, *, today: datetime.date) -> Day:
    """Return one day of the grid."""
    here = on.replace(day=1) == month
    held = entries if here else []
    return Day(
        on=on,
        is_in_month=here,
        is_today=on == today,
        is_rest=on.weekday() >= 5,
        off=off,
        first=held[:SHOWN],
        more=held[SHOWN:],
    )
