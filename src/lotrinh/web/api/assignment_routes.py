"""Assignments, the steps that move them, and what units tell of them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from ninja import Form, Query, Router, Status
from ninja.files import UploadedFile
from ninja.params import functions as params

from lotrinh.web.api.access import activities_told, get_work, work_in
from lotrinh.web.api.entry import READ, SEND_EVIDENCE, WORK, TokenRequest
from lotrinh.web.api.models import Token
from lotrinh.web.api.paging import PageAsked, page_of
from lotrinh.web.api.problems import WrongScope
from lotrinh.web.api.rows import activity_row, assignment_row
from lotrinh.web.api.shapes import (
    ActivityIn,
    ActivityOut,
    AssignmentOut,
    AssignmentsAsked,
    Key,
    Many,
    Step,
    StepIn,
)
from lotrinh.web.organisation.access import Standing
from lotrinh.web.programmes.access import (
    get_assignment_for,
    get_assignment_to_accept,
    get_assignment_to_do,
    get_assignment_to_judge,
)
from lotrinh.web.programmes.activity_actions import Told, report_activity
from lotrinh.web.programmes.activity_parts import FIGURES
from lotrinh.web.programmes.models import Assignment
from lotrinh.web.programmes.queries import AssignmentQuerySet
from lotrinh.web.programmes.steps import STEPS

router = Router(tags=["assignments"])
NO_FILES: Any = params.File([])
Door = Callable[[Standing, int], Assignment]
# Each step by the same door as its page; refusing is the unit's own, undoing belongs to whoever made the change.
DOORS: dict[str, tuple[Door, tuple[Token.Right, ...]]] = {
    "accept": (get_assignment_to_accept, (Token.Right.RUN,)),
    "return": (get_assignment_to_accept, (Token.Right.RUN,)),
    "hold": (get_assignment_to_judge, (Token.Right.RUN,)),
    "resume": (get_assignment_to_judge, (Token.Right.RUN,)),
    "refuse": (get_assignment_to_do, (Token.Right.REPORT,)),
    "undo": (get_assignment_for, (Token.Right.REPORT, Token.Right.RUN)),
}


@router.get("/assignments", response=Many[AssignmentOut], auth=READ, url_name="api-assignments", summary="Assignments")
def assignments(request: TokenRequest, asked: Query[AssignmentsAsked]) -> Many[AssignmentOut]:
    """Return the assignments that all the filters fit."""
    rows, after = page_of(filtered(work_in(request.auth), asked, request.auth.standing), asked)
    return Many[AssignmentOut](items=[assignment_row(row) for row in rows], next=after)


def filtered(found: AssignmentQuerySet, asked: AssignmentsAsked, standing: Standing) -> AssignmentQuerySet:
    """Return the assignments that are asked for."""
    exact = {"duty__programme": asked.programme, "unit": asked.unit, "progress": asked.progress}
    days = {"due_on__gte": asked.due_from, "due_on__lte": asked.due_to}
    found = found.filter(**{name: value for name, value in (exact | days).items() if value is not None})
    if asked.is_late is None:
        return found
    late = found.open_late(on=standing.on)
    return late if asked.is_late else found.exclude(pk__in=late.order_by().values("pk"))


@router.get("/assignments/{pk}", response=AssignmentOut, auth=READ, url_name="api-assignment", summary="An assignment")
def assignment(request: TokenRequest, pk: Key) -> AssignmentOut:
    """Return one assignment, with the version that a step must name."""
    return assignment_row(get_work(request.auth, pk))


@router.post(
    "/assignments/{pk}/steps/{step}",
    response=AssignmentOut,
    auth=WORK,
    url_name="api-assignment-step",
    summary="Move an assignment to another state",
)
def assignment_step(request: TokenRequest, pk: Key, step: Step, said: StepIn) -> AssignmentOut:
    """Take a step by the rules of the pages: a reason where one is due, 409 where the version is no longer that one.

    `accept`, `return`, `hold` and `resume` want the right `run`, `refuse` wants `report`, `undo` either.
    """
    door, rights = DOORS[step]
    if not set(rights) & set(request.auth.token.rights):
        raise WrongScope
    standing, found = request.auth.standing, get_work(request.auth, pk)
    more: dict[str, Any] = {"reason": said.reason} if step in ("return", "refuse", "hold") else {}
    if step == "hold":
        more["expected_on"] = said.expected_on
    STEPS[step].action(by=standing.person, assignment=door(standing, found.pk), version=said.version, **more)
    return assignment_row(get_work(request.auth, pk))


@router.get(
    "/assignments/{pk}/activities",
    response=Many[ActivityOut],
    auth=READ,
    url_name="api-assignment-activities",
    summary="What was told of an assignment",
)
def activities(request: TokenRequest, pk: Key, asked: Query[PageAsked]) -> Many[ActivityOut]:
    """Return what was told, oldest first."""
    rows, after = page_of(activities_told(get_work(request.auth, pk)), asked)
    return Many[ActivityOut](items=[activity_row(row) for row in rows], next=after)


@router.post(
    "/assignments/{pk}/activities",
    response={201: ActivityOut},
    auth=SEND_EVIDENCE,
    url_name="api-assignment-activities",
    summary="Tell what was done, with files",
)
def activity_send(
    request: TokenRequest, pk: Key, said: Form[ActivityIn], files: list[UploadedFile] = NO_FILES
) -> Status[ActivityOut]:
    """Tell what the unit did; the same `token` sent again gives the activity that is there."""
    standing, found = request.auth.standing, get_work(request.auth, pk)
    activity = report_activity(
        by=standing.person,
        assignment=get_assignment_to_do(standing, found.pk),
        progress=said.progress,
        on=said.on,
        note=said.note,
        files=files,
        token=said.token,
        told=told_of(said, found),
    )
    return Status(201, activity_row(activity))


def told_of(said: ActivityIn, assignment: Assignment) -> Told:
    """Return what was told beside the words.

    Raises:
        ValidationError: a channel or stage that the programme does not have.
    """
    programme = assignment.duty.programme
    channel = programme.channels.filter(pk=said.channel).first() if said.channel else None
    stage = programme.stages.filter(pk=said.stage).first() if said.stage else None
    for name, asked, found in (("channel", said.channel, channel), ("stage", said.stage, stage)):
        if asked and found is None:
            raise ValidationError({name: _("Mục đã chọn không thuộc chương trình này.")})
    figures = {name: getattr(said, name) for name in FIGURES}
    return Told(place=said.place, channel=channel, stage=stage, link=said.link, **figures)
