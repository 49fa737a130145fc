"""Second factors and linked identities: forgotten when a device is lost, asked of those who decide in a body."""

from __future__ import annotations

from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from lotrinh.web.organisation import audit
from lotrinh.web.organisation.models import Person, Unit
from lotrinh.web.people.account_actions import end_sessions
from lotrinh.web.people.role_actions import refuse_oneself


@transaction.atomic
def forget_factors(*, by: Person, person: Person) -> Person:
    """Forget the codes and passkeys of somebody who lost a device, and end their sessions; the password stays.

    Raises:
        ValidationError: it is oneself, or there is nothing to forget.
    """
    refuse_oneself(by, person)
    held = Person.objects.select_for_update().get(pk=person.pk)
    kinds = sorted(Authenticator.objects.filter(user=held).values_list("type", flat=True))
    if not kinds:
        raise ValidationError(_("Người này chưa có bước xác nhận nào."))
    Authenticator.objects.filter(user=held).delete()
    end_sessions(held)
    audit.record(by=by, action="factors.forgotten", subject=held, before={"kinds": kinds}, after=None)
    return held


@transaction.atomic
def ask_second_factor(*, by: Person, body: Unit, is_asked: bool) -> Unit:
    """Ask a second factor of the clerks, heads and administrators of a body, or stop asking."""
    held = Unit.objects.select_for_update().get(pk=body.pk)
    before = {"asks_second_factor": held.asks_second_factor}
    held.asks_second_factor = is_asked
    held.save(update_fields=["asks_second_factor"])
    after = {"asks_second_factor": is_asked}
    if before != after:
        audit.record(by=by, action="body.sign_in_changed", subject=held, before=before, after=after)
    return held


@transaction.atomic
def unlink_identities(*, by: Person) -> int:
    """Unlink the person's own identities at the office's provider. Return how many there were.

    Raises:
        ValidationError: there is no password, so the person could not come in any more.
    """
    if not by.has_usable_password():
        raise ValidationError(_("Tài khoản này chưa có mật khẩu; hãy nhờ người quản trị đặt lại mật khẩu rồi bỏ nối."))
    linked = SocialAccount.objects.select_for_update().filter(user=by)
    count: int = linked.count()
    if count:
        linked.delete()
        audit.record(by=by, action="identity.unlinked", subject=by, before={"count": count}, after=None)
    return count
