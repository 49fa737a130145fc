"""From a moment to a day: "trước khai mạc Đại hội XIV của Đảng" is the day before that event starts, once that is known.

Pure: dates of events, the day of issue and the working days come in as arguments. What is not known stays None; nothing is
guessed. This is what makes a deadline follow its event.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Literal

from lotrinh.plans.plan import DateMoment, EventMoment, IssueMoment, Moment, OffsetMoment
from lotrinh.vietnamese.calendar import WorkingDays
from lotrinh.vietnamese.folding import fold

Side = Literal["start", "end"]
EventDays = tuple[date | None, date | None]  # the first and the last day, each perhaps still open
ONE_DAY = timedelta(days=1)


def resolve(
    moment: Moment | None,
    *,
    issued_on: date | None,
    events: Mapping[str, EventDays],
    working_days: WorkingDays,
    side: Side = "end",
) -> date | None:
    """Return the day that a moment comes to; None where the words, or the events, leave it open.

    Args:
        moment: what was read.
        issued_on: the day the plan was issued.
        events: days of named happenings; names are compared without case and marks.
        working_days: the calendar for offsets in working days. Offsets in days are plain days.
        side: which end of a stage the moment is; matters for an event only.

    Returns:
        For an event: `before` the day before it starts, `after` the day after it ends (after it starts, where the end is not
        known), `during` its first day as a start and its last as an end, `at` its first day on either side: what must
        be there at an event must be there when it opens.

    >>> from lotrinh.documents.document import Span
    >>> moment = EventMoment("Đại hội", "before", Span(0, 7))
    >>> days = {"đại hội": (date(2026, 1, 19), date(2026, 1, 25))}
    >>> resolve(moment, issued_on=None, events=days, working_days=WorkingDays()).isoformat()
    '2026-01-18'
    """
    match moment:
        case None:
            return None
        case DateMoment():
            return moment.date
        case IssueMoment():
            return issued_on
        case EventMoment():
            return _event_day(moment, _days_of(moment.event, events), side)
        case OffsetMoment():
            origin = resolve(moment.origin, issued_on=issued_on, events=events, working_days=working_days, side="start")
            return _offset_day(moment, origin, working_days)


def _days_of(name: str, events: Mapping[str, EventDays]) -> EventDays:
    if name in events:
        return events[name]
    key = fold(name)
    return next((days for known, days in events.items() if fold(known) == key), (None, None))


def _event_day(moment: EventMoment, days: EventDays, side: Side) -> date | None:
    starts_on, ends_on = days
    match moment.relation:
        case "before":
            return _shift(starts_on, -1)
        case "after":
            return _shift(ends_on or starts_on, 1)
        case "during":
            return starts_on if side == "start" else (ends_on or starts_on)
        case "at":
            return starts_on


def _offset_day(moment: OffsetMoment, origin: date | None, working_days: WorkingDays) -> date | None:
    if origin is None:
        return None
    return working_days.count(origin, moment.days) if moment.working else _shift(origin, moment.days)


def _shift(day: date | None, days: int) -> date | None:
    if day is None:
        return None
    try:
        return day + ONE_DAY * days
    except OverflowError:  # past the last day that the calendar knows
        return None
