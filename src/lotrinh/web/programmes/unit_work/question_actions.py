"""Questions of units about a duty: asked, then answered once for all units that have it, or withdrawn."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from lotrinh.web import clock
from lotrinh.web.organisation import audit
from lotrinh.web.organisation.models import Person
from lotrinh.web.programmes.models import Assignment, Question

MOST_OPEN = 10  # questions of a unit about one duty that wait at once


@transaction.atomic
def ask(*, by: Person, assignment: Assignment, text: str, shows_unit: bool) -> Question:
    """Ask the office about the duty of an assignment, for the unit that has it.

    Raises:
        ValidationError: no words, the same question waiting already, or too many of them.
    """
    said = text.strip()
    if not said:
        raise ValidationError({"text": _("Hãy ghi câu hỏi.")})
    Assignment.objects.select_for_update().get(pk=assignment.pk)
    waiting = Question.objects.filter(
        duty=assignment.duty_id, unit=assignment.unit_id, answered_at=None, withdrawn_at=None
    )
    if waiting.filter(text=said).exists():
        raise ValidationError({"text": _("Đơn vị đã hỏi câu này và đang chờ trả lời.")})
    if waiting.count() >= MOST_OPEN:
        raise ValidationError({"text": _("Đã có %s câu hỏi chờ trả lời; hãy chờ văn phòng.") % MOST_OPEN})
    question = Question.objects.create(
        duty=assignment.duty,
        unit=assignment.unit,
        shows_unit=shows_unit,
        text=said,
        asked_at=clock.now(),
        asked_by=by,
    )
    after = {"duty": question.duty_id, "unit": question.unit_id, "text": said, "shows_unit": shows_unit}
    audit.record(by=by, action="question.asked", subject=question, before=None, after=after)
    return question


@transaction.atomic
def answer(*, by: Person, question: Question, text: str) -> Question:
    """Answer a question for every unit that has the duty.

    Raises:
        ValidationError: no words, or it is answered or withdrawn already.
    """
    said = text.strip()
    if not said:
        raise ValidationError({"answer": _("Hãy ghi câu trả lời.")})
    held = hold(question)
    held.answer, held.answered_at, held.answered_by = said, clock.now(), by
    held.save()
    audit.record(by=by, action="question.answered", subject=held, before={"answer": ""}, after={"answer": said})
    return held


@transaction.atomic
def withdraw(*, by: Person, question: Question) -> Question:
    """Take back a question that nobody has answered.

    Raises:
        ValidationError: it is answered or withdrawn already.
    """
    held = hold(question)
    held.withdrawn_at = clock.now()
    held.save()
    after = {"withdrawn_at": held.withdrawn_at}
    audit.record(by=by, action="question.withdrawn", subject=held, before={"withdrawn_at": None}, after=after)
    return held


def hold(question: Question) -> Question:
    """Lock a question that waits for an answer."""
    held = Question.objects.select_for_update().get(pk=question.pk)
    if held.answered_at is not None:
        raise ValidationError(_("Câu hỏi này vừa được trả lời."))
    if held.withdrawn_at is not None:
        raise ValidationError(_("Đơn vị vừa rút câu hỏi này."))
    return held
