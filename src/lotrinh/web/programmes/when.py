"""Moments of a programme as days: one way from words to a day, for saving and for looking ahead alike."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.translation import gettext as _

from lotrinh.plans.resolution import EventDays, Side, resolve
from lotrinh.plans.wire import moment_from_json
from lotrinh.vietnamese.calendar import name_days_off, national_working_days
from lotrinh.web.organisation.access import root_of
from lotrinh.web.organisation.models import Unit
from lotrinh.web.programmes.models import EventName, Programme
from lotrinh.web.registry.words import day_words

Json = dict[str, Any]
YEARS = 10  # around the day of issue: how far offsets in working days may reach


def event_names(moment: Json | None) -> Iterator[str]:
    """Yield the events that a moment hangs on."""
    while moment is not None:
        if moment.get("kind") == "event":
            yield moment["event"]
        moment = moment.get("from")


def event_days(body: Unit) -> dict[str, EventDays]:
    """Return the days of every phrase that means an event of a body."""
    return days_with(body, {})


def days_with(body: Unit, dates: Mapping[int, EventDays]) -> dict[str, EventDays]:
    """Return the days of events as they would be if some, by key, had others."""
    names = EventName.objects.filter(body=body).select_related("event")
    return {name.phrase: dates.get(name.event_id, (name.event.starts_on, name.event.ends_on)) for name in names}


def day_of(
    moment: Json | None, *, issued_on: datetime.date | None, events: Mapping[str, EventDays], side: Side = "end"
) -> datetime.date | None:
    """Return the day that a moment comes to; None where it is not known."""
    year = (issued_on or datetime.date(2026, 1, 1)).year
    return resolve(
        moment_from_json(moment),
        issued_on=issued_on,
        events=events,
        working_days=national_working_days(year - 1, year + YEARS),
        side=side,
    )


def due_of(moment: Json | None, programme: Programme) -> Json:
    """Return the day that a deadline would come to and what holds of it, to be shown before it is saved."""
    day = day_of(moment, issued_on=programme.issued_on, events=event_days(root_of(programme.owner)))
    return {"day": day, "day_off": day_off_words(day), "is_open": moment is not None and day is None}


def day_off_words(day: datetime.date | None) -> str:
    """Return what holds of a deadline on a day off: the day of the plan stays, and the law gives the next one."""
    if day is None:
        return ""
    working_days = national_working_days(day.year, min(day.year + 1, datetime.MAXYEAR))
    counts = working_days.on_or_after(day)
    if counts is None or counts == day:
        return ""
    week = (_("thứ Bảy"), _("Chủ nhật"))
    why = name_days_off(day, day).get(day) or week[day.weekday() - 5]
    return _(
        "%(day)s là ngày nghỉ (%(why)s): hạn được giữ đúng như văn bản; theo Bộ luật Dân sự 2015, Điều 148, khoản 5, "
        "thời hạn kết thúc vào cuối ngày làm việc tiếp theo, %(next)s."
    ) % {"day": day_words(day.isoformat()), "why": why, "next": day_words(counts.isoformat())}
