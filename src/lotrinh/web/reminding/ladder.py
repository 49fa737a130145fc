"""On which days a deadline is reminded of, and when a person is left in peace. Pure: days and times in, numbers out.

A rung is a number of days after the deadline: -7, -3, -1, 0, and then every seventh day while the work is late.
"""

from __future__ import annotations

import datetime

BEFORE = (-7, -3, -1, 0)
WEEK = 7
HEAD_FROM = 2 * WEEK  # the head is told too, from the second reminder of late work on


def rung_on(day: datetime.date, *, due: datetime.date) -> int | None:
    """Return the newest rung that has come on a day; None before the first.

    >>> due = datetime.date(2026, 3, 20)
    >>> [rung_on(datetime.date(2026, 3, n), due=due) for n in (12, 13, 16, 17, 19, 20, 26, 27, 31)]
    [None, -7, -7, -3, -1, 0, 0, 7, 7]
    """
    days = (day - due).days
    if days >= WEEK:
        return days - days % WEEK
    return next((rung for rung in reversed(BEFORE) if rung <= days), None)


def next_after(rung: int) -> int:
    """Return the rung that follows another.

    >>> [next_after(rung) for rung in (-7, -3, -1, 0, 7)]
    [-3, -1, 0, 7, 14]
    """
    return next((other for other in BEFORE if other > rung), max(rung, 0) + WEEK)


def is_quiet(at: datetime.time, *, since: datetime.time, until: datetime.time) -> bool:
    """Say whether a time lies in quiet hours, which may go over midnight; two equal ends are no quiet hours.

    >>> evening, morning = datetime.time(20), datetime.time(7)
    >>> [is_quiet(datetime.time(hour), since=evening, until=morning) for hour in (6, 7, 19, 20)]
    [True, False, False, True]
    """
    if since <= until:
        return since <= at < until
    return at >= since or at < until
