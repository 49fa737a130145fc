"""Finds points in time and periods: "từ nay đến hết năm 2024", "trước ngày 15/3/2026", "sau khi bế mạc Đại hội …".

A point that the words leave open stays open (None); a year that is not written is never guessed.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import replace
from datetime import date, timedelta
from typing import Literal

from lotrinh.documents.document import Span
from lotrinh.plans.dates import quarter_number, safe_date
from lotrinh.plans.plan import DateMoment, EventMoment, IssueMoment, Moment, OffsetMoment, Relation

Side = Literal["start", "end"]
Period = tuple[Moment | None, Moment | None]

EVENT = (
    r"(?:Đại hội|đại hội|Hội nghị|hội nghị|Hội thi|Hội thao|Hội chợ|Ngày hội|Ngày bầu cử|ngày bầu cử|Kỳ họp|kỳ họp|Lễ |lễ "
    r"|cuộc bầu cử|Tết|Liên hoan|Festival|Tuần lễ|Tháng hành động|Tổng điều tra|năm học|Cuộc thi)"
)
STOP = r"(?=\s*(?:[,;:.()\n“”\"]|$)|\s+(?:đến|tới|và các|hoặc|thì|phải|để|nhằm|với)\b)"
POINT = re.compile(
    r"(?:(?P<edge>hết|cuối|đầu|giữa|trước|sau|trong)\s+)?"
    r"(?:"
    r"(?P<now>nay)\b"
    r"|(?:hết\s+|khi\s+)?(?:ngày\s+)?(?P<d>\d{1,2})\s?[/\-.]\s?(?P<m>\d{1,2})(?:\s?[/\-.]\s?(?P<y>\d{4}))?(?![\d/])"
    r"|ngày\s+(?P<d2>\d{1,2})\s+tháng\s+(?P<m2>\d{1,2})(?:\s+năm\s+(?P<y2>\d{4}))?"
    r"|(?:hết\s+)?[Tt]háng\s+(?P<m3>\d{1,2})(?:\s*(?:/|-|năm)\s*(?P<y3>\d{4}))?(?![\d/])"
    r"|(?:hết\s+)?[Qq]uý\s+(?P<q>IV|I{1,3}|[1-4])(?:\s*(?:/|-|,?\s*năm)\s*(?P<yq>\d{4}))?"
    r"|(?:hết\s+|kết thúc\s+)?[Nn]ăm\s+(?P<y4>(?:19|20)\d{2})(?!\d)"
    rf"|(?:thời gian diễn ra\s+|khi\s+|ngày\s+|thời điểm\s+)*(?P<act>khai mạc|bế mạc|diễn ra|tổ chức|kết thúc)?\s*"
    rf"(?P<event>{EVENT}[^,;:.()\n“”\"]{{0,120}}?){STOP}"
    r")"
)
FROM_TO = re.compile(r"\b[Tt]ừ\s+(?=\S)")
TO = re.compile(r"\s*(?:,\s*)?(?:cho\s+)?(?:đến|tới|[-–])\s+(?:khi\s+|trước\s+(?=khi))?")
FOLLOWING = re.compile(r"\s+(?:và|trở đi|đến)\s*(?:các năm|những năm)?\s*(?:tiếp theo|sau|tới)?")
OPEN_END = re.compile(r"\s+(?:và (?:các|những) năm (?:tiếp theo|sau|tới)|trở đi)")
ALONE = re.compile(r"\b(?:(?P<before>[Tt]rước)|(?P<during>[Tt]rong)|(?P<after>[Ss]au)|(?P<until>[Đđ]ến|[Tt]ới))\s+")
TRIGGER = re.compile(
    r"(?:\b(?:[Cc]hậm nhất|[Mm]uộn nhất)(?:\s+(?:là|vào|trong|đến))*|\b(?:xong|[Hh]oàn thành|[Hh]oàn tất|[Gg]ửi|[Nn]ộp|[Bb]áo cáo)[^.;\n]{0,60}?(?=\btrước\b)"
    r"|\b[Tt]hời (?:gian|hạn)(?: hoàn thành| thực hiện)?\s*:|\b[Hh]ạn(?: cuối| hoàn thành)?\s*:)\s*(?=\S)"
)
BEFORE = re.compile(r"\b[Tt]rước\s+(?=ngày\s|\d|tháng\s|khi\s|khai mạc|[ĐHN])")
OFFSET = re.compile(
    r"\b[Tt]rong\s+(?:thời (?:hạn|gian)\s+)?(?P<n>\d{1,3})(?:\s*\([^)]{1,20}\))?\s+ngày(?P<working>\s+làm việc)?"
    r"(?:,?\s+(?:kể\s+)?từ\s+(?:ngày|khi)\s+(?P<origin>[^.;,\n]{1,80}))?"
)
ISSUED = re.compile(r"(?:ký|ban hành|có hiệu lực)\b")
MONTHLY = re.compile(r"\s*(?:của\s+)?(?:hằng|hàng|mỗi|tháng sau|tháng kế tiếp|các tháng|cuối)\b")


def parse_point(text: str, at: int, end: int, *, side: Side, year: int | None = None) -> Moment | None:
    """Read one point that begins at a position.

    Args:
        side: "start" takes a year or month from its first day, "end" to its last.
        year: the year of a point that names none, where the words beside it do.
    """
    m = POINT.match(text, at, end)
    if m is None:
        return None
    span = Span(m.start(), len(text[: m.end()].rstrip()) if text[m.end() - 1].isspace() else m.end())
    if m["now"]:
        return IssueMoment(span)
    if m["event"]:
        return event_moment(m, side)
    day = day_of(m, side, year)
    if day is None:
        return None
    if m["edge"] == "trước" and not m["y4"]:
        first = day_of(m, "start", year) or day
        return DateMoment(first - timedelta(days=1), span, exclusive=True)
    if m["edge"] == "trước":
        return DateMoment(date(day.year, 1, 1) - timedelta(days=1), span, exclusive=True)
    if m["edge"] == "sau":
        last = day_of(m, "end", year) or day
        return DateMoment(last + timedelta(days=1), span, exclusive=True)
    if m["edge"] in ("hết", "cuối"):
        day = day_of(m, "end", year) or day
    return DateMoment(day, span)


def event_moment(m: re.Match[str], side: Side) -> EventMoment:
    """Return the moment of a match that names an event."""
    relation: Relation = "at"
    if m["edge"] == "trước":
        relation = "before"
    elif m["edge"] == "sau" or m["act"] in ("bế mạc", "kết thúc"):
        relation = "after" if side == "start" or m["edge"] == "sau" else "at"
    elif m["edge"] == "trong" or "thời gian diễn ra" in m[0]:
        relation = "during"
    words = m["event"].rstrip()
    start = m.start("event")
    return EventMoment(words, relation, Span(m.start(), start + len(words)))


def day_of(m: re.Match[str], side: Side, year: int | None) -> date | None:
    """Return the first or last day of the day, month, quarter or year of a match."""
    if m["y4"]:
        return date(int(m["y4"]), 1, 1) if side == "start" else date(int(m["y4"]), 12, 31)
    if m["q"]:
        y = int(m["yq"]) if m["yq"] else year
        if y is None:
            return None
        month = 3 * quarter_number(m["q"])
        return date(y, month - 2, 1) if side == "start" else date(y, month, monthrange(y, month)[1])
    if m["m3"]:
        y = int(m["y3"]) if m["y3"] else year
        month = int(m["m3"])
        if y is None or not 1 <= month <= 12:
            return None
        return date(y, month, 1) if side == "start" else date(y, month, monthrange(y, month)[1])
    d, month_text = m["d"] or m["d2"], m["m"] or m["m2"]
    written_year = m["y"] or m["y2"] or (str(year) if year else "")
    return safe_date(int(written_year), int(month_text), int(d)) if written_year else None


def find_period(text: str, start: int, end: int) -> Period | None:
    """Find the period that a heading names; None where it names none.

    >>> heading = "Giai đoạn từ nay đến hết năm 2024"
    >>> first, last = find_period(heading, 0, len(heading))
    >>> type(first).__name__, last.date.isoformat()
    ('IssueMoment', '2024-12-31')
    """
    for m in FROM_TO.finditer(text, start, end):
        if (period := from_to(text, m.end(), end)) is not None:
            return period
    for m in ALONE.finditer(text, start, end):
        if (period := one_sided(text, m, end)) is not None:
            return period
    for m in POINT.finditer(text, start, end):
        if m["y4"] or m["m3"] or m["q"]:
            first = parse_point(text, m.start(), end, side="start")
            if first is None:
                continue
            if OPEN_END.match(text, m.end(), end):
                return first, None
            return first, parse_point(text, m.start(), end, side="end")
    return None


def from_to(text: str, at: int, end: int) -> Period | None:
    """Read "X đến Y" behind "từ"; the year of Y serves X where X has none."""
    m = POINT.match(text, at, end)
    bare = re.compile(r"(?:ngày\s+)?\d{1,2}(?=\s*(?:đến|[-–]))").match(text, at, end) if m is None else None
    if m is None and bare is None:
        return None
    stop = m.end() if m else bare.end() if bare else at
    to = TO.match(text, stop, end)
    last = parse_point(text, to.end(), end, side="end") if to else None
    year = last.date.year if isinstance(last, DateMoment) else None
    if bare is not None:
        if not isinstance(last, DateMoment):
            return None
        day = safe_date(last.date.year, last.date.month, int(re.sub(r"\D", "", bare[0])))
        return (DateMoment(day, Span(bare.start(), bare.end())), last) if day else None
    first = parse_point(text, at, end, side="start", year=year)
    if first is None:
        return None
    return first, last


def one_sided(text: str, m: re.Match[str], end: int) -> Period | None:
    """Read "trước X", "trong X", "sau X" and "đến X"."""
    if m["until"]:
        last = parse_point(text, m.end(), end, side="end")
        return None if last is None else (None, last)
    moment = parse_point(text, m.start(), end, side="start" if m["after"] else "end")
    if moment is None and m[0][0].isupper():
        moment = parse_point(
            text[: m.start()] + m[0].lower() + text[m.end() :], m.start(), end, side="start" if m["after"] else "end"
        )
    if moment is None:
        return None
    if m["before"]:
        return None, moment
    if m["after"]:
        return moment, None
    if isinstance(moment, EventMoment):
        moment = replace(moment, relation="during")
        return moment, moment
    first = parse_point(text, m.end(), end, side="start")
    return first, moment


def find_deadline(text: str, start: int, end: int, *, year: int | None = None) -> Moment | None:
    """Find by when something must be done: "trước ngày 15/3/2026", "chậm nhất …", "trong 05 ngày làm việc kể từ …"."""
    for m in OFFSET.finditer(text, start, end):
        origin = None
        if m["origin"]:
            at = m.start("origin")
            origin = IssueMoment(Span(at, m.end("origin"))) if ISSUED.match(m["origin"]) else None
        return OffsetMoment(int(m["n"]), bool(m["working"]), origin, Span(m.start(), m.end()))
    for m in TRIGGER.finditer(text, start, end):
        moment = parse_point(text, m.end(), end, side="end", year=year)
        if moment is not None and not MONTHLY.match(text, moment.span.end, end):
            return moment
    for m in BEFORE.finditer(text, start, end):
        moment = parse_point(text, m.start(), end, side="end", year=year)
        if moment is not None and not MONTHLY.match(text, moment.span.end, end):
            return moment
    return None


def find_time(text: str, start: int, end: int, *, year: int | None = None) -> Moment | None:
    """Read a whole phrase that stands for a time, as in a table's cell: the end of its period, or its one point."""
    period = find_period(text, start, end)
    if period is not None and period[1] is not None:
        return period[1]
    deadline = find_deadline(text, start, end, year=year)
    if deadline is not None:
        return deadline
    for m in POINT.finditer(text, start, end):
        if (moment := parse_point(text, m.start(), end, side="end", year=year)) is not None:
            return moment
    return None
