"""Finds what comes again: "hằng tháng, trước ngày 20", "hằng quý", "định kỳ 6 tháng", "2 tuần một lần" (RFC 5545)."""

from __future__ import annotations

import re

from lotrinh.documents.document import Span
from lotrinh.plans.plan import Value

EVERY = re.compile(
    r"\b(?:[Hh]ằng|[Hh]àng|[Mm]ỗi)\s+(?P<unit>ngày|tuần|tháng|quý|năm)\b"
    r"|\b(?:[Đđ]ịnh kỳ|[Mm]ỗi)\s+(?P<n>\d{1,2})\s+(?P<unit2>ngày|tuần|tháng|năm)\b"
    r"|\b(?P<n3>\d{1,2})\s+(?P<unit3>ngày|tuần|tháng|năm)\s*(?:/|một)\s*(?:1\s*)?lần\b"
    r"|\b[Đđ]ịnh kỳ\s+(?:theo\s+)?(?P<unit4>tuần|tháng|quý|năm)\b"
)
DAY = re.compile(r"[,\s]*\(?(?P<before>trước\s+|vào\s+|chậm nhất\s+(?:là\s+)?)?ngày\s+(?P<d>\d{1,2})(?!\s*[/\-.\d])")
DAY_AHEAD = re.compile(r"(?P<before>trước\s+)?ngày\s+(?P<d>\d{1,2})\s*(?:của\s+)?\Z")
UNITS = {
    "ngày": ("DAILY", 1), "tuần": ("WEEKLY", 1), "tháng": ("MONTHLY", 1), "quý": ("MONTHLY", 3), "năm": ("YEARLY", 1),
}  # fmt: skip


def find_recurrence(text: str, start: int, end: int) -> Value | None:
    """Return the first recurrence as an RRULE value; "trước ngày 20" leaves the 20th out.

    >>> find_recurrence("báo cáo hằng tháng, trước ngày 20", 0, 33).value
    'FREQ=MONTHLY;BYMONTHDAY=19'
    """
    m = EVERY.search(text, start, end)
    if m is None:
        return None
    frequency, step = UNITS[m["unit"] or m["unit2"] or m["unit3"] or m["unit4"]]
    step *= int(m["n"] or m["n3"] or 1)
    if step == 0:
        return None
    parts = [f"FREQ={frequency}"] + ([f"INTERVAL={step}"] if step > 1 else [])
    span = Span(m.start(), m.end())
    behind = DAY.match(text, m.end(), end)
    ahead = DAY_AHEAD.search(text, max(start, m.start() - 24), m.start())
    day = behind or ahead
    if day and frequency == "MONTHLY" and 1 <= int(day["d"]) <= 31:
        on = int(day["d"]) - (1 if day["before"] and day["before"].startswith("trước") else 0)
        if on >= 1:
            parts.append(f"BYMONTHDAY={on}")
            span = Span(min(m.start(), day.start()), max(m.end(), day.end()))
    return Value(";".join(parts), span)
