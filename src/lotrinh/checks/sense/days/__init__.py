"""Rules on days, periods and deadlines: the calendar, and one day against another."""

from __future__ import annotations

from lotrinh.checks.rule import Rule
from lotrinh.checks.sense.days import (
    deadline_before_signing,
    deadline_on_day_off,
    five_years,
    not_in_calendar,
    period_backwards,
    weekday,
)

RULES: tuple[Rule, ...] = (
    not_in_calendar.RULE,
    weekday.RULE,
    period_backwards.RULE,
    five_years.RULE,
    deadline_before_signing.RULE,
    deadline_on_day_off.RULE,
)
