"""The stages on a line of months, as numbers for an SVG. Pure: days in, places out; what is not known stays open."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

WIDTH = 1160
ROW = 40
TOP = 44
LETTER = 7.6  # width of a letter at 14 px


@dataclass(frozen=True, slots=True)
class Span:
    """One stage: days, or None where not known."""

    label: str
    start: datetime.date | None
    end: datetime.date | None
    on_event: bool
    key: int


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar to draw. `look`: past, now, ahead or unknown."""

    key: int
    label: str
    x: float
    y: float
    width: float
    look: str
    text_x: float
    text_y: float
    open_start: bool
    open_end: bool
    on_event: bool


@dataclass(frozen=True, slots=True)
class Timeline:
    """Everything that the drawing needs."""

    height: int
    months: list[tuple[float, str]]
    bars: list[Bar]
    today: float | None
    width: int = WIDTH


def draw(spans: Sequence[Span], today: datetime.date) -> Timeline:
    """Lay stages out on a line from the first known month to the last.

    >>> day = datetime.date
    >>> line = draw([Span("1", day(2026, 1, 1), day(2026, 3, 31), False, 1)], day(2026, 2, 1))
    >>> line.bars[0].look, line.bars[0].x
    ('now', 0.0)
    """
    known = [d for span in spans for d in (span.start, span.end) if d is not None]
    first, last = min([*known, today]), max([*known, today])
    start = first.replace(day=1)
    end = next_month(last)
    length = (end - start).days

    def place(day: datetime.date) -> float:
        return round((day - start).days / length * WIDTH, 1)

    bars = [bar(span, row, place, today) for row, span in enumerate(spans)]
    return Timeline(
        height=TOP + ROW * len(spans) + 12,
        months=months_of(start, end, place),
        bars=bars,
        today=place(today),
    )


def bar(span: Span, row: int, place, today: datetime.date) -> Bar:  # type: ignore[no-untyped-def]  # a function of a day
    """Return the bar of one stage; where neither end is known it is only a dashed line across."""
    y = TOP + ROW * row
    if span.start is None and span.end is None:
        return Bar(span.key, span.label, 0, y, WIDTH, "unknown", 10, y + 18, True, True, span.on_event)
    left = place(span.start) if span.start else 0.0
    right = place(span.end + datetime.timedelta(days=1)) if span.end else float(WIDTH)
    width = max(8.0, round(right - left, 1))
    if span.end is not None and span.end < today:
        look = "past"
    elif span.start is not None and span.start > today:
        look = "ahead"
    else:
        look = "now"
    letters = len(span.label) * LETTER
    text_x = left + 10
    if letters > WIDTH - text_x:
        text_x = max(10.0, WIDTH - letters)
    return Bar(
        span.key,
        span.label,
        left,
        y,
        width,
        look,
        round(text_x, 1),
        y + 18,
        span.start is None,
        span.end is None,
        span.on_event,
    )


def months_of(start: datetime.date, end: datetime.date, place) -> list[tuple[float, str]]:  # type: ignore[no-untyped-def]  # as above
    """Return the months to write above the line, as many as fit."""
    months, day = [], start
    while day < end:
        months.append(day)
        day = next_month(day)
    step = max(1, -(-len(months) // 14))
    return [
        (place(month), f"T{month.month}/{month.year % 100:02d}" if month.month == 1 or n == 0 else f"T{month.month}")
        for n, month in enumerate(months)
        if n % step == 0
    ]


def next_month(day: datetime.date) -> datetime.date:
    """Return the first day of the month after."""
    return datetime.date(day.year + day.month // 12, day.month % 12 + 1, 1)
