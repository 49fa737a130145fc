"""Reminders, the letters that carried them, and where and when a person wants letters.

A reminder points to an `Assignment`, and a duty out of scope has none, so no such duty can be reminded of. The text of
a letter is kept nowhere: it is written from what is true when it is sent.
"""

from __future__ import annotations

import datetime
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from lotrinh.web.organisation.models import Person
from lotrinh.web.programmes.models import Assignment
from lotrinh.web.reminding.queries import ReminderQuerySet

KEY = 32  # letters of a key: a Message-ID made of it must fit on one line, or it is folded into another


class Contact(models.Model):
    """Where a person gets letters, once they have confirmed the address, and when they are left in peace."""

    person = models.OneToOneField(Person, on_delete=models.CASCADE, related_name="contact")
    address = models.EmailField(_("địa chỉ thư điện tử"), blank=True)
    confirmed_at = models.DateTimeField(null=True)
    refused_at = models.DateTimeField(null=True)  # the mail server said that there is no such address
    quiet_since = models.TimeField(_("không gửi thư từ"), default=datetime.time(20))
    quiet_until = models.TimeField(_("đến"), default=datetime.time(7))
    on_days_off = models.BooleanField(_("Gửi cả cuối tuần và ngày nghỉ"), default=False)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(confirmed_at=None) | ~Q(address=""), name="contact_confirmed_has_an_address"
            ),
        ]

    def __str__(self) -> str:
        return str(self.person)


class Mail(models.Model):
    """One letter that a worker has taken on: from then on nobody sends it again, whether the worker lives or not."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    key = models.CharField(max_length=KEY, unique=True)  # from what it carries: its Message-ID is made of it
    claimed_at = models.DateTimeField(db_index=True)
    sent_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("claimed_at", "pk")

    def __str__(self) -> str:
        return self.key


class Reminder(models.Model):
    """One rung of the ladder to one deadline, for one person. Another deadline is another ladder."""

    assignment = models.ForeignKey(Assignment, on_delete=models.CASCADE, related_name="reminders")
    rung = models.SmallIntegerField()
    due_on = models.DateField()  # the deadline that counts when the row is made: the plan's, and days on hold
    next_on = models.DateField()  # the day on which the next rung takes its place
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="reminders")
    made_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)
    mail = models.ForeignKey(Mail, on_delete=models.SET_NULL, null=True, related_name="reminders")

    objects = ReminderQuerySet.as_manager()

    class Meta:
        ordering = ("due_on", "pk")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("assignment", "rung", "due_on", "person"), name="reminder_once"),
        ]
        indexes: ClassVar = [
            models.Index(fields=("person", "next_on"), name="reminder_by_person"),
            models.Index(fields=("assignment", "due_on", "next_on"), name="reminder_newest"),
        ]

    def __str__(self) -> str:
        return f"{self.assignment_id} {self.due_on} {self.rung:+d}"
