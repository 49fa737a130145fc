"""Changes to the days off of a body. What moves is computed once, for the look ahead and for the saving alike.

Only what counts in working days moves; a deadline that names its day stays, also on a day off.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from django.db import transaction

from lotrinh.web.organisation import audit
from lotrinh.web.organisation.actions import ChangedMeanwhile
from lotrinh.web.organisation.models import Person, Unit
from lotrinh.web.programmes.calendar.event_actions import apply, mark_of
from lotrinh.web.programmes.models import Assignment, Stage
from lotrinh.web.programmes.moves import Move, NotAsShown, told
from lotrinh.web.programmes.when import BodyDays, counts_working_days, day_of, event_days
from lotrinh.web.workdays.calendars import lay_over
from lotrinh.web.workdays.models import DayRule

KEPT = ("name", "off_from", "off_until", "worked_on", "decided_by", "decided_on")


def moves_with(body: Unit, rules: Iterable[DayRule]) -> list[Move]:
    """Return every stage end and deadline of a body that moves if these were its rows."""
    now = event_days(body)
    then = BodyDays(now.events, lay_over(rules))
    moves = [*stage_moves(body, now, then), *due_moves(body, now, then)]
    return [move for move in moves if move.before != move.after]


def stage_moves(body: Unit, now: BodyDays, then: BodyDays) -> Iterator[Move]:
    """Yield the ends of stages that come to another day."""
    stages = Stage.objects.filter(programme__owner__body_key=body.pk).select_related("programme")
    for stage in stages.order_by("programme_id", "position"):
        issued_on = stage.programme.issued_on
        if counts_working_days(stage.start):
            days = (day_of(stage.start, issued_on=issued_on, events=known, side="start") for known in (now, then))
            yield from moved(stage, "start_on", *days)
        if counts_working_days(stage.end):
            days = (day_of(stage.end, issued_on=issued_on, events=known, side="end") for known in (now, then))
            yield from moved(stage, "end_on", *days)


def due_moves(body: Unit, now: BodyDays, then: BodyDays) -> Iterator[Move]:
    """Yield the deadlines that come to another day."""
    due = Assignment.objects.filter(duty__programme__owner__body_key=body.pk, deadline__kind="offset")
    for assignment in due.select_related("duty__programme", "unit").order_by("duty__programme_id", "pk"):
        if counts_working_days(assignment.deadline):
            issued_on = assignment.duty.programme.issued_on
            days = (day_of(assignment.deadline, issued_on=issued_on, events=known) for known in (now, then))
            yield from moved(assignment, "due_on", *days)


def moved(
    thing: Stage | Assignment, field: str, now: datetime.date | None, then: datetime.date | None
) -> Iterator[Move]:
    """Yield the move of a day that the calendar changes; what stands there for another reason stays."""
    if now != then:
        yield Move(thing, field, getattr(thing, field), then)


def rules_with(rule: DayRule) -> list[DayRule]:
    """Return the rows of a body with one of them new or as it shall be."""
    return [*DayRule.objects.filter(body=rule.body).exclude(pk=rule.pk), rule]


def rules_without(rule: DayRule) -> list[DayRule]:
    """Return the rows of a body without one of them."""
    return list(DayRule.objects.filter(body=rule.body).exclude(pk=rule.pk))


def preview(rule: DayRule, rules: list[DayRule]) -> tuple[list[Move], str]:
    """Return what moves with these rows, and the mark that saving asks for."""
    moves = moves_with(rule.body, rules)
    return moves, mark_of(moves, rule.off_from, rule.off_until, rule.worked_on)


@transaction.atomic
def save_rule(*, by: Person, rule: DayRule, version: int, seen: str) -> list[Move]:
    """Record a row, new or changed, and move what follows. `seen`: the mark of the moves that the person was shown.

    Raises:
        ChangedMeanwhile: the row has another version now, or is gone.
        NotAsShown: other days would move than those that were shown.
    """
    before = hold(rule, version) if rule.pk else None
    moves = carry_out(rule, rules_with, seen, by=by)
    rule.version = version + 1
    rule.save()
    audit.record(
        by=by, action="day_rule.set", subject=rule, before=before, after=picture(rule) | {"moved": told(moves)}
    )
    return moves


@transaction.atomic
def remove_rule(*, by: Person, rule: DayRule, version: int, seen: str) -> list[Move]:
    """Take a row off and move what follows.

    Raises:
        ChangedMeanwhile: the row has another version now, or is gone.
        NotAsShown: other days would move than those that were shown.
    """
    before = hold(rule, version)
    moves = carry_out(rule, rules_without, seen, by=by)
    audit.record(by=by, action="day_rule.removed", subject=rule, before=before, after={"moved": told(moves)})
    rule.delete()
    return moves


def carry_out(rule: DayRule, rules: Callable[[DayRule], list[DayRule]], seen: str, *, by: Person) -> list[Move]:
    """Lock the body and its deadlines, look once more at what moves, and move it."""
    Unit.objects.select_for_update().get(pk=rule.body_id)
    due = Assignment.objects.filter(duty__programme__owner__body_key=rule.body_id, deadline__kind="offset")
    list(due.select_for_update(of=("self",)).order_by("pk").values_list("pk"))
    moves, mark = preview(rule, rules(rule))
    if mark != seen:
        raise NotAsShown
    apply(moves, by=by)
    return moves


def hold(rule: DayRule, version: int) -> dict[str, Any]:
    """Lock a row at the version that the person saw, and return what it says."""
    held = DayRule.objects.select_for_update(of=("self",)).filter(pk=rule.pk, version=version).first()
    if held is None:
        raise ChangedMeanwhile
    return picture(held)


def picture(rule: DayRule) -> dict[str, Any]:
    """Return what the audit keeps of a row."""
    return {name: getattr(rule, name) for name in KEPT}
