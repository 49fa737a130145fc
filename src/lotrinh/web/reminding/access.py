"""The only door to reminders and contacts: everybody's own."""

from __future__ import annotations

from django.http import Http404

from lotrinh.web.organisation.access import Standing
from lotrinh.web.programmes.access import assignments_for
from lotrinh.web.reminding.confirming import contact_of_token
from lotrinh.web.reminding.models import Contact, Reminder
from lotrinh.web.reminding.queries import ReminderQuerySet


def reminders_for(standing: Standing) -> ReminderQuerySet:
    """Return a person's reminders that are true today, of work that they may still see."""
    own = Reminder.objects.true_on(standing.on).filter(person=standing.person)
    work = set(own.order_by().values_list("assignment", flat=True))
    if not work:  # as mostly: nothing needs to be searched
        return own.none()
    seen = assignments_for(standing).filter(pk__among=work).order_by().values("pk")
    return own.filter(assignment__in=seen)


def contact_for(standing: Standing) -> Contact:
    """Return where the person gets letters; a new one, not saved, where they never said."""
    return Contact.objects.filter(person=standing.person).first() or Contact(person=standing.person, version=0)


def get_contact_of_link(token: str) -> Contact:
    """Return the contact that the link in a letter confirms.

    Raises:
        Http404: the link is false, older than a week, or of another address than the present one.
    """
    contact = contact_of_token(token)
    if contact is None:
        raise Http404
    return contact
