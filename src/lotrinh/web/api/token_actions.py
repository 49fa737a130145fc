"""Tokens are made, used and withdrawn. The secret is returned once and kept nowhere."""

from __future__ import annotations

import datetime
from collections.abc import Collection

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from lotrinh.web import clock
from lotrinh.web.api.models import Token
from lotrinh.web.organisation import audit
from lotrinh.web.organisation.models import Person, Unit
from lotrinh.web.organisation.secret_addresses import digest_of_secret, make_secret

MOST_TOKENS = 20  # that work at once for one person
MOST_DAYS = 366
USE_NOTED_EVERY = datetime.timedelta(minutes=1)


@transaction.atomic
def make_token(*, by: Person, unit: Unit, name: str, rights: Collection[str], days: int) -> tuple[Token, str]:
    """Make a token for the person themselves. Return it with its secret.

    Raises:
        ValidationError: no right, a length of time that cannot be, or too many tokens that work.
    """
    known = {str(right) for right in Token.Right}
    if not rights or not set(rights) <= known:
        raise ValidationError({"rights": _("Hãy chọn ít nhất một quyền.")})
    if not 1 <= days <= MOST_DAYS:
        raise ValidationError({"days": _("Mã dùng được từ 1 đến %s ngày.") % MOST_DAYS})
    Person.objects.select_for_update().get(pk=by.pk)  # two windows at once: the number holds
    at = clock.now()
    if Token.objects.open_at(at).filter(person=by).count() >= MOST_TOKENS:
        raise ValidationError(_("Bạn đang có %s mã; hãy thu hồi mã không dùng nữa trước.") % MOST_TOKENS)
    secret = make_secret()
    token = Token.objects.create(
        person=by,
        unit=unit,
        name=name,
        digest=digest_of_secret(secret),
        made_at=at,
        expires_at=at + datetime.timedelta(days=days),
        **{f"may_{right}": right in rights for right in known},
    )
    after = {"name": name, "unit": unit.pk, "rights": sorted(rights), "expires_at": token.expires_at}
    audit.record(by=by, action="token.made", subject=token, before=None, after=after)
    return token, secret


@transaction.atomic
def withdraw_token(*, by: Person, token: Token) -> Token:
    """Withdraw a token; withdrawn twice, it stays withdrawn since the first time."""
    held = Token.objects.select_for_update().get(pk=token.pk)
    if held.withdrawn_at is not None:
        return held
    held.withdrawn_at = clock.now()
    held.save(update_fields=["withdrawn_at"])
    audit.record(
        by=by, action="token.withdrawn", subject=held, before={"withdrawn_at": None},
        after={"withdrawn_at": held.withdrawn_at},
    )  # fmt: skip
    return held


def note_use(token: Token, *, at: datetime.datetime) -> None:
    """Note when a token was last used; once a minute is enough, so that reading writes next to nothing."""
    if token.last_used_at is None or at - token.last_used_at >= USE_NOTED_EVERY:
        Token.objects.filter(pk=token.pk).update(last_used_at=at)
