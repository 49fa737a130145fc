"""What the programme pages show, as plain values and with few queries."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterable, Sequence, Set
from typing import Any

from django.db.models import Count, Exists, OuterRef, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lotrinh.plans.scope import find_reasons
from lotrinh.web.organisation.access import Standing
from lotrinh.web.organisation.phrases import open_book
from lotrinh.web.programmes.access import assignments_beside, decisions_for
from lotrinh.web.programmes.calendar.timeline import Span, Timeline, draw, look_of
from lotrinh.web.programmes.calendar.timeline_days import Due, Happening
from lotrinh.web.programmes.models import Assignment, Duty, Event, Hold, Programme, Stage
from lotrinh.web.programmes.queries import AssignmentQuerySet
from lotrinh.web.registry.reasons import SENTENCES
from lotrinh.web.registry.words import day_words, moment_words, recurrence_words

Json = dict[str, Any]
ROWS_A_PAGE = 50
MOST_PARTNERS = 6  # units named beside the work; more are counted


def row_of(assignment: Assignment, *, on: datetime.date) -> Json:
    """Return an assignment as a row: the six things that must be clear, and how it stands."""
    done = assignment.progress == Assignment.Progress.DONE
    due = assignment.due_on
    days_late = days_past(assignment, on=on)
    return {
        "pk": assignment.pk,
        "version": assignment.version,
        "text": assignment.duty.text,
        "unit": assignment.unit.name,
        "origin": assignment.origin.name if assignment.origin else "",
        "part": assignment.get_part_display(),
        "due_on": due,
        "late_after": assignment.late_after if assignment.held_days else None,
        "due_words": moment_words(assignment.deadline),
        "recurrence": recurrence_words(assignment.duty.recurrence),
        "occurrence_on": assignment.occurrence_on,
        "deliverable": assignment.deliverable,
        "authority": assignment.authority,
        "acceptor": str(assignment.acceptor or assignment.acceptor_unit or ""),
        "progress": assignment.progress,
        "progress_label": assignment.get_progress_display(),
        "reason": reason_words(assignment),
        "holds": [hold_words(hold) for hold in assignment.holds.all()],
        "is_done": done,
        "is_late": days_late > 0,
        "days": abs((due - on).days) if due else None,
        "stage": assignment.duty.stage.label if assignment.duty.stage else "",
        "programme": assignment.duty.programme.title,
        "look": "late" if days_late > 0 else "ok" if done else "open" if due else "unclear",
        "standing": standing_words(assignment, on=on),
    }


def partners_of(assignment: Assignment) -> Json:
    """Return who leads and who supports what an assignment is a part of: the same duty, the same time of it."""
    same = Assignment.objects.filter(duty=assignment.duty_id, occurrence_on=assignment.occurrence_on)
    found: Json = {part: [] for part in Assignment.Part.values}
    for part, name in same.order_by("unit__position", "unit").values_list("part", "unit__name"):
        if name not in found[part]:
            found[part].append(name)
    return {
        part: {"names": names[:MOST_PARTNERS], "more": max(0, len(names) - MOST_PARTNERS)}
        for part, names in found.items()
    }


def days_past(assignment: Assignment, *, on: datetime.date) -> int:
    """Return by how many days work is late, as `late_on` and `done_late` count; 0 or less is in time."""
    if assignment.late_after is None:
        return 0
    judged: datetime.date = assignment.done_on or assignment.stopped_on or on
    days: int = (judged - assignment.late_after).days
    return days


def standing_words(assignment: Assignment, *, on: datetime.date) -> str:
    """Return how an assignment stands to its deadline, in words."""
    days, has_deadline = days_past(assignment, on=on), assignment.due_on is not None
    match assignment.progress:
        case Assignment.Progress.DONE:
            return _("xong trễ %s ngày") % days if days > 0 else _("xong đúng hạn") if has_deadline else _("đã xong")
        case Assignment.Progress.SUBMITTED:
            return _("nộp trễ %s ngày") % days if days > 0 else _("nộp đúng hạn") if has_deadline else _("đã nộp")
    if not has_deadline:
        return _("chưa rõ hạn")
    if days > 0:
        return _("trễ %s ngày") % days
    if assignment.progress == Assignment.Progress.ON_HOLD:
        return _("trong hạn, ngừng tính ngày")
    return _("hôm nay là hạn") if days == 0 else _("còn %s ngày") % -days


def hold_words(hold: Hold) -> str:
    """Return from when to when work was on hold, and why."""
    start, end = (day_words(day.isoformat()) if day else "" for day in (hold.starts_on, hold.ends_on))
    if end:
        said = _("tạm dừng từ %(start)s đến %(end)s")
    elif hold.expected_on:
        said, end = _("tạm dừng từ %(start)s, dự kiến đến %(end)s"), day_words(hold.expected_on.isoformat())
    else:
        said = _("tạm dừng từ %(start)s đến khi văn phòng cho làm tiếp")
    return f"{said % {'start': start, 'end': end}}: {hold.reason}"


def reason_words(assignment: Assignment) -> str:
    """Return why work was sent back or refused; what is on hold says so with its days."""
    match assignment.progress:
        case Assignment.Progress.RETURNED:
            return _("Bị trả lại: %s") % assignment.reason
        case Assignment.Progress.REFUSED:
            return _("Đơn vị từ chối: %s") % assignment.reason
    return ""


def timeline_of(
    stages: Sequence[Stage], events: Iterable[Event], own: AssignmentQuerySet, *, on: datetime.date
) -> tuple[Timeline, list[Json]]:
    """Return the drawing of stages, events and deadlines, and the stages as a table."""
    spans = [
        Span(
            label=f"{n}. {short(stage.label)}",
            start=stage.start_on,
            end=stage.end_on,
            key=stage.pk,
            note=open_words(stage),
            start_tied=stage.start_event_id is not None,
            end_tied=stage.end_event_id is not None,
        )
        for n, stage in enumerate(stages, 1)
    ]
    table = [
        {
            "pk": stage.pk,
            "label": stage.label,
            "start_on": stage.start_on,
            "end_on": stage.end_on,
            "start_words": moment_words(stage.start),
            "end_words": moment_words(stage.end),
            "standing": STAGE_LOOKS[look_of(span, on)],
        }
        for stage, span in zip(stages, spans, strict=True)
    ]
    happenings = [Happening(event.name, event.starts_on) for event in events if event.starts_on is not None]
    dues = [Due(row["due_on"], row["total"], row["late"], row["done"]) for row in own.due_by_day(on=on)]
    return draw(spans, on, happenings=happenings, dues=dues), table


STAGE_LOOKS = {
    "past": gettext_lazy("đã qua"),
    "now": gettext_lazy("đang diễn ra"),
    "ahead": gettext_lazy("sắp tới"),
    "unknown": gettext_lazy("chưa rõ"),
}


def open_words(stage: Stage) -> str:
    """Return which days of a stage are not known."""
    match stage.start_on, stage.end_on:
        case None, None:
            return _("thời gian chưa rõ")
        case None, _end:
            return _("bắt đầu chưa rõ")
        case _start, None:
            return _("kết thúc chưa rõ")
    return ""


def short(label: str) -> str:
    """Return a label that fits on a bar."""
    words = label.split(", tập trung", maxsplit=1)[0].rstrip(" :.")
    return words if len(words) <= 80 else f"{words[:78].rstrip()}…"


def waiting_duties(programme: Programme, *, on: datetime.date) -> tuple[list[Json], list[Json]]:
    """Return the phrases that mean no real unit yet, with how many duties wait, and the duties that nobody has."""
    there = Assignment.objects.filter(duty=OuterRef("pk"))
    duties = Duty.objects.filter(programme=programme).annotate(
        is_given=Exists(there), is_led=Exists(there.filter(part=Assignment.Part.LEAD))
    )
    found = list(duties)
    phrases = Counter(duty.unit_phrase for duty in found if not duty.is_led)
    for duty in found:
        phrases.update(duty.support_phrases)
    if not phrases:
        return [], []  # nothing to look up among the units of the body, which may be thousands
    book = open_book(programme.owner.body, on=on)
    nobody = [
        {
            "pk": duty.pk,
            "phrase": duty.unit_phrase,
            "text": duty.text,
            "is_known": bool(book.units_meant_by(duty.unit_phrase)),
        }
        for duty in found
        if not duty.is_given
    ]
    unlinked = [{"phrase": p, "count": count} for p, count in phrases.items() if not book.units_meant_by(p)]
    return unlinked, nobody


def set_aside_rows(programme: Programme) -> list[Json]:
    """Return the duties set aside, each with the reasons why."""
    return [
        {
            "unit": duty.unit_phrase,
            "text": duty.text,
            "reasons": [_(SENTENCES[reason]) for reason in find_reasons(duty.text, 0, len(duty.text))],
        }
        for duty in programme.set_aside.all()
    ]


def rows_to_accept(standing: Standing) -> list[Json]:
    """Return the work of others on which a person has the next word."""
    return [row_of(each, on=standing.on) for each in decisions_for(standing)]


def programme_rows(programmes: Iterable[Programme], standing: Standing) -> list[Json]:
    """Return programmes with the counts of what the person may see in them: a query for what they oversee, and one."""
    found = list(programmes)
    overseen = [each.pk for each in found if standing.overseen_ids.holds(each.owner)]
    counts = assignments_beside(standing).counts_by_programme(on=standing.on) if len(overseen) < len(found) else {}
    counts |= Assignment.objects.filter(duty__programme__in=overseen).counts_by_programme(on=standing.on)
    nothing = {"total": 0, "done": 0, "late": 0}
    return [
        {
            "pk": p.pk,
            "title": p.title,
            "code": p.code,
            "owner": p.owner.name,
            "started_at": p.started_at,
            **counts.get(p.pk, nothing),
        }
        for p in found
    ]


def event_rows(events: QuerySet[Event], *, clerk_ids: Set[int]) -> list[Json]:
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
