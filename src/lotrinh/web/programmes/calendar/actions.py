"""The secret addresses of a person's calendars: made anew, which withdraws the one before, and withdrawn."""

from __future__ import annotations

from django.db import transaction

from lotrinh.web import clock
from lotrinh.web.organisation import audit
from lotrinh.web.organisation.models import Person, Unit
from lotrinh.web.organisation.secret_addresses import digest_of_secret, make_secret
from lotrinh.web.programmes.models import CalendarFeed, Programme


@transaction.atomic
def make_feed(*, by: Person, unit: Unit | None = None, programme: Programme | None = None) -> tuple[CalendarFeed, str]:
    """Make an address of what the person sees, of a unit or a programme alone where one is given.

    Return it with its secret, which is kept nowhere.
    """
    withdraw_feed(by=by, unit=unit.pk if unit else None, programme=programme.pk if programme else None)
    secret = make_secret()
    digest = digest_of_secret(secret)
    feed = CalendarFeed.objects.create(person=by, unit=unit, programme=programme, digest=digest, made_at=clock.now())
    after = {"made_at": feed.made_at, "unit": feed.unit_id, "programme": feed.programme_id}
    audit.record(by=by, action="calendar_feed.made", subject=feed, before=None, after=after)
    return feed, secret


@transaction.atomic
def withdraw_feed(*, by: Person, unit: int | None = None, programme: int | None = None) -> CalendarFeed | None:
    """Withdraw the person's own address, or theirs of a unit or programme; None where there is none that works."""
    Person.objects.select_for_update().get(pk=by.pk)  # two windows at once: one address stays
    feed = CalendarFeed.objects.filter(person=by, withdrawn_at=None, unit=unit, programme=programme).first()
    if feed is None:
        return None
    feed.withdrawn_at = clock.now()
    feed.save(update_fields=["withdrawn_at"])
    audit.record(
        by=by, action="calendar_feed.withdrawn", subject=feed, before={"withdrawn_at": None},
        after={"withdrawn_at": feed.withdrawn_at},
    )  # fmt: skip
    return feed
