"""What falls on the days of a month for a person, in words; few queries, whatever the number of units."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from lotrinh.web.organisation.access import Standing
from lotrinh.web.programmes.access import assignments_for, events_to_see, programmes_for
from lotrinh.web.programmes.calendar.month import Entry, last_day, neighbours, weeks_of
from lotrinh.web.programmes.models import CalendarFeed, Event, Stage
from lotrinh.web.workdays.calendars import names_for


def month_page(standing: Standing, month: datetime.date) -> dict[str, Any]:
    """Return what the page of a month shows."""
    last = last_day(month)
    entries = [*events_in(standing, month, last), *stages_in(standing, month, last), *due_in(standing, month, last)]
    before, after = neighbours(month)
    weeks = weeks_of(month, entries, today=standing.on, off=names_for(standing.body_ids, month, last))
    return {
        "month": month,
        "title": month_words(month),
        "before": before and {"address": f"{before:%Y-%m}", "title": month_words(before)},
        "after": after and {"address": f"{after:%Y-%m}", "title": month_words(after)},
        "is_this_month": month == standing.on.replace(day=1),
        "weekdays": weekday_words(),
        "weeks": weeks,
        "is_bare": all(week.is_bare for week in weeks),
        "is_empty": not entries,
        "open_feed": CalendarFeed.objects.filter(
            person=standing.person, withdrawn_at=None, unit=None, programme=None
        ).first(),
    }


def month_words(month: datetime.date) -> str:
    return _("Tháng %(month)s/%(year)s") % {"month": month.month, "year": month.year}


def weekday_words() -> list[str]:
    return [_("Thứ Hai"), _("Thứ Ba"), _("Thứ Tư"), _("Thứ Năm"), _("Thứ Sáu"), _("Thứ Bảy"), _("Chủ nhật")]


def due_in(standing: Standing, first: datetime.date, last: datetime.date) -> Iterator[Entry]:
    """Yield deadlines, one for all the units that have a duty due on the same day."""
    for row in assignments_for(standing).due_between(first, last).due_by_duty(on=standing.on):
        what, look = standing_of_due(row)
        one = row["total"] == 1
        address = (
            reverse("assignment", args=[row["first"]])
            if one
            else f"{reverse('programme', args=[row['duty__programme']])}?duty={row['duty']}"
        )
        counted = _("%(total)s đơn vị, %(done)s đã xong") % row
        yield Entry(row["due_on"], what, look, row["duty__text"], row["unit_name"] if one else counted, address)


def standing_of_due(row: dict[str, Any]) -> tuple[str, str]:
    """Return how what is due on a day stands, in words and as a look."""
    if row["late"]:
        return _("Quá hạn"), "late"
    if row["done"] == row["total"]:
        return _("Hạn, đã xong"), "ok"
    return _("Hạn"), "open"


def stages_in(standing: Standing, first: datetime.date, last: datetime.date) -> Iterator[Entry]:
    """Yield the ends of stages."""
    for stage in stages_to_see(standing).filter(end_on__gte=first, end_on__lte=last):
        address = reverse("programme", args=[stage.programme_id])
        if stage.end_on is not None:
            yield Entry(stage.end_on, _("Hết giai đoạn"), "", stage.label, stage.programme.title, address)


def stages_to_see(standing: Standing) -> QuerySet[Stage]:
    """Return the stages of the programmes that concern a person."""
    programmes = programmes_for(standing).values("pk")
    return Stage.objects.filter(programme__in=programmes).select_related("programme").order_by("end_on", "pk")


def events_in(standing: Standing, first: datetime.date, last: datetime.date) -> Iterator[Entry]:
    """Yield the first and the last day of events."""
    falls = Q(starts_on__gte=first, starts_on__lte=last) | Q(ends_on__gte=first, ends_on__lte=last)
    for event in events_to_see(standing).filter(falls):
        address = reverse("event-change", args=[event.pk]) if event.body_id in standing.clerk_ids else ""
        for on, what in ends_of(event):
            if first <= on <= last:
                yield Entry(on, what, "unclear", event.name, "", address)


def ends_of(event: Event) -> Iterator[tuple[datetime.date, str]]:
    """Yield the days of an event that a calendar names: one, or the first and the last."""
    if event.starts_on is None:
        return
    if event.ends_on is None or event.ends_on == event.starts_on:
        yield event.starts_on, _("Sự kiện")
    else:
        yield event.starts_on, _("Sự kiện bắt đầu")
        yield event.ends_on, _("Sự kiện kết thúc")
