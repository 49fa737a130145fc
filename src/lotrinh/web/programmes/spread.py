"""A duty of many units as one row: how its assignments are spread over the four figures, as a bar and in words."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from django.http import QueryDict
from django.utils.http import urlencode

from lotrinh.web.programmes.filters import STATES
from lotrinh.web.programmes.models import Assignment, Programme
from lotrinh.web.programmes.queries import AssignmentQuerySet

Json = dict[str, Any]
BAR = 100  # the width of a bar in units of its own
NARROWED = ("duty", "unit", "unit_words", "state")  # whoever asks for these asks for the assignments themselves


def is_by_duty(query: QueryDict, asked: Json, *, is_default: bool) -> bool:
    """Say whether the list shows duties: asked for in the address, else where nothing narrows it to assignments."""
    by = query.get("by", "")
    return by == "duty" if by in ("duty", "unit") else is_default and not any(asked[name] for name in NARROWED)


def spreads_of(assignments: AssignmentQuerySet, programme: Programme, *, on: datetime.date) -> list[Json]:
    """Return how each duty of a programme is spread, in the order of the plan, in two queries."""
    places = {pk: n for n, pk in enumerate(programme.duties.values_list("pk", flat=True))}
    return sorted(assignments.spread_by_duty(on=on), key=lambda spread: places[spread["duty"]])


def figures_in(spreads: Iterable[Json]) -> Counter[str]:
    """Return the four figures of all these duties together."""
    total: Counter[str] = Counter()
    for spread in spreads:
        total.update({state: spread[state] for state in STATES})
    return total


def spread_rows(spreads: Sequence[Json], asked: Json) -> list[Json]:
    """Return duties as rows, each with the address of its assignments under the same filters, in one more query."""
    kept = {name: value for name, value in asked.items() if value and name != "duty"}
    firsts = Assignment.objects.filter(pk__in=[spread["first"] for spread in spreads])
    named = {row["duty"]: row for row in firsts.order_by().values("duty", "duty__text", "unit__name")}
    return [
        {
            "text": named[spread["duty"]]["duty__text"],
            "address": f"?{urlencode(kept | {'duty': spread['duty'], 'by': 'unit'})}#viec",
            "only": spread["first"] if spread["total"] == 1 else None,
            "unit": named[spread["duty"]]["unit__name"],
            "units": spread["units"],
            "total": spread["total"],
            "due": due_days(spread["earliest"], spread["latest"]),
            "unclear": spread["total"] - spread["with_day"],
            "parts": parts_of(spread, kept),
        }
        for spread in spreads
    ]


def due_days(earliest: datetime.date | None, latest: datetime.date | None) -> list[datetime.date]:
    """Return the deadline, or the first and the last where they differ; nothing where none is known."""
    return [day for day in dict.fromkeys((earliest, latest)) if day is not None]


def parts_of(spread: Json, kept: Json) -> list[Json]:
    """Return the figures that are not nought, each with its place on the bar and the address of its list."""
    parts, at = [], 0.0
    for state, label in STATES.items():
        count = spread[state]
        width = BAR * count / spread["total"]
        if count:
            query = urlencode(kept | {"duty": spread["duty"], "state": state})
            address = f"?{query}#viec"
            parts.append({"state": state, "label": label, "count": count, "x": at, "width": width, "address": address})
        at += width
    return parts
