"""What the pages show of steps, and of questions with who may see who asked."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from typing import Any

from lotrinh.web import clock
from lotrinh.web.organisation.access import Standing
from lotrinh.web.programmes.models import Assignment, Question
from lotrinh.web.programmes.unit_work.access import questions_for

Json = dict[str, Any]
NEW_FOR = datetime.timedelta(days=14)  # how long an answer is shown to an officer as new


def step_rows(assignment: Assignment, *, on: datetime.date) -> list[Json]:
    """Return the steps of a unit in their order."""
    return [
        {
            "pk": step.pk,
            "version": step.version,
            "title": step.title,
            "starts_on": step.starts_on,
            "ends_on": step.ends_on,
            "person": str(step.person or ""),
            "done_on": step.done_on,
            "is_late": step.done_on is None and step.ends_on is not None and step.ends_on < on,
        }
        for step in assignment.steps.select_related("person")
    ]


def step_count(assignment: Assignment) -> Json:
    """Return how many steps a unit planned and did, and how many plans it attached."""
    done = list(assignment.steps.values_list("done_on", flat=True))
    return {"total": len(done), "done": sum(day is not None for day in done), "plans": assignment.plans.count()}


def question_rows(questions: Iterable[Question], standing: Standing) -> list[Json]:
    """Return questions; which unit asked is told to the office, to that unit, and to others where it said so."""
    return [
        {
            "pk": question.pk,
            "text": question.text,
            "duty": question.duty.text,
            "programme": question.duty.programme.title,
            "unit": question.unit.name if shows_unit(question, standing) else "",
            "asked_at": question.asked_at,
            "answer": question.answer,
            "answered_at": question.answered_at,
            "answered_by": str(question.answered_by or ""),
            "is_withdrawn": question.withdrawn_at is not None,
            "can_answer": is_open(question) and standing.clerk_ids.holds(question.duty.programme.owner),
            "can_withdraw": is_open(question) and question.unit_id in standing.own_ids,
        }
        for question in questions
    ]


def is_open(question: Question) -> bool:
    """Say whether a question waits for an answer."""
    return question.answered_at is None and question.withdrawn_at is None


def shows_unit(question: Question, standing: Standing) -> bool:
    """Say whether a person is told which unit asked."""
    return (
        question.shows_unit
        or question.unit_id in standing.own_ids
        or standing.overseen_ids.holds(question.duty.programme.owner)
    )


def questions_of(assignment: Assignment, standing: Standing) -> list[Json]:
    """Return the questions of the duty of an assignment that a person may see."""
    found = questions_for(standing).filter(duty=assignment.duty_id)
    return question_rows(found.filter(withdrawn_at=None), standing)


def new_answers(standing: Standing) -> list[Json]:
    """Return what was answered lately to the units of an officer, whoever asked."""
    lately = questions_for(standing).filter(answered_at__gte=clock.now() - NEW_FOR)
    of_units = Assignment.objects.filter(unit__in=standing.own_ids).values("duty")
    return question_rows(lately.filter(duty__in=of_units).order_by("-answered_at", "-pk"), standing)
