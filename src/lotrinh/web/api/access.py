"""The only door to tokens, and what a person may reach through one: their own roles, inside one unit, by some rights.

A token acts as its person would whose roles reached no further than the token's unit. Objects are still fetched through
the doors of their apps, with the standing that is narrowed here, and then held against the unit once more where those
doors open to a person by name.
"""

from __future__ import annotations

import dataclasses
import datetime
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Q, QuerySet
from django.http import Http404
from django.utils.translation import gettext as _

from lotrinh.web.api.models import Token
from lotrinh.web.finding.models import Entry
from lotrinh.web.organisation.access import OFFICER, Standing, reach_of, reaches, standing_of, units_for
from lotrinh.web.organisation.models import Person, Unit
from lotrinh.web.organisation.queries import UnitQuerySet
from lotrinh.web.organisation.reach import Reach
from lotrinh.web.organisation.secret_addresses import digest_of_secret
from lotrinh.web.programmes.access import (
    assignments_for,
    events_to_see,
    feeds_for,
    programmes_for,
    units_at_work,
    units_to_assign,
)
from lotrinh.web.programmes.calendar.scope import Scope, as_officer_of
from lotrinh.web.programmes.models import (
    Activity,
    Assignment,
    CalendarFeed,
    Duty,
    Event,
    Evidence,
    Programme,
    Stage,
)
from lotrinh.web.programmes.queries import AssignmentQuerySet
from lotrinh.web.reminding.access import reminders_for
from lotrinh.web.reminding.models import Reminder

Kind = Entry.Kind
REACHES = ("overseen_ids", "judged_ids", "clerk_ids", "administered_ids")


class UnknownToken(Exception):
    """No token with this secret works now; which of the reasons it is, is not said."""


@dataclass(frozen=True, slots=True)
class Grant:
    """A token that works now, and the standing that it gives."""

    token: Token
    standing: Standing
    reach: Reach  # the token's unit and all below it


def units_for_token(standing: Standing) -> UnitQuerySet:
    """Return the units that a person may bind a token to: those that their roles reach."""
    reached = Reach(units=standing.own_ids)
    for name in REACHES:
        reached |= getattr(standing, name)
    return Unit.objects.all().within(reached)


def rights_for(standing: Standing) -> list[Token.Right]:
    """Return the rights that a person's roles can make use of at all; an officer may be named to accept work."""
    useful = {
        Token.Right.READ: True,
        Token.Right.REPORT: standing.is_officer,
        Token.Right.RUN: standing.is_officer or standing.is_clerk or standing.is_head,
    }
    return [right for right, is_useful in useful.items() if is_useful]


def tokens_of(standing: Standing) -> QuerySet[Token]:
    """Return the person's own tokens."""
    return Token.objects.filter(person=standing.person).select_related("unit")


def get_token_to_withdraw(standing: Standing, pk: int) -> Token:
    """Return a token of the person's own.

    Raises:
        Http404: there is none, or it is somebody else's.
    """
    token = tokens_of(standing).filter(pk=pk).first()
    if token is None:
        raise Http404
    return token


def get_grant(secret: str, *, at: datetime.datetime, on: datetime.date) -> Grant:
    """Return what a secret opens at a moment.

    Raises:
        UnknownToken: there is none, it expired or was withdrawn, or its person left.
        PermissionDenied: the person has no role there any more, or lacks the second factor that their body asks for.
    """
    people = Person.objects.who_may_sign_in(demo=settings.DEMO)
    found = Token.objects.open_at(at).filter(digest=digest_of_secret(secret), person__in=people)
    token = found.select_related("person", "unit").first()
    if token is None:
        raise UnknownToken
    whole = standing_of(token.person, on=on)
    if whole.owes_second_factor and not is_mfa_enabled(token.person):
        raise PermissionDenied
    reach = reach_of([token.unit])
    standing = narrowed(whole, token.unit, reach)
    if not standing.roles:
        raise PermissionDenied
    return Grant(token, standing, reach)


def narrowed(standing: Standing, unit: Unit, reach: Reach) -> Standing:
    """Return a standing as if its roles reached no further than a unit and all below it."""
    roles = tuple(
        role
        for role in standing.roles
        if reach.holds(role.unit) or (role.kind != OFFICER and reaches(role, unit))
    )  # fmt: skip
    inside = {name: getattr(standing, name) & reach for name in REACHES}
    return dataclasses.replace(
        standing,
        kinds=frozenset(role.kind for role in roles),
        body_ids=frozenset([unit.body_key]) if roles else frozenset(),
        own_ids=frozenset(standing.own_ids & reach),
        roles=roles,
        **inside,
    )


def units_in(grant: Grant) -> UnitQuerySet:
    """Return the units that a token shows."""
    return units_for(grant.standing).within(grant.reach)


def work_in(grant: Grant) -> AssignmentQuerySet:
    """Return the assignments that a token shows.

    The door of assignments opens to a person by name too, wherever the work is; a token stays in its unit.
    """
    inside = grant.reach.at("unit") | grant.reach.at("duty__programme__owner")
    return assignments_for(grant.standing).filter(inside)


def get_work(grant: Grant, pk: int) -> Assignment:
    """Return an assignment that a token shows.

    Raises:
        Http404: there is none.
    """
    assignment = work_in(grant).filter(pk=pk).first()
    if assignment is None:
        raise Http404
    return assignment


def programmes_in(grant: Grant) -> QuerySet[Programme]:
    """Return the programmes that a token shows."""
    own = grant.reach.at("owner") | Q(pk__in=work_in(grant).order_by().values("duty__programme"))
    return programmes_for(grant.standing).filter(own)


def get_programme(grant: Grant, pk: int) -> Programme:
    """Return a programme that a token shows.

    Raises:
        Http404: there is none.
    """
    programme = programmes_in(grant).filter(pk=pk).first()
    if programme is None:
        raise Http404
    return programme


def duties_in(grant: Grant, programme: Programme) -> QuerySet[Duty]:
    """Return the tracked duties of a programme: all where the person oversees it, else those with work shown.

    What was set aside is no duty, so it is nowhere here.
    """
    duties = programme.duties.select_related("stage")
    if grant.standing.overseen_ids.holds(programme.owner):
        return duties
    return duties.filter(pk__in=work_in(grant).order_by().values("duty"))


def get_unit_to_assign(grant: Grant, duty: Duty, pk: int) -> Unit:
    """Return a unit that a token may give a duty to.

    Raises:
        ValidationError: it is out of reach, or closed.
    """
    unit = units_to_assign(duty.programme, on=grant.standing.on).within(grant.reach).filter(pk=pk).first()
    if unit is None:
        raise ValidationError({"unit": _("Mã không với tới đơn vị này, hoặc đơn vị đã đóng.")})
    return unit


def activities_in(grant: Grant) -> QuerySet[Activity]:
    """Return what was told of the assignments that a token shows."""
    told = Activity.objects.filter(assignment__in=work_in(grant).order_by().values("pk"))
    return told.select_related("by").prefetch_related("evidence", "themes")


def get_activity(grant: Grant, pk: int) -> Activity:
    """Return an activity that a token shows.

    Raises:
        Http404: there is none.
    """
    activity = activities_in(grant).filter(pk=pk).first()
    if activity is None:
        raise Http404
    return activity


def get_evidence(grant: Grant, pk: int) -> Evidence:
    """Return what is behind an activity that a token shows; a file is opened by the door of its app.

    Raises:
        Http404: there is none.
    """
    shown = activities_in(grant).order_by().values("pk")
    evidence = Evidence.objects.filter(pk=pk, activity__in=shown, removed_at=None).first()
    if evidence is None:
        raise Http404
    return evidence


def stages_in(grant: Grant) -> QuerySet[Stage]:
    """Return the stages of the programmes that a token shows."""
    return Stage.objects.filter(programme__in=programmes_in(grant).values("pk"))


def get_stage(grant: Grant, pk: int) -> Stage:
    """Return a stage that a token shows.

    Raises:
        Http404: there is none.
    """
    stage = stages_in(grant).filter(pk=pk).first()
    if stage is None:
        raise Http404
    return stage


def get_event(grant: Grant, pk: int) -> Event:
    """Return an event that a token shows.

    Raises:
        Http404: there is none.
    """
    event = events_to_see(grant.standing).filter(pk=pk).first()
    if event is None:
        raise Http404
    return event


def reminders_in(grant: Grant) -> QuerySet[Reminder]:
    """Return what the person is reminded of among the work that a token shows."""
    found = reminders_for(grant.standing).filter(assignment__in=work_in(grant).order_by().values("pk"))
    return found.select_related("assignment__unit", "assignment__duty")


def feeds_in(grant: Grant) -> QuerySet[CalendarFeed]:
    """Return the person's open addresses of calendars whose unit or programme a token shows.

    One that holds all that the person sees is among them where the token reaches all the units of their work.
    """
    shown = grant.reach.at("unit") | Q(programme__in=programmes_in(grant).values("pk"))
    if units_at_work(standing_of(grant.standing.person, on=grant.standing.on)) <= grant.reach:
        shown |= Q(unit=None, programme=None)
    return feeds_for(grant.standing).filter(shown)


@dataclass(frozen=True, slots=True)
class TokenScope(Scope):
    """What a calendar holds that a token asks for."""

    grant: Grant = dataclasses.field(kw_only=True)

    def assignments(self) -> AssignmentQuerySet:
        """Return the deadlines."""
        found = work_in(self.grant)
        return found if self.programme is None else found.filter(duty__programme=self.programme)

    def stages(self) -> QuerySet[Stage]:
        """Return the stages."""
        found = stages_in(self.grant).select_related("programme")
        return found if self.programme is None else found.filter(programme=self.programme)


def get_scope(grant: Grant, *, unit: int | None, programme: int | None) -> Scope:
    """Return what a calendar of a unit, a programme or everything holds that a token shows.

    Raises:
        Http404: the token shows no such unit or programme.
    """
    narrower = get_programme(grant, programme) if programme is not None else None
    if unit is None:
        return TokenScope(grant.standing, programme=narrower, grant=grant)
    found = units_in(grant).filter(pk=unit).first()
    at_work = units_at_work(grant.standing)
    if found is None or not at_work.holds(found):
        raise Http404
    standing = as_officer_of(grant.standing, reach_of([found]) & at_work)
    own = dataclasses.replace(grant, standing=standing)
    return TokenScope(standing, title=found.name, programme=narrower, grant=own)


# Doors that open to a person by name, or to the whole body, held against the unit of the token once more.
HELD_AGAIN: dict[Kind, Callable[[Grant], QuerySet[Any]]] = {
    Kind.PROGRAMME: programmes_in,
    Kind.ASSIGNMENT: work_in,
    Kind.ACTIVITY: work_in,
    Kind.UNIT: units_in,
}


def found_in(grant: Grant, found: Sequence[Entry]) -> list[Entry]:
    """Return those of what was found that a token shows, in their order."""
    asked: dict[Kind, set[int]] = {}
    for entry in found:
        asked.setdefault(Kind(entry.kind), set()).add(entry.object_id)
    shown = {
        kind: set(door(grant).filter(pk__in=asked[kind]).order_by().values_list("pk", flat=True))
        for kind, door in HELD_AGAIN.items()
        if kind in asked
    }
    return [entry for entry in found if entry.object_id in shown.get(Kind(entry.kind), {entry.object_id})]
