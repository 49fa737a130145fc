"""The matrix of a programme: how much is planned and done where two of stage, theme, channel and unit meet.

Counting asks a fixed number of queries, whatever the size of the programme: the assignments already summed by duty,
then where each duty stands. An assignment under two channels counts in both columns, and once in every total.
"""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from lotrinh.web.programmes.models import Duty, Stage
from lotrinh.web.programmes.queries import AssignmentQuerySet

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


@dataclass(frozen=True, slots=True)
class Tally:
    """Assignments that stand alike: of one duty, one deadline, and one unit where units are an axis."""

    duty: int
    stage: int | None
    due_on: datetime.date | None
    unit: int
    count: Count


def count_grid(
    assignments: AssignmentQuerySet, stages: Sequence[Stage], *, rows: str, columns: str, on: datetime.date
) -> Grid:
    """Count assignments by two different axes."""
    tallies = list(tallies_of(assignments, by_unit="unit" in (rows, columns), on=on))
    places = {axis: places_on(axis, assignments) for axis in (rows, columns) if axis in ("theme", "channel")}
    grid = Grid()
    for tally in tallies:
        across = keys_of(tally, columns, stages, places)
        down = keys_of(tally, rows, stages, places)
        grid.add(tally.count, down=down, across=across)
    return grid


def tallies_of(assignments: AssignmentQuerySet, *, by_unit: bool, on: datetime.date) -> Iterator[Tally]:
    """Yield assignments summed as far as the axes allow, in one query."""
    for row in assignments.tallied(by_unit=by_unit, on=on):
        count = Count(row["planned"], row["done"], row["late"])
        yield Tally(row["duty"], row["duty__stage"], row["due_on"], row.get("unit", NONE), count)


def places_on(axis: str, assignments: AssignmentQuerySet) -> dict[int, list[int]]:
    """Return the themes or channels of each duty, in one query."""
    duties = assignments.order_by().values("duty")
    found: dict[int, list[int]] = defaultdict(list)
    name = "themes" if axis == "theme" else "channels"
    for duty, key in (
        Duty.objects.order_by().filter(pk__in=duties, **{f"{name}__isnull": False}).values_list("pk", name)
    ):
        found[duty].append(key)
    return found


def keys_of(
    tally: Tally, axis: str, stages: Iterable[Stage], places: Mapping[str, Mapping[int, list[int]]]
) -> Sequence[int]:
    """Return where on an axis a tally counts: several places, or under none."""
    if axis == "unit":
        return (tally.unit,)
    if axis == "stage":
        return [stage.pk for stage in stages if stage_holds(stage, tally)] or (NONE,)
    return places[axis].get(tally.duty, (NONE,))


def stage_holds(stage: Stage, tally: Tally) -> bool:
    """Say of a tally what `AssignmentQuerySet.in_stage` says of an assignment."""
    if tally.stage is not None:
        return tally.stage == stage.pk
    return tally.due_on is not None and stage.has_known_days and stage.includes(tally.due_on)
