"""Pages of events: their dates, and what moves with them before it is saved."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from lotrinh.web import clock
from lotrinh.web.organisation.access import CLERK, OVERSEERS, PersonRequest, roles
from lotrinh.web.organisation.actions import ChangedMeanwhile
from lotrinh.web.organisation.conflicts import show_conflict
from lotrinh.web.programmes.access import events_for, get_event_to_change
from lotrinh.web.programmes.calendar import event_actions
from lotrinh.web.programmes.forms import EventForm, MergeForm
from lotrinh.web.programmes.models import Event, Stage
from lotrinh.web.programmes.moves import Move, NotAsShown
from lotrinh.web.programmes.occurrences.following import Follower, followers_of_moves
from lotrinh.web.programmes.screen import event_rows


def changed_meanwhile() -> str:
    return _("Người khác vừa sửa sự kiện này; hãy tải lại trang.")


def not_as_shown() -> str:
    return _("Những mốc dời theo đã khác so với lúc xem trước, nên chưa lưu gì. Hãy xem lại rồi lưu.")


@roles(*OVERSEERS)
def event_list(request: PersonRequest) -> HttpResponse:
    """List the events that plans hang on."""
    rows = event_rows(events_for(request.standing), clerk_ids=request.standing.clerk_ids)
    return render(request, "programmes/event_list.html", {"rows": rows})


@roles(CLERK)
def event_change(request: PersonRequest, pk: int) -> HttpResponseBase:
    """Set the dates of an event: look first at what moves, then save."""
    event = get_event_to_change(request.standing, pk)
    form = EventForm(request.POST or None, initial=days_of(event))
    context: dict[str, Any] = {}
    if request.method == "POST" and form.is_valid():
        saves = request.POST.get("step") == "save"
        try:
            moves = save_dates(request, event, form) if saves else None
            if moves is not None:
                messages.success(request, _("Đã lưu; %s mốc đã dời theo.") % len(moves))
                return redirect("event-list")
            context = preview_context(event, form) | ({"warning": not_as_shown()} if saves else {})
        except ChangedMeanwhile:
            show_conflict(form, event, lambda: EventForm(initial=days_of(event)))
        except ValidationError as error:
            form.add_error(None, error)
    return event_page(request, event, form=form, **context)


def days_of(event: Event) -> dict[str, Any]:
    """Return what the form of an event opens with."""
    return {"starts_on": event.starts_on, "ends_on": event.ends_on, "version": event.version}


def save_dates(request: PersonRequest, event: Event, form: EventForm) -> list[Move] | None:
    """Save the dates that the form holds. Return what moved, or None where other days would move than were shown."""
    seen = request.POST.get("seen", "")
    try:
        return event_actions.set_event_dates(by=request.standing.person, event=event, seen=seen, **form.cleaned_data)
    except NotAsShown:
        return None


def preview_context(event: Event, form: EventForm) -> dict[str, Any]:
    """Return what the page shows of the moves, and their mark.

    Raises:
        ChangedMeanwhile: the form is older than the event.
        ValidationError: dates out of order.
    """
    days = dict(form.cleaned_data)
    if days.pop("version") != event.version:
        raise ChangedMeanwhile
    moves, seen = event_actions.preview_event(event, **days)
    return {"previewed": True, **rows_of(moves), "seen": seen}


def rows_of(moves: list[Move]) -> dict[str, Any]:
    """Return what the page shows of days that move, and of the occurrences that follow."""
    followers = followers_of_moves(moves, on=clock.today())
    return {"moves": [move_row(move) for move in moves], "followers": follower_rows(followers)}


def event_page(request: PersonRequest, event: Event, *, form: EventForm, **context: Any) -> HttpResponse:
    """Show the page of an event with whatever was looked at."""
    context = {"event": event, "form": form, "merge_form": MergeForm(event=event)} | context
    status = 422 if form.errors else 409 if "warning" in context else 200
    return render(request, "programmes/event_form.html", context, status=status)


@roles(CLERK)
def event_merge(request: PersonRequest, pk: int) -> HttpResponseBase:
    """Say that two names mean the same event: look first at what moves, then merge."""
    event = get_event_to_change(request.standing, pk)
    form = MergeForm(request.POST or None, event=event)
    if request.method != "POST" or not form.is_valid():
        return redirect("event-change", pk)
    saves = request.POST.get("step") == "save"
    try:
        if saves and merge(request, event, form.cleaned_data["into"]):
            messages.success(request, _("Hai tên nay là một sự kiện."))
            return redirect("event-list")
    except ChangedMeanwhile:
        messages.error(request, changed_meanwhile())
        return redirect("event-list")
    context = merge_context(event, form.cleaned_data["into"]) | ({"warning": not_as_shown()} if saves else {})
    return event_page(request, event, form=EventForm(initial=days_of(event)), merge_form=form, **context)


def merge(request: PersonRequest, event: Event, into: Event) -> bool:
    """Merge two events. Return False where other days would move than were shown."""
    seen = request.POST.get("seen", "")
    try:
        event_actions.merge_events(by=request.standing.person, event=event, into=into, seen=seen)
    except NotAsShown:
        return False
    return True


def merge_context(event: Event, into: Event) -> dict[str, Any]:
    """Return what the page shows of the moves if two events are one, and their mark."""
    moves, seen = event_actions.preview_merge(event, into)
    starts_on, ends_on = event_actions.merged_dates(event, into)
    return {
        "merged": {"into": into, "starts_on": starts_on, "ends_on": ends_on, "seen": seen},
        "merge_shown": rows_of(moves),
    }


def move_row(move: Move) -> dict[str, Any]:
    """Return what moves as the page shows it."""
    what = {"start_on": _("bắt đầu"), "end_on": _("kết thúc"), "due_on": _("hạn")}[move.field]
    thing = move.thing
    if isinstance(thing, Stage):
        name, programme = thing.label, thing.programme.title
    else:
        name, programme = f"{thing.unit}: {thing.duty.text}", thing.duty.programme.title
    return {"what": what, "name": name, "programme": programme, "before": move.before, "after": move.after}


def follower_rows(followers: list[Follower]) -> list[dict[str, Any]]:
    """Return the duties that are laid out anew as the page shows them."""
    return [
        {
            "text": each.duty.text,
            "until": each.until,
            **{name: len(getattr(each.layout, name)) for name in ("added", "turned", "dropped", "left")},
        }
        for each in followers
    ]
