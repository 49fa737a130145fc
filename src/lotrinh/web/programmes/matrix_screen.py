"""What the page and the sheet of the matrix show: one table of plain values for both."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import Any

from django.core.paginator import Paginator
from django.http import QueryDict
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lotrinh.web.organisation.access import Standing, root_of
from lotrinh.web.organisation.models import Unit
from lotrinh.web.programmes.access import assignments_in, units_to_assign
from lotrinh.web.programmes.filters import placed_on, units_in
from lotrinh.web.programmes.matrix import AXES, NONE, UNDER_NONE, Count, Grid, count_grid
from lotrinh.web.programmes.matrix_activities import add_activities
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
    places = {axis: places_of(axis, programme, stages, own, standing) for axis in AXES}
    rows, columns = axes_asked(query, places)
    filters = [axis for axis in AXES if axis not in (rows, columns)]
    asked = {axis: query.get(axis, "") for axis in filters}
    shown = own
    for axis in filters:
        shown = placed_on(shown, axis, asked[axis], stages)
    grid = count_grid(shown, stages, rows=rows, columns=columns, on=standing.on)
    add_activities(grid, own, stages, rows=rows, columns=columns, asked=asked)
    down = with_none(rows, places[rows], grid.rows)
    page = Paginator(down, ROWS_A_PAGE if paged else max(1, len(down))).get_page(query.get("page"))
    address = reverse("programme", args=[programme.pk])
    table = table_of(grid, rows, columns, places, down=list(page.object_list), address=address, asked=asked)
    return table | {
        "page": page,
        "axes": [{"key": axis, "name": name} for axis, name in NAMES.items()],
        "asked_rows": rows,
        "asked_columns": columns,
        "filters": [filter_of(axis, places[axis], asked[axis]) for axis in filters],
        "on": standing.on,
    }


def axes_asked(query: QueryDict, places: dict[str, list[Place]]) -> tuple[str, str]:
    """Return two different axes: those asked for, else units by the first other that the plan says something of."""
    rows = query.get("rows", "")
    rows = rows if rows in AXES else "unit"
    columns = query.get("columns", "")
    if columns not in AXES or columns == rows:
        others = [axis for axis in ("channel", "stage", "theme", "unit") if axis != rows]
        columns = next((axis for axis in others if places[axis]), others[0])
    return rows, columns


def places_of(
    axis: str, programme: Programme, stages: Sequence[Stage], own: AssignmentQuerySet, standing: Standing
) -> list[Place]:
    """Return the places of an axis in their order, whether or not anything is planned there."""
    match axis:
        case "stage":
            return [(stage.pk, f"{n}. {short(stage.label)}") for n, stage in enumerate(stages, 1)]
        case "theme":
            return [(theme.pk, short(theme.title)) for theme in programme.themes.all()]
        case "channel":
            return [(channel.pk, str(channel)) for channel in programme.channels.all()]
    if programme.owner_id not in standing.overseen_ids:
        return list(units_in(own).values_list("pk", "name"))
    at_work = Unit.objects.filter(pk__in=own.order_by().values("unit"))
    below = units_to_assign(programme, on=standing.on).exclude(pk=root_of(programme.owner).pk)
    return [(unit.pk, unit.name) for unit in (at_work | below).distinct()]


def table_of(
    grid: Grid,
    rows: str,
    columns: str,
    places: dict[str, list[Place]],
    *,
    down: Sequence[Place],
    address: str,
    asked: dict[str, str],
) -> Json:
    """Return the counts of the rows in `down` as cells, each with the address of its list; totals are of all rows."""
    across = with_none(columns, places[columns], grid.columns)
    chosen = {axis: value for axis, value in asked.items() if value}

    def cell(count: Count | None, **at: int) -> Json:
        found = count or Count()
        query = chosen | {axis: UNDER_NONE if key == NONE else str(key) for axis, key in at.items()}
        return {
            "planned": found.planned,
            "done": found.done,
            "late": found.late,
            "activities": found.activities,
            "look": look_of(found, is_hole=NONE not in at.values()),
            "address": f"{address}?{urlencode(query)}#viec",
        }

    body: list[Json] = [
        {
            "label": label,
            "cells": [cell(grid.cells.get((key, at)), **{rows: key, columns: at}) for at, _name in across],
            "total": cell(grid.rows.get(key), **{rows: key}),
        }
        for key, label in down
    ]
    return {
        "head": [{"label": label, "total": cell(grid.columns.get(key), **{columns: key})} for key, label in across],
        "body": body,
        "total": cell(grid.total),
        "holes": holes_in(grid, places[rows], places[columns]),
        "size": len(places[rows]) * len(places[columns]),
        "rows_name": NAMES[rows],
        "columns_name": NAMES[columns],
    }


def holes_in(grid: Grid, rows: Sequence[Place], columns: Sequence[Place]) -> int:
    """Count the cells where nothing is planned and nothing was told, over all rows."""
    down, across = {key for key, _label in rows}, {key for key, _label in columns}
    filled = sum(
        1
        for (row, column), count in grid.cells.items()
        if row in down and column in across and (count.planned or count.activities)
    )
    return len(down) * len(across) - filled


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


def filter_of(axis: str, places: list[Place], asked: str) -> Json:
    """Return a choice of what to count: everything, one place, or under none."""
    options = [{"key": str(key), "label": label} for key, label in places]
    if axis != "unit":
        options.append({"key": UNDER_NONE, "label": str(NO_PLACE[axis])})
    return {"key": axis, "name": NAMES[axis], "options": options, "asked": asked}


def filter_words(filters: Sequence[Json]) -> str:
    """Return what a sheet counts, in words."""
    said = [
        f"{f['name']}: {option['label']}" for f in filters for option in f["options"] if option["key"] == f["asked"]
    ]
    return "; ".join(said) or _("mọi việc đã giao")


def sheet_name(programme: Programme, on: datetime.date) -> str:
    """Return the name of the file: the key and the day, never words that somebody typed."""
    return f"ma-tran-{programme.pk}-{on:%Y-%m-%d}.xlsx"
