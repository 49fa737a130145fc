"""Invitations: made with a secret that is shown once, taken up once, for a role or for a new password."""

from __future__ import annotations

import datetime
from typing import Any

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from lotrinh.web import clock
from lotrinh.web.organisation import audit
from lotrinh.web.organisation.models import Person, Role, Unit
from lotrinh.web.organisation.secret_addresses import digest_of_secret, make_secret
from lotrinh.web.people.account_actions import end_sessions
from lotrinh.web.people.models import Invitation
from lotrinh.web.people.role_actions import DAY, keep_role, refuse_oneself

OPEN_FOR = datetime.timedelta(days=7)


@transaction.atomic
def invite(
    *, by: Person, full_name: str, unit: Unit, kind: str, last_on: datetime.date | None = None
) -> tuple[Invitation, str]:
    """Invite somebody to a role. Return the invitation with its secret, which is kept nowhere.

    Raises:
        ValidationError: an administrator of less than a body.
    """
    if kind == Role.Kind.ADMINISTRATOR and unit.parent_id is not None:
        raise ValidationError({"unit": _("Vai trò quản trị chỉ giao ở cơ quan, không ở đơn vị bên dưới.")})
    return make_invitation(by=by, full_name=full_name, unit=unit, kind=kind, last_on=last_on)


@transaction.atomic
def invite_back(*, by: Person, person: Person, body: Unit) -> tuple[Invitation, str]:
    """Make a secret address by which a person sets a new password, and a closed account opens. Roles stay as they are.

    Raises:
        ValidationError: it is oneself, who changes the password in another way.
    """
    refuse_oneself(by, person)
    return make_invitation(by=by, full_name=person.full_name, unit=body, kind="", person=person)


def make_invitation(*, by: Person, **values: Any) -> tuple[Invitation, str]:
    """Store an invitation under the digest of a new secret."""
    secret, now = make_secret(), clock.now()
    invitation = Invitation.objects.create(
        made_by=by, made_at=now, expires_at=now + OPEN_FOR, digest=digest_of_secret(secret), **values
    )
    after = {"unit": invitation.unit_id, "kind": invitation.kind, "person": invitation.person_id}
    audit.record(by=by, action="invitation.made", subject=invitation, before=None, after=after)
    return invitation, secret


def use_up(invitation: Invitation) -> Invitation:
    """Mark an invitation as used, under a lock: the second of two at once is refused.

    Raises:
        ValidationError: it does not work any more.
    """
    held = Invitation.objects.select_for_update().open_at(clock.now()).filter(pk=invitation.pk).first()
    if held is None:
        raise ValidationError(_("Lời mời này không còn dùng được; hãy xin một lời mời khác."))
    held.used_at = clock.now()
    held.save(update_fields=["used_at"])
    return held


@transaction.atomic
def accept_invitation(*, invitation: Invitation, username: str, full_name: str, password: str | None = None) -> Person:
    """Make the account and the role that an invitation is for; without a password it is for an identity.

    Raises:
        ValidationError: the invitation does not work any more, the user name is taken, or the password is weak.
    """
    held = use_up(invitation)
    person = Person(username=username, full_name=full_name)
    person.full_clean(exclude=["password"], validate_unique=False)
    if Person.objects.filter(username=username).exists():
        message = _("Tên đăng nhập này không dùng được; hãy chọn tên khác, hoặc đăng nhập nếu bạn đã có tài khoản.")
        raise ValidationError({"username": message})
    if password is not None:
        check_password(password, person)
    person.set_password(password)
    person.save()
    keep_invited_role(held, person)
    return person


@transaction.atomic
def take_role(*, by: Person, invitation: Invitation) -> Role:
    """Take up an invitation with the account that one has: another role, in this body or in a second one.

    Raises:
        ValidationError: the invitation does not work any more or is for a password, oneself made it, its unit is not
            open, or one has that role already.
    """
    held = use_up(invitation)
    if held.person_id is not None:
        raise ValidationError(_("Lời mời này không còn dùng được; hãy xin một lời mời khác."))
    refuse_oneself(held.made_by, by)
    return keep_invited_role(held, by)


def keep_invited_role(invitation: Invitation, person: Person) -> Role:
    """Give a person the role that an invitation is for, from today on.

    Raises:
        ValidationError: its unit is not open, or as `keep_role`.
    """
    if not invitation.unit.is_open_on(clock.today()):
        message = _("%(unit)s hiện không hoạt động nên lời mời này không nhận được; hãy xin một lời mời khác.")
        raise ValidationError(message % {"unit": invitation.unit})
    until = invitation.last_on + DAY if invitation.last_on else None
    role = Role(person=person, unit=invitation.unit, kind=invitation.kind, since=clock.today(), until=until)
    keep_role(by=invitation.made_by, role=role, action="role.given")
    audit.record(by=person, action="invitation.accepted", subject=invitation, before=None, after={"person": person.pk})
    return role


@transaction.atomic
def renew_password(*, invitation: Invitation, password: str) -> Person:
    """Set a new password for the account that an invitation is for, and open it; sessions of before end.

    Raises:
        ValidationError: the invitation does not work any more, or the password is weak.
    """
    held = use_up(invitation)
    if held.person_id is None:
        raise ValidationError(_("Lời mời này không còn dùng được; hãy xin một lời mời khác."))
    person = Person.objects.select_for_update().get(pk=held.person_id)
    check_password(password, person)
    person.set_password(password)
    person.is_active = True
    person.save(update_fields=["password", "is_active"])
    end_sessions(person)
    audit.record(by=person, action="password.renewed", subject=person, before=None, after={"invitation": held.pk})
    return person


@transaction.atomic
def change_password(*, by: Person, old: str, password: str) -> Person:
    """Set a new password for oneself; every session of before ends, and the caller keeps its own.

    Raises:
        ValidationError: the old one is wrong or there is none, the new one is weak or the same, or it is a person of
            the demo, whose password everybody knows.
    """
    held = Person.objects.select_for_update().get(pk=by.pk)
    if held.is_demo:
        raise ValidationError(_("Mật khẩu của người trong bản trình diễn ai cũng biết nên không đổi được."))
    if not held.has_usable_password():
        raise ValidationError(_("Tài khoản này đăng nhập bằng danh tính của cơ quan nên chưa có mật khẩu để đổi."))
    if not held.check_password(old):
        raise ValidationError({"old": _("Mật khẩu không đúng; hãy kiểm tra phím viết hoa và bộ gõ.")})
    if old == password:
        raise ValidationError({"password": _("Mật khẩu mới giống mật khẩu cũ; hãy chọn mật khẩu khác.")})
    check_password(password, held)
    held.set_password(password)
    held.save(update_fields=["password"])
    end_sessions(held)
    audit.record(by=by, action="password.changed", subject=held, before=None, after=None)
    return held


def check_password(password: str, person: Person) -> None:
    """Refuse a weak password, beside its field.

    Raises:
        ValidationError: it is too short or too common.
    """
    try:
        validate_password(password, person)
    except ValidationError as error:
        raise ValidationError({"password": error.messages}) from error
