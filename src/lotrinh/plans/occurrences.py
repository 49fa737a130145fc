"""From a recurrence to its days: "FREQ=MONTHLY;BYMONTHDAY=19" from a first day until a last one, each day by itself.

Reads the part of RFC 5545 that `recurrence.py` writes. One thing differs from it on purpose: a month that is too short for
its day has its last day instead ("ngày 31 hằng tháng" is 28/02 too), as RFC 5545 would leave that month without a deadline.
Days off are not stepped over: the day that the plan says stands, and who shows it says what the law makes of it.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import MAXYEAR, date, timedelta
from typing import Literal

Frequency = Literal["DAILY", "WEEKLY", "MONTHLY", "YEARLY"]
WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
STEPS: dict[Frequency, int] = {"DAILY": 1, "WEEKLY": 7, "MONTHLY": 1, "YEARLY": 12}  # days, days, months, months


@dataclass(frozen=True, slots=True)
class Rule:
    """How often, and on which day where the words say it; a negative day of the month counts from its end."""

    frequency: Frequency
    interval: int = 1
    weekday: int | None = None
    month_day: int | None = None
    month: int | None = None

    @property
    def names_its_day(self) -> bool:
        """Say whether the words fix the day, so that nobody has to choose one."""
        match self.frequency:
            case "DAILY":
                return True
            case "WEEKLY":
                return self.weekday is not None
            case "MONTHLY":
                return self.month_day is not None
        return self.month_day is not None and self.month is not None

    def __str__(self) -> str:
        parts = [f"FREQ={self.frequency}", *([f"INTERVAL={self.interval}"] if self.interval > 1 else [])]
        if self.weekday is not None:
            parts.append(f"BYDAY={WEEKDAYS[self.weekday]}")
        if self.month is not None:
            parts.append(f"BYMONTH={self.month}")
        if self.month_day is not None:
            parts.append(f"BYMONTHDAY={self.month_day}")
        return ";".join(parts)


def parse_rule(text: str) -> Rule | None:
    """Return what an RRULE value says; None where it is none that this module reads.

    >>> str(parse_rule("FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=19"))
    'FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=19'
    """
    said = dict(part.split("=", 1) for part in text.split(";") if "=" in part)
    frequency, interval = said.get("FREQ", ""), said.get("INTERVAL", "1")
    if frequency not in STEPS or not interval.isdecimal() or not 0 < int(interval) < 100:
        return None
    day, weekday, month = said.get("BYMONTHDAY", ""), said.get("BYDAY", ""), said.get("BYMONTH", "")
    month_day = int(day) if day.lstrip("-").isdecimal() and 1 <= abs(int(day)) <= 31 else None
    return Rule(
        frequency=frequency,
        interval=int(interval),
        weekday=WEEKDAYS.index(weekday) if weekday in WEEKDAYS else None,
        month_day=month_day,
        month=int(month) if month.isdecimal() and 1 <= int(month) <= 12 else None,
    )


def first_day(rule: Rule, *, since: date) -> date | None:
    """Return the first day on or after another that a rule falls on; None where its words leave the day open.

    Quarters and half years are those of the calendar: "hằng quý" falls in March, June, September and December.

    >>> first_day(Rule("MONTHLY", 3, month_day=19), since=date(2026, 1, 5)).isoformat()
    '2026-03-19'
    """
    if not rule.names_its_day:
        return None
    if rule.frequency == "DAILY":
        return since
    if rule.frequency == "WEEKLY":
        return _later(since, ((rule.weekday or 0) - since.weekday()) % 7)
    for months in range(13):
        day = _in_month(since, months, rule.month_day or 1)
        if day is not None and day >= since and _may_be_in(rule, day.month):
            return day
    return None


def starting(rule: Rule, first: date) -> Rule:
    """Return the rule that has a day as its first: its own where the day fits, else with the day of that one."""
    if rule.frequency == "WEEKLY":
        return replace(rule, weekday=first.weekday())
    if rule.frequency == "DAILY":
        return rule
    fits = rule.month_day is not None and _in_month(first, 0, rule.month_day) == first
    day = rule.month_day if fits else first.day
    return replace(rule, month_day=day, month=first.month if rule.frequency == "YEARLY" else None)


def occurrence_days(rule: Rule, *, first: date, until: date, most: int) -> list[date]:
    """Return the days of a rule from a first day until a last one, both counted.

    Args:
        rule: how often.
        first: the first day; its day of the week or month is that of the rule (`starting`).
        until: the last day that may count.
        most: stop after so many days; whoever must tell that there are more asks for one more.

    >>> rule = Rule("MONTHLY", month_day=31)
    >>> [day.isoformat() for day in occurrence_days(rule, first=date(2026, 1, 31), until=date(2026, 3, 31), most=9)]
    ['2026-01-31', '2026-02-28', '2026-03-31']
    """
    days: list[date] = []
    for day in _days(starting(rule, first), first):
        if day > until or len(days) == most:
            break
        days.append(day)
    return days


def _days(rule: Rule, first: date) -> Iterator[date]:
    step, count = STEPS[rule.frequency] * rule.interval, 0
    while True:
        if rule.frequency in ("DAILY", "WEEKLY"):
            day = _later(first, step * count)
        else:
            day = _in_month(first, step * count, rule.month_day or first.day)
        if day is None:
            return
        yield day
        count += 1


def _may_be_in(rule: Rule, month: int) -> bool:
    if rule.frequency == "YEARLY":
        return month == rule.month
    return rule.interval not in (3, 6) or month % rule.interval == 0


def _in_month(day: date, months: int, month_day: int) -> date | None:
    """Return a day of the month so many months later: its last day where it has no such day."""
    count = day.year * 12 + day.month - 1 + months
    if count >= (MAXYEAR + 1) * 12:
        return None
    year, month = count // 12, count % 12 + 1
    length = monthrange(year, month)[1]
    return date(year, month, min(month_day, length) if month_day > 0 else max(1, length + 1 + month_day))


def _later(day: date, days: int) -> date | None:
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return None
