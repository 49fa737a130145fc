"""Finds dates: "ngày 15 tháng 3 năm 2024", "15/3/2024", "tháng 3/2025", "quý III/2025", "năm 2024".

A date with a part left blank ("ngày    tháng 3 năm 2024") is found, with no day. A number alone is never a date.
Solar, unless the words say "âm lịch".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from lotrinh.documents.document import Span
from lotrinh.plans.plan import DateFact
from lotrinh.vietnamese.numerals import parse_roman

BLANK = r"(?:\d{1,2}|[.…_ ]{0,12})"
WRITTEN = re.compile(
    rf"\b[Nn]gày\s*(?P<d>{BLANK})\s*tháng\s*(?P<m>{BLANK})\s*năm\s*(?P<y>\d{{4}}|[.…_ ]{{1,12}}|20\d\d)"
)
NUMBERS = re.compile(
    r"(?<![\d/\-.])(?P<d>\d{1,2})\s?(?P<sep>[/\-.])\s?(?P<m>\d{1,2})\s?(?P=sep)\s?(?P<y>\d{4})(?![\d/])"
)
MONTH = re.compile(r"\b[Tt]háng\s+(?P<m>\d{1,2})\s*(?:/|-|năm)\s*(?P<y>\d{4})(?!\d)")
QUARTER = re.compile(r"\b[Qq]uý\s+(?P<q>IV|I{1,3}|[1-4])\s*(?:/|-|năm)\s*(?P<y>\d{4})(?!\d)")
YEAR = re.compile(r"\b[Nn]ăm\s+(?P<y>(?:19|20)\d{2})(?!\d)")
LUNAR = re.compile(r"\s*(?:\(?\s*âm lịch|\(?\s*tức ngày)")


def find_dates(text: str, start: int = 0, end: int | None = None) -> list[DateFact]:
    """Return the dates between two positions, in order, none inside another.

    >>> [(f.date.isoformat(), f.precision) for f in find_dates("Trước ngày 05/9/2026, quý III/2025") if f.date]
    [('2026-09-05', 'day'), ('2025-07-01', 'quarter')]
    """
    end = len(text) if end is None else end
    found: list[DateFact] = []
    for fact in sorted(candidates(text, start, end), key=lambda f: (f.span.start, -f.span.end)):
        if not found or fact.span.start >= found[-1].span.end:
            found.append(fact)
    return found


def candidates(text: str, start: int, end: int) -> Iterator[DateFact]:
    """Yield every reading; a date of a month or year is its first day, with its precision."""
    for m in WRITTEN.finditer(text, start, end):
        day = as_date(m["y"], m["m"], m["d"])
        blank = not all(m[part].strip(" .…_") for part in ("d", "m", "y"))
        if day is not None or blank:
            yield fact(text, m, day, "day")
    for m in NUMBERS.finditer(text, start, end):
        if (day := as_date(m["y"], m["m"], m["d"])) is not None:
            yield fact(text, m, day, "day")
    for m in MONTH.finditer(text, start, end):
        if (day := as_date(m["y"], m["m"], "1")) is not None:
            yield fact(text, m, day, "month")
    for m in QUARTER.finditer(text, start, end):
        yield fact(text, m, date(int(m["y"]), 3 * quarter(m["q"]) - 2, 1), "quarter")
    for m in YEAR.finditer(text, start, end):
        yield fact(text, m, date(int(m["y"]), 1, 1), "year")


def fact(text: str, match: re.Match[str], day: date | None, precision: str) -> DateFact:
    """Return a fact over a match; the calendar is what stands behind it."""
    lunar = bool(LUNAR.match(text, match.end(), min(len(text), match.end() + 16)))
    return DateFact(
        span=Span(match.start(), match.end()),
        date=None if lunar else day,
        precision=precision,  # type: ignore[arg-type]  # one of the four words, by the callers above
        calendar="lunar" if lunar else "solar",
    )


def as_date(year: str, month: str, day: str) -> date | None:
    """Return the date of three numbers, or None where there is no such day."""
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


def quarter(text: str) -> int:
    """Return 1 to 4."""
    return int(text) if text.isdigit() else parse_roman(text) or 0
