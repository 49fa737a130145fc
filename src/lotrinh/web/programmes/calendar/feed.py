"""Deadlines, stages' ends and events as iCalendar (RFC 5545): whole days, each with a key that stays.

The whole feed is read each time, so what is gone is left out; what moved keeps its UID and has a higher SEQUENCE.
Only tracked duties are here: a duty set aside is in another table.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from icalendar import Calendar
from icalendar import Event as Component

from lotrinh.web.organisation.audit import installation_name
from lotrinh.web.programmes.calendar.scope import Scope
from lotrinh.web.programmes.models import Assignment

ONE_DAY = datetime.timedelta(days=1)
KEPT = datetime.timedelta(days=366)  # of what lies behind
SUMMARY = 120  # letters of a title

Absolute = Callable[[str], str]


def write_feed(scope: Scope, *, at: datetime.datetime, absolute: Absolute) -> bytes:
    """Return a feed as bytes. The keys end with the installation's own name, whatever address it was asked by.

    Args:
        scope: what the calendar holds, and the day.
        at: the moment of writing.
        absolute: makes an address of ours one that can be followed from elsewhere.
    """
    calendar = Calendar()
    calendar.add("prodid", "-//Lo Trinh//VI")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", f"Lộ Trình: {scope.title}" if scope.title else _("Lộ Trình: hạn và mốc"))
    calendar.add("refresh-interval", datetime.timedelta(hours=6), parameters={"VALUE": "DURATION"})
    since, name = scope.standing.on - KEPT, installation_name()
    for component in [*events(scope, since), *stages(scope, since, absolute), *due(scope, since, absolute)]:
        component["uid"] = f"{component['uid']}@{name}"
        component.add("dtstamp", at)
        calendar.add_component(component)
    data: bytes = calendar.to_ical()
    return data


def calendar_answer(data: bytes) -> HttpResponse:
    """Return the answer that sends a calendar; it is private, so nothing on the way keeps it."""
    response = HttpResponse(data, content_type="text/calendar; charset=utf-8")
    response.headers["Content-Disposition"] = 'inline; filename="lo-trinh.ics"'
    response.headers["Cache-Control"] = "no-store, private"
    return response


def whole_days(key: str, summary: str, first: datetime.date, last: datetime.date, *, version: int) -> Component:
    """Return an all-day entry that takes nobody's time; DTEND is the day after the last."""
    component = Component()
    component.add("uid", key)
    component.add("summary", summary if len(summary) <= SUMMARY else summary[: SUMMARY - 1].rstrip() + "…")
    component.add("dtstart", first)
    if last < datetime.date.max:
        component.add("dtend", last + ONE_DAY)
    component.add("sequence", version)
    component.add("transp", "TRANSPARENT")
    return component


def events(scope: Scope, since: datetime.date) -> Iterator[Component]:
    """Yield events with a day."""
    for event in scope.events().filter(starts_on__isnull=False):
        last = event.ends_on or event.starts_on
        if event.starts_on is not None and last is not None and last >= since:
            yield whole_days(f"event-{event.pk}", event.name, event.starts_on, last, version=event.version)


def stages(scope: Scope, since: datetime.date, absolute: Absolute) -> Iterator[Component]:
    """Yield the ends of stages."""
    for stage in scope.stages().filter(end_on__gte=since):
        summary = _("Hết giai đoạn: %s") % stage.label
        if (day := stage.end_on) is None:
            continue
        component = whole_days(f"stage-end-{stage.pk}", summary, day, day, version=stage.version)
        component.add("description", stage.programme.title)
        component.add("url", absolute(reverse("programme", args=[stage.programme_id])))
        yield component


def due(scope: Scope, since: datetime.date, absolute: Absolute) -> Iterator[Component]:
    """Yield deadlines, each unit's by itself: one may move without the others."""
    for assignment in scope.assignments().filter(due_on__gte=since).order_by("due_on", "pk"):
        done = assignment.progress == Assignment.Progress.DONE
        summary = (_("Đã xong: %s") if done else _("Hạn: %s")) % assignment.duty.text
        if (day := assignment.due_on) is None:
            continue
        component = whole_days(f"assignment-{assignment.pk}", summary, day, day, version=assignment.version)
        said = [assignment.unit.name, assignment.duty.text, assignment.duty.programme.title]
        component.add("description", "\n".join(said))
        component.add("url", absolute(reverse("assignment", args=[assignment.pk])))
        yield component
