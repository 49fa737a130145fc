"""One change to many assignments: shown row by row before it is made, then made whole or not at all.

Looking ahead makes the very change and takes it back, so that what is shown is what will be. Each assignment that
changes leaves its own row in the audit.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable
from copy import copy
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from lotrinh.web.organisation.actions import ChangedMeanwhile
from lotrinh.web.organisation.models import Person, Unit
from lotrinh.web.programmes.actions import assign, change_assignment, lock_events
from lotrinh.web.programmes.models import Assignment, Programme
from lotrinh.web.programmes.states import actions as state_actions

STEPS: dict[str, Callable[..., Assignment]] = {
    "accept": state_actions.accept_assignment,
    "return": state_actions.return_assignment,
    "hold": state_actions.hold_assignment,
    "resume": state_actions.resume_assignment,
}
MOST = 200  # assignments at once: a preview that nobody can read is none


@dataclass(frozen=True, slots=True)
class Change:
    """What is to be done to every assignment that was picked."""

    kind: str
    deadline: datetime.date | None = None
    unit: Unit | None = None
    reason: str = ""
    expected_on: datetime.date | None = None


@dataclass(frozen=True, slots=True)
class Pick:
    """An assignment that was picked, at the version that the person saw."""

    assignment: Assignment
    version: int


@dataclass(frozen=True, slots=True)
class Line:
    """What a change does to one assignment, or why it cannot."""

    before: Assignment
    after: Assignment
    problem: str = ""


def change_many(
    *, by: Person, programme: Programme, picks: Iterable[Pick], change: Change, is_preview: bool = False
) -> list[Line]:
    """Change many assignments of a programme in one transaction; nothing is kept where one row cannot change.

    Returns a line for each, in the order given; where any has a problem, nothing was changed.
    """
    found = list(picks)
    lines: dict[int, Line] = {}
    with transaction.atomic():
        locked = Programme.objects.select_for_update(of=("self",)).select_related("owner").get(pk=programme.pk)
        lock_events(locked.owner.body)
        for pick in in_order(found, change):
            lines[pick.assignment.pk] = change_one(by, pick, change)
        if is_preview or any(line.problem for line in lines.values()):
            transaction.set_rollback(True)
    return [lines[pick.assignment.pk] for pick in found]


def in_order(picks: Iterable[Pick], change: Change) -> list[Pick]:
    """Return picks in the order of their keys, so that two people lock alike; the unit that is to lead comes last."""
    return sorted(picks, key=lambda pick: (is_of(change.unit, pick.assignment), pick.assignment.pk))


def is_of(unit: Unit | None, assignment: Assignment) -> bool:
    """Say whether an assignment is that of a unit."""
    return unit is not None and assignment.unit_id == unit.pk


def change_one(by: Person, pick: Pick, change: Change) -> Line:
    """Change one assignment, or say why not."""
    held = Assignment.objects.select_related("unit", "duty__programme__owner").filter(pk=pick.assignment.pk).first()
    if held is None:
        return Line(pick.assignment, pick.assignment, _("Việc này vừa được gỡ khỏi đơn vị."))
    before = copy(held)
    try:
        with transaction.atomic():
            after = APPLY.get(change.kind, take_step)(by, held, pick.version, change)
    except ChangedMeanwhile:
        return Line(before, before, _("Người khác vừa sửa việc này; đây là bản mới."))
    except ValidationError as error:
        return Line(before, before, " ".join(error.messages))
    return Line(before, after)


def set_deadline(by: Person, held: Assignment, version: int, change: Change) -> Assignment:
    """Give an assignment a day; what proved its deadline before still does."""
    if change.deadline is None:
        raise ValidationError(_("Hãy chọn ngày."))
    proof = (held.deadline or {}).get("span") or [held.duty.span_start, held.duty.span_end]
    deadline = {"kind": "date", "date": change.deadline.isoformat(), "span": proof}
    return change_assignment(by=by, assignment=held, version=version, **terms_of(held) | {"deadline": deadline})


@transaction.atomic
def hand_lead(*, by: Person, assignment: Assignment, version: int, unit: Unit) -> Assignment:
    """Let another unit lead the duty of one assignment; its own unit supports from now on. Return the assignment.

    Raises:
        ChangedMeanwhile: it has another version now, or is gone.
        ValidationError: the unit may not lead it.
    """
    locked = Programme.objects.select_for_update(of=("self",)).select_related("owner")
    lock_events(locked.get(pk=assignment.duty.programme_id).owner.body)
    return set_lead(by, assignment, version, Change("lead", unit=unit))


def set_lead(by: Person, held: Assignment, version: int, change: Change) -> Assignment:
    """Let a unit lead the duty of an assignment; the unit of the assignment itself supports from now on."""
    if change.unit is None:
        raise ValidationError(_("Hãy chọn đơn vị chủ trì."))
    if not is_of(change.unit, held):
        changed = set_part(by, held, version, Assignment.Part.SUPPORT)
        same = Assignment.objects.filter(duty=held.duty, unit=change.unit, occurrence_on=held.occurrence_on)
        there = same.select_related("unit", "duty").first()
        if there is None:
            assign(by=by, duty=held.duty, unit=change.unit, part=Assignment.Part.LEAD, only=held.occurrence_on)
        elif there.part != Assignment.Part.LEAD:
            set_part(by, there, there.version, Assignment.Part.LEAD)
        return changed
    return held if held.part == Assignment.Part.LEAD else set_part(by, held, version, Assignment.Part.LEAD)


def set_part(by: Person, held: Assignment, version: int, part: str) -> Assignment:
    """Change the part of an assignment and nothing else."""
    return change_assignment(by=by, assignment=held, version=version, **terms_of(held) | {"part": part})


def terms_of(held: Assignment) -> dict[str, Any]:
    """Return what `change_assignment` would leave as it is."""
    return {
        "part": held.part,
        "deadline": held.deadline,
        "deliverable": held.deliverable,
        "authority": held.authority,
        "acceptor": held.acceptor or held.acceptor_unit,
    }


def take_step(by: Person, held: Assignment, version: int, change: Change) -> Assignment:
    """Move an assignment to another state."""
    said: dict[str, dict[str, Any]] = {
        "return": {"reason": change.reason},
        "hold": {"reason": change.reason, "expected_on": change.expected_on},
    }
    return STEPS[change.kind](by=by, assignment=held, version=version, **said.get(change.kind, {}))


APPLY: dict[str, Callable[[Person, Assignment, int, Change], Assignment]] = {
    "deadline": set_deadline,
    "lead": set_lead,
}
