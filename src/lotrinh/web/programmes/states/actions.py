"""The states of work, who may move it from which to which, and why.

    not started, in progress, returned, refused --submit--> submitted --accept--> done
    submitted, refused, done --return, why--> returned          not started --refuse, why--> refused
    not started, in progress, returned --hold, why--> on hold --resume--> as it was

Each move leaves an `Activity` with the state before it, so that who made the last one can undo it.
"""

from __future__ import annotations

import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from lotrinh.web import clock
from lotrinh.web.organisation.access import standing_of
from lotrinh.web.organisation.models import Person
from lotrinh.web.programmes.access import accepts
from lotrinh.web.programmes.actions import Json, hold, picture, save
from lotrinh.web.programmes.models import Activity, Assignment, Hold

State = Assignment.Progress
FROM: dict[str, tuple[str, ...]] = {
    "begin": (State.NOT_STARTED, State.IN_PROGRESS, State.RETURNED, State.REFUSED, State.SUBMITTED),
    "submit": (State.NOT_STARTED, State.IN_PROGRESS, State.RETURNED, State.REFUSED, State.SUBMITTED),
    "accept": (State.SUBMITTED,),
    "return": (State.SUBMITTED, State.REFUSED, State.DONE),
    "refuse": (State.NOT_STARTED,),
    "hold": (State.NOT_STARTED, State.IN_PROGRESS, State.RETURNED),
    "resume": (State.ON_HOLD,),
}
KEPT = ("progress", "done_on", "stopped_on", "held_days", "reason", "submitted_by_id", "accepted_by_id")
DAYS = ("done_on", "stopped_on")
ONE_DAY = datetime.timedelta(days=1)


def can(move: str, assignment: Assignment) -> bool:
    """Say whether a move is open from the state that an assignment is in."""
    return assignment.progress in FROM[move]


def check(move: str, assignment: Assignment) -> None:
    """Refuse a move that is not open.

    Raises:
        ValidationError: the assignment is in a state that the move does not start from.
    """
    if not can(move, assignment):
        raise ValidationError(
            _("Việc này đang ở trạng thái “%s” nên không làm được bước này.") % assignment.get_progress_display()
        )


def check_acceptor(by: Person, assignment: Assignment) -> None:
    """Refuse a decision by somebody else than who was named for it.

    Raises:
        ValidationError: another person, or people of a unit, say whether this work is done.
    """
    named = assignment.acceptor or assignment.acceptor_unit
    if named is not None and not accepts(standing_of(by, on=clock.today()), assignment):
        raise ValidationError(_("Việc này do %s xác nhận.") % named)


def reason_given(reason: str) -> str:
    """Return a reason without the spaces around it.

    Raises:
        ValidationError: there is none.
    """
    if not reason.strip():
        raise ValidationError({"reason": _("Hãy ghi lý do.")})
    return reason.strip()


def state_of(assignment: Assignment) -> Json:
    """Return what a move changes, for undoing it."""
    return {name: getattr(assignment, name) for name in KEPT}


def enter(assignment: Assignment, progress: str, **changes: Any) -> None:
    """Put a held assignment in a state: what the state does not say of itself is empty in it."""
    fresh: Json = {"done_on": None, "stopped_on": None, "reason": "", "accepted_by": None}
    assignment.progress = progress
    for name, value in (fresh | changes).items():
        setattr(assignment, name, value)


def note_move(assignment: Assignment, *, by: Person, before: Json, note: str = "") -> Activity:
    """Leave in the history of the work that somebody moved it."""
    return Activity.objects.create(
        assignment=assignment,
        progress=assignment.progress,
        on=clock.today(),
        note=note,
        at=clock.now(),
        by=by,
        before=before,
    )


@transaction.atomic
def accept_assignment(*, by: Person, assignment: Assignment, version: int) -> Assignment:
    """Accept submitted work: it is done on the day that the unit said.

    Raises:
        ValidationError: it is not submitted, or by who submitted it.
        ChangedMeanwhile: the assignment has another version now.
    """
    held = hold(assignment, version)
    check("accept", held)
    check_acceptor(by, held)
    if held.submitted_by_id == by.pk:
        raise ValidationError(_("Người đã nộp không tự xác nhận được; hãy để người khác xác nhận."))
    before, was = picture(held), state_of(held)
    enter(held, State.DONE, done_on=held.stopped_on, accepted_by=by)
    note_move(held, by=by, before=was)
    return save(held, by=by, action="assignment.accepted", before=before)


@transaction.atomic
def return_assignment(*, by: Person, assignment: Assignment, version: int, reason: str) -> Assignment:
    """Send work back with a reason, which stays in the history of the work.

    Raises:
        ValidationError: no reason, or nothing was sent in or refused.
        ChangedMeanwhile: the assignment has another version now.
    """
    said, held = reason_given(reason), hold(assignment, version)
    check("return", held)
    check_acceptor(by, held)
    before, was = picture(held), state_of(held)
    enter(held, State.RETURNED, reason=said)
    note_move(held, by=by, before=was, note=said)
    return save(held, by=by, action="assignment.returned", before=before)


@transaction.atomic
def refuse_assignment(*, by: Person, assignment: Assignment, version: int, reason: str) -> Assignment:
    """Say for a unit that it will not take work that it has not begun; the office answers.

    Raises:
        ValidationError: no reason, or the work has begun.
        ChangedMeanwhile: the assignment has another version now.
    """
    said, held = reason_given(reason), hold(assignment, version)
    check("refuse", held)
    before, was = picture(held), state_of(held)
    enter(held, State.REFUSED, reason=said)
    note_move(held, by=by, before=was, note=said)
    return save(held, by=by, action="assignment.refused", before=before)


@transaction.atomic
def hold_assignment(
    *, by: Person, assignment: Assignment, version: int, reason: str, expected_on: datetime.date | None = None
) -> Assignment:
    """Put work on hold from today: the clock of its deadline stands still until it goes on.

    Raises:
        ValidationError: no reason, an expected day in the past, or work that nobody can hold any more.
        ChangedMeanwhile: the assignment has another version now.
    """
    said, today = reason_given(reason), clock.today()
    if expected_on is not None and expected_on < today:
        raise ValidationError({"expected_on": _("Ngày dự kiến làm tiếp không thể ở quá khứ.")})
    held = hold(assignment, version)
    check("hold", held)
    before, was = picture(held), state_of(held)
    enter(held, State.ON_HOLD, stopped_on=today - ONE_DAY, reason=said)
    Hold.objects.create(assignment=held, starts_on=today, expected_on=expected_on, reason=said)
    note_move(held, by=by, before=was, note=said)
    return save(held, by=by, action="assignment.held", before=before)


@transaction.atomic
def resume_assignment(*, by: Person, assignment: Assignment, version: int) -> Assignment:
    """Let work go on from today, in the state that it was in; the days on hold are added to its deadline.

    Raises:
        ValidationError: it is not on hold.
        ChangedMeanwhile: the assignment has another version now.
    """
    held = hold(assignment, version)
    check("resume", held)
    before, was = picture(held), state_of(held)
    pause = held.holds.get(ends_on=None)
    pause.ends_on = max(clock.today(), pause.starts_on)
    pause.save()
    held.held_days += (pause.ends_on - pause.starts_on).days
    last = held.activities.filter(progress=State.ON_HOLD, undone_at=None).first()
    earlier = (last.before or {}) if last else {}
    progress, reason = earlier.get("progress", State.IN_PROGRESS), earlier.get("reason", "")
    enter(held, progress, reason=reason)
    note_move(held, by=by, before=was, note=reason)
    return save(held, by=by, action="assignment.resumed", before=before)


def last_change(assignment: Assignment) -> Activity | None:
    """Return the last change of state that stands."""
    return assignment.activities.filter(undone_at=None, before__isnull=False).select_related("by").first()


@transaction.atomic
def undo_last(*, by: Person, assignment: Assignment, version: int) -> Assignment:
    """Undo the last change of state; it stays in the history, marked.

    Raises:
        ValidationError: there is none, or somebody else made it.
        ChangedMeanwhile: the assignment has another version now.
    """
    held = hold(assignment, version)
    change = last_change(held)
    if change is None or change.by_id != by.pk:
        raise ValidationError(_("Chỉ người vừa đổi trạng thái mới hoàn tác được lần đổi đó."))
    before, was = picture(held), change.before or {}
    if change.progress == State.ON_HOLD:
        held.holds.filter(ends_on=None).delete()
    elif was["progress"] == State.ON_HOLD:
        reopen_hold(held)
    for name in KEPT:
        day = name in DAYS and was[name] is not None
        setattr(held, name, datetime.date.fromisoformat(was[name]) if day else was[name])
    change.undone_at = clock.now()
    change.save(update_fields=["undone_at"])
    return save(held, by=by, action="assignment.undone", before=before)


def reopen_hold(assignment: Assignment) -> None:
    """Open the last hold of an assignment again."""
    last = assignment.holds.last()
    if last is not None:
        last.ends_on = None
        last.save()
