"""The jobs of reminders: one pass over all that is due, the letter that confirms an address, taking off what is old.

Each may run twice.
"""

from __future__ import annotations

import datetime

from django.conf import settings
from django.core.mail import get_connection
from django.utils import timezone
from django_tasks import task

from lotrinh.web import clock
from lotrinh.web.reminding.confirming import claim_confirmation
from lotrinh.web.reminding.models import Mail, Reminder
from lotrinh.web.reminding.noting import note_due
from lotrinh.web.reminding.posting import hand_over, mail_is_on, send_due


@task()
def remind() -> None:
    """Note what is due on the page and, where there is a mail server, send it."""
    now = clock.now()
    note_due(now=now)
    if mail_is_on():
        send_due(now=now)


@task()
def send_confirmation(contact: int, version: int) -> None:
    """Send the link that confirms an address, unless another one was given meanwhile or it was sent before."""
    connection, now = get_connection(), clock.now()
    connection.open()
    claimed = claim_confirmation(contact, version, now=now)
    if claimed is not None:
        hand_over(*claimed[:2], connection, claimed[2], now=now)
    connection.close()


@task()
def prune() -> None:
    """Take off the reminders that are over since some days, and then the letters that carry none any more."""
    kept, now = datetime.timedelta(days=settings.REMINDERS_KEPT_DAYS), clock.now()
    Reminder.objects.over_by(timezone.localdate(now) - kept).delete()
    Mail.objects.filter(reminders=None, claimed_at__lt=now - kept).delete()
