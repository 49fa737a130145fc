"""Sends letters, each at most once: it is claimed in the database first, then sent, then marked.

A worker that is killed between claim and mark leaves a claimed letter that nobody sends again. What the mail server
refuses in so many words is given back; what nobody knows the end of stays claimed.
"""

from __future__ import annotations

import datetime
import hashlib
import logging
from collections.abc import Iterable, Iterator, Sequence
from smtplib import SMTPDataError, SMTPException, SMTPRecipientsRefused, SMTPSenderRefused

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction
from django.db.models import Count, Exists, OuterRef
from django.utils import timezone

from lotrinh.vietnamese.calendar import WorkingDays
from lotrinh.web.reminding.circle import Circle, circle_on
from lotrinh.web.reminding.ladder import is_quiet
from lotrinh.web.reminding.letters import write_reminder
from lotrinh.web.reminding.models import KEY, Contact, Mail, Reminder
from lotrinh.web.workdays.calendars import calendars_of

logger = logging.getLogger(__name__)
BATCH = 200  # people
MOST_SINGLE = 3  # letters a day to one person; more reminders than that come in one
GONE = 550  # what a mail server says of an address that is not there, and above


def send_due(*, now: datetime.datetime) -> None:
    """Send what is true now to whoever wants letters at this time."""
    day = timezone.localdate(now)
    waiting = Reminder.objects.true_on(day).filter(person=OuterRef("person"), mail=None)
    open_contacts = Contact.objects.filter(Exists(waiting), confirmed_at__isnull=False, refused_at=None)
    circle, last, connection = circle_on(day), 0, get_connection()
    calendars = calendars_of(pk for pk, parent in circle.parents.items() if parent is None)
    try:
        while batch := list(open_contacts.filter(pk__gt=last).order_by("pk").select_related("person")[:BATCH]):
            last = batch[-1].pk
            awake = [contact for contact in batch if is_awake(contact, circle, calendars, now=now)]
            for contact, keys in parcels(awake, circle, day=day):
                post(contact, keys, connection, now=now)
    finally:
        connection.close()


def is_awake(contact: Contact, circle: Circle, calendars: dict[int, WorkingDays], *, now: datetime.datetime) -> bool:
    """Say whether a person takes letters at a moment."""
    local = timezone.localtime(now)
    if is_quiet(local.time(), since=contact.quiet_since, until=contact.quiet_until):
        return False
    bodies = circle.bodies_of(contact.person_id)
    return contact.on_days_off or any(calendars[body].includes(local.date()) for body in bodies)


def parcels(contacts: Sequence[Contact], circle: Circle, *, day: datetime.date) -> Iterator[tuple[Contact, list[int]]]:
    """Yield the keys of the reminders of each letter: one each, or all in one where a person's day has many."""
    people = [contact.person_id for contact in contacts]
    start = timezone.make_aware(datetime.datetime.combine(day, datetime.time()))
    of_today = Reminder.objects.order_by().filter(person__in=people, mail__claimed_at__gte=start)
    had = dict(of_today.values_list("person").annotate(count=Count("pk")))
    waiting: dict[int, list[int]] = {}
    found = Reminder.objects.true_on(day).filter(person__in=people, mail=None)
    for pk, person, unit, rung in found.values_list("pk", "person", "assignment__unit", "rung"):
        if person in circle.people_of(unit, rung=rung):  # who has left the unit meanwhile is told nothing
            waiting.setdefault(person, []).append(pk)
    for contact in contacts:
        keys = waiting.get(contact.person_id, [])
        if keys and had.get(contact.person_id, 0) + len(keys) > MOST_SINGLE:
            yield contact, keys
        else:
            yield from ((contact, [key]) for key in keys)


def post(contact: Contact, keys: Iterable[int], connection: BaseEmailBackend, *, now: datetime.datetime) -> None:
    """Claim the reminders of a letter and send it; where the mail server cannot be reached nothing is claimed."""
    connection.open()
    claimed = claim(contact, keys, now=now)
    if claimed is not None:
        hand_over(*claimed, connection, contact, now=now)


@transaction.atomic
def claim(
    contact: Contact, keys: Iterable[int], *, now: datetime.datetime
) -> tuple[Mail, EmailMultiAlternatives] | None:
    """Take on what is still true and nobody has taken, and write the letter; None where nothing is.

    The letter is written before the claim stands, so that little lies between the claim and the sending.
    """
    day = timezone.localdate(now)
    free = Reminder.objects.true_on(day).filter(pk__in=keys, mail=None).select_for_update(of=("self",))
    held = list(free.select_related("assignment__unit", "assignment__duty__programme"))
    if not held:
        return None
    mail = Mail.objects.create(person=contact.person, key=key_of(held), claimed_at=now)
    Reminder.objects.filter(pk__in=[reminder.pk for reminder in held]).update(mail=mail)
    return mail, write_reminder(contact, held, key=mail.key, on=day)


def key_of(reminders: Iterable[Reminder]) -> str:
    """Return a key that only a letter with the same reminders to the same person has."""
    rows = sorted((r.person_id, r.assignment_id, r.due_on.isoformat(), r.rung) for r in reminders)
    return hashlib.sha256(repr(rows).encode()).hexdigest()[:KEY]


def hand_over(
    mail: Mail,
    message: EmailMultiAlternatives,
    connection: BaseEmailBackend,
    contact: Contact,
    *,
    now: datetime.datetime,
) -> None:
    """Give a claimed letter to the mail server, and note what became of it."""
    try:
        connection.send_messages([message])
    except (SMTPRecipientsRefused, SMTPSenderRefused, SMTPDataError) as error:
        give_back(mail, contact, error, now=now)
    except (OSError, SMTPException) as error:
        logger.warning("letter %s: nobody knows whether it was sent: %s", mail.pk, type(error).__name__)
        connection.close()
    else:
        Mail.objects.filter(pk=mail.pk).update(sent_at=now)


@transaction.atomic
def give_back(mail: Mail, contact: Contact, error: SMTPException, *, now: datetime.datetime) -> None:
    """Let what was not taken be sent another time; an address that is not there must be confirmed anew first."""
    logger.warning("letter %s was refused: %s", mail.pk, type(error).__name__)
    codes = [code for code, _said in error.recipients.values()] if isinstance(error, SMTPRecipientsRefused) else []
    if any(code >= GONE for code in codes):
        Contact.objects.filter(pk=contact.pk, address=contact.address).update(refused_at=now)
    mail.delete()


def mail_is_on() -> bool:
    """Say whether this installation has a mail server."""
    return bool(settings.MAIL_IS_ON)
