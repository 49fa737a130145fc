"""The activities in a matrix: each counts where it was told to belong, else where its duty does.

Two or three queries, whatever the size: the activities summed by what places them, their own themes, and the places of
their duties. What was withdrawn or undone counts nowhere.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import Count as CountOf

from lotrinh.web.programmes.matrix import AXES, NONE, UNDER_NONE, Count, Grid, places_on
from lotrinh.web.programmes.models import Activity, Stage
from lotrinh.web.programmes.queries import AssignmentQuerySet

Places = Mapping[int, Sequence[int]]
ALIKE = ("assignment__duty", "assignment__duty__stage", "assignment__unit", "stage", "on", "channel")


def add_activities(
    grid: Grid,
    assignments: AssignmentQuerySet,
    stages: Sequence[Stage],
    *,
    rows: str,
    columns: str,
    asked: Mapping[str, str],
) -> None:
    """Add the activities of assignments to a grid: those at the places that the other axes are narrowed to."""
    duties = {axis: places_on(axis, assignments) for axis in ("theme", "channel")}
    for row, themes in told_alike(assignments):
        keys = {axis: keys_of(axis, row, themes, stages, duties) for axis in AXES}
        if all(is_asked(asked.get(axis, ""), keys[axis]) for axis in AXES if axis not in (rows, columns)):
            grid.add(Count(activities=row["n"]), down=keys[rows], across=keys[columns])


def told_alike(assignments: AssignmentQuerySet) -> list[tuple[dict[str, Any], Sequence[int]]]:
    """Return the activities that stand, summed where they stand alike, with their own themes."""
    standing = Activity.objects.order_by().filter(
        is_told=True, withdrawn_at=None, undone_at=None, assignment__in=assignments.order_by().values("pk")
    )
    own: dict[int, list[int]] = defaultdict(list)
    for pk, theme in standing.filter(themes__isnull=False).values_list("pk", "themes"):
        own[pk].append(theme)
    plain: Any = standing.exclude(pk__in=own).values(*ALIKE).annotate(n=CountOf("pk"))
    placed: Any = standing.filter(pk__in=own).values("pk", *ALIKE) if own else ()
    return [(row, ()) for row in plain] + [(row | {"n": 1}, own[row["pk"]]) for row in placed]


def keys_of(
    axis: str, row: Mapping[str, Any], themes: Sequence[int], stages: Sequence[Stage], duties: Mapping[str, Places]
) -> Sequence[int]:
    """Return where on an axis activities count: as told, else by their day, else as their duty."""
    duty = row["assignment__duty"]
    match axis:
        case "unit":
            return (row["assignment__unit"],)
        case "theme":
            return themes or duties["theme"].get(duty, (NONE,))
        case "channel":
            return (row["channel"],) if row["channel"] else duties["channel"].get(duty, (NONE,))
    if row["stage"]:
        return (row["stage"],)
    within = next((stage.pk for stage in stages if stage.has_known_days and stage.includes(row["on"])), None)
    return (within or row["assignment__duty__stage"] or NONE,)


def is_asked(asked: str, keys: Sequence[int]) -> bool:
    """Say whether one of these places is asked for; nonsense asks for everything."""
    if asked == UNDER_NONE:
        return NONE in keys
    return not (asked.isdecimal() and len(asked) < 16) or int(asked) in keys
