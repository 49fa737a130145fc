"""Reads one point in time that begins at a given place: "ngày 15/3/2026", "quý III/2025", "nay", "bế mạc Đại hội …".

Only the point itself; what "từ", "đến", "trước" and "sau" make of it is the business of `periods.py` and `deadlines.py`. A
year that is not written is never guessed: the caller may give the year of the words beside it.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from typing import Literal

from lotrinh.documents.document import Span
from lotrinh.plans.dates import quarter_number, safe_date

Side = Literal["start", "end"]

_HOUR = (
    r"(?:(?:lúc\s+)?\d{1,2}\s?(?:giờ|[hg](?=[\d\s]))\s?(?:\d{1,2})?\s?(?:phút|['’′])?,?\s*(?:sáng|chiều|tối)?,?\s*)?"
)
_YEAR_BEHIND = r"(?:\s?[/-]\s?|,?\s+(?:của\s+)?năm\s+)"
_CALENDAR = re.compile(
    rf"""
    (?:(?:hết|cuối|đầu|giữa|trong|vào)\s+){{0,2}}{_HOUR}
    (?:
      (?P<now>nay)(?!\w)
    | ngày\s{{1,3}}(?P<d1>\d{{1,2}})\s+tháng\s+(?P<m1>\d{{1,2}})(?:,?\s+năm\s+(?P<y1>\d{{4}}))?(?!\d)
    | (?:ngày\s{{1,3}})?(?P<d2>\d{{1,2}})\s?(?P<sep>[/.-])\s?(?P<m2>\d{{1,2}})\s?(?P=sep)\s?(?P<y2>\d{{4}})(?!\d)
    | (?:ngày\s{{1,3}})?(?P<d3>\d{{1,2}})/(?P<m3>\d{{1,2}})(?![\d/])
    | ngày\s+(?:[^\W\d_]{{1,12}}\s+){{1,5}}(?P<d4>\d{{1,2}})/(?P<m4>\d{{1,2}})/(?P<y4>\d{{4}})(?!\d)
    | tháng\s{{1,3}}(?P<m5>\d{{1,2}})(?:{_YEAR_BEHIND}(?P<y5>\d{{4}}))?(?![\d/])
    | quý\s{{1,3}}(?P<q6>I{{1,3}}|IV|[1-4])(?:{_YEAR_BEHIND}(?P<y6>\d{{4}}))?(?![\w/])
    | (?P<half>6|sáu|9|chín)\s+tháng\s+đầu\s+năm\s+(?P<y7>(?:19|20)\d\d)(?!\d)
    | năm\s{{1,3}}(?P<y8>(?:19|20)\d\d)(?!\d)
    | (?:ngày\s{{1,3}})(?P<d9>\d{{1,2}})(?!\s?[/.-]?\s?\d|\s+tháng|\s+ngày|\w)
    )
    """,
    re.IGNORECASE | re.VERBOSE,
)
# A happening that plans tie their stages to. The name runs to the next mark or to a word that begins something else.
_EVENT = re.compile(
    r"(?:(?:thời gian|thời điểm|quá trình|khi|lúc)\s+){0,2}(?P<act>(?:(?:khai mạc|bế mạc|diễn ra|tổ chức|kết thúc|tiến hành)\s+)?)"
    r"(?P<name>(?:các\s+)?(?:cuộc|ngày|kỳ|đợt|lễ)?\s?"
    r"(?:đại hội|hội nghị|hội thi|hội thao|hội chợ|hội thảo|hội diễn|hội trại|hội xuân|ngày hội|bầu cử|kỳ họp|phiên họp|lễ|tết|liên hoan"
    r"|festival|tuần lễ|tháng hành động|tổng điều tra|năm học|cuộc thi|kỳ thi|diễn đàn|triển lãm|chiến dịch|cao điểm|sự kiện|khai giảng"
    r"|tổng kết|sơ kết|hợp nhất|sáp nhập)(?!\w)[^,;:.()\n“”\"\[\]{}]{0,160})",
    re.IGNORECASE,
)
_EVENT_STOP = re.compile(
    r"\s{1,9}(?:gồm|bao gồm|tập trung|thực hiện|để|nhằm|theo|trên|tại|thì|phải|cần|với|gắn|được|sẽ|đã|là|hoặc|như|nhất là|đồng thời|từ|đến|tới"
    r"|tiếp tục|triển khai|trở đi|bảo đảm|đảm bảo|ngày\s{1,9}\d|\d{1,2}/\d|tối thiểu|ít nhất|chậm nhất|\d{1,3}\s{1,9}ngày|và(?!\s{1,9}(?:bầu cử\s{1,9})?đại biểu))(?=\s|\d|$)",
    re.IGNORECASE,
)
_MONTHS_OF_HALF = {"6": 6, "sáu": 6, "9": 9, "chín": 9}


@dataclass(frozen=True, slots=True)
class Point:
    """A point as written: days of the calendar (perhaps without a year), "nay", or a happening."""

    span: Span
    now: bool = False
    event: str | None = None
    act: str = ""  # "khai mạc", "bế mạc", … before the name of the happening
    year: int | None = None
    months: tuple[int, int] | None = None  # first and last month; None: only a day is written
    day: int | None = None

    def day_at(self, side: Side, year: int | None = None, month: int | None = None) -> date | None:
        """Return the first or the last day; None where no year or month is known."""
        year = self.year or year
        months = self.months or ((month, month) if month else None)
        if year is None or months is None or not date.min.year <= year <= date.max.year:
            return None
        if self.day is not None:
            return safe_date(year, months[0], self.day)
        return date(year, months[0], 1) if side == "start" else date(year, months[1], monthrange(year, months[1])[1])


def read_point(text: str, at: int, end: int) -> Point | None:
    """Read the point that begins at a place; None where none begins there.

    >>> point = read_point("quý III/2025", 0, 12)
    >>> point.day_at("end").isoformat()
    '2025-09-30'
    """
    match = _CALENDAR.match(text, at, end)
    if match is not None:
        return _calendar_point(match)
    match = _EVENT.match(text, at, end)
    return _event_point(match) if match is not None else None


def _calendar_point(match: re.Match[str]) -> Point | None:
    span = Span(match.start(), match.end())
    if match["now"]:
        return Point(span, now=True)
    if match["d9"]:
        return Point(span, day=int(match["d9"])) if 1 <= int(match["d9"]) <= 31 else None
    if match["y8"]:
        return Point(span, year=int(match["y8"]), months=(1, 12))
    if match["y7"]:
        return Point(span, year=int(match["y7"]), months=(1, _MONTHS_OF_HALF[match["half"].casefold()]))
    if match["q6"]:
        last = 3 * quarter_number(match["q6"])
        return Point(span, year=_number(match["y6"]), months=(last - 2, last))
    month = int(match["m1"] or match["m2"] or match["m3"] or match["m4"] or match["m5"])
    if not 1 <= month <= 12:
        return None
    year = _number(match["y1"] or match["y2"] or match["y4"] or match["y5"])
    day = _number(match["d1"] or match["d2"] or match["d3"] or match["d4"])
    if day is not None and safe_date(year or 2000, month, day) is None:
        return None
    return Point(span, year=year, months=(month, month), day=day)


def _number(words: str | None) -> int | None:
    return int(words) if words else None


def _event_point(match: re.Match[str]) -> Point:
    name = match["name"].rstrip()
    stop = _EVENT_STOP.search(name)
    if stop is not None:
        name = name[: stop.start()].rstrip()
    return Point(
        Span(match.start(), match.start("name") + len(name)), event=" ".join(name.split()), act=match["act"].strip()
    )
