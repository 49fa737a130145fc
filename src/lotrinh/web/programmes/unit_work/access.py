"""The door to what units add below their work: steps, attached plans, questions. Behind `access.py`, with its rules."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.core.files import File
from django.db.models import Q, QuerySet
from django.http import Http404

from lotrinh.web.organisation.access import Standing
from lotrinh.web.organisation.models import Person, Role
from lotrinh.web.programmes.access import assignments_for
from lotrinh.web.programmes.models import Assignment, AttachedPlan, Programme, Question, WorkStep
from lotrinh.web.registry.access import documents_for
from lotrinh.web.registry.models import Document


def get_step_to_change(standing: Standing, pk: int) -> WorkStep:
    """Return a step of the person's own unit.

    Raises:
        Http404: none that concerns them.
        PermissionDenied: it is another unit's.
    """
    seen = assignments_for(standing).values("pk")
    step = WorkStep.objects.filter(pk=pk, assignment__in=seen).select_related("assignment__duty").first()
    if step is None:
        raise Http404
    if step.assignment.unit_id not in standing.own_ids:
        raise PermissionDenied
    return step


def people_of(assignment: Assignment, standing: Standing) -> QuerySet[Person]:
    """Return the people of the unit that has an assignment."""
    roles = Role.objects.on(standing.on).filter(unit=assignment.unit_id)
    return Person.objects.filter(pk__in=roles.values("person")).order_by("full_name", "pk")


def documents_to_attach(standing: Standing, assignment: Assignment) -> QuerySet[Document]:
    """Return the documents of the unit that the person may see and that are not attached yet."""
    own = documents_for(standing).filter(owner=assignment.unit_id)
    return own.exclude(pk__in=AttachedPlan.objects.filter(assignment=assignment).values("document"))


def plans_for(standing: Standing) -> QuerySet[AttachedPlan]:
    """Return the plans attached to work that concerns a person."""
    seen = assignments_for(standing).values("pk")
    return AttachedPlan.objects.filter(assignment__in=seen).select_related("document", "assignment", "by")


def get_plan_to_detach(standing: Standing, pk: int) -> AttachedPlan:
    """Return a plan that the person's own unit attached.

    Raises:
        Http404: none that concerns them.
        PermissionDenied: it is another unit's.
    """
    plan = plans_for(standing).filter(pk=pk).first()
    if plan is None:
        raise Http404
    if plan.assignment.unit_id not in standing.own_ids:
        raise PermissionDenied
    return plan


def open_plan_for(standing: Standing, pk: int) -> tuple[AttachedPlan, File[bytes]]:
    """Return a plan attached to work that concerns the person, and its file, open.

    Raises:
        Http404: there is none, or it is gone from the disk.
    """
    plan = plans_for(standing).filter(pk=pk).first()
    if plan is None:
        raise Http404
    try:
        return plan, plan.document.file.open("rb")
    except FileNotFoundError as error:
        raise Http404 from error


def questions_for(standing: Standing) -> QuerySet[Question]:
    """Return the questions of duties that a person oversees, those of their units, and what was answered for all."""
    oversees = standing.overseen_ids.at("duty__programme__owner")
    duties = Assignment.objects.filter(unit__in=standing.own_ids).values("duty")
    for_all = Q(answered_at__isnull=False, duty__in=duties)
    return Question.objects.filter(
        (oversees & Q(withdrawn_at=None)) | Q(unit__in=standing.own_ids) | for_all
    ).select_related("duty__programme__owner", "unit", "asked_by", "answered_by")


def questions_waiting(standing: Standing) -> QuerySet[Question]:
    """Return the questions that wait for the office of a person, the oldest first."""
    waiting = Question.objects.filter(answered_at=None, withdrawn_at=None)  # all of these are theirs to see
    told = waiting.select_related("duty__programme__owner", "unit", "asked_by", "answered_by")
    return told.filter(standing.overseen_ids.at("duty__programme__owner")).order_by("asked_at", "pk")


def questions_waiting_in(programme: Programme) -> QuerySet[Question]:
    """Return the same of one programme, for whoever oversees it."""
    return Question.objects.filter(duty__programme=programme, answered_at=None, withdrawn_at=None)


def get_question_to_answer(standing: Standing, pk: int) -> Question:
    """Return a question of a programme that the person runs.

    Raises:
        Http404: none that concerns them.
        PermissionDenied: they may only look at it.
    """
    question = get_question_for(standing, pk)
    if not standing.clerk_ids.holds(question.duty.programme.owner):
        raise PermissionDenied
    return question


def get_question_to_withdraw(standing: Standing, pk: int) -> Question:
    """Return a question of the person's own unit.

    Raises:
        Http404: none that concerns them.
        PermissionDenied: another unit asked it.
    """
    question = get_question_for(standing, pk)
    if question.unit_id not in standing.own_ids:
        raise PermissionDenied
    return question


def get_question_for(standing: Standing, pk: int) -> Question:
    """Return a question to look at.

    Raises:
        Http404: none that concerns them.
    """
    question = questions_for(standing).filter(pk=pk).first()
    if question is None:
        raise Http404
    return question
