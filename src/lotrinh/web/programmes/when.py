"""Moments of a programme as days: one way from words to a day, for saving and for looking ahead alike."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from lotrinh.plans.resolution import EventDays, Side, resolve
from lotrinh.plans.wire import moment_from_json
from lotrinh.vietnamese.calendar import WorkingDays
from lotrinh.web.organisation.models import Unit
from lotrinh.web.programmes.models import EventName, Programme
from lotrinh.web.workdays.calendars import day_off_words, working_days_of

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class BodyDays:
    """What moments of a body rest on: the days of its events by phrase, and the days that it works."""

    events: Mapping[str, EventDays]
    working: WorkingDays


def event_names(moment: Json | None) -> Iterator[str]:
    """Yield the events that a moment hangs on."""
    while moment is not None:
        if moment.get("kind") == "event":
            yield moment["event"]
        moment = moment.get("from")


def counts_working_days(moment: Json | None) -> bool:
    """Say whether a moment lies some working days from another, at whatever remove."""
    while moment is not None:
        if moment.get("kind") == "offset" and moment.get("working"):
            return True
        moment = moment.get("from")
    return False


def event_days(body: Unit) -> BodyDays:
    """Return the days of every phrase that means an event of a body, and its working days."""
    return days_with(body, {})


def days_with(body: Unit, dates: Mapping[int, EventDays]) -> BodyDays:
    """Return the days of events as they would be if some, by key, had others."""
    names = EventName.objects.filter(body=body).select_related("event")
    days = {name.phrase: dates.get(name.event_id, (name.event.starts_on, name.event.ends_on)) for name in names}
    return BodyDays(days, working_days_of(body))


def day_of(
    moment: Json | None, *, issued_on: datetime.date | None, events: BodyDays, side: Side = "end"
) -> datetime.date | None:
    """Return the day that a moment comes to; None where it is not known."""
    return resolve(
        moment_from_json(moment),
        issued_on=issued_on,
        events=events.events,
        working_days=events.working,
        side=side,
    )


def due_of(moment: Json | None, programme: Programme) -> Json:
    """Return the day that a deadline would come to and what holds of it, to be shown before it is saved."""
    body = programme.owner.body
    day = day_of(moment, issued_on=programme.issued_on, events=event_days(body))
    return {"day": day, "day_off": day_off_words(day, body), "is_open": moment is not None and day is None}
