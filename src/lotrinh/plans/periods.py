"""Finds points in time and periods: "từ nay đến hết năm 2024", "trước ngày 15/3/2026", "sau khi bế mạc Đại hội …".

The rules of `lotrinh.plan/1`: "hết năm 2024" is 31/12, "từ năm 2025" 1/1, "trước ngày 15" the 14th, "sau ngày 15/3" the 16th (both
exclusive), "từ nay" the day of issue. A point that the words leave open stays open; a year that is not written is taken
only from the other end of the same period.
"""

from __future__ import annotations

import re
from datetime import timedelta

from lotrinh.documents.document import Span
from lotrinh.plans.plan import DateMoment, EventMoment, IssueMoment, Moment, Relation
from lotrinh.plans.points import Point, Side, read_point

Period = tuple[Moment | None, Moment | None]

_ONE_DAY = timedelta(days=1)
_FROM = re.compile(r"(?<!\w)(?:kể\s+)?từ\s+(?:sau\s+)?", re.IGNORECASE)
_TO = re.compile(
    r"\s{0,9}+(?:\([^()\n]{0,30}\)\s{0,9}+)?,?\s{0,9}+(?:cho\s{1,9}+)?(?:(?:đến|tới)\s{1,9}+|[-–]\s{0,9}+)(?P<before>trước\s{1,9}+)?(?:khi\s{1,9}+|thời điểm\s{1,9}+)?",
    re.IGNORECASE,
)
_ONWARDS = re.compile(
    r"\s{0,9},?\s{0,9}(?:và|đến)\s{1,9}(?:các|những)\s{1,9}năm\s{1,9}(?:tiếp theo|sau|tới|kế tiếp)|\s{1,9}trở đi",
    re.IGNORECASE,
)
# What may stand before the period in a heading: its marker, and a word for a stage with its number.
_LABEL = re.compile(
    r"[\s\-–+•*]*(?:(?:\d{1,2}(?:\.\d{1,2}){0,3}|[IVX]{1,5}|[a-zđ])\s?[.)\-]\s*)?"
    r"(?:(?P<stage>giai đoạn|đợt|bước|thời gian|thời điểm|thời hạn|cao điểm|lộ trình|chặng)"
    r"(?:\s+(?!trước|trong|sau|đến|năm|quý|tháng|từ|\d{4})[^\s:(,–]{1,14}){0,4}\s*(?:[:(,–-]\s*)?)?",
    re.IGNORECASE,
)
_SIDE_WORD = re.compile(
    r"(?:(?P<before>trước)|(?P<after>sau)|(?P<during>trong)|(?P<until>đến|tới))(?:\s+(?:thềm|dịp))?\s+(?P<when>(?:thời gian|quá trình)\s+)?",
    re.IGNORECASE,
)
_YEARS = re.compile(r"(?P<first>(?:19|20)\d\d)\s*[-–]\s*(?P<last>(?:19|20)\d\d)(?!\d)")
_QUOTED = re.compile(r"[“\"][^“”\"\n]{0,400}[”\"]")
_ANY = re.compile(r"(?<!\w)(?P<word>từ|trước|sau|đến|tới|hết|trong)\s+", re.IGNORECASE)


def moment_of(
    point: Point, *, side: Side, relation: Relation = "at", year: int | None = None, month: int | None = None
) -> Moment | None:
    """Return what a point is in its place; None where its day is not known.

    Args:
        point: what was read.
        side: which end of the point counts: its first or its last day.
        relation: "before" and "after" leave the point's own days out.
        year: the year of the words beside it, for a point that names none.
        month: the same for a bare day.
    """
    if point.now:
        return IssueMoment(point.span)
    if point.event is not None:
        return EventMoment(point.event, relation, point.span)
    day = point.day_at("start" if relation == "before" else "end" if relation == "after" else side, year, month)
    if day is None:
        return None
    if relation in ("before", "after"):
        try:
            day += -_ONE_DAY if relation == "before" else _ONE_DAY
        except OverflowError:
            return None
        return DateMoment(day, point.span, exclusive=True)
    return DateMoment(day, point.span)


def find_period(text: str, start: int, end: int) -> Period | None:
    """Find the period that a stage's heading names.

    Args:
        text: the whole text.
        start: where the heading begins, its marker included or not.
        end: where it ends.

    Returns:
        The two ends, either of them open; None where the heading names no period. Words in quotes are names, not periods.

    >>> heading = "Giai đoạn từ nay đến hết năm 2024"
    >>> first, last = find_period(heading, 0, len(heading))
    >>> type(first).__name__, last.date.isoformat()
    ('IssueMoment', '2024-12-31')
    """
    quoted = [match.span() for match in _QUOTED.finditer(text, start, end)]
    for match in _FROM.finditer(text, start, end):
        if any(a <= match.start() < b for a, b in quoted):
            continue
        if (period := _from_to(text, match, end)) is not None:
            return period
    label = _LABEL.match(text, start, end)
    at = label.end() if label is not None else start
    return _one_sided(text, at, end) or _alone(text, at, end, staged=bool(label and label["stage"]))


def _from_to(text: str, match: re.Match[str], end: int) -> Period | None:
    first = read_point(text, match.end(), end)
    if first is None:
        return None
    relation: Relation = "after" if "sau" in match[0].casefold() or first.act in ("kết thúc", "bế mạc") else "at"
    to = _TO.match(text, first.span.end, end)
    last = read_point(text, to.end(), end) if to else None
    if to is None or last is None:
        start = moment_of(first, side="start", relation=relation)
        return None if start is None else (start, None)
    if last.now:  # "từ đầu năm đến nay" looks back
        return None
    finish = moment_of(last, side="end", relation="before" if to["before"] else "at", year=first.year)
    year, month = last.year, last.months[0] if last.months else None
    if year is not None and first.months and month is not None and first.months[0] > month:
        year -= 1  # "từ tháng 11 đến tháng 3/2026"
    start = moment_of(first, side="start", relation=relation, year=year, month=month)
    return None if start is None and finish is None else (start, finish)


def _one_sided(text: str, at: int, end: int) -> Period | None:
    word = _SIDE_WORD.match(text, at, end)
    if word is None:
        return None
    point = read_point(text, word.end(), end)
    if point is None or point.now:
        return None
    if word["after"]:
        moment = moment_of(point, side="start", relation="after")
        return None if moment is None else (moment, None)
    if word["before"] or word["until"]:
        moment = moment_of(point, side="end", relation="before" if word["before"] else "at")
        return None if moment is None else (None, moment)
    first, last = moment_of(point, side="start", relation="at"), moment_of(point, side="end", relation="at")
    if isinstance(first, EventMoment):
        first = last = EventMoment(first.event, "during", first.span)
    return None if first is None or last is None else (first, last)


def _alone(text: str, at: int, end: int, *, staged: bool) -> Period | None:
    years = _YEARS.match(text, at, end) if staged else None
    if years is not None:
        first = Point(Span(*years.span("first")), year=int(years["first"]), months=(1, 12))
        last = Point(Span(*years.span("last")), year=int(years["last"]), months=(1, 12))
        return moment_of(first, side="start"), moment_of(last, side="end")
    point = read_point(text, at, end)
    if point is None or point.now or point.event is not None or point.day_at("start") is None:
        return None
    onwards = _ONWARDS.match(text, point.span.end, end)
    return moment_of(point, side="start"), None if onwards else moment_of(point, side="end")


def find_moments(text: str, start: int, end: int) -> tuple[Moment, ...]:
    """Find every point that a word such as "từ", "trước" or "đến" ties something to, in reading order.

    >>> words = "Hoàn thành trước ngày 20/11/2026, tổng kết sau khi bế mạc Hội thi"
    >>> [type(moment).__name__ for moment in find_moments(words, 0, len(words))]
    ['DateMoment', 'EventMoment']
    """
    found: list[Moment] = []
    for match in _ANY.finditer(text, start, end):
        word = match["word"].casefold()
        relation: Relation = "before" if word == "trước" else "after" if word == "sau" else "at"
        point = read_point(text, match.end(), end)
        if point is None or (point.now and word != "từ"):
            continue
        if found and point.span.start < found[-1].span.end:
            continue
        if point.event is not None and word == "trong":
            relation = "during"
        moment = moment_of(point, side="start" if word == "từ" else "end", relation=relation)
        if moment is not None:
            found.append(moment)
    return tuple(found)
