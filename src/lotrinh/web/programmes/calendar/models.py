"""Events that moments hang on, and the secret addresses of calendars.

Other files take these from `models.py`, which names every model of the app.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from lotrinh.web.organisation.models import Person, Unit

if TYPE_CHECKING:
    from django_stubs_ext.db.models.manager import RelatedManager


class Event(models.Model):
    """A happening that moments hang on, with dates that may be unknown."""

    body = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="events")
    name = models.CharField(_("tên sự kiện"), max_length=300)
    starts_on = models.DateField(_("bắt đầu"), null=True, blank=True)
    ends_on = models.DateField(_("kết thúc"), null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    if TYPE_CHECKING:
        names: RelatedManager[EventName]

    class Meta:
        ordering = ("name",)
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(starts_on__isnull=False, ends_on__gte=F("starts_on")),
                name="event_dates_in_order",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class EventName(models.Model):
    """A phrase of plans that means an event of a body: answered once, remembered."""

    body = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="+")
    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="names")
    phrase = models.CharField(max_length=300)
    folded = models.CharField(max_length=300)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=("body", "folded"), name="event_name_once_in_a_body")]

    def __str__(self) -> str:
        return self.phrase


class CalendarFeed(models.Model):
    """A secret address of a calendar: only its digest is kept, and a person has one that works at most of each kind.

    It holds what the person may see: all of it, or of that one unit's work or one programme's.
    """

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="calendar_feeds")
    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, null=True, related_name="+")
    programme = models.ForeignKey("programmes.Programme", on_delete=models.CASCADE, null=True, related_name="+")
    digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("-made_at", "-id")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=("person",),
                condition=Q(withdrawn_at=None, unit=None, programme=None),
                name="calendar_feed_open_once",
            ),
            models.UniqueConstraint(
                fields=("person", "unit"), condition=Q(withdrawn_at=None), name="calendar_feed_of_unit_open_once"
            ),
            models.UniqueConstraint(
                fields=("person", "programme"),
                condition=Q(withdrawn_at=None),
                name="calendar_feed_of_programme_open_once",
            ),
            models.CheckConstraint(condition=Q(unit=None) | Q(programme=None), name="calendar_feed_of_one_thing"),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None) | Q(withdrawn_at__gte=F("made_at")), name="calendar_feed_dates_in_order"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} {self.made_at:%Y-%m-%d}"
