"""What the programme pages show, as plain values and with few queries."""

from __future__ import annotations

import datetime
from collections import Counter
from typing import Any

from django.db.models import Count, QuerySet
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lotrinh.web.organisation.access import root_of
from lotrinh.web.organisation.models import Unit
from lotrinh.web.organisation.phrases import open_book
from lotrinh.web.programmes.models import Assignment, Duty, Event, Programme, Stage
from lotrinh.web.programmes.queries import AssignmentQuerySet
from lotrinh.web.programmes.timeline import Span, Timeline, draw
from lotrinh.web.registry.words import moment_words, recurrence_words

Json = dict[str, Any]
STATES = {
    "done_in_time": gettext_lazy("xong đúng hạn"),
    "done_late": gettext_lazy("xong trễ hạn"),
    "open_in_time": gettext_lazy("đang làm, trong hạn"),
    "open_late": gettext_lazy("quá hạn"),
}


def filtered(
    assignments: AssignmentQuerySet, query: QueryDict, *, on: datetime.date
) -> tuple[AssignmentQuerySet, Json]:
    """Return the assignments that the address asks for, and what it asked; what it cannot mean is left out."""
    asked: Json = {"unit": query.get("unit", ""), "stage": query.get("stage", ""), "state": query.get("state", "")}
    if asked["unit"].isdigit() and len(asked["unit"]) < 16:
        assignments = assignments.filter(unit=int(asked["unit"]))
    if asked["stage"].isdigit() and len(asked["stage"]) < 16:
        assignments = assignments.filter(duty__stage=int(asked["stage"]))
    match asked["state"]:
        case "done_in_time":
            assignments = assignments.done_in_time()
        case "done_late":
            assignments = assignments.done_late()
        case "open_in_time":
            assignments = assignments.open_in_time(on=on)
        case "open_late":
            assignments = assignments.open_late(on=on)
        case "unclear":
            assignments = assignments.filter(due_on=None)
    return assignments, asked


def row_of(assignment: Assignment, *, on: datetime.date) -> Json:
    """Return an assignment as a row: the six things that must be clear, and how it stands."""
    done = assignment.progress == Assignment.Progress.DONE
    due = assignment.due_on
    late = due is not None and ((assignment.done_on or on) > due)
    return {
        "pk": assignment.pk,
        "text": assignment.duty.text,
        "unit": assignment.unit.name,
        "part": assignment.get_part_display(),
        "due_on": due,
        "due_words": moment_words(assignment.deadline),
        "recurrence": recurrence_words(assignment.duty.recurrence),
        "deliverable": assignment.deliverable,
        "progress": assignment.progress,
        "progress_label": assignment.get_progress_display(),
        "returned_reason": assignment.returned_reason,
        "is_done": done,
        "is_late": late,
        "days": abs((due - on).days) if due else None,
        "stage": assignment.duty.stage.label if assignment.duty.stage else "",
        "programme": assignment.duty.programme.title,
        "look": "late" if late else "ok" if done else "open" if due else "unclear",
        "standing": standing_words(assignment, on=on),
    }


def standing_words(assignment: Assignment, *, on: datetime.date) -> str:
    """Return how an assignment stands to its deadline, in words."""
    due, done = assignment.due_on, assignment.done_on
    if done is not None:
        return (
            _("xong trễ %s ngày") % (done - due).days
            if due and done > due
            else _("xong đúng hạn")
            if due
            else _("đã xong")
        )
    if due is None:
        return _("chưa rõ hạn")
    if due < on:
        return _("trễ %s ngày") % (on - due).days
    return _("hôm nay là hạn") if due == on else _("còn %s ngày") % (due - on).days


def figures(assignments: AssignmentQuerySet, *, on: datetime.date) -> list[Json]:
    """Return the four figures in their order."""
    counted = assignments.four_figures(on=on)
    return [{"state": state, "label": label, "count": counted[state]} for state, label in STATES.items()]


def timeline_of(programme: Programme, *, on: datetime.date) -> tuple[Timeline, list[Json]]:
    """Return the drawing of the stages, and the same as a table."""
    stages = list(Stage.objects.filter(programme=programme).select_related("start_event", "end_event"))
    spans = [
        Span(
            label=f"{n}. {short(stage.label)}",
            start=stage.start_on,
            end=stage.end_on,
            on_event=stage.start_event_id is not None or stage.end_event_id is not None,
            key=stage.pk,
        )
        for n, stage in enumerate(stages, 1)
    ]
    table = [
        {
            "label": stage.label,
            "start_on": stage.start_on,
            "end_on": stage.end_on,
            "start_words": moment_words(stage.start),
            "end_words": moment_words(stage.end),
        }
        for stage in stages
    ]
    return draw(spans, on), table


def short(label: str) -> str:
    """Return a label that fits on a bar."""
    words = label.split(", tập trung", maxsplit=1)[0].rstrip(" :.")
    return words if len(words) <= 80 else f"{words[:78].rstrip()}…"


def unlinked_phrases(programme: Programme, *, on: datetime.date) -> list[Json]:
    """Return the phrases that mean no real unit yet, with how many duties wait for them to lead or to support."""
    book = open_book(root_of(programme.owner), on=on)
    waiting: Counter[str] = Counter()
    for duty in Duty.objects.filter(programme=programme).prefetch_related("assignments"):
        if not any(assignment.part == Assignment.Part.LEAD for assignment in duty.assignments.all()):
            waiting[duty.unit_phrase] += 1
        waiting.update(duty.support_phrases)
    return [{"phrase": phrase, "count": count} for phrase, count in waiting.items() if not book.units_meant_by(phrase)]


def groups_for_officer(assignments: AssignmentQuerySet, *, on: datetime.date) -> list[Json]:
    """Return a unit's work by how soon it is due."""
    soon = on + datetime.timedelta(days=7)
    open_ones = assignments.exclude(progress=Assignment.Progress.DONE)
    parts = [
        ("late", _("Quá hạn"), open_ones.filter(due_on__lt=on)),
        ("soon", _("Trong 7 ngày tới"), open_ones.filter(due_on__gte=on, due_on__lte=soon)),
        ("later", _("Sau đó"), open_ones.filter(due_on__gt=soon)),
        ("unclear", _("Chưa rõ hạn"), open_ones.filter(due_on=None)),
        ("done", _("Đã xong"), assignments.filter(progress=Assignment.Progress.DONE)),
    ]
    return [
        {"key": key, "title": title, "rows": [row_of(a, on=on) for a in found.order_by("due_on", "pk")]}
        for key, title, found in parts
    ]


def programme_rows(programmes: Any, *, on: datetime.date) -> list[Json]:
    """Return programmes with their figures, one query for all of them."""
    found = list(programmes)
    counts: dict[int, Json] = {p.pk: {"total": 0, "done": 0, "late": 0} for p in found}
    rows = Assignment.objects.filter(duty__programme__in=found).values_list("duty__programme", "progress", "due_on")
    for pk, progress, due_on in rows:
        counts[pk]["total"] += 1
        counts[pk]["done"] += progress == "done"
        counts[pk]["late"] += progress != "done" and due_on is not None and due_on < on
    return [
        {
            "pk": p.pk,
            "title": p.title,
            "code": p.code,
            "owner": p.owner.name,
            "started_at": p.started_at,
            **counts[p.pk],
        }
        for p in found
    ]


def event_rows(events: QuerySet[Event], *, clerk_ids: frozenset[int]) -> list[Json]:
    """Return events with their other names and how many stages and deadlines hang on them."""
    found = events.annotate(
        starting=Count("stages_starting", distinct=True),
        ending=Count("stages_ending", distinct=True),
        due=Count("assignments_due", distinct=True),
    )
    return [
        {
            "pk": event.pk,
            "name": event.name,
            "others": [name.phrase for name in event.names.all() if name.phrase != event.name],
            "starts_on": event.starts_on,
            "ends_on": event.ends_on,
            "stages": event.starting + event.ending,
            "due": event.due,
            "can_change": event.body_id in clerk_ids,
        }
        for event in found
    ]


def units_in(programme: Programme) -> list[Unit]:
    """Return the units that have something to do in a programme."""
    return list(Unit.objects.filter(assignments__duty__programme=programme).distinct())
