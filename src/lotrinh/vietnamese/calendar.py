"""Working days: Monday to Friday, less the days off of the law, plus the Saturdays worked in their place.

The first day is never counted ("trong 05 ngày làm việc kể từ ngày ký": Bộ luật Dân sự 2015, Điều 147.2). No clock: days
come in as arguments, and an office may bring its own.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from lotrinh.data.holidays import DECIDED, SWAPPED, YEARLY

ONE_DAY = timedelta(days=1)
SATURDAY = 5


@dataclass(frozen=True, slots=True)
class WorkingDays:
    """Which days are worked, besides the week: `off` are days off, `worked` are rest days worked instead."""

    off: frozenset[date] = frozenset()
    worked: frozenset[date] = frozenset()

    def includes(self, day: date) -> bool:
        """Say whether a day is worked."""
        return day in self.worked or (day.weekday() < SATURDAY and day not in self.off)

    def with_days(self, *, off: frozenset[date], worked: frozenset[date]) -> WorkingDays:
        """Return these days with others laid over them; a day given as both is worked.

        >>> sunday = date(2026, 3, 8)
        >>> WorkingDays(off=frozenset({sunday})).with_days(off=frozenset(), worked=frozenset({sunday})).includes(sunday)
        True
        """
        return WorkingDays(off=(self.off | off) - worked, worked=(self.worked - off) | worked)

    def count(self, origin: date, days: int) -> date | None:
        """Return the day that lies so many working days after another, or before it where `days` is negative.

        Args:
            origin: the day to count from, itself not counted.
            days: working days; 0 gives the origin.

        Returns:
            The day; None where the calendar ends first.

        >>> WorkingDays().count(date(2026, 3, 6), 5).isoformat()
        '2026-03-13'
        """
        step, day = (ONE_DAY if days >= 0 else -ONE_DAY), origin
        for _ in range(abs(days)):
            while True:
                if day in (date.min, date.max):
                    return None
                day += step
                if self.includes(day):
                    break
        return day

    def on_or_after(self, day: date) -> date | None:
        """Return a day, or the next one that is worked (Bộ luật Dân sự 2015, Điều 148.5); None past the calendar.

        >>> WorkingDays().on_or_after(date(2026, 3, 7)).isoformat()
        '2026-03-09'
        """
        return day if self.includes(day) else self.count(day, 1)


@cache
def national_working_days(first_year: int, last_year: int) -> WorkingDays:
    """Return the working days of the state between two years, by the table in `data/holidays.py`.

    A holiday on a rest day gives the next working day off (Bộ luật Lao động 2019, Điều 111.3).
    """
    years = range(first_year, last_year + 1)
    holidays = {date(year, month, day) for year in years for month, day, _, since in YEARLY if year >= since}
    for first, last, _ in DECIDED:
        if first.year in years:
            holidays |= {first + ONE_DAY * n for n in range((last - first).days + 1)}
    swaps = [(off, instead) for off, instead, _ in SWAPPED if off.year in years]
    worked = frozenset(instead for _, instead in swaps)
    off = set(holidays) | {day for day, _ in swaps}
    for holiday in sorted(holidays):
        if holiday.weekday() >= SATURDAY:
            moved = holiday + ONE_DAY
            while not WorkingDays(frozenset(off), worked).includes(moved):
                moved += ONE_DAY
            off.add(moved)
    return WorkingDays(frozenset(off), worked)


def name_days_off(first: date, last: date) -> dict[date, str]:
    """Return the days off between two days, both counted, and why; rest days of the week have no name.

    A rest day that is worked instead of another day is named too.

    >>> name_days_off(date(2026, 11, 1), date(2026, 11, 30))
    {datetime.date(2026, 11, 24): 'Ngày Văn hóa Việt Nam'}
    """
    years = range(first.year, last.year + 1)
    calendar = national_working_days(first.year, last.year)
    names = dict.fromkeys(calendar.off, "Nghỉ bù")
    names |= {off: f"Nghỉ hoán đổi, {name}" for off, _, name in SWAPPED if off.year in years}
    names |= dict.fromkeys(calendar.worked, "Làm bù")
    for start, end, name in DECIDED:
        names |= {start + ONE_DAY * n: name for n in range((end - start).days + 1)}
    names |= {date(year, month, day): name for year in years for month, day, name, since in YEARLY if year >= since}
    return {day: name for day, name in sorted(names.items()) if first <= day <= last}
