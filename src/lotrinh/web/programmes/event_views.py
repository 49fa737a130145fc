"""Pages of events: their dates, and what moves with them before it is saved."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from lotrinh.web.organisation.access import CLERK, HEAD, PersonRequest, roles
from lotrinh.web.organisation.actions import ChangedMeanwhile
from lotrinh.web.programmes import event_actions
from lotrinh.web.programmes.access import events_for, get_event_for
from lotrinh.web.programmes.event_actions import Move
from lotrinh.web.programmes.forms import EventForm, MergeForm
from lotrinh.web.programmes.models import Stage


@roles(CLERK, HEAD)
def event_list(request: PersonRequest) -> HttpResponse:
    """List the events that plans hang on."""
    return render(request, "programmes/event_list.html", {"events": events_for(request.standing)})


@roles(CLERK)
def event_change(request: PersonRequest, pk: int) -> HttpResponseBase:
    """Set the dates of an event: look first at what moves, then save."""
    event = get_event_for(request.standing, pk)
    initial = {"starts_on": event.starts_on, "ends_on": event.ends_on, "version": event.version}
    form = EventForm(request.POST or None, initial=initial)
    context: dict[str, Any] = {"event": event, "form": form, "merge_form": MergeForm(event=event)}
    if request.method == "POST" and form.is_valid():
        days = {name: form.cleaned_data[name] for name in ("starts_on", "ends_on")}
        try:
            if request.POST.get("step") == "save":
                moves = event_actions.set_event_dates(
                    by=request.standing.person, event=event, version=form.cleaned_data["version"], **days
                )
                messages.success(request, _("Đã lưu; %s mốc đã dời theo.") % len(moves))
                return redirect("event-list")
            event_actions.check_dates(**days)
            context["moves"] = [move_row(move) for move in event_actions.moves_of(event, **days)]
            context["previewed"] = True
        except ChangedMeanwhile:
            form.add_error(None, _("Người khác vừa sửa sự kiện này; hãy tải lại trang."))
        except ValidationError as error:
            form.add_error(None, error)
    return render(request, "programmes/event_form.html", context, status=422 if form.errors else 200)


@roles(CLERK)
def event_merge(request: PersonRequest, pk: int) -> HttpResponseBase:
    """Say that two names mean the same event."""
    event = get_event_for(request.standing, pk)
    form = MergeForm(request.POST or None, event=event)
    if request.method == "POST" and form.is_valid():
        try:
            event_actions.merge_events(by=request.standing.person, event=event, into=form.cleaned_data["into"])
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
        else:
            messages.success(request, _("Hai tên nay là một sự kiện."))
        return redirect("event-list")
    return redirect("event-change", pk)


def move_row(move: Move) -> dict[str, Any]:
    """Return what moves as the page shows it."""
    what = {"start_on": _("bắt đầu"), "end_on": _("kết thúc"), "due_on": _("hạn")}[move.field]
    thing = move.thing
    if isinstance(thing, Stage):
        name, programme = thing.label, thing.programme.title
    else:
        name, programme = f"{thing.unit}: {thing.duty.text}", thing.duty.programme.title
    return {"what": what, "name": name, "programme": programme, "before": move.before, "after": move.after}
