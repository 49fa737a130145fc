"""Assignments: who does what by when, the steps that move them, and the figures of them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ninja import Query, Router, Status

from lotrinh.web.api.access import get_unit_to_assign, get_work, work_in
from lotrinh.web.api.change_shapes import AssignmentChangeIn, LeadIn, VersionIn
from lotrinh.web.api.day_shapes import FiguresAsked, FiguresOut, FiguresRow
from lotrinh.web.api.entry import READ, RUN, WORK, TokenRequest
from lotrinh.web.api.models import Token
from lotrinh.web.api.moments import moment_fields, refuse_wrong
from lotrinh.web.api.paging import PageAsked, page_of, slice_of
from lotrinh.web.api.problems import WrongScope
from lotrinh.web.api.rows import assignment_row, named
from lotrinh.web.api.shapes import (
    AssignmentOut,
    AssignmentsAsked,
    Figures,
    Key,
    Many,
    Named,
    Step,
    StepIn,
    WorkAsked,
)
from lotrinh.web.organisation.access import Standing
from lotrinh.web.programmes.access import (
    get_assignment_for,
    get_assignment_to_accept,
    get_assignment_to_do,
    get_assignment_to_judge,
    get_assignment_to_run,
    people_to_accept,
    units_to_assign,
)
from lotrinh.web.programmes.actions import change_assignment, remove_assignment
from lotrinh.web.programmes.bulk_actions import hand_lead, terms_of
from lotrinh.web.programmes.forms import AssignmentForm
from lotrinh.web.programmes.models import Assignment
from lotrinh.web.programmes.queries import AssignmentQuerySet
from lotrinh.web.programmes.states.steps import STEPS

router = Router(tags=["assignments"])
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


def filtered(found: AssignmentQuerySet, asked: WorkAsked, standing: Standing) -> AssignmentQuerySet:
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


@router.patch(
    "/assignments/{pk}", response=AssignmentOut, auth=RUN, url_name="api-assignment", summary="Change an assignment"
)
def assignment_change(request: TokenRequest, pk: Key, said: AssignmentChangeIn) -> AssignmentOut:
    """Change part, deadline, deliverable, authority or acceptor by the rules of the page; the rest stays."""
    standing = request.auth.standing
    found = get_assignment_to_run(standing, get_work(request.auth, pk).pk)
    change_assignment(by=standing.person, assignment=found, version=said.version, **terms_with(found, said, standing))
    return assignment_row(get_work(request.auth, pk))


def terms_with(found: Assignment, said: AssignmentChangeIn, standing: Standing) -> dict[str, Any]:
    """Return the terms of an assignment with what was sent, cleaned by the form of the page.

    Raises:
        ValidationError: a moment without its part, or somebody who may not accept.
    """
    kept, sent = terms_of(found), said.model_fields_set
    plain = {name: getattr(said, name) for name in ("part", "deliverable", "authority")}
    plain = {name: kept[name] if value is None else value for name, value in plain.items()}
    acceptor = "" if said.acceptor is None else said.acceptor.key
    fields = plain | {"acceptor": acceptor, "version": said.version} | moment_fields("deadline", said.deadline)
    programme, on = found.duty.programme, standing.on
    people, units = people_to_accept(programme, on=on), units_to_assign(programme, on=on)
    form = AssignmentForm(fields, assignment=found, people=people, units=units)
    refuse_wrong(form)
    cleaned = {"deadline": form.moment, "acceptor": form.named}
    return kept | plain | {name: value for name, value in cleaned.items() if name in sent}


@router.get(
    "/assignments/{pk}/acceptors",
    response=Many[Named],
    auth=RUN,
    url_name="api-assignment-acceptors",
    summary="People who may accept an assignment",
)
def acceptors(request: TokenRequest, pk: Key, asked: Query[PageAsked]) -> Many[Named]:
    """Return the people who may be named to say that the work is done; any unit of the body may be too."""
    standing = request.auth.standing
    found = get_assignment_to_run(standing, get_work(request.auth, pk).pk)
    rows, after = page_of(people_to_accept(found.duty.programme, on=standing.on), asked)
    return Many[Named](items=[named(person) for person in rows], next=after)


@router.delete(
    "/assignments/{pk}", response={204: None}, auth=RUN, url_name="api-assignment", summary="Take an assignment back"
)
def assignment_remove(request: TokenRequest, pk: Key, asked: Query[VersionIn]) -> Status[None]:
    """Take an assignment back that nobody has worked on, or that its unit refused; work that was told is kept (422)."""
    standing = request.auth.standing
    found = get_assignment_to_run(standing, get_work(request.auth, pk).pk)
    remove_assignment(by=standing.person, assignment=found, version=asked.version)
    return Status(204, None)


@router.post(
    "/assignments/{pk}/lead",
    response=AssignmentOut,
    auth=RUN,
    url_name="api-assignment-lead",
    summary="Hand the lead to another unit",
)
def assignment_lead(request: TokenRequest, pk: Key, said: LeadIn) -> AssignmentOut:
    """Let a unit that the token reaches lead the duty; the unit of this assignment supports from now on."""
    standing = request.auth.standing
    found = get_assignment_to_run(standing, get_work(request.auth, pk).pk)
    unit = get_unit_to_assign(request.auth, found.duty, said.unit)
    hand_lead(by=standing.person, assignment=found, version=said.version, unit=unit)
    return assignment_row(get_work(request.auth, pk))


@router.get("/figures", response=FiguresOut, auth=READ, url_name="api-figures", summary="Figures to report")
def figures(request: TokenRequest, asked: Query[FiguresAsked]) -> FiguresOut:
    """Return the four figures of the assignments that all the filters fit, unit by unit or programme by programme."""
    standing = request.auth.standing
    found = filtered(work_in(request.auth), asked, standing).order_by()
    rows, after = slice_of(found.figures_by(asked.by, on=standing.on), asked)
    total = Figures(**found.four_figures(on=standing.on))
    return FiguresOut(items=[figures_row(row) for row in rows], next=after, total=total)


def figures_row(row: dict[str, Any]) -> FiguresRow:
    """Return a counted row as it is sent."""
    told = {name: row[name] for name in ("total", *Figures.model_fields)}
    return FiguresRow(of=Named(id=row["of"], name=row["of_name"]), **told)
