"""The working days of a body: the national table with the body's own rows laid over it. The core does the counting."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from lotrinh.vietnamese.calendar import SATURDAY, WorkingDays, name_days_off, national_working_days
from lotrinh.web.organisation.models import Unit
from lotrinh.web.workdays.models import DayRule

FIRST_YEAR, LAST_YEAR = 2021, 2045  # of the years that the calendar of a body reaches over


def working_days_of(body: Unit) -> WorkingDays:
    """Return the working days of a body."""
    return lay_over(DayRule.objects.filter(body=body))


def lay_over(rules: Iterable[DayRule]) -> WorkingDays:
    """Return the national working days with these rows over them."""
    held = list(rules)
    return national_working_days(FIRST_YEAR, LAST_YEAR).with_days(
        off=frozenset[datetime.date]().union(*(rule.days_off() for rule in held)),
        worked=frozenset(rule.worked_on for rule in held if rule.worked_on is not None),
    )


def calendars_of(body_ids: Iterable[int]) -> dict[int, WorkingDays]:
    """Return the working days of several bodies by their keys, in one query."""
    rules: dict[int, list[DayRule]] = {pk: [] for pk in body_ids}
    for rule in DayRule.objects.filter(body__in=rules):
        rules[rule.body_id].append(rule)
    national = lay_over(())  # most bodies have no rows of their own
    return {pk: lay_over(held) if held else national for pk, held in rules.items()}


@dataclass(frozen=True, slots=True)
class BodyDays:
    """The days of one body, read once for many deadlines: what is worked, and why the rest is not."""

    working: WorkingDays
    rules: tuple[DayRule, ...]

    def day_off_words(self, day: datetime.date | None) -> str:
        """Return what the law says of a deadline on a day off, which stays as it is; empty where the day is worked."""
        if day is None or self.working.includes(day):
            return ""
        why = names_by(self.rules, day, day).get(day) or (
            (_("thứ Bảy"), _("Chủ nhật"))[day.weekday() - SATURDAY] if day.weekday() >= SATURDAY else _("ngày nghỉ")
        )
        next_day = self.working.count(day, 1)
        said = _(
            "%(day)s là ngày nghỉ (%(why)s): hạn được giữ đúng như văn bản; theo Bộ luật Dân sự 2015, Điều 148, khoản "
            "5, thời hạn kết thúc vào cuối ngày làm việc tiếp theo, %(next)s."
        )
        return said % {
            "day": f"{day:%d/%m/%Y}",
            "why": why,
            "next": f"{next_day:%d/%m/%Y}" if next_day else _("chưa rõ"),
        }


def days_of(body: Unit) -> BodyDays:
    """Return the days of a body."""
    rules = tuple(DayRule.objects.filter(body=body))
    return BodyDays(lay_over(rules), rules)


def day_off_words(day: datetime.date | None, body: Unit) -> str:
    """Return what holds of one deadline in a body, as `BodyDays` says it."""
    return days_of(body).day_off_words(day) if day is not None else ""


def names_for(body_ids: Iterable[int], first: datetime.date, last: datetime.date) -> dict[datetime.date, str]:
    """Return why days between two are off, or worked instead: by the law, then by the rows of these bodies."""
    return names_by(DayRule.objects.filter(body__in=body_ids), first, last)


def names_by(rules: Iterable[DayRule], first: datetime.date, last: datetime.date) -> dict[datetime.date, str]:
    """Return the same by rows that were read already."""
    names = name_days_off(first, last)
    for rule in rules:
        named = dict.fromkeys(rule.days_off(), rule.name)
        if rule.worked_on is not None:
            named[rule.worked_on] = _("Làm bù: %s") % rule.name
        names |= {day: name for day, name in named.items() if first <= day <= last}
    return names
