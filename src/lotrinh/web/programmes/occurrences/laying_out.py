"""The days of a duty that recurs: each is an assignment of its own, with its own deadline, state and evidence.

Until somebody has said, or the plan itself says, from when until when a duty recurs, it has no days; none is made up.
"""

from __future__ import annotations

import datetime
from typing import Any

from lotrinh.plans.occurrences import first_day, occurrence_days, parse_rule
from lotrinh.web.programmes.models import Duty, Programme

Json = dict[str, Any]
MOST = 120  # occurrences of a duty: ten years of months, two years of weeks


def days_of(duty: Duty) -> list[datetime.date]:
    """Return the days on which a duty falls due; none where they are not laid out."""
    rule = parse_rule(duty.recurrence)
    if rule is None or duty.recurs_from is None or duty.recurs_until is None:
        return []
    return occurrence_days(rule, first=duty.recurs_from, until=duty.recurs_until, most=MOST)


def days_ahead(duty: Duty, *, on: datetime.date) -> list[datetime.date]:
    """Return the days that a unit owes which gets the duty today: nobody is late with what came before."""
    return [day for day in days_of(duty) if day >= on]


def deadline_on(duty: Duty, day: datetime.date) -> Json:
    """Return the deadline of an occurrence as a moment of the contract."""
    return {"kind": "date", "date": day.isoformat(), "span": [duty.span_start, duty.span_end]}


def known_end(duty: Duty) -> datetime.date | None:
    """Return the last day of a duty as far as the plan says it: of its stage, else of the last of all stages."""
    if duty.stage is not None:
        return duty.stage.end_on
    ends = list(duty.programme.stages.values_list("end_on", flat=True))
    return max((end for end in ends if end is not None), default=None) if None not in ends else None


def lay_out_known(programme: Programme, *, on: datetime.date) -> None:
    """Lay out the duties of a new programme of which the plan says the day and the end; others wait for a clerk.

    A duty that has a deadline of its own besides is left to a clerk too: which of the two the words mean is not ours
    to say.
    """
    for duty in (
        programme.duties.exclude(recurrence="").filter(deadline__isnull=True).select_related("stage", "programme")
    ):
        rule, until = parse_rule(duty.recurrence), known_end(duty)
        first = first_day(rule, since=max(on, programme.issued_on or on)) if rule is not None else None
        if rule is None or first is None or until is None or first > until:
            continue
        if len(occurrence_days(rule, first=first, until=until, most=MOST + 1)) <= MOST:
            duty.recurs_from, duty.recurs_until = first, until
            duty.save(update_fields=["recurs_from", "recurs_until"])
