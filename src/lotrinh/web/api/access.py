"""The only door to tokens, and what a person may reach through one: their own roles, inside one unit, by some rights.

A token acts as its person would whose roles reached no further than the token's unit. Objects are still fetched through
the doors of their apps, with the standing that is narrowed here, and then held against the unit once more where those
doors open to a person by name.
"""

from __future__ import annotations

import dataclasses
import datetime
from dataclasses import dataclass

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.http import Http404

from lotrinh.web.api.models import Token
from lotrinh.web.organisation.access import OFFICER, Standing, below, reaches, root_of, standing_of, units_for
from lotrinh.web.organisation.models import Person, Unit
from lotrinh.web.organisation.queries import UnitQuerySet
from lotrinh.web.organisation.secret_addresses import digest_of_secret
from lotrinh.web.programmes.access import assignments_for, programmes_for
from lotrinh.web.programmes.models import Activity, Assignment, Duty, Programme
from lotrinh.web.programmes.queries import AssignmentQuerySet

REACHES = ("overseen_ids", "judged_ids", "clerk_ids", "administered_ids", "own_ids")


class UnknownToken(Exception):
    """No token with this secret works now; which of the reasons it is, is not said."""


@dataclass(frozen=True, slots=True)
class Grant:
    """A token that works now, and the standing that it gives."""

    token: Token
    standing: Standing
    reach: frozenset[int]  # the token's unit and all below it


def units_for_token(standing: Standing) -> UnitQuerySet:
    """Return the units that a person may bind a token to: those that their roles reach."""
    reached = frozenset[int]().union(*(getattr(standing, name) for name in REACHES))
    return Unit.objects.filter(pk__in=reached)


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
    reach = below([token.unit_id])
    standing = narrowed(whole, token.unit, reach)
    if not standing.roles:
        raise PermissionDenied
    return Grant(token, standing, reach)


def narrowed(standing: Standing, unit: Unit, reach: frozenset[int]) -> Standing:
    """Return a standing as if its roles reached no further than a unit and all below it."""
    roles = tuple(
        role
        for role in standing.roles
        if role.unit_id in reach or (role.kind != OFFICER and reaches(role, unit))
    )  # fmt: skip
    inside = {name: getattr(standing, name) & reach for name in REACHES}
    return dataclasses.replace(
        standing,
        kinds=frozenset(role.kind for role in roles),
        body_ids=frozenset([root_of(unit).pk]) if roles else frozenset(),
        roles=roles,
        **inside,
    )


def units_in(grant: Grant) -> UnitQuerySet:
    """Return the units that a token shows."""
    return units_for(grant.standing).filter(pk__in=grant.reach)


def work_in(grant: Grant) -> AssignmentQuerySet:
    """Return the assignments that a token shows.

    The door of assignments opens to a person by name too, wherever the work is; a token stays in its unit.
    """
    inside = Q(unit__in=grant.reach) | Q(duty__programme__owner__in=grant.reach)
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
    own = Q(owner__in=grant.reach) | Q(pk__in=work_in(grant).order_by().values("duty__programme"))
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
    if programme.owner_id in grant.standing.overseen_ids:
        return duties
    return duties.filter(pk__in=work_in(grant).order_by().values("duty"))


def activities_told(assignment: Assignment) -> QuerySet[Activity]:
    """Return what was told of an assignment, which came through `get_work`."""
    return Activity.objects.filter(assignment=assignment).select_related("by").prefetch_related("evidence")
