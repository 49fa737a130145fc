"""The matrix of a programme: how much is planned and done where two of stage, theme, channel and unit meet.

Counting asks a fixed number of queries, whatever the size of the programme: the assignments already summed by duty,
then where each duty stands. An assignment under two channels counts in both columns, and once in every total.
"""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from lotrinh.web.programmes.models import Duty, Stage
from lotrinh.web.programmes.queries import AssignmentQuerySet

Tally = Mapping[str, Any]  # assignments that stand alike: see `AssignmentQuerySet.tallied`
AXES = ("stage", "theme", "channel", "unit")
UNDER_NONE = "none"  # what an address says for NONE
NONE = 0  # the key of "under none": no row of the database has it


@dataclass(slots=True)
class Count:
    """How many assignments are planned, done, and past their deadline undone; and how many activities were told."""

    planned: int = 0
    done: int = 0
    late: int = 0
    activities: int = 0

    def add(self, other: Count) -> None:
        self.planned += other.planned
        self.done += other.done
        self.late += other.late
        self.activities += other.activities

    @property
    def percent(self) -> int:
        return self.done * 100 // self.planned if self.planned else 0


@dataclass(slots=True)
class Grid:
    """The counts of two axes, with the total of each row, each column and all."""

    cells: dict[tuple[int, int], Count] = field(default_factory=lambda: defaultdict(Count))
    rows: dict[int, Count] = field(default_factory=lambda: defaultdict(Count))
    columns: dict[int, Count] = field(default_factory=lambda: defaultdict(Count))
    total: Count = field(default_factory=Count)

    def add(self, count: Count, *, down: Sequence[int], across: Sequence[int]) -> None:
        """Add to each cell where these rows and columns meet, and once to each total."""
        self.total.add(count)
        for key in down:
            self.rows[key].add(count)
        for key in across:
            self.columns[key].add(count)
        for pair in ((row, column) for row in down for column in across):
            self.cells[pair].add(count)


def count_grid(
    assignments: AssignmentQuerySet,
    stages: Sequence[Stage],
    *,
    rows: str,
    columns: str,
    on: datetime.date,
    places: DutyPlaces | None = None,
) -> Grid:
    """Count assignments by two different axes; with no rows ("") the columns and the total alone."""
    axes = (rows, columns)
    tallies = assignments.tallied(by_unit="unit" in axes, by_day="stage" in axes, on=on)
    of_duties = (places or DutyPlaces()).on_axes(axes, (t["duty"] for t in tallies))
    grid = Grid()
    for tally in tallies:
        count = Count(tally["planned"], tally["done"], tally["late"])
        across = keys_of(tally, columns, stages, of_duties)
        down = keys_of(tally, rows, stages, of_duties)
        grid.add(count, down=down, across=across)
    return grid


class DutyPlaces:
    """Under which themes and channels duties stand: each duty is read once, however many counts ask for it."""

    def __init__(self) -> None:
        self.read: dict[str, dict[int, list[int]]] = {"theme": {}, "channel": {}}

    def on_axes(self, axes: Iterable[str], duties: Iterable[int]) -> dict[str, dict[int, list[int]]]:
        """Return the places of these duties on those of the axes that are themes or channels, a query each at most."""
        wanted = set(duties)
        for axis in axes:
            if axis in self.read and (left := wanted - self.read[axis].keys()):
                self.read[axis] |= places_on(axis, left)
        return self.read


def places_on(axis: str, duties: set[int]) -> dict[int, list[int]]:
    """Return the themes or channels of each duty, in one query."""
    found: dict[int, list[int]] = {duty: [] for duty in duties}
    name = "themes" if axis == "theme" else "channels"
    placed = Duty.objects.order_by().filter(pk__among=duties, **{f"{name}__isnull": False})
    for duty, key in placed.values_list("pk", name):
        found[duty].append(key)
    return found


def keys_of(
    tally: Tally, axis: str, stages: Iterable[Stage], places: Mapping[str, Mapping[int, list[int]]]
) -> Sequence[int]:
    """Return where on an axis a tally counts: several places, or under none; on no axis nowhere."""
    match axis:
        case "":
            return ()
        case "unit":
            return (tally["unit"],)
        case "stage":
            return [stage.pk for stage in stages if stage_holds(stage, tally)] or (NONE,)
    return places[axis][tally["duty"]] or (NONE,)


def stage_holds(stage: Stage, tally: Tally) -> bool:
    """Say of a tally what `AssignmentQuerySet.in_stage` says of an assignment."""
    if tally["duty__stage"] is not None:
        return bool(tally["duty__stage"] == stage.pk)
    return tally["due_on"] is not None and stage.has_known_days and stage.includes(tally["due_on"])
