"""What administrators change in accounts: somebody leaves, a lost device is forgotten, a body asks a second factor.

Whatever a person did stays under their name: accounts are closed, never deleted.
"""

from __future__ import annotations

import datetime

from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from lotrinh.web import clock
from lotrinh.web.organisation import audit
from lotrinh.web.organisation.actions import hold_body_of
from lotrinh.web.organisation.models import Person, Role, Unit
from lotrinh.web.people.models import Invitation
from lotrinh.web.people.role_actions import cut_role, refuse_no_administrator, refuse_oneself


@transaction.atomic
def let_go(*, by: Person, person: Person, body: Unit, today: datetime.date) -> Person:
    """End every role of a person in a body, this minute; without a role in another body the account is closed too.

    Raises:
        ValidationError: it is oneself, or the last administrator.
    """
    refuse_oneself(by, person)
    hold_body_of(body)
    held = Person.objects.select_for_update().get(pk=person.pk)
    for role in Role.objects.in_body(body).filter(person=held).not_over(today).select_related("unit"):
        cut_role(by=by, role=role, until=today)
        refuse_no_administrator(body, was=role, on=today)
    withdraw_all(by=by, made_by=held)
    if not Role.objects.filter(person=held).not_over(today).exists():
        held.is_active = False
        held.set_unusable_password()
        held.save(update_fields=["is_active", "password"])
        Authenticator.objects.filter(user=held).delete()
        SocialAccount.objects.filter(user=held).delete()
    end_sessions(held)
    after = {"body": body.pk, "is_active": held.is_active}
    audit.record(by=by, action="person.left", subject=held, before=None, after=after)
    return held


def end_sessions(person: Person) -> None:
    """End every session of a person at once."""
    person.session_round += 1
    person.save(update_fields=["session_round"])


def withdraw_all(*, by: Person, made_by: Person) -> None:
    """Withdraw the invitations of somebody who has left: nobody comes in by a word of theirs."""
    for invitation in Invitation.objects.open_at(clock.now()).filter(made_by=made_by):
        withdraw_invitation(by=by, invitation=invitation)


@transaction.atomic
def withdraw_invitation(*, by: Person, invitation: Invitation) -> Invitation:
    """Withdraw an invitation.

    Raises:
        ValidationError: it was used or withdrawn meanwhile.
    """
    held = Invitation.objects.select_for_update().get(pk=invitation.pk)
    if held.used_at is not None or held.withdrawn_at is not None:
        raise ValidationError(_("Lời mời này đã được dùng hoặc đã thu hồi."))
    held.withdrawn_at = clock.now()
    held.save(update_fields=["withdrawn_at"])
    audit.record(
        by=by, action="invitation.withdrawn", subject=held, before=None, after={"withdrawn_at": held.withdrawn_at}
    )
    return held
