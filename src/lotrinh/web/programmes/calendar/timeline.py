"""The stages on a line of months, as numbers for an SVG. Pure: days in, places out; what is not known stays open.

A known end is where its day is. An open end runs to the edge and fades; the edge then lies two months past the last day
that is known, so that what is open never looks like a day.
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from lotrinh.web.programmes.calendar.timeline_days import (
    DOT,
    LANE,
    LETTER,
    Dot,
    Due,
    Happening,
    Mark,
    Place,
    dots_of,
    marks_of,
)

WIDTH = 1160
ROW = 50
TOP = 40
BAR = 14
FADE = 150  # how long an open end takes to vanish
MOST_MONTHS = 14  # names of months that fit
OPEN_MONTHS = 2


@dataclass(frozen=True, slots=True)
class Span:
    """One stage: days, or None where not known; `note` says in words which is not; a tied end hangs on an event."""

    label: str
    start: datetime.date | None
    end: datetime.date | None
    key: int
    note: str = ""
    start_tied: bool = False
    end_tied: bool = False


@dataclass(frozen=True, slots=True)
class Bar:
    """A stage to draw. `look`: past, now, ahead or unknown; `fades` are the boxes that let an open end vanish."""

    key: int
    label: str
    note: str
    label_x: float
    label_y: float
    x: float
    y: float
    width: float
    look: str
    fades: tuple[tuple[str, float, float], ...]  # side, x, width
    ties: tuple[float, ...]  # middles of the marks of ends that hang on an event
    middle: float
    height: int = BAR


@dataclass(frozen=True, slots=True)
class Timeline:
    """Everything that the drawing needs."""

    height: int
    months: list[tuple[float, str]]
    bars: list[Bar]
    today: float
    today_anchor: str
    marks: list[Mark]
    marks_top: int
    dots: list[Dot]
    dots_middle: int
    width: int = WIDTH


def draw(
    spans: Sequence[Span], today: datetime.date, *, happenings: Sequence[Happening] = (), dues: Sequence[Due] = ()
) -> Timeline:
    """Lay stages, and events and deadlines under them, out on a line from the first known month to the last.

    >>> day = datetime.date
    >>> line = draw([Span("1", day(2026, 1, 1), day(2026, 3, 31), 1)], day(2026, 2, 1))
    >>> line.bars[0].look, line.bars[0].x, line.bars[0].fades
    ('now', 0.0, ())
    """
    known = [d for span in spans for d in (span.start, span.end) if d is not None]
    known += [happening.on for happening in happenings] + [due.on for due in dues]
    opens = any(span.start is None and span.end is not None for span in spans)
    stays = any(span.end is None and span.start is not None for span in spans)
    start = month_from(min([*known, today]), -OPEN_MONTHS if opens else 0)
    end = month_from(max([*known, today]), 1 + (OPEN_MONTHS if stays else 0))
    length = max(1, (end - start).days)

    def place(day: datetime.date) -> float:
        return round(min(1.0, (day - start).days / length) * WIDTH, 1)

    at = place(today)
    marks, dots = marks_of(happenings, place, width=WIDTH), dots_of(dues, place, width=WIDTH)
    marks_top = TOP + ROW * len(spans)
    dots_top = marks_top + LANE * (1 + max((mark.lane for mark in marks), default=-1))
    return Timeline(
        height=dots_top + (2 * DOT + 10 if dots else 0) + 26,
        months=months_of(start, end, place),
        bars=[bar(span, row, place, today) for row, span in enumerate(spans)],
        today=at,
        today_anchor="start" if at < 60 else "end" if at > WIDTH - 60 else "middle",
        marks=marks,
        marks_top=marks_top,
        dots=dots,
        dots_middle=dots_top + DOT + 5,
    )


def bar(span: Span, row: int, place: Place, today: datetime.date) -> Bar:
    """Return the drawing of one stage."""
    y = TOP + ROW * row
    left = place(span.start) if span.start else 0.0
    last = (span.end.toordinal() + 1) if span.end else 0
    right = place(datetime.date.fromordinal(min(last, datetime.date.max.toordinal()))) if last else float(WIDTH)
    width = round(max(8.0, right - left), 1)
    left = min(left, WIDTH - width)
    fade = round(min(FADE, width / 2), 1)
    fades = [("start", left, fade)] if span.start is None else []
    fades += [("end", round(left + width - fade, 1), fade)] if span.end is None else []
    ties = ([left] if span.start_tied and span.start else []) + ([left + width] if span.end_tied and span.end else [])
    if not ties and (span.start_tied or span.end_tied):
        ties = [left if span.start_tied else left + width]  # it hangs on an event without a day
    letters = (len(span.label) + len(span.note) + 3) * LETTER
    return Bar(
        key=span.key,
        label=span.label,
        note=span.note,
        label_x=round(max(0.0, min(left, WIDTH - letters)), 1),
        label_y=y + 14,
        x=left,
        y=y + 21,
        width=width,
        look=look_of(span, today),
        fades=tuple(fades),
        ties=tuple(round(min(max(x, 7.0), WIDTH - 7.0), 1) for x in ties),
        middle=y + 21 + BAR / 2,
    )


def look_of(span: Span, today: datetime.date) -> str:
    """Say how a stage stands to today; an open end says nothing."""
    if span.start is None and span.end is None:
        return "unknown"
    if span.end is not None and span.end < today:
        return "past"
    if span.start is not None and span.start > today:
        return "ahead"
    return "now"


def months_of(start: datetime.date, end: datetime.date, place: Place) -> list[tuple[float, str]]:
    """Return the months to write above the line, as many as fit; the year stands where it begins."""
    count = (end.year - start.year) * 12 + end.month - start.month
    step = max(1, -(-count // MOST_MONTHS))
    names, year = [], 0
    for n in range(0, max(1, count), step):
        month = month_from(start, n)
        names.append((place(month), f"T{month.month}" if month.year == year else f"T{month.month}/{month.year}"))
        year = month.year
    return names


def month_from(day: datetime.date, months: int) -> datetime.date:
    """Return the first day of the month so many months on, or the first or last day that the calendar knows."""
    count = day.year * 12 + day.month - 1 + months
    if count < 12:
        return datetime.date.min
    if count >= (datetime.MAXYEAR + 1) * 12:
        return datetime.date.max
    return datetime.date(count // 12, count % 12 + 1, 1)
