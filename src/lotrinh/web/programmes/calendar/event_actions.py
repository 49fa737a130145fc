"""Dates of events. What moves is computed once, by `moves_if`, for the look ahead and for the saving alike.

A page that saves hands back the mark of the moves that it showed; where others would move now, nothing is saved.
"""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from lotrinh.plans.resolution import EventDays
from lotrinh.web import clock
from lotrinh.web.organisation import audit
from lotrinh.web.organisation.actions import ChangedMeanwhile
from lotrinh.web.organisation.models import Person, Unit
from lotrinh.web.programmes.models import Assignment, Event, EventName, Stage
from lotrinh.web.programmes.moves import Move, NotAsShown, told
from lotrinh.web.programmes.occurrences.following import followers_of_moves, lay_out_followers, marks_of
from lotrinh.web.programmes.when import day_of, days_with


def moves_if(body: Unit, dates: Mapping[int, EventDays]) -> list[Move]:
    """Return every stage end and deadline of a body that moves if these events, by key, had these days."""
    days = days_with(body, dates)
    moves: list[Move] = []
    stages = Stage.objects.filter(start_event__in=dates) | Stage.objects.filter(end_event__in=dates)
    for stage in stages.select_related("programme").distinct().order_by("programme_id", "position"):
        issued_on = stage.programme.issued_on
        if stage.start_event_id in dates:
            after = day_of(stage.start, issued_on=issued_on, events=days, side="start")
            moves.append(Move(stage, "start_on", stage.start_on, after))
        if stage.end_event_id in dates:
            after = day_of(stage.end, issued_on=issued_on, events=days, side="end")
            moves.append(Move(stage, "end_on", stage.end_on, after))
    due = Assignment.objects.filter(deadline_event__in=dates).select_related("duty__programme", "unit")
    for assignment in due.order_by("duty__programme_id", "duty__position", "pk"):
        after = day_of(assignment.deadline, issued_on=assignment.duty.programme.issued_on, events=days)
        moves.append(Move(assignment, "due_on", assignment.due_on, after))
    return [move for move in moves if move.before != move.after]


def preview_event(
    event: Event, *, starts_on: datetime.date | None, ends_on: datetime.date | None
) -> tuple[list[Move], str]:
    """Return what other dates of an event would move, and the mark that saving asks for.

    Raises:
        ValidationError: dates out of order.
    """
    check_dates(starts_on, ends_on)
    moves = moves_if(event.body, {event.pk: (starts_on, ends_on)})
    return moves, mark_of(moves, starts_on, ends_on)


def mark_of(moves: list[Move], *dates: datetime.date | None) -> str:
    """Return a mark that is the same only for the same dates, the same moves and the same occurrences that follow."""
    rows: list[tuple[Any, ...]] = [
        (move.thing._meta.label, move.thing.pk, move.field, move.before, move.after) for move in moves
    ]
    rows += marks_of(followers_of_moves(moves, on=clock.today()))
    return hashlib.sha256(repr((dates, rows)).encode()).hexdigest()[:32]


def check_dates(starts_on: datetime.date | None, ends_on: datetime.date | None) -> None:
    """Refuse an end without a beginning, or before it."""
    if ends_on is not None and starts_on is None:
        raise ValidationError({"starts_on": _("Có ngày kết thúc thì cần có ngày bắt đầu.")})
    if ends_on is not None and starts_on is not None and ends_on < starts_on:
        raise ValidationError({"ends_on": _("Ngày kết thúc trước ngày bắt đầu.")})


@transaction.atomic
def set_event_dates(
    *,
    by: Person,
    event: Event,
    starts_on: datetime.date | None,
    ends_on: datetime.date | None,
    version: int,
    seen: str | None = None,
) -> list[Move]:
    """Set the dates of an event and move what hangs on it. `seen`: the mark of the moves that the person was shown.

    Raises:
        ChangedMeanwhile: the event has another version now, or is gone.
        NotAsShown: other days would move than those that were shown.
        ValidationError: dates out of order.
    """
    held = hold_event(event, version)
    lock_due(held)
    moves, mark = preview_event(held, starts_on=starts_on, ends_on=ends_on)
    if seen is not None and seen != mark:
        raise NotAsShown
    before = {"starts_on": held.starts_on, "ends_on": held.ends_on}
    apply(moves, by=by)
    held.starts_on, held.ends_on, held.version = starts_on, ends_on, version + 1
    held.save()
    after: dict[str, Any] = {"starts_on": starts_on, "ends_on": ends_on, "moved": told(moves)}
    audit.record(by=by, action="event.dated", subject=held, before=before, after=after)
    return moves


def hold_event(event: Event, version: int) -> Event:
    """Lock an event at the version that the person saw; one that was merged away meanwhile has none."""
    held = Event.objects.select_for_update(of=("self",)).select_related("body").filter(pk=event.pk).first()
    if held is None or held.version != version:
        raise ChangedMeanwhile
    return held


def lock_due(*events: Event) -> None:
    """Keep the deadlines that hang on events as they are until they are moved."""
    list(Assignment.objects.select_for_update().filter(deadline_event__in=events).order_by("pk").values_list("pk"))


def apply(moves: list[Move], *, by: Person) -> None:
    """Write the days that move and lay out what keeps to them; what a page or a calendar holds is another version."""
    followers = followers_of_moves(moves, on=clock.today())
    for move in moves:
        thing = move.thing
        setattr(thing, move.field, move.after)
        thing.version += 1
        thing.save(update_fields=[move.field, "version"])
    lay_out_followers(followers, by=by)


def preview_merge(event: Event, into: Event) -> tuple[list[Move], str]:
    """Return what moves if two names mean one event, and the mark that merging asks for.

    Raises:
        ValidationError: the same event, or one of another body.
    """
    if event.pk == into.pk or event.body_id != into.body_id:
        raise ValidationError(_("Hãy chọn một sự kiện khác của cùng cơ quan."))
    dates = merged_dates(event, into)
    moves = moves_if(into.body, {event.pk: dates, into.pk: dates})
    return moves, mark_of(moves, *dates)


def merged_dates(event: Event, into: Event) -> EventDays:
    """Return the days of two events that are one: those of the one that stays, else those of the other."""
    known = into if into.starts_on is not None else event
    return known.starts_on, known.ends_on


@transaction.atomic
def merge_events(*, by: Person, event: Event, into: Event, seen: str | None = None) -> Event:
    """Say that two names mean one event: the names and all that hangs on the first go over to the second.

    Raises:
        ChangedMeanwhile: one of them is gone.
        NotAsShown: other days would move than those that were shown.
        ValidationError: the same event, or one of another body.
    """
    locked = Event.objects.select_for_update(of=("self",)).select_related("body").order_by("pk")
    held = {e.pk: e for e in locked.filter(pk__in=(event.pk, into.pk))}
    if not {event.pk, into.pk} <= held.keys():
        raise ChangedMeanwhile
    first, second = held[event.pk], held[into.pk]
    lock_due(first, second)
    moves, mark = preview_merge(first, second)
    if seen is not None and seen != mark:
        raise NotAsShown
    before = {"name": first.name, "starts_on": first.starts_on, "ends_on": first.ends_on}
    apply(moves, by=by)
    second.starts_on, second.ends_on = merged_dates(first, second)
    second.version += 1
    second.save()
    EventName.objects.filter(event=first).update(event=second)
    Stage.objects.filter(start_event=first).update(start_event=second)
    Stage.objects.filter(end_event=first).update(end_event=second)
    Assignment.objects.filter(deadline_event=first).update(deadline_event=second)
    after = {"name": second.name, "starts_on": second.starts_on, "ends_on": second.ends_on, "moved": told(moves)}
    audit.record(by=by, action="event.merged", subject=second, before=before, after=after)
    first.delete()
    return second
