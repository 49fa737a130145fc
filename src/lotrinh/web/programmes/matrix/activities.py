"""The activities in a matrix: each counts where it was told to belong, else where its duty does.

A few queries, whatever the size: the activities summed by what places them on the axes that are asked for, their own
themes, and the places of their duties. What was withdrawn or undone counts nowhere.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import Count as CountOf

from lotrinh.web.organisation.row_fields import parse_key
from lotrinh.web.programmes.matrix.counting import AXES, NONE, UNDER_NONE, Count, DutyPlaces, Grid
from lotrinh.web.programmes.models import Stage
from lotrinh.web.programmes.queries import AssignmentQuerySet

Places = Mapping[int, Sequence[int]]
Row = Mapping[str, Any]
STANDING = {"activities__is_told": True, "activities__withdrawn_at": None, "activities__undone_at": None}
PLACED_BY = {
    "unit": ("unit",),
    "stage": ("activities__stage", "activities__on", "duty__stage"),
    "channel": ("activities__channel",),
    "theme": (),
}  # what places an activity on an axis, beside its duty


def add_activities(
    grid: Grid,
    assignments: AssignmentQuerySet,
    stages: Sequence[Stage],
    *,
    rows: str,
    columns: str,
    asked: Mapping[str, str],
    places: DutyPlaces | None = None,
) -> None:
    """Add the activities of assignments to a grid: those at the places that the other axes are narrowed to."""
    narrowed = [axis for axis in AXES if axis not in (rows, columns) and asked.get(axis)]
    needed = [axis for axis in AXES if axis in (rows, columns, *narrowed)]
    told = told_alike(assignments, needed)
    duties = (places or DutyPlaces()).on_axes(needed, (row["duty"] for row, _themes in told))
    for row, themes in told:
        keys = {axis: keys_of(axis, row, themes, stages, duties) for axis in needed}
        if all(is_asked(asked[axis], keys[axis]) for axis in narrowed):
            grid.add(Count(activities=row["n"]), down=keys.get(rows, ()), across=keys.get(columns, ()))


def told_alike(assignments: AssignmentQuerySet, needed: Sequence[str]) -> list[tuple[Row, Sequence[int]]]:
    """Return the activities that stand, summed where they stand alike on these axes, with their own themes."""
    alike = ("duty", *(name for axis in needed for name in PLACED_BY[axis]))
    found = assignments.order_by()
    if "theme" not in needed:
        return [(row, ()) for row in summed(found.filter(**STANDING), alike)]
    rows: list[tuple[Row, Sequence[int]]] = [
        (row, ()) for row in summed(found.filter(**STANDING, activities__themes=None), alike)
    ]
    with_own = found.filter(**STANDING, activities__themes__isnull=False)
    themes: dict[int, list[int]] = defaultdict(list)
    told: dict[int, Row] = {}
    for row in with_own.values("activities", "activities__themes", *alike):
        themes[row["activities"]].append(row["activities__themes"])
        told[row["activities"]] = row | {"n": 1}
    return rows + [(told[pk], own) for pk, own in themes.items()]


def summed(assignments: AssignmentQuerySet, alike: Sequence[str]) -> list[Row]:
    """Return how many activities these joined rows have of each kind."""
    return list(assignments.values(*alike).annotate(n=CountOf("*")))


def keys_of(
    axis: str, row: Mapping[str, Any], themes: Sequence[int], stages: Sequence[Stage], duties: Mapping[str, Places]
) -> Sequence[int]:
    """Return where on an axis activities count: as told, else by their day, else as their duty."""
    duty = row["duty"]
    match axis:
        case "unit":
            return (row["unit"],)
        case "theme":
            return themes or duties["theme"][duty] or (NONE,)
        case "channel":
            return (row["activities__channel"],) if row["activities__channel"] else duties["channel"][duty] or (NONE,)
    if row["activities__stage"]:
        return (row["activities__stage"],)
    within = next(
        (stage.pk for stage in stages if stage.has_known_days and stage.includes(row["activities__on"])), None
    )
    return (within or row["duty__stage"] or NONE,)


def is_asked(asked: str, keys: Sequence[int]) -> bool:
    """Say whether one of these places is asked for; nonsense asks for everything."""
    if asked == UNDER_NONE:
        return NONE in keys
    key = parse_key(asked)
    return key is None or key in keys
