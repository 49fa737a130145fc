"""Tokens: what a person lends to a programme of theirs, in one unit, by some rights, for some days."""

from __future__ import annotations

import datetime
from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from lotrinh.web.organisation.models import Person, Unit


class TokenQuerySet(models.QuerySet["Token"]):
    """Tokens by what can still be done with them."""

    def open_at(self, at: datetime.datetime) -> TokenQuerySet:
        """Return those that work at a moment, as far as they themselves say."""
        return self.filter(withdrawn_at=None, expires_at__gt=at)


class Token(models.Model):
    """A secret that acts for a person in a unit and all below it; what the person may not do, it may not either."""

    class Right(models.TextChoices):
        READ = "read", _("Xem")
        REPORT = "report", _("Báo việc của đơn vị")
        RUN = "run", _("Điều hành: tải văn bản, giao việc, xác nhận")

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="tokens")
    unit = models.ForeignKey(Unit, verbose_name=_("đơn vị"), on_delete=models.PROTECT, related_name="+")
    name = models.CharField(_("dùng cho việc gì"), max_length=80)
    may_read = models.BooleanField(default=False)
    may_report = models.BooleanField(default=False)
    may_run = models.BooleanField(default=False)
    digest = models.CharField(max_length=64, unique=True)  # of the secret, which is kept nowhere
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)
    last_used_at = models.DateTimeField(null=True)  # to the minute

    objects = TokenQuerySet.as_manager()

    class Meta:
        ordering = ("-made_at", "-pk")
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(made_at__lt=F("expires_at")), name="token_expires_after_it_is_made"),
            models.CheckConstraint(
                condition=Q(may_read=True) | Q(may_report=True) | Q(may_run=True), name="token_gives_some_right"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def rights(self) -> list[Token.Right]:
        """What it may do, as far as its person may."""
        return [right for right in Token.Right if getattr(self, f"may_{right}")]
