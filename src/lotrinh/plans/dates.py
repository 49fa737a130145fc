"""Dates anywhere in a text: "ngày 15 tháng 3 năm 2024", "15/3/2024", "tháng 3/2024", "quý III/2025", "năm 2024".

A date with a blank ("ngày    tháng    năm 2024") or without a year has `date` None: the text does not say which day it is. A day
by the lunar calendar ("10/3 âm lịch năm 2026", "rằm tháng Giêng năm 2026") is turned into the common one. Month, quarter and year stand for their first day. Custom and decree 30/2020/NĐ-CP, Annex I.
"""

from __future__ import annotations

import re
from datetime import date

from lotrinh.documents.document import Span
from lotrinh.plans.plan import DateFact
from lotrinh.vietnamese.folding import in_small_letters
from lotrinh.vietnamese.lunar import MONTHS, solar_day

_GAP = r"[ \t\u00a0.…_]{0,40}"  # blanks as typed in a form: spaces, dots, underscores
_QUARTERS = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "1": 1, "2": 2, "3": 3, "4": 4}
_LUNAR = re.compile(
    r"(?P<leap>\s{1,2}nhuận)?\s{0,2}\(?\s?(?:âm lịch|ÂL)(?!\w)\)?(?:,?\s{1,3}năm\s{1,3}(?P<year>(?:19|20)\d\d)(?!\d))?",
    re.IGNORECASE,
)
_FULL_MOON_YEAR = re.compile(r"\s{1,3}(?:năm\s{1,3})?(?P<year>(?:19|20)\d\d)(?!\d)")

_DATE = re.compile(
    rf"""
      (?<!\w)ng[àa]y(?P<d1>{_GAP}(?:\d{{1,2}})?){_GAP}tháng{_GAP}(?P<m1>\d{{1,2}})?{_GAP}năm{_GAP}(?P<y1>\d{{1,4}})?
    | (?:(?P<said>(?<!\w)ngày)\s{{0,3}})?(?<![\d/.])(?P<d2>\d{{1,2}})[ ]?(?P<sep>[/.-])[ ]?(?P<m2>\d{{1,2}})
        [ ]?(?P=sep)[ ]?(?P<y2>\d{{4}})(?!\d)
    | (?<!\w)(?:ngày|mùng|mồng)\s{{1,3}}(?P<d3>\d{{1,2}})(?:\s{{0,2}}[/-]\s{{0,2}}|\s{{1,3}}tháng\s{{1,3}})
        (?P<m3>\d{{1,2}})(?![\d/])
    | (?<!\w)rằm\s{{1,3}}tháng\s{{1,3}}(?P<m7>giêng|hai|ba|tư|năm|sáu|bảy|tám|chín|mười|chạp|\d{{1,2}})(?!\w)
    | (?<!\w)tháng\s{{0,3}}(?P<m4>\d{{1,2}})(?:\s{{0,2}}[/-]\s{{0,2}}|,?\s{{1,3}}năm\s{{1,3}})(?P<y4>\d{{4}})(?!\d)
    | (?<!\w)quý\s{{1,3}}(?P<q5>I{{1,3}}|IV|[1-4])(?:\s{{0,2}}[/-]\s{{0,2}}|,?\s{{1,3}}năm\s{{1,3}})(?P<y5>\d{{4}})(?!\d)
    | (?<!\w)năm\s{{1,3}}(?P<y6>(?:19|20)\d\d)(?!\d)
    """,
    re.IGNORECASE | re.VERBOSE,
)
# What each way of writing a date begins with.
_FIRST_WORDS = ("ngày", "ngay", "mùng", "mồng", "rằm", "tháng", "quý", "năm")
_FIGURES = re.compile(r"\d(?<![\d/.]\d)\d? ?[/.-] ?\d")


def safe_date(year: int, month: int, day: int) -> date | None:
    """Return the day, or None where the calendar has no such day."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def quarter_number(word: str) -> int:
    """Return 1 to 4 for "III" or "3"."""
    return _QUARTERS[word.casefold()]


def find_dates(text: str, start: int, end: int) -> list[DateFact]:
    """Find every date between two places of a text, in reading order.

    Args:
        text: the whole text.
        start: code point to begin at.
        end: code point to stop before.

    Returns:
        Facts that do not overlap.

    >>> [(str(fact.date), fact.precision) for fact in find_dates("Từ tháng 3/2024 đến 15/4/2024", 0, 29)]
    [('2024-03-01', 'month'), ('2024-04-15', 'day')]
    """
    facts: list[DateFact] = []
    free = start
    for at in _places(text, start, end):
        match = _DATE.match(text, at, end) if at >= free else None
        if match is None:
            continue
        free = match.end()
        fact = _fact(text, match, end)
        if fact is not None:
            facts.append(fact)
            free = max(free, fact.span.end)  # the year behind a lunar day is part of it
    return facts


def _places(text: str, start: int, end: int) -> list[int]:
    """Return where a date may begin, in order: to look for a few words takes a tenth of trying the pattern at every letter."""
    found = [match.start() for match in _FIGURES.finditer(text, start, end)]
    small = in_small_letters(text[start:end])
    for word in _FIRST_WORDS:
        at = small.find(word)
        while at >= 0:
            found.append(start + at)
            at = small.find(word, at + 1)
    return sorted(found)


def _fact(text: str, match: re.Match[str], end: int) -> DateFact | None:
    span = Span(match.start(), match.end())
    if match["y6"]:
        return DateFact(span, safe_date(int(match["y6"]), 1, 1), "year")
    if match["y5"]:
        return DateFact(span, safe_date(int(match["y5"]), 3 * quarter_number(match["q5"]) - 2, 1), "quarter")
    if match["y4"]:
        first = safe_date(int(match["y4"]), int(match["m4"]), 1)
        return DateFact(span, first, "month") if first else None
    if match["m7"]:
        return _full_moon(text, match, end)
    lunar = _LUNAR.match(text, span.end, end)
    if lunar:
        day, month, year = _said(match)
        year = year or lunar["year"] or ""
        known = all(figure.isdecimal() for figure in (day, month, year))
        found = solar_day(int(year), int(month), int(day), leap=bool(lunar["leap"])) if known else None
        return DateFact(Span(span.start, lunar.end()), found, "day", "lunar")
    if match["d3"]:
        return DateFact(span, None, "day") if safe_date(2000, int(match["m3"]), int(match["d3"])) else None
    if match["d2"]:
        figures = safe_date(int(match["y2"]), int(match["m2"]), int(match["d2"]))
        # Figures such as 45.13.2024 are a date only where the text says so; a day that cannot be stays without a date.
        return DateFact(span, figures, "day") if figures or match["said"] else None
    return _written_out(match, span)


def _said(match: re.Match[str]) -> tuple[str, str, str]:
    """Return the figures of day, month and year as written; "" for one that is not."""
    day = next((match[f"d{n}"] for n in "123" if match[f"d{n}"]), "")
    month = next((match[f"m{n}"] for n in "123" if match[f"m{n}"]), "")
    year = next((match[f"y{n}"] for n in "12" if match[f"y{n}"]), "")
    return day.strip(" \t\u00a0.…_"), month, year


def _full_moon(text: str, match: re.Match[str], end: int) -> DateFact:
    """Return "rằm tháng Giêng": the 15th of a lunar month."""
    lunar = _LUNAR.match(text, match.end(), end)
    told = _FULL_MOON_YEAR.match(text, match.end(), end) if lunar is None else lunar
    last = told.end() if told else match.end()
    said = match["m7"].casefold()
    month = int(said) if said.isdecimal() else MONTHS[said]
    year = told["year"] if told else None
    return DateFact(Span(match.start(), last), solar_day(int(year), month, 15) if year else None, "day", "lunar")


def _written_out(match: re.Match[str], span: Span) -> DateFact | None:
    figures = match["d1"].strip(" \t\u00a0.…_")
    if not figures and not match["m1"] and not match["y1"]:
        return DateFact(Span(span.start, span.start + len(match[0].rstrip())), None, "day")
    if figures and match["m1"] and match["y1"] and len(match["y1"]) == 4:
        return DateFact(span, safe_date(int(match["y1"]), int(match["m1"]), int(figures)), "day")
    return DateFact(Span(span.start, span.start + len(match[0].rstrip())), None, "day")
