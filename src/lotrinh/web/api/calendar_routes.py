"""What falls on the days of a calendar, also as iCalendar, and the addresses that calendars are read by."""

from __future__ import annotations

import datetime

from django.core.exceptions import ValidationError
from django.db.models import Q
from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from ninja import Query, Router, Status

from lotrinh.web import clock
from lotrinh.web.api.access import feeds_in, get_scope, stages_in, work_in
from lotrinh.web.api.day_shapes import FeedAsked, FeedOut
from lotrinh.web.api.entry import READ, WORK, TokenRequest
from lotrinh.web.api.paging import PageAsked, page_of
from lotrinh.web.api.rows import event_row, feed_row, stage_row
from lotrinh.web.api.shapes import CalendarOut, DaysAsked, DueOut, Key, Many, sends
from lotrinh.web.programmes.access import events_to_see
from lotrinh.web.programmes.calendar.actions import withdraw_feed
from lotrinh.web.programmes.calendar.feed import calendar_answer, write_feed

router = Router(tags=["calendar"])
MOST_DAYS = datetime.timedelta(days=62)
MOST_OF_A_KIND = 500


@router.get("/calendar", response=CalendarOut, auth=READ, url_name="api-calendar", summary="The calendar of some days")
def calendar(request: TokenRequest, asked: Query[DaysAsked]) -> CalendarOut:
    """Return deadlines, ends of stages and events from one day to another, both counted."""
    if not datetime.timedelta() <= asked.last - asked.first <= MOST_DAYS:
        raise ValidationError({"last": _("Hãy chọn từ ngày đầu trở đi, nhiều nhất 62 ngày.")})
    grant, days = request.auth, (asked.first, asked.last)
    due = work_in(grant).due_between(*days).due_by_duty(on=grant.standing.on)
    within = stages_in(grant).filter(end_on__range=days)
    ends = list(within.order_by("end_on", "pk")[: MOST_OF_A_KIND + 1])
    falls = Q(starts_on__range=days) | Q(ends_on__range=days)
    happen = list(events_to_see(grant.standing).filter(falls).order_by("starts_on", "pk")[: MOST_OF_A_KIND + 1])
    return CalendarOut(
        due=[due_row(row) for row in due[:MOST_OF_A_KIND]],
        stages_ending=[stage_row(row) for row in ends[:MOST_OF_A_KIND]],
        events=[event_row(row) for row in happen[:MOST_OF_A_KIND]],
        is_cut=max(len(due), len(ends), len(happen)) > MOST_OF_A_KIND,
    )


def due_row(row: dict[str, object]) -> DueOut:
    said = {"on": row["due_on"], "text": row["duty__text"], "programme": row["duty__programme"]}
    return DueOut.model_validate(said | {name: row[name] for name in ("duty", "total", "done", "late")})


@router.get(
    "/calendar.ics",
    auth=READ,
    url_name="api-calendar-ics",
    summary="The calendar as iCalendar",
    openapi_extra=sends("text/calendar; charset=utf-8"),
)
def calendar_ics(request: TokenRequest, asked: Query[FeedAsked]) -> HttpResponse:
    """Send all that a feed would hold of a unit or a programme; keys and SEQUENCE are those of the feeds."""
    scope = get_scope(request.auth, unit=asked.unit, programme=asked.programme)
    return calendar_answer(write_feed(scope, at=clock.now(), absolute=request.build_absolute_uri))


@router.get("/feeds", response=Many[FeedOut], auth=READ, url_name="api-feeds", summary="Secret addresses of calendars")
def feeds(request: TokenRequest, asked: Query[PageAsked]) -> Many[FeedOut]:
    """Return the person's addresses that work, without their secrets. Making one is done on the page: it outlives
    the token."""
    rows, after = page_of(feeds_in(request.auth), asked)
    return Many[FeedOut](items=[feed_row(row) for row in rows], next=after)


@router.delete(
    "/feeds/{pk}", response={204: None}, auth=WORK, url_name="api-feed", summary="Withdraw an address of a calendar"
)
def feed_withdraw(request: TokenRequest, pk: Key) -> Status[None]:
    """Withdraw an address; whoever reads it finds nothing from then on."""
    found = feeds_in(request.auth).filter(pk=pk).first()
    if found is None:
        raise Http404
    withdraw_feed(by=request.auth.standing.person, unit=found.unit_id, programme=found.programme_id)
    return Status(204, None)
