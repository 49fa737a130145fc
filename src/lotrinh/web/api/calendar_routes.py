"""Events, and what falls on the days of a calendar."""

from __future__ import annotations

import datetime

from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.translation import gettext as _
from ninja import Query, Router

from lotrinh.web.api.access import programmes_in, work_in
from lotrinh.web.api.entry import READ, TokenRequest
from lotrinh.web.api.paging import PageAsked, page_of
from lotrinh.web.api.rows import event_row, stage_row
from lotrinh.web.api.shapes import CalendarOut, DaysAsked, DueOut, EventOut, Many
from lotrinh.web.programmes.access import events_to_see
from lotrinh.web.programmes.models import Stage

router = Router(tags=["calendar"])
MOST_DAYS = datetime.timedelta(days=62)
MOST_OF_A_KIND = 500


@router.get("/events", response=Many[EventOut], auth=READ, url_name="api-events", summary="Events")
def events(request: TokenRequest, asked: Query[PageAsked]) -> Many[EventOut]:
    """Return the events that deadlines and stages hang on; a day that nobody knows is null."""
    rows, after = page_of(events_to_see(request.auth.standing), asked)
    return Many[EventOut](items=[event_row(row) for row in rows], next=after)


@router.get("/calendar", response=CalendarOut, auth=READ, url_name="api-calendar", summary="The calendar of some days")
def calendar(request: TokenRequest, asked: Query[DaysAsked]) -> CalendarOut:
    """Return deadlines, ends of stages and events from one day to another, both counted."""
    if not datetime.timedelta() <= asked.last - asked.first <= MOST_DAYS:
        raise ValidationError({"last": _("Hãy chọn từ ngày đầu trở đi, nhiều nhất 62 ngày.")})
    grant, days = request.auth, (asked.first, asked.last)
    due = work_in(grant).due_between(*days).due_by_duty(on=grant.standing.on)
    within = Stage.objects.filter(programme__in=programmes_in(grant).values("pk"), end_on__range=days)
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
