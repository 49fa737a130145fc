"""The occurrences that follow the end of a stage, when it becomes known and when it moves.

They follow only an end that they kept to: days that a clerk chose stay as chosen. Computed once, for the look ahead
and for the saving alike.
"""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.core.exceptions import ValidationError

from lotrinh.plans.occurrences import Rule, first_day, parse_rule
from lotrinh.web.organisation.models import Person
from lotrinh.web.programmes.models import Duty, Programme, Stage
from lotrinh.web.programmes.moves import Move
from lotrinh.web.programmes.occurrences.actions import Layout, lay_out, preview_layout
from lotrinh.web.programmes.occurrences.laying_out import known_end

Ends = Mapping[int, datetime.date | None]  # of stages, by key


@dataclass(frozen=True, slots=True)
class Follower:
    """A duty that recurs and is laid out anew because the stage that it keeps to ends on another day."""

    duty: Duty
    rule: Rule
    first: datetime.date
    until: datetime.date
    layout: Layout


def followers_of(programme: Programme, ends: Ends, *, on: datetime.date) -> list[Follower]:
    """Return what is laid out anew if these stages ended on these days; who cannot follow is left as it is."""
    found = []
    for duty in programme.duties.exclude(recurrence="").select_related("stage", "programme"):
        follower = follower_of(duty, ends, on=on)
        if follower is not None:
            found.append(follower)
    return found


def follower_of(duty: Duty, ends: Ends, *, on: datetime.date) -> Follower | None:
    """Return how a duty follows; None where it does not."""
    rule, was, until = parse_rule(duty.recurrence), known_end(duty), end_with(duty, ends)
    if rule is None or until is None or until == was:
        return None
    if duty.recurs_from is None:
        first = first_day(rule, since=max(on, duty.programme.issued_on or on)) if duty.deadline is None else None
    else:
        first = duty.recurs_from if duty.recurs_until == was else None
    if first is None or until < first:
        return None
    try:
        return Follower(duty, rule, first, until, preview_layout(duty, rule=rule, first=first, until=until))
    except ValidationError:  # more occurrences than anybody can follow: a clerk says until when
        return None


def end_with(duty: Duty, ends: Ends) -> datetime.date | None:
    """Return the last day of a duty as `known_end` would if these stages ended on these days."""
    if duty.stage is not None:
        return ends.get(duty.stage.pk, duty.stage.end_on)
    rows = duty.programme.stages.values_list("pk", "end_on")
    known = [day for day in (ends.get(pk, end_on) for pk, end_on in rows) if day is not None]
    return max(known) if known and len(known) == len(rows) else None


def lay_out_followers(followers: list[Follower], *, by: Person) -> None:
    """Lay out what was looked at."""
    for each in followers:
        days = {"first": each.first, "until": each.until}
        lay_out(by=by, duty=each.duty, version=each.duty.version, rule=each.rule, seen=each.layout.mark, **days)


def followers_of_moves(moves: Iterable[Move], *, on: datetime.date) -> list[Follower]:
    """Return what is laid out anew because of the stages among these moves."""
    ends: dict[Programme, dict[int, datetime.date | None]] = defaultdict(dict)
    for move in moves:
        if isinstance(move.thing, Stage) and move.field == "end_on":
            ends[move.thing.programme][move.thing.pk] = move.after
    return [follower for programme, days in ends.items() for follower in followers_of(programme, days, on=on)]


def marks_of(followers: Iterable[Follower]) -> list[tuple[int, str]]:
    """Return what is the same only for the same duties laid out the same way."""
    return [(each.duty.pk, each.layout.mark) for each in followers]
