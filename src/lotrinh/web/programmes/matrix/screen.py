"""What the page and the sheet of the matrix show: one table of plain values for both."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Exists, Q, QuerySet
from django.http import QueryDict
from django.urls import reverse
from django.utils.formats import localize
from django.utils.functional import Promise, cached_property
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from lotrinh.web.organisation.access import Standing
from lotrinh.web.organisation.models import Unit
from lotrinh.web.organisation.queries import is_open
from lotrinh.web.programmes.access import assignments_in
from lotrinh.web.programmes.filters import MOST_CHOICES, choice, choice_of_unit, named_like, placed_on, units_in
from lotrinh.web.programmes.matrix.activities import add_activities
from lotrinh.web.programmes.matrix.counting import AXES, NONE, UNDER_NONE, Count, DutyPlaces, Grid, count_grid
from lotrinh.web.programmes.models import Programme, Stage
from lotrinh.web.programmes.queries import AssignmentQuerySet
from lotrinh.web.programmes.screen import ROWS_A_PAGE, short

Json = dict[str, Any]
Place = tuple[int, str]
NAMES: dict[str, Promise] = {
    "stage": gettext_lazy("Giai đoạn"),
    "theme": gettext_lazy("Nội dung"),
    "channel": gettext_lazy("Hình thức"),
    "unit": gettext_lazy("Đơn vị"),
}
NO_PLACE: dict[str, Promise] = {
    "stage": gettext_lazy("không thuộc giai đoạn nào"),
    "theme": gettext_lazy("chưa rõ nội dung"),
    "channel": gettext_lazy("chưa rõ hình thức"),
    "unit": gettext_lazy("chưa rõ đơn vị"),
}


def matrix_of(standing: Standing, programme: Programme, query: QueryDict, *, paged: bool = True) -> Json:
    """Return the matrix that an address asks for, of what the person may see: a page of its rows, or all of them."""
    own = assignments_in(standing, programme)
    stages = list(programme.stages.all())
    places = Places(programme, stages, own, standing)
    rows, columns = axes_asked(query, places)
    filters = [axis for axis in AXES if axis not in (rows, columns)]
    asked = {name: query.get(name, "") for name in (*filters, *(["unit_words"] if "unit" in filters else []))}
    own = placed_on(named_like(own, asked.get("unit_words", "")), "unit", asked.get("unit", ""), stages)
    counting = Counting(own, stages, rows, columns, asked, DutyPlaces(), on=standing.on)
    if rows == "unit":
        page = paged_rows(places.units if paged else places["unit"], paged=paged, query=query)
        down = list(page.object_list)
        grid = counting.of_rows([pk for pk, _name in down]) if page.has_other_pages() else counting.whole()
    else:
        grid = counting.whole()
        page = paged_rows(with_none(rows, places[rows], grid.rows), paged=paged, query=query)
        down = list(page.object_list)
    address = reverse("programme", args=[programme.pk])
    across = with_none(columns, places[columns], grid.columns)
    table = table_of(grid, rows, columns, down=down, across=across, address=address, asked=asked)
    return table | {
        "page": page,
        "axes": [{"key": axis, "name": name} for axis, name in NAMES.items()],
        "asked_rows": rows,
        "asked_columns": columns,
        "filters": [filter_of(axis, places, asked) for axis in filters],
        "on": standing.on,
    }


def paged_rows(found: Sequence[Place] | QuerySet[Unit, Place], *, paged: bool, query: QueryDict) -> Page[Any]:
    """Return the page of rows that an address asks for, or all rows as one page."""
    if paged:
        return Paginator(found, ROWS_A_PAGE).get_page(query.get("page"))
    return Paginator(found, max(1, len(found))).get_page(1)


@dataclass(frozen=True, slots=True)
class Counting:
    """What is to be counted: the assignments, narrowed to units already, and how the address narrows them further."""

    own: AssignmentQuerySet
    stages: Sequence[Stage]
    rows: str
    columns: str
    asked: Mapping[str, str]
    places: DutyPlaces
    on: datetime.date

    def whole(self) -> Grid:
        """Count every row."""
        return self.grid_of(self.own, self.rows)

    def of_rows(self, units: Sequence[int]) -> Grid:
        """Count the rows of these units, and the columns and the total of all: the other rows are never told apart."""
        whole, part = self.grid_of(self.own, ""), self.grid_of(self.own.filter(unit__among=units), "unit")
        return Grid(cells=part.cells, rows=part.rows, columns=whole.columns, total=whole.total)

    def grid_of(self, own: AssignmentQuerySet, rows: str) -> Grid:
        """Count assignments and what was told of them."""
        others = {axis: asked for axis, asked in self.asked.items() if axis in ("stage", "theme", "channel")}
        shown = own
        for axis, asked in others.items():
            shown = placed_on(shown, axis, asked, self.stages)
        grid = count_grid(shown, self.stages, rows=rows, columns=self.columns, on=self.on, places=self.places)
        axes = {"rows": rows, "columns": self.columns}
        add_activities(grid, own, self.stages, **axes, asked=others, places=self.places)
        return grid


def axes_asked(query: QueryDict, places: Places) -> tuple[str, str]:
    """Return two different axes: those asked for, else units by the first other that the plan says something of.

    Many units stand in rows, which are paged, whatever was asked.
    """
    rows = query.get("rows", "")
    rows = rows if rows in AXES else "unit"
    columns = query.get("columns", "")
    if columns not in AXES or columns == rows:
        others = [axis for axis in ("channel", "stage", "theme", "unit") if axis != rows]
        columns = next((axis for axis in others if places[axis]), others[0])
    if columns == "unit" and places.has_many_units:
        return columns, rows
    return rows, columns


class Places:
    """The places of each axis in their order, whether or not anything is planned there; read when first asked for."""

    def __init__(
        self, programme: Programme, stages: Sequence[Stage], own: AssignmentQuerySet, standing: Standing
    ) -> None:
        self.programme, self.stages, self.own, self.standing = programme, stages, own, standing
        self.read: dict[str, list[Place]] = {}

    def __getitem__(self, axis: str) -> list[Place]:
        if axis not in self.read:
            self.read[axis] = list(self.on_axis(axis))
        return self.read[axis]

    def on_axis(self, axis: str) -> Iterable[Place]:
        match axis:
            case "stage":
                return ((stage.pk, f"{n}. {short(stage.label)}") for n, stage in enumerate(self.stages, 1))
            case "theme":
                return ((theme.pk, short(theme.title)) for theme in self.programme.themes.all())
            case "channel":
                return ((channel.pk, str(channel)) for channel in self.programme.channels.all())
        return self.units

    @cached_property
    def units(self) -> QuerySet[Unit, Place]:
        """The units at work and, for whoever oversees it, those that could be: keys and names, not yet read."""
        if not self.standing.overseen_ids.holds(self.programme.owner):
            return units_in(self.own).values_list("pk", "name")
        body, work = self.programme.owner.body_key, self.own.order_by()
        # The work is searched for closed units only, and apart for the body, which is no place but by its work.
        below = ~Q(pk=body) & (is_open(self.standing.on) | Q(pk__in=work.values("unit")))
        itself = Q(pk=body) & Exists(work.filter(unit=body))
        return Unit.objects.all().of_body(body).filter(below | itself).values_list("pk", "name")

    @cached_property
    def has_many_units(self) -> bool:
        """Whether there are more units than anybody picks from a list or reads side by side."""
        return len(self.units[: MOST_CHOICES + 1]) > MOST_CHOICES


@dataclass(frozen=True, slots=True)
class Cells:
    """Makes the cells of a table: hundreds with few different counts, the words of which are made once."""

    address: str  # of the list behind every cell
    narrowed: Sequence[str]  # what the table is narrowed to, as an address says it
    late_words: Callable[[int], str] = field(default_factory=lambda: cache(words_of_late))
    told_words: Callable[[int], str] = field(default_factory=lambda: cache(words_of_told))

    def cell(self, count: Count | None, **at: int) -> Json:
        """Return the cell of two places, or the total of one or none, with the address of its list."""
        found = count or Count()
        places = [f"{axis}={UNDER_NONE if key == NONE else key}" for axis, key in at.items()]
        look = look_of(found, is_hole=NONE not in at.values())
        return {
            "planned": found.planned,
            "done": found.done,
            "late": found.late,
            "activities": found.activities,
            "late_words": self.late_words(found.late),
            "told_words": self.told_words(found.activities),
            "look": look,
            "class": look if len(at) > 1 else "sum",
            "address": f"{self.address}?{'&'.join([*self.narrowed, *places])}#viec",
        }


def table_of(
    grid: Grid,
    rows: str,
    columns: str,
    *,
    down: Sequence[Place],
    across: Sequence[Place],
    address: str,
    asked: Mapping[str, str],
) -> Json:
    """Return the counts of the rows in `down` as cells, each with the address of its list; totals are of all rows."""
    cell = Cells(address, [urlencode({axis: value}) for axis, value in asked.items() if value]).cell
    body: list[Json] = [
        {
            "label": label,
            "cells": [cell(grid.cells.get((key, at)), **{rows: key, columns: at}) for at, _name in across],
            "total": cell(grid.rows.get(key), **{rows: key}),
        }
        for key, label in down
    ]
    head: list[Json] = [
        {"label": label, "total": cell(grid.columns.get(key), **{columns: key})} for key, label in across
    ]
    total = cell(grid.total)
    return {
        "head": head,
        "body": [row | {"across": [*row["cells"], row["total"]]} for row in body],
        "foot": [*(column["total"] for column in head), total],
        "total": total,
        **holes_in(grid, down, across),
        "rows_name": NAMES[rows],
        "columns_name": NAMES[columns],
    }


def words_of_late(count: int) -> str:
    """Return how many are past their deadline, in words."""
    return _("%(n)s quá hạn") % {"n": localize(count)}


def words_of_told(count: int) -> str:
    """Return how many activities were told, in words."""
    return ngettext("%(n)s hoạt động", "%(n)s hoạt động", count) % {"n": localize(count)}


def holes_in(grid: Grid, rows: Sequence[Place], columns: Sequence[Place]) -> Json:
    """Count, of the cells of these rows, those where nothing is planned and nothing was told; under none is no hole."""
    cells = [(row, column) for row, _name in rows for column, _label in columns if NONE not in (row, column)]
    counts = [grid.cells.get(cell, Count()) for cell in cells]
    return {"size": len(cells), "holes": sum(not (count.planned or count.activities) for count in counts)}


def with_none(axis: str, places: list[Place], counted: dict[int, Count]) -> list[Place]:
    """Return the places of an axis, with "under none" where something is."""
    return [*places, (NONE, str(NO_PLACE[axis]))] if NONE in counted else places


def look_of(count: Count, *, is_hole: bool) -> str:
    """Return how a cell looks: a hole, nothing done, some steps of done, all done; under none there are no holes."""
    if not count.planned:
        return "hole" if is_hole and not count.activities else "blank"
    if count.done == count.planned:
        return "full"
    return "none" if not count.done else "little" if count.percent < 50 else "much"


def filter_of(axis: str, places: Places, asked: Mapping[str, str]) -> Json:
    """Return a choice of what to count: everything, one place, or under none."""
    if axis == "unit":
        return choice_of_unit(str(NAMES[axis]), list(places.units[: MOST_CHOICES + 1]), asked)
    options = [(str(key), label) for key, label in places[axis]]
    return choice(axis, str(NAMES[axis]), asked[axis], [*options, (UNDER_NONE, str(NO_PLACE[axis]))])


def filter_words(filters: Sequence[Json]) -> str:
    """Return what a sheet counts, in words."""
    said = [
        f"{found['name']}: {label}" for found in filters for key, label in found["options"] if key == found["asked"]
    ]
    typed = [f"{found['name']}: {found['asked']}" for found in filters if found["is_typed"] and found["asked"]]
    return "; ".join(said + typed) or _("mọi việc đã giao")


def sheet_name(programme: Programme, on: datetime.date) -> str:
    """Return the name of the file: the key and the day, never words that somebody typed."""
    return f"ma-tran-{programme.pk}-{on:%Y-%m-%d}.xlsx"
