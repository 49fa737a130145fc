"""Finds what comes again: "hằng tháng, trước ngày 20", "hằng quý", "định kỳ 6 tháng", "2 tuần một lần".

The value is an RFC 5545 RRULE. "trước ngày 20" leaves the 20th out, as everywhere. A noun's "hằng năm" ("ngân sách hằng năm")
is no recurrence of the duty.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

from lotrinh.documents.document import Span
from lotrinh.plans.dates import safe_date
from lotrinh.plans.plan import Value
from lotrinh.vietnamese.folding import in_small_letters

_UNIT = r"ngày|tuần|tháng|quý|năm"
_WEEKDAYS = {"hai": "MO", "ba": "TU", "tư": "WE", "năm": "TH", "sáu": "FR", "bảy": "SA", "2": "MO", "3": "TU", "4": "WE", "5": "TH", "6": "FR", "7": "SA"}  # fmt: skip
_EVERY = re.compile(
    rf"(?<!\w)(?:hằng|hàng|mỗi)\s+(?P<each>{_UNIT})(?!\w)"
    rf"|(?<!\w)(?:định kỳ|cứ|mỗi)\s+(?:mỗi\s+)?(?P<n>\d{{1,2}}|hai|ba|sáu)\s+(?P<unit>{_UNIT})(?!\w)"
    rf"|(?<!\w)(?P<n2>\d{{1,2}}|hai|ba|sáu)\s+(?P<unit2>{_UNIT})\s*(?:/|một|báo cáo)\s*(?:0?1\s*|một\s+)?lần(?!\w)"
    rf"|(?<!\w)(?:0?1|một)\s+lần\s*/\s*(?P<per>{_UNIT})(?!\w)"
    rf"|(?<!\w)định kỳ\s+(?:theo\s+)?(?P<unit3>tuần|tháng|quý|năm)(?!\w)",
    re.IGNORECASE,
)
_ANCHORS = ("hằng", "hàng", "mỗi", "định kỳ", "cứ", "lần")  # no recurrence without one of these
_NOUN = re.compile(
    r"(?:ngân sách|dự toán|doanh thu|thu nhập|vốn|kế hoạch|mức|khách|ngân|bán|mặt|cửa|bình quân)\s*\Z", re.IGNORECASE
)
_DAY = (
    r"(?:(?P<before>trước)\s+|(?:vào|chậm nhất(?:\s+(?:là|vào|đến))?|muộn nhất(?:\s+là)?|đến)\s+)?"
    r"ngày\s+(?P<d>\d{1,2})(?:(?:\s?/\s?|\s+tháng\s+)(?P<m>\d{1,2}))?(?![\d/])"
)
_DAY_BEHIND = re.compile(rf"\s{{0,9}}+[,(:]?\s{{0,9}}+{_DAY}", re.IGNORECASE)
_DAY_AHEAD = re.compile(rf"{_DAY}\s*,?\s*(?:của\s+)?\Z", re.IGNORECASE)
_WEEKDAY_AHEAD = re.compile(r"(?<!\w)thứ\s+(?P<w>hai|ba|tư|năm|sáu|bảy|[2-7])\s*,?\s*\Z", re.IGNORECASE)
_FREQUENCY = {
    "ngày": ("DAILY", 1), "tuần": ("WEEKLY", 1), "tháng": ("MONTHLY", 1), "quý": ("MONTHLY", 3), "năm": ("YEARLY", 1),
}  # fmt: skip
_NUMBERS = {"hai": 2, "ba": 3, "sáu": 6}


def find_recurrence(text: str, start: int, end: int) -> Value | None:
    """Return the first recurrence between two places as an RRULE value; None where nothing comes again.

    Args:
        text: the whole text.
        start: where the duty begins.
        end: where it ends.

    >>> find_recurrence("báo cáo hằng tháng, trước ngày 20", 0, 33).value
    'FREQ=MONTHLY;BYMONTHDAY=19'
    """
    small = in_small_letters(text[start:end])
    if not any(anchor in small for anchor in _ANCHORS):
        return None
    for match in _EVERY.finditer(text, start, end):
        if _NOUN.search(text[max(start, match.start() - 12) : match.start()]):
            continue
        value = _rule(text, match, start, end)
        if value is not None:
            return value
    return None


def _rule(text: str, match: re.Match[str], start: int, end: int) -> Value | None:
    unit = next(match[name] for name in ("each", "unit", "unit2", "per", "unit3") if match[name]).casefold()
    frequency, step = _FREQUENCY[unit]
    words = (match["n"] or match["n2"] or "1").casefold()
    step *= _NUMBERS.get(words) or int(words)
    if step == 0:
        return None
    parts = [f"FREQ={frequency}", *([f"INTERVAL={step}"] if step > 1 else [])]
    ahead = text[max(start, match.start() - 48) : match.start()]
    weekday = _WEEKDAY_AHEAD.search(ahead)
    if weekday and frequency == "WEEKLY":
        parts.append(f"BYDAY={_WEEKDAYS[weekday['w'].casefold()]}")
        return Value(";".join(parts), Span(match.start() - len(weekday[0]), match.end()))
    day = _DAY_BEHIND.match(text, match.end(), end) or _DAY_AHEAD.search(ahead)
    on = _days(day, frequency) if day else None
    if day is None or on is None:
        return Value(";".join(parts), Span(match.start(), match.end()))
    if day.string is text:
        return Value(";".join([*parts, *on]), Span(match.start(), day.end()))
    return Value(";".join([*parts, *on]), Span(match.start() - len(day[0]), match.end()))


def _days(day: re.Match[str], frequency: str) -> list[str] | None:
    """Return the parts of the rule that fix the day; None where the words do not fit the frequency."""
    number, month = int(day["d"]), int(day["m"]) if day["m"] else None
    if frequency == "YEARLY" and month is not None:
        on = safe_date(2001, month, number)  # any year that is no leap year
        if on is None:
            return None
        if day["before"]:
            on = date(2002, 1, 1) - timedelta(days=1) if on == date(2001, 1, 1) else on - timedelta(days=1)
        return [f"BYMONTH={on.month}", f"BYMONTHDAY={on.day}"]
    if frequency != "MONTHLY" or month is not None or not 1 <= number <= 31:
        return None
    if day["before"]:
        number = number - 1 or -1  # "trước ngày 01": the last day of the month before
    return [f"BYMONTHDAY={number}"]
