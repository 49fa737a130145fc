"""The only door to people, roles and invitations: who may see them, and who may give which role where.

An administrator gives every role in the body; a clerk gives the officer's role in the units below. Nobody gives a role
to themselves: the actions refuse that.
"""

from __future__ import annotations

import datetime

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404

from lotrinh.web.organisation.access import OFFICER, Standing
from lotrinh.web.organisation.models import Person, Role, Unit
from lotrinh.web.organisation.queries import RoleQuerySet, UnitQuerySet
from lotrinh.web.organisation.secret_addresses import digest_of_secret
from lotrinh.web.people.models import Invitation, InvitationQuerySet


def units_to_staff_for(standing: Standing) -> UnitQuerySet:
    """Return the units in which a person gives roles."""
    return Unit.objects.all().within(standing.administered_ids | standing.clerk_ids)


def kinds_to_give(standing: Standing) -> list[Role.Kind]:
    """Return the roles that a person gives somewhere."""
    return list(Role.Kind) if standing.is_administrator else [OFFICER]


def may_give(standing: Standing, kind: str, unit: Unit) -> bool:
    """Say whether a person may give and end a role of a kind in a unit."""
    return standing.administered_ids.holds(unit) or (kind == OFFICER and standing.clerk_ids.holds(unit))


def people_for(standing: Standing) -> QuerySet[Person]:
    """Return whoever has or had a role in a unit that the person staffs, each once."""
    roles = Role.objects.filter(unit__in=units_to_staff_for(standing).values("pk"))
    return Person.objects.filter(pk__in=roles.values("person")).order_by("full_name", "pk")


def get_person_for(standing: Standing, pk: int) -> Person:
    """Return a person to look at.

    Raises:
        Http404: nobody in the units that they staff.
    """
    person = people_for(standing).filter(pk=pk).first()
    if person is None:
        raise Http404
    return person


def may_administer_account(standing: Standing, person: Person) -> bool:
    """Say whether an administrator may open the whole account of a person: it must be of their bodies only."""
    held = Role.objects.filter(person=person)
    elsewhere = held.not_over(standing.on).exclude(standing.administered_ids.at("unit"))
    theirs = held.filter(standing.administered_ids.at("unit")).exists() and not elsewhere.exists()
    return theirs and person.pk != standing.person.pk


def get_person_to_administer(standing: Standing, pk: int) -> Person:
    """Return a person whose account, not only a role, the administrator may open again.

    Raises:
        Http404: as `get_person_for`.
        PermissionDenied: see `may_administer_account`.
    """
    person = get_person_for(standing, pk)
    if not may_administer_account(standing, person):
        raise PermissionDenied
    return person


def get_person_to_let_go(standing: Standing, pk: int) -> Person:
    """Return a person whom an administrator may let go from the body.

    Raises:
        Http404: as `get_person_for`.
        PermissionDenied: they are no administrator over a role of the person, or it is themselves.
    """
    person = get_person_for(standing, pk)
    held = Role.objects.filter(standing.administered_ids.at("unit"), person=person)
    if person.pk == standing.person.pk or not held.exists():
        raise PermissionDenied
    return person


def roles_of(standing: Standing, person: Person) -> RoleQuerySet:
    """Return the roles of a person that somebody may see: in the units that they staff."""
    units = units_to_staff_for(standing).values("pk")
    return (
        Role.objects.filter(person=person, unit__in=units)
        .select_related("unit", "stands_in_for__person")
        .order_by("-since", "-pk")
    )


def get_role_to_end(standing: Standing, pk: int) -> Role:
    """Return a role that a person may end.

    Raises:
        Http404: it is in no unit that they staff.
        PermissionDenied: it is not theirs to give.
    """
    units = units_to_staff_for(standing).values("pk")
    role = Role.objects.filter(pk=pk, unit__in=units).select_related("unit", "person").first()
    if role is None:
        raise Http404
    if not may_give(standing, role.kind, role.unit):
        raise PermissionDenied
    return role


def get_role_to_lend(standing: Standing, pk: int) -> Role:
    """Return a role for which a person may name a deputy: their own, or one that they staff.

    A clerk names deputies for all but administrators.

    Raises:
        Http404: it is neither.
        PermissionDenied: it is a deputy's already, or an administrator's and they are a clerk.
    """
    role = Role.objects.filter(pk=pk).select_related("unit", "person", "stands_in_for").first()
    if role is None or not (role.person_id == standing.person.pk or reaches_staff(standing, role)):
        raise Http404
    of_clerk = standing.clerk_ids.holds(role.unit) and role.kind != Role.Kind.ADMINISTRATOR
    theirs = role.person_id == standing.person.pk or standing.administered_ids.holds(role.unit) or of_clerk
    if not theirs or role.stands_in_for is not None:
        raise PermissionDenied
    return role


def reaches_staff(standing: Standing, role: Role) -> bool:
    """Say whether a role is in a unit that a person staffs."""
    return (standing.administered_ids | standing.clerk_ids).holds(role.unit)


def deputies_for(role: Role, *, on: datetime.date) -> QuerySet[Person]:
    """Return who may stand in for a role: people with a role of their own in the body, but for its holder."""
    held = Role.objects.in_body(role.unit.body).on(on).filter(stands_in_for=None)
    people = Person.objects.filter(pk__in=held.values("person"), is_active=True)
    return people.exclude(pk=role.person_id).order_by("full_name", "pk")


def bodies_to_administer(standing: Standing) -> QuerySet[Unit]:
    """Return the bodies whose sign-in a person settles."""
    return Unit.objects.filter(pk__in=standing.administered_ids.bodies)


def get_body_to_administer(standing: Standing, pk: int) -> Unit:
    """Return a body whose sign-in a person settles.

    Raises:
        Http404: it is no body of theirs.
        PermissionDenied: they are no administrator of it.
    """
    if pk not in standing.body_ids:
        raise Http404
    body = bodies_to_administer(standing).filter(pk=pk).first()
    if body is None:
        raise PermissionDenied
    return body


def invitations_for(standing: Standing) -> InvitationQuerySet:
    """Return the invitations into units that a person staffs."""
    return Invitation.objects.filter(unit__in=units_to_staff_for(standing).values("pk")).select_related(
        "unit", "made_by"
    )


def get_invitation_to_withdraw(standing: Standing, pk: int) -> Invitation:
    """Return an invitation that a person may withdraw.

    Raises:
        Http404: it is in no unit that they staff.
        PermissionDenied: it is not theirs to give.
    """
    invitation = invitations_for(standing).filter(pk=pk).first()
    if invitation is None:
        raise Http404
    if not may_give(standing, invitation.kind, invitation.unit):
        raise PermissionDenied
    return invitation


def get_invitation_to_join(secret: str, *, at: datetime.datetime) -> Invitation:
    """Return the invitation with this secret, where it makes an account.

    Raises:
        Http404: as `get_open_invitation`, or it is for an account that is there.
    """
    invitation = get_open_invitation(secret, at=at)
    if invitation.person is not None:
        raise Http404
    return invitation


def get_open_invitation(secret: str, *, at: datetime.datetime) -> Invitation:
    """Return the invitation with this secret.

    Raises:
        Http404: there is none, or it was used, withdrawn or is over; which of these is not said.
    """
    found = Invitation.objects.open_at(at).filter(digest=digest_of_secret(secret)).select_related("unit", "person")
    invitation = found.first()
    if invitation is None:
        raise Http404
    return invitation
