"""What reminders say: a letter for one work or for many, the letter that confirms an address, words for a messenger.

Letters are Vietnamese, as the documents are. Nothing here is written to a log.
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from lotrinh.web.organisation.audit import installation_name
from lotrinh.web.organisation.templatetags.vietnamese import day as day_words
from lotrinh.web.programmes.models import Assignment
from lotrinh.web.programmes.screen import standing_words
from lotrinh.web.reminding.models import Contact, Reminder

SUBJECT = 120  # letters of a subject
LINE = 300  # letters of a work in a letter


def short(text: str, most: int) -> str:
    """Return text in one line, cut where it is long."""
    line = " ".join(text.split())
    return line if len(line) <= most else f"{line[: most - 1].rstrip()}…"


def address_of(name: str, *keys: object) -> str:
    """Return the whole address of a page of ours."""
    return settings.SITE_ADDRESS + reverse(name, args=keys)


def line_of(assignment: Assignment, *, on: datetime.date) -> dict[str, Any]:
    """Return a work as a letter or a list names it."""
    return {
        "pk": assignment.pk,
        "standing": standing_words(assignment, on=on),
        "is_late": assignment.late_after is not None and assignment.late_after < on,
        "due_on": assignment.late_after,
        "unit": assignment.unit.name,
        "text": short(assignment.duty.text, LINE),
        "programme": short(assignment.duty.programme.title, SUBJECT),
        "address": address_of("work-short", assignment.pk),
    }


def ready_text(assignment: Assignment, *, on: datetime.date) -> str:
    """Return a message to paste into any messenger."""
    line = line_of(assignment, on=on) | {"due": day_words(assignment.late_after)}
    return _("Nhắc việc: %(unit)s – %(text)s\nHạn: %(due)s (%(standing)s).\nXem và báo tiến độ: %(address)s") % line


def write_reminder(
    contact: Contact, reminders: Sequence[Reminder], *, key: str, on: datetime.date
) -> EmailMultiAlternatives:
    """Return the letter that carries some reminders of a person."""
    with override("vi"):
        lines = [line_of(reminder.assignment, on=on) for reminder in reminders]
        if len(lines) == 1:
            subject = _("Nhắc việc, %(standing)s: %(text)s") % lines[0]
        else:
            late = sum(line["is_late"] for line in lines)
            subject = _("Nhắc việc: %(all)s việc, %(late)s việc quá hạn") % {"all": len(lines), "late": late}
        context = {"lines": lines, "list": address_of("reminder-list"), "contact": address_of("contact")}
        return letter(contact, subject, "reminder", context, key=key)


def write_confirmation(contact: Contact, token: str, *, key: str) -> EmailMultiAlternatives:
    """Return the letter whose link confirms an address."""
    with override("vi"):
        context = {"person": str(contact.person), "address": address_of("contact-confirm", token)}
        return letter(contact, _("Xác nhận địa chỉ thư để nhận nhắc việc"), "confirmation", context, key=key)


def letter(contact: Contact, subject: str, name: str, context: dict[str, Any], *, key: str) -> EmailMultiAlternatives:
    """Return a letter in both forms; its Message-ID is that of what it carries, so that a double can be known."""
    headers = {"Message-ID": f"<{key}@{installation_name()}>", "Auto-Submitted": "auto-generated"}
    plain = render_to_string(f"reminding/{name}.txt", context)
    message = EmailMultiAlternatives(short(subject, SUBJECT), plain, to=[contact.address], headers=headers)
    message.attach_alternative(render_to_string(f"reminding/{name}.html", context), "text/html")
    return message
