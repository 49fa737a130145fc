"""Finds by when something must be done: "trước ngày 15/3/2026", "chậm nhất …", "trong 05 ngày làm việc kể từ ngày ký".

A day with no year is a deadline only where the caller knows the year; a day of the title of a cited work is none.
"""

from __future__ import annotations

import re
from typing import Literal

from lotrinh.documents.document import Span
from lotrinh.plans.periods import find_period, moment_of
from lotrinh.plans.plan import DateMoment, EventMoment, IssueMoment, Moment, OffsetMoment
from lotrinh.plans.points import Point, read_point
from lotrinh.vietnamese.folding import in_small_letters

_OFFSET = re.compile(
    r"(?<!\w)(?:(?:trong|sau|chậm nhất|muộn nhất)(?:\s+(?:là|vòng|thời hạn|thời gian|sau|không quá|tối đa)){0,3}\s+)"
    r"(?P<n>\d{1,3})(?:\s?\([^()\n]{1,20}\))?\s+(?P<unit>ngày|tuần)(?P<working>\s+làm việc)?,?\s*"
    r"(?:(?:kể\s+từ|tính\s+từ|từ|sau|(?P<ahead>trước))\s+(?P<when>khi\s+)?(?P<origin>[^.;,\n()]{1,100}))?",
    re.IGNORECASE,
)
_EVENT_AHEAD = re.compile(r"(?<!\w)trước\s+(?=\S)", re.IGNORECASE)
_SO_MANY_DAYS = re.compile(r"\s{1,9}(?P<n>\d{1,3})\s{1,9}ngày(?P<working>\s{1,9}làm việc)?(?!\w)", re.IGNORECASE)
_ISSUED = re.compile(
    r"(?:(?:ngày\s+)?(?:ký|ban hành)|(?:ngày\s+)?(?:kế hoạch|văn bản|quyết định|chỉ thị|thông báo|hướng dẫn|công văn)(?:\s+này)?\s+(?:được\s+)?(?:ký|ban hành|có hiệu lực))(?!\w)",
    re.IGNORECASE,
)
_LATEST = re.compile(
    r"(?<!\w)(?:chậm nhất|muộn nhất|trễ nhất|hạn cuối|hạn chót|hạn hoàn thành|thời hạn(?: hoàn thành| thực hiện)?)\s*:?\s*"
    r"(?:(?:là|vào|đến|trong|hết)\s+){0,3}(?P<before>trước\s+)?",
    re.IGNORECASE,
)
_BEFORE = re.compile(r"(?<!\w)trước\s+(?=\S)", re.IGNORECASE)
_UNTIL = re.compile(
    r"(?<!\w)(?:(?:đến|tới)\s+(?:hết\s+|cuối\s+)?(?=ngày\s|tháng\s|quý\s|\d|hết|cuối)|hết\s+)", re.IGNORECASE
)
_WITHIN = re.compile(r"(?<!\w)(?:trong|vào)\s+(?=(?:tháng|quý|năm|ngày)\s)", re.IGNORECASE)
# The strongest first, each with words in small letters one of which stands in whatever it finds.
_How = Literal["latest", "before", "until", "within"]
_SIGNS: tuple[tuple[_How, re.Pattern[str], tuple[str, ...]], ...] = (
    ("latest", _LATEST, ("nhất", "hạn")),
    ("before", _BEFORE, ("trước",)),
    ("until", _UNTIL, ("đến", "tới", "hết")),
    ("within", _WITHIN, ("trong", "vào")),
)
_DONE = re.compile(r"(?<!\w)(?:hoàn thành|hoàn tất|xong|trình|ban hành|gửi|nộp|báo cáo|công bố)(?!\w)", re.IGNORECASE)
_PAST = re.compile(r"(?:đã|được cấp|có hiệu lực|phát sinh|thành lập|từ)\s*\Z", re.IGNORECASE)
_CITED = re.compile(r"/[A-ZĐ][^;.\n]{0,200}(?<!\w)(?:về|v/v)(?!\w)[^;.\n]*\Z", re.IGNORECASE)
_RECURS = re.compile(
    r"\s{0,9}(?:\)|,)?\s{0,9}(?:của\s{1,9})?(?:hằng|hàng|mỗi)\s{1,9}(?:tuần|tháng|quý|năm)(?!\w)", re.IGNORECASE
)
_RECURS_AHEAD = re.compile(r"(?<!\w)(?:hằng|hàng|mỗi)\s+(?:tuần|tháng|quý|năm)\s*[,(]?\s*\Z", re.IGNORECASE)
_LABEL = re.compile(r"[\s\-–+•*]*(?:(?:thời gian|thời hạn|tiến độ|hạn)[^:\n]{0,30}:\s*)?", re.IGNORECASE)


def find_deadline(text: str, start: int, end: int, *, year: int | None = None) -> Moment | None:
    """Find the deadline that a duty's words give; None where they give none.

    Args:
        text: the whole text.
        start: where the duty begins.
        end: where it ends.
        year: the year for days that name none, where the words around the duty give it.

    Returns:
        The strongest: an offset or "chậm nhất", then "trước …", then "đến hết …", then "hoàn thành trong …".

    >>> words = "Hoàn thành trước ngày 31/12/2026."
    >>> moment = find_deadline(words, 0, len(words))
    >>> moment.date.isoformat(), moment.exclusive
    ('2026-12-30', True)
    """
    small = in_small_letters(text[start:end])
    found = _offset(text, start, end) if _may_count_days(small) else None
    for how, pattern, anchors in _SIGNS:
        if found is None and any(anchor in small for anchor in anchors):
            found = _marked(text, start, end, year, pattern, how)
    return found


def _may_count_days(small: str) -> bool:
    """Say whether words in small letters hold those that any number of days needs."""
    return ("ngày" in small or "tuần" in small) and ("trong" in small or "sau" in small or "nhất" in small)


def find_time(text: str, start: int, end: int, *, year: int | None = None) -> Moment | None:
    """Read a whole phrase that stands for a time ("Quý IV/2025", a cell, the words after "Thời gian:"): when it ends.

    >>> find_time("Từ tháng 12/2025 đến quý I/2026", 0, 31).date.isoformat()
    '2026-03-31'
    """
    if (moment := find_deadline(text, start, end, year=year)) is not None:
        return moment
    period = find_period(text, start, end)
    if period is not None:
        return period[1]
    label = _LABEL.match(text, start, end)
    point = read_point(text, label.end() if label else start, end)
    if point is None or point.now or _RECURS.match(text, point.span.end, end):
        return None
    return moment_of(point, side="end", year=year)


def _offset(text: str, start: int, end: int) -> Moment | None:
    for match in _OFFSET.finditer(text, start, end):
        days = int(match["n"]) * (7 if match["unit"].casefold() == "tuần" else 1)
        if not match["origin"]:
            if match[0].split()[0].casefold() != "trong":
                continue
            return OffsetMoment(days, bool(match["working"]), None, Span(match.start(), _trimmed(text, match)))
        origin = _origin(text, match)
        sign = -1 if match["ahead"] else 1
        return OffsetMoment(sign * days, bool(match["working"]), origin, Span(match.start(), _trimmed(text, match)))
    return None


def _trimmed(text: str, match: re.Match[str]) -> int:
    return match.start() + len(text[match.start() : match.end()].rstrip(" ,"))


def _origin(text: str, match: re.Match[str]) -> IssueMoment | DateMoment | EventMoment | None:
    at, end = match.start("origin"), match.end("origin")
    if _ISSUED.match(text, at, end):
        return IssueMoment(Span(at, end))
    point = read_point(text, at, end)
    if point is None or point.now:
        return None
    ended = match["when"] and point.act in ("kết thúc", "bế mạc")
    moment = moment_of(point, side="start", relation="at")
    if isinstance(moment, EventMoment) and ended:
        return EventMoment(moment.event, "after", moment.span)
    return None if isinstance(moment, OffsetMoment) else moment


def _marked(
    text: str,
    start: int,
    end: int,
    year: int | None,
    pattern: re.Pattern[str],
    how: _How,
) -> Moment | None:
    for match in pattern.finditer(text, start, end):
        point = read_point(text, match.end(), end)
        if point is None or point.now or not _counts(text, start, match, point, how):
            continue
        if _RECURS.match(text, point.span.end, end) or _RECURS_AHEAD.search(text, start, match.start()):
            continue
        before = how == "before" or (how == "latest" and match["before"])
        moment = moment_of(point, side="end", relation="before" if before else "at", year=year)
        if isinstance(moment, EventMoment) and before and (days := _SO_MANY_DAYS.match(text, moment.span.end, end)):
            origin = EventMoment(moment.event, "at", moment.span)
            return OffsetMoment(-int(days["n"]), bool(days["working"]), origin, Span(match.start(), days.end()))
        if moment is not None:
            return moment
    return None


def _counts(text: str, start: int, match: re.Match[str], point: Point, how: _How) -> bool:
    """Say whether the words ask for something by then, and do not tell of a past day or a cited work's title."""
    clause = text[max(start, match.start() - 200) : match.start()]
    if how == "latest":
        return True
    if point.event is not None:
        named = point.event[0].isupper() or bool(point.act) or point.event.casefold().startswith(("ngày", "cuộc", "kỳ"))
        return how == "before" and named and not _CITED.search(clause)
    if how == "before":
        return not _PAST.search(clause)
    if _CITED.search(clause):
        return False
    return how == "until" or bool(_DONE.search(clause[max(clause.rfind(";"), clause.rfind(".")) + 1 :]))
