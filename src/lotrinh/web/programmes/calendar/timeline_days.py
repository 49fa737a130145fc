"""Events and deadlines under the stages of the time line, as numbers for an SVG. Pure: days in, places out.

Names of events stand in as few rows as hold them without touching; deadlines that would touch are one circle.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable
from dataclasses import dataclass

LETTER = 7.6  # width of a letter at 14 px
LANE = 26  # height of a row of names
MOST_LANES = 6
NAME = 44  # letters of a name
DOT = 13  # radius of a circle
NEAR = 2 * DOT + 4  # circles nearer than this are one

Place = Callable[[datetime.date], float]


@dataclass(frozen=True, slots=True)
class Happening:
    """An event with a day."""

    name: str
    on: datetime.date


@dataclass(frozen=True, slots=True)
class Due:
    """What is due on a day: how much, and how much of it is late or done."""

    on: datetime.date
    total: int
    late: int
    done: int


@dataclass(frozen=True, slots=True)
class Mark:
    """The name of an event beside its day."""

    on: datetime.date
    name: str
    label: str
    x: float
    lane: int
    label_x: float
    anchor: str


@dataclass(frozen=True, slots=True)
class Dot:
    """A circle for all that is due from one day to another."""

    first: datetime.date
    last: datetime.date
    x: float
    total: int
    late: int
    done: int

    @property
    def look(self) -> str:
        return "late" if self.late else "ok" if self.done == self.total else "open"

    @property
    def is_one_day(self) -> bool:
        return self.first == self.last


def marks_of(happenings: Iterable[Happening], place: Place, *, width: float) -> list[Mark]:
    """Return the names of events, each in the first row where there is room; the last row takes what is left."""
    ends: list[float] = []
    made = []
    for happening in sorted(happenings, key=lambda each: (each.on, each.name)):
        name = " ".join(happening.name.split())
        label = name if len(name) <= NAME else f"{name[: NAME - 1].rstrip()}…"
        x, length = place(happening.on), len(label) * LETTER + DOT
        goes_right = x + length <= width
        start, end = (x - DOT, x + length) if goes_right else (x - length, x + DOT)
        lane = next((n for n, taken in enumerate(ends) if taken < start), min(len(ends), MOST_LANES - 1))
        ends[lane : lane + 1] = [max(end, ends[lane]) if lane < len(ends) else end]
        label_x, anchor = (x + DOT, "start") if goes_right else (x - DOT, "end")
        made.append(Mark(happening.on, name, label, x, lane, round(label_x, 1), anchor))
    return made


def dots_of(dues: Iterable[Due], place: Place, *, width: float) -> list[Dot]:
    """Return circles for deadlines, those that would touch as one, none cut by the edge.

    >>> day = datetime.date
    >>> near = [Due(day(2026, 1, 1), 2, 0, 0), Due(day(2026, 1, 2), 1, 1, 0), Due(day(2026, 3, 1), 1, 0, 1)]
    >>> [(dot.total, dot.look) for dot in dots_of(near, lambda on: on.toordinal() % 1000, width=1000)]
    [(3, 'late'), (1, 'ok')]
    """
    groups: list[list[Due]] = []
    for due in sorted(dues, key=lambda each: each.on):
        if groups and place(due.on) - place(groups[-1][0].on) < NEAR:
            groups[-1].append(due)
        else:
            groups.append([due])
    return [
        Dot(
            first=group[0].on,
            last=group[-1].on,
            x=round(min(max(place(group[0].on), DOT + 1), width - DOT - 1), 1),
            total=sum(due.total for due in group),
            late=sum(due.late for due in group),
            done=sum(due.done for due in group),
        )
        for group in groups
    ]
