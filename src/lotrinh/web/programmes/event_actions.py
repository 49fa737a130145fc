"""Dates of events. What moves is computed once, by `moves_of`, for the look ahead and for the saving alike."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from lotrinh.web.organisation import audit
from lotrinh.web.organisation.actions import ChangedMeanwhile
from lotrinh.web.organisation.models import Person
from lotrinh.web.programmes.models import Assignment, Event, EventName, Stage
from lotrinh.web.programmes.when import day_of, days_with


@dataclass(frozen=True, slots=True)
class Move:
    """One day that changes: of a stage or an assignment, from one day to another (None: not known)."""

    thing: Stage | Assignment
    field: str
    before: datetime.date | None
    after: datetime.date | None


def moves_of(event: Event, *, starts_on: datetime.date | None, ends_on: datetime.date | None) -> list[Move]:
    """Return every stage end and deadline that another date of the event moves."""
    days = days_with(event.body, event, starts_on, ends_on)
    moves: list[Move] = []
    stages = Stage.objects.filter(start_event=event) | Stage.objects.filter(end_event=event)
    for stage in stages.select_related("programme").distinct().order_by("programme_id", "position"):
        issued_on = stage.programme.issued_on
        if stage.start_event_id == event.pk:
            after = day_of(stage.start, issued_on=issued_on, events=days, side="start")
            moves.append(Move(stage, "start_on", stage.start_on, after))
        if stage.end_event_id == event.pk:
            after = day_of(stage.end, issued_on=issued_on, events=days, side="end")
            moves.append(Move(stage, "end_on", stage.end_on, after))
    for assignment in Assignment.objects.filter(deadline_event=event).select_related("duty__programme", "unit"):
        after = day_of(assignment.deadline, issued_on=assignment.duty.programme.issued_on, events=days)
        moves.append(Move(assignment, "due_on", assignment.due_on, after))
    return [move for move in moves if move.before != move.after]


def check_dates(starts_on: datetime.date | None, ends_on: datetime.date | None) -> None:
    """Refuse an end without a beginning, or before it."""
    if ends_on is not None and starts_on is None:
        raise ValidationError({"starts_on": _("Có ngày kết thúc thì cần có ngày bắt đầu.")})
    if ends_on is not None and starts_on is not None and ends_on < starts_on:
        raise ValidationError({"ends_on": _("Ngày kết thúc trước ngày bắt đầu.")})


@transaction.atomic
def set_event_dates(
    *, by: Person, event: Event, starts_on: datetime.date | None, ends_on: datetime.date | None, version: int
) -> list[Move]:
    """Set the dates of an event and move what hangs on it.

    Raises:
        ChangedMeanwhile: the event has another version now.
        ValidationError: dates out of order.
    """
    check_dates(starts_on, ends_on)
    held = Event.objects.select_for_update().select_related("body").get(pk=event.pk)
    if held.version != version:
        raise ChangedMeanwhile
    before = {"starts_on": held.starts_on, "ends_on": held.ends_on}
    moves = moves_of(held, starts_on=starts_on, ends_on=ends_on)
    for move in moves:
        type(move.thing)._default_manager.filter(pk=move.thing.pk).update(**{move.field: move.after})
    held.starts_on, held.ends_on, held.version = starts_on, ends_on, version + 1
    held.save()
    after: dict[str, Any] = {"starts_on": starts_on, "ends_on": ends_on, "moved": len(moves)}
    audit.record(by=by, action="event.dated", subject=held, before=before, after=after)
    return moves


@transaction.atomic
def merge_events(*, by: Person, event: Event, into: Event) -> Event:
    """Say that two names mean one event: the names and all that hangs on the first go over to the second.

    Raises:
        ValidationError: the same event, or one of another body.
    """
    if event.pk == into.pk or event.body_id != into.body_id:
        raise ValidationError(_("Hãy chọn một sự kiện khác của cùng cơ quan."))
    held = {e.pk: e for e in Event.objects.select_for_update().filter(pk__in=(event.pk, into.pk))}
    first, second = held[event.pk], held[into.pk]
    EventName.objects.filter(event=first).update(event=second)
    Stage.objects.filter(start_event=first).update(start_event=second)
    Stage.objects.filter(end_event=first).update(end_event=second)
    Assignment.objects.filter(deadline_event=first).update(deadline_event=second)
    audit.record(by=by, action="event.merged", subject=second, before={"name": first.name}, after={"name": second.name})
    first.delete()
    set_event_dates(by=by, event=second, starts_on=second.starts_on, ends_on=second.ends_on, version=second.version)
    return second
