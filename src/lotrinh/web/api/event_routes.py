"""Events and stages: their days, and what moves with them, looked at before it is saved."""

from __future__ import annotations

from ninja import Query, Router

from lotrinh.web import clock
from lotrinh.web.api.access import get_event, get_stage
from lotrinh.web.api.change_shapes import (
    EventDatesIn,
    EventDaysIn,
    EventMoved,
    LookAhead,
    StageDatesIn,
    StageDaysIn,
    StageMoved,
)
from lotrinh.web.api.entry import READ, RUN, TokenRequest
from lotrinh.web.api.moments import moment_fields, refuse_wrong
from lotrinh.web.api.paging import PageAsked, page_of
from lotrinh.web.api.rows import event_row, look_ahead, move_row, stage_row
from lotrinh.web.api.shapes import EventOut, Key, Many, StageOut
from lotrinh.web.organisation.actions import ChangedMeanwhile
from lotrinh.web.programmes.access import events_to_see, get_event_to_change, get_stage_to_run
from lotrinh.web.programmes.calendar.event_actions import preview_event, set_event_dates
from lotrinh.web.programmes.forms import StageForm
from lotrinh.web.programmes.models import Stage
from lotrinh.web.programmes.occurrences.following import followers_of_moves
from lotrinh.web.programmes.stage_actions import preview_stage, set_stage_dates

router = Router(tags=["events and stages"])


@router.get("/events", response=Many[EventOut], auth=READ, url_name="api-events", summary="Events")
def events(request: TokenRequest, asked: Query[PageAsked]) -> Many[EventOut]:
    """Return the events that deadlines and stages hang on; a day that nobody knows is null."""
    rows, after = page_of(events_to_see(request.auth.standing), asked)
    return Many[EventOut](items=[event_row(row) for row in rows], next=after)


@router.get("/events/{pk}", response=EventOut, auth=READ, url_name="api-event", summary="An event")
def event(request: TokenRequest, pk: Key) -> EventOut:
    """Return one event, with the version that dating it must name."""
    return event_row(get_event(request.auth, pk))


@router.post(
    "/events/{pk}/preview",
    response=LookAhead,
    auth=RUN,
    url_name="api-event-preview",
    summary="What an event would move",
)
def event_preview(request: TokenRequest, pk: Key, said: EventDaysIn) -> LookAhead:
    """Return the days that would move if the event had these; nothing is changed."""
    found = get_event_to_change(request.auth.standing, pk)
    if said.version != found.version:
        raise ChangedMeanwhile
    moves, seen = preview_event(found, starts_on=said.starts_on, ends_on=said.ends_on)
    return look_ahead(moves, followers_of_moves(moves, on=clock.today()), seen)


@router.put("/events/{pk}/dates", response=EventMoved, auth=RUN, url_name="api-event-dates", summary="Date an event")
def event_dates(request: TokenRequest, pk: Key, said: EventDatesIn) -> EventMoved:
    """Set the days of an event and move what hangs on it; 409 where other days would move than were seen."""
    standing = request.auth.standing
    found = get_event_to_change(standing, pk)
    moves = set_event_dates(by=standing.person, event=found, **said.model_dump())
    return EventMoved(event=event_row(get_event(request.auth, pk)), moves=[move_row(move) for move in moves])


@router.get("/stages/{pk}", response=StageOut, auth=READ, url_name="api-stage", summary="A stage")
def stage(request: TokenRequest, pk: Key) -> StageOut:
    """Return one stage, with the version that dating it must name."""
    return stage_row(get_stage(request.auth, pk))


@router.post(
    "/stages/{pk}/preview",
    response=LookAhead,
    auth=RUN,
    url_name="api-stage-preview",
    summary="What a stage would move",
)
def stage_preview(request: TokenRequest, pk: Key, said: StageDaysIn) -> LookAhead:
    """Return what would change if the stage had these ends; nothing is changed."""
    found = get_stage_to_run(request.auth.standing, pk)
    if said.version != found.version:
        raise ChangedMeanwhile
    form = form_of(found, said)
    return look_ahead(*preview_stage(found, start=form.cleaned_data["start"], end=form.cleaned_data["end"]))


@router.put("/stages/{pk}/dates", response=StageMoved, auth=RUN, url_name="api-stage-dates", summary="Date a stage")
def stage_dates(request: TokenRequest, pk: Key, said: StageDatesIn) -> StageMoved:
    """Set both ends of a stage and lay out what keeps to them; 409 where something else would change than was seen."""
    standing = request.auth.standing
    found = get_stage_to_run(standing, pk)
    form = form_of(found, said)
    moves = set_stage_dates(by=standing.person, stage=found, seen=said.seen, **form.cleaned_data)
    return StageMoved(stage=stage_row(get_stage(request.auth, pk)), moves=[move_row(move) for move in moves])


def form_of(stage: Stage, said: StageDaysIn) -> StageForm:
    """Return the form of the page with what was sent.

    Raises:
        ValidationError: a moment that wants a part is without it.
    """
    form = StageForm(
        moment_fields("start", said.start) | moment_fields("end", said.end) | {"version": said.version}, stage=stage
    )
    refuse_wrong(form)
    return form
