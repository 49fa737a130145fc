"""What a person changes: where and when they get letters, and which reminders they have read."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from typing import Any

from django.db import transaction

from lotrinh.web import clock
from lotrinh.web.organisation import audit
from lotrinh.web.organisation.actions import ChangedMeanwhile
from lotrinh.web.organisation.models import Person
from lotrinh.web.reminding.models import Contact, Reminder
from lotrinh.web.reminding.posting import mail_is_on
from lotrinh.web.reminding.tasks import send_confirmation


@transaction.atomic
def set_contact(
    *,
    by: Person,
    address: str,
    quiet_since: datetime.time,
    quiet_until: datetime.time,
    on_days_off: bool,
    version: int,
) -> Contact:
    """Set the person's own address and quiet hours; another address waits until it is confirmed.

    Raises:
        ChangedMeanwhile: it has another version now.
    """
    Person.objects.select_for_update().get(pk=by.pk)
    contact = Contact.objects.filter(person=by).first() or Contact(person=by, version=0)
    if contact.version != version:
        raise ChangedMeanwhile
    before = picture(contact) if contact.pk else None
    if address != contact.address or contact.refused_at is not None:
        contact.address, contact.confirmed_at, contact.refused_at = address, None, None  # it must be confirmed anew
    contact.quiet_since, contact.quiet_until, contact.on_days_off = quiet_since, quiet_until, on_days_off
    contact.version = version + 1
    contact.save()
    audit.record(by=by, action="contact.set", subject=contact, before=before, after=picture(contact))
    if contact.address and contact.confirmed_at is None and mail_is_on():
        # Within the transaction: a server that is killed just after it has not forgotten the letter.
        send_confirmation.enqueue(contact.pk, contact.version)
    return contact


def picture(contact: Contact) -> dict[str, Any]:
    """Return what the audit keeps; an address is personal, so only whether there is one."""
    return {
        "has_address": bool(contact.address),
        "is_confirmed": contact.confirmed_at is not None,
        "quiet_since": contact.quiet_since,
        "quiet_until": contact.quiet_until,
        "on_days_off": contact.on_days_off,
    }


@transaction.atomic
def confirm_contact(*, contact: Contact) -> None:
    """Confirm an address; who has its link is whom it belongs to, signed in or not. A second time changes nothing."""
    held = Contact.objects.select_for_update(of=("self",)).select_related("person").get(pk=contact.pk)
    if held.address != contact.address:
        raise ChangedMeanwhile
    if held.confirmed_at is not None and held.refused_at is None:
        return
    before = picture(held)
    held.confirmed_at, held.refused_at = clock.now(), None
    held.version += 1
    held.save()
    audit.record(by=held.person, action="contact.confirmed", subject=held, before=before, after=picture(held))


def mark_read(*, by: Person, reminders: Iterable[Reminder]) -> int:
    """Mark the person's own reminders as read and return how many; the audit does not keep who reads what."""
    keys = [reminder.pk for reminder in reminders]
    return Reminder.objects.filter(person=by, pk__in=keys, read_at=None).update(read_at=clock.now())
