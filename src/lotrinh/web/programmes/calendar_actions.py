"""The secret address of a person's calendar: made anew, which withdraws the one before, and withdrawn."""

from __future__ import annotations

from django.db import transaction

from lotrinh.web import clock
from lotrinh.web.organisation import audit
from lotrinh.web.organisation.models import Person
from lotrinh.web.organisation.secret_addresses import digest_of_secret, make_secret
from lotrinh.web.programmes.models import CalendarFeed


@transaction.atomic
def make_feed(*, by: Person) -> tuple[CalendarFeed, str]:
    """Make an address for the person themselves. Return it with its secret, which is kept nowhere."""
    withdraw_feed(by=by)
    secret = make_secret()
    feed = CalendarFeed.objects.create(person=by, digest=digest_of_secret(secret), made_at=clock.now())
    audit.record(by=by, action="calendar_feed.made", subject=feed, before=None, after={"made_at": feed.made_at})
    return feed, secret


@transaction.atomic
def withdraw_feed(*, by: Person) -> CalendarFeed | None:
    """Withdraw the person's own address; None where there is none that works."""
    Person.objects.select_for_update().get(pk=by.pk)  # two windows at once: one address stays
    feed = CalendarFeed.objects.filter(person=by, withdrawn_at=None).first()
    if feed is None:
        return None
    feed.withdrawn_at = clock.now()
    feed.save(update_fields=["withdrawn_at"])
    audit.record(
        by=by, action="calendar_feed.withdrawn", subject=feed, before={"withdrawn_at": None},
        after={"withdrawn_at": feed.withdrawn_at},
    )  # fmt: skip
    return feed
