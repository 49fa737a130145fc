"""Invitations: a secret address that makes one account, or opens one again, once and for some days only."""

from __future__ import annotations

import datetime
from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from lotrinh.web.organisation.models import Person, Role, Unit


class InvitationQuerySet(models.QuerySet["Invitation"]):
    """Invitations by what can still be done with them."""

    def open_at(self, at: datetime.datetime) -> InvitationQuerySet:
        """Return those that work at a moment."""
        return self.filter(used_at=None, withdrawn_at=None, expires_at__gt=at)


class Invitation(models.Model):
    """A role that waits for somebody; where `person` is given, a new password for an account that is there."""

    full_name = models.CharField(_("họ tên hoặc chức danh"), max_length=120)
    unit = models.ForeignKey(Unit, verbose_name=_("đơn vị"), on_delete=models.PROTECT, related_name="invitations")
    kind = models.CharField(_("vai trò"), max_length=16, choices=Role.Kind.choices, blank=True)
    last_on = models.DateField(_("đến hết ngày"), null=True, blank=True)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, null=True, blank=True, related_name="invitations")
    digest = models.CharField(max_length=64, unique=True)  # of the secret, which is kept nowhere
    made_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        ordering = ("-made_at", "-pk")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(made_at__lt=F("expires_at")), name="invitation_expires_after_it_is_made"
            ),
            models.CheckConstraint(
                condition=Q(used_at=None) | Q(withdrawn_at=None), name="invitation_used_or_withdrawn"
            ),
            models.CheckConstraint(
                condition=~Q(kind="") | Q(person__isnull=False), name="invitation_gives_a_role_or_a_password"
            ),
        ]

    def __str__(self) -> str:
        return self.full_name
