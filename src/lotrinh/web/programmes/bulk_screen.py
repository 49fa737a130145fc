"""What the pages of one change to many assignments take from an address or a form, and show."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.utils.translation import gettext as _

from lotrinh.web.programmes.bulk_actions import MOST, Change, Line, Pick
from lotrinh.web.programmes.models import Assignment
from lotrinh.web.programmes.queries import AssignmentQuerySet
from lotrinh.web.registry.words import moment_words

Json = dict[str, Any]


def picked(assignments: AssignmentQuerySet, said: Sequence[str]) -> list[Pick]:
    """Return the assignments picked: "key" on the list, "key:version" on the pages after; others are left out."""
    wanted: dict[int, int | None] = {}
    for each in said[:MOST]:
        key, _colon, version = each.partition(":")
        if key.isdecimal() and len(key) < 16 and version.isdecimal() == bool(version) and len(version) < 9:
            wanted[int(key)] = int(version) if version else None
    found = assignments.filter(pk__in=wanted)
    return [Pick(each, each.version if wanted[each.pk] is None else wanted[each.pk] or 0) for each in found]


def picks_as_rows(picks: Iterable[Pick]) -> list[Json]:
    """Return what was picked, before a change is chosen."""
    return [
        {
            "value": f"{pick.assignment.pk}:{pick.version}",
            "text": pick.assignment.duty.text,
            "unit": pick.assignment.unit.name,
            "now": f"{due_words(pick.assignment)} · {pick.assignment.get_progress_display()}",
        }
        for pick in picks
    ]


def line_rows(lines: Iterable[Line], change: Change) -> list[Json]:
    """Return every change before it is made; a row that cannot change carries why, at the version that stands."""
    return [
        {
            "value": f"{line.before.pk}:{line.before.version}",
            "text": line.before.duty.text,
            "unit": line.before.unit.name,
            "before": words_of(line.before, change),
            "after": "" if line.problem else words_of(line.after, change) + also(line, change),
            "problem": line.problem,
        }
        for line in lines
    ]


def words_of(assignment: Assignment, change: Change) -> str:
    """Return what a change is about, as it stands in an assignment."""
    if change.kind == "deadline":
        return due_words(assignment)
    if change.kind == "lead":
        return str(assignment.get_part_display())
    return str(assignment.get_progress_display())


def also(line: Line, change: Change) -> str:
    """Return what else a change does: who leads instead."""
    if change.kind != "lead" or change.unit is None or line.after.unit_id == change.unit.pk:
        return ""
    return "; " + _("chủ trì: %s") % change.unit.name


def due_words(assignment: Assignment) -> str:
    """Return the deadline of an assignment in words."""
    return moment_words(assignment.deadline)
