"""A confirmed plan being carried out.

Tracked duties and duties set aside are two tables: an assignment can point to a `Duty` only, so a duty that this
software does not serve cannot be assigned by any form, address or call. A moment is kept as the contract's JSON beside
the event it hangs on and the day it comes to; only `actions.py` writes the three, together.
"""

from __future__ import annotations

import datetime
import uuid
from typing import TYPE_CHECKING, ClassVar

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from lotrinh.web.organisation.models import Person, Unit
from lotrinh.web.programmes.queries import AssignmentQuerySet, DaysLater, ProgrammeQuerySet
from lotrinh.web.registry.models import Document
from lotrinh.web.registry.words import CHANNELS

if TYPE_CHECKING:
    from django_stubs_ext.db.models.manager import RelatedManager


WHY = ("returned", "refused", "on_hold")  # states that nobody enters without a reason


def stored_evidence_name(_evidence: object, _name: str) -> str:
    """Return a name of our own: what a person called the file is never part of a path."""
    token = uuid.uuid4().hex
    return f"evidence/{token[:2]}/{token}"


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


class Programme(models.Model):
    """The carrying out of one confirmed plan."""

    document = models.OneToOneField(Document, on_delete=models.PROTECT, related_name="programme")
    owner = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="programmes")
    title = models.TextField()
    code = models.CharField(max_length=60, blank=True)
    issued_on = models.DateField(null=True)
    started_at = models.DateTimeField()
    started_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    objects = ProgrammeQuerySet.as_manager()
    if TYPE_CHECKING:
        stages: RelatedManager[Stage]
        themes: RelatedManager[Theme]
        channels: RelatedManager[Channel]
        duties: RelatedManager[Duty]
        set_aside: RelatedManager[SetAsideDuty]

    class Meta:
        ordering = ("-started_at", "-id")

    def __str__(self) -> str:
        return self.title


class Stage(models.Model):
    """A stage: both ends as moments, and the days they come to (None where not known)."""

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="stages")
    position = models.PositiveIntegerField()
    section = models.CharField(max_length=60)
    label = models.TextField()
    start = models.JSONField(null=True)
    start_event = models.ForeignKey(Event, on_delete=models.PROTECT, null=True, related_name="stages_starting")
    start_on = models.DateField(null=True)
    end = models.JSONField(null=True)
    end_event = models.ForeignKey(Event, on_delete=models.PROTECT, null=True, related_name="stages_ending")
    end_on = models.DateField(null=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ("position",)

    def __str__(self) -> str:
        return self.label

    @property
    def has_known_days(self) -> bool:
        return self.start_on is not None or self.end_on is not None

    def includes(self, day: datetime.date) -> bool:
        """Say whether a day lies within the stage; an end that is not known leaves that side open."""
        return (self.start_on is None or self.start_on <= day) and (self.end_on is None or day <= self.end_on)


class Theme(models.Model):
    """What the plan wants done or made known; themes out of scope have no row here."""

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="themes")
    stage = models.ForeignKey(Stage, on_delete=models.SET_NULL, null=True, related_name="themes")
    position = models.PositiveIntegerField()
    section = models.CharField(max_length=60, blank=True)
    title = models.TextField()

    class Meta:
        ordering = ("position",)

    def __str__(self) -> str:
        return self.title


class Channel(models.Model):
    """A kind of channel that the plan names, in a section of its own or in a duty."""

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="channels")
    position = models.PositiveIntegerField()
    kind = models.CharField(max_length=20)

    class Meta:
        ordering = ("position",)
        constraints: ClassVar = [models.UniqueConstraint(fields=("programme", "kind"), name="channel_once")]

    def __str__(self) -> str:
        return str(CHANNELS.get(self.kind, self.kind))


class Duty(models.Model):
    """A tracked duty, as the plan words it, under the themes and channels that it serves."""

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="duties")
    stage = models.ForeignKey(Stage, on_delete=models.SET_NULL, null=True, related_name="duties")
    position = models.PositiveIntegerField()
    unit_phrase = models.CharField(max_length=300)
    text = models.TextField()
    section = models.CharField(max_length=60, blank=True)
    span_start = models.PositiveIntegerField()
    span_end = models.PositiveIntegerField()
    excluded = models.JSONField(default=list)  # [[start, end], ...] clauses left out
    deliverable = models.TextField(blank=True)
    recurrence = models.CharField(max_length=120, blank=True)
    support_phrases = models.JSONField(default=list)  # units to work with, as the plan words them
    deadline = models.JSONField(null=True)
    themes = models.ManyToManyField(Theme, related_name="duties")
    channels = models.ManyToManyField(Channel, related_name="duties")
    version = models.PositiveIntegerField(default=1)

    if TYPE_CHECKING:
        assignments: RelatedManager[Assignment]

    class Meta:
        ordering = ("position",)
        verbose_name_plural = "duties"

    def __str__(self) -> str:
        return self.text[:80]


class SetAsideDuty(models.Model):
    """A duty that this software does not serve: shown greyed with the reason, and nothing can point to it."""

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="set_aside")
    position = models.PositiveIntegerField()
    unit_phrase = models.CharField(max_length=300)
    text = models.TextField()

    class Meta:
        ordering = ("position",)
        verbose_name_plural = "set-aside duties"

    def __str__(self) -> str:
        return self.text[:80]


class Assignment(models.Model):
    """One duty for one unit. How it stands to its deadline is computed, never stored."""

    class Part(models.TextChoices):
        LEAD = "lead", _("Chủ trì")
        SUPPORT = "support", _("Phối hợp")

    class Progress(models.TextChoices):
        NOT_STARTED = "not_started", _("Chưa bắt đầu")
        IN_PROGRESS = "in_progress", _("Đang làm")
        SUBMITTED = "submitted", _("Chờ xác nhận")
        RETURNED = "returned", _("Trả lại")
        REFUSED = "refused", _("Từ chối")
        ON_HOLD = "on_hold", _("Tạm dừng")
        DONE = "done", _("Hoàn thành")

    duty = models.ForeignKey(Duty, on_delete=models.CASCADE, related_name="assignments")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="assignments")
    # The unit that the work was given to before units merged; the first one, where they merged more than once.
    origin = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, related_name="+")
    part = models.CharField(max_length=10, choices=Part.choices)
    progress = models.CharField(max_length=12, choices=Progress.choices, default=Progress.NOT_STARTED)
    deadline = models.JSONField(null=True)
    deadline_event = models.ForeignKey(Event, on_delete=models.PROTECT, null=True, related_name="assignments_due")
    due_on = models.DateField(null=True)
    deliverable = models.TextField(blank=True)
    authority = models.TextField(blank=True)  # who decides on it; blank where nobody has said
    done_on = models.DateField(null=True)
    version = models.PositiveIntegerField(default=1)
    reason = models.TextField(blank=True)  # why it was sent back, refused or put on hold; blank in other states
    submitted_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    accepted_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    stopped_on = models.DateField(null=True)  # the last day that counts: the clock stands while it waits or is on hold
    held_days = models.PositiveIntegerField(default=0)  # of the holds that have ended
    late_after = models.GeneratedField(
        expression=DaysLater("due_on", "held_days"), output_field=models.DateField(null=True), db_persist=True
    )

    objects = AssignmentQuerySet.as_manager()
    if TYPE_CHECKING:
        activities: RelatedManager[Activity]
        holds: RelatedManager[Hold]

    class Meta:
        ordering = ("duty__position", "part", "unit__position")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("duty", "unit"), condition=Q(origin=None), name="assignment_once"),
            models.UniqueConstraint(fields=("duty", "unit", "origin"), name="assignment_once_of_an_origin"),
            models.CheckConstraint(
                condition=Q(progress="done", done_on__isnull=False) | (~Q(progress="done") & Q(done_on=None)),
                name="assignment_done_on_a_day",
            ),
            models.CheckConstraint(
                condition=Q(progress__in=("submitted", "on_hold"), stopped_on__isnull=False)
                | (~Q(progress__in=("submitted", "on_hold")) & Q(stopped_on=None)),
                name="assignment_clock_stands",
            ),
            models.CheckConstraint(condition=~Q(progress__in=WHY) | ~Q(reason=""), name="assignment_says_why"),
            models.CheckConstraint(
                condition=Q(accepted_by=None) | ~Q(accepted_by=F("submitted_by")),
                name="assignment_accepted_by_another",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=("unit", "progress", "due_on"), name="assignment_by_unit")]

    def __str__(self) -> str:
        return f"{self.unit}: {self.duty}"


class Hold(models.Model):
    """Days on which an assignment was on hold, and why: the first day counts as held, the day it goes on does not."""

    assignment = models.ForeignKey(Assignment, on_delete=models.CASCADE, related_name="holds")
    starts_on = models.DateField()
    expected_on = models.DateField(null=True)  # when it should go on, as said at the start
    ends_on = models.DateField(null=True)
    reason = models.TextField()

    class Meta:
        ordering = ("starts_on", "id")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("assignment",), condition=Q(ends_on=None), name="hold_open_once"),
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")), name="hold_dates_in_order"
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="hold_says_why"),
        ]

    def __str__(self) -> str:
        return f"{self.starts_on} – {self.ends_on or ''}"


class Activity(models.Model):
    """Something done for an assignment, in the words of who did it. `token` makes a form sent twice count once.

    `before` is the state that it changed, kept so that who made the last change can undo it.
    """

    assignment = models.ForeignKey(Assignment, on_delete=models.CASCADE, related_name="activities")
    progress = models.CharField(max_length=12, choices=Assignment.Progress.choices)
    on = models.DateField()
    note = models.TextField(blank=True)
    at = models.DateTimeField()
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    token = models.UUIDField(unique=True, default=uuid.uuid4)
    before = models.JSONField(null=True, encoder=DjangoJSONEncoder)
    undone_at = models.DateTimeField(null=True)

    if TYPE_CHECKING:
        evidence: RelatedManager[Evidence]

    class Meta:
        ordering = ("-at", "-id")
        verbose_name_plural = "activities"
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(progress__in=WHY) | ~Q(note=""), name="activity_says_why"),
        ]

    def __str__(self) -> str:
        return f"{self.get_progress_display()} {self.on}"


class Evidence(models.Model):
    """A photo or file behind an activity."""

    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="evidence")
    file = models.FileField(upload_to=stored_evidence_name)
    original_name = models.CharField(max_length=255)
    content_type = models.CharField(max_length=100)
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64)

    class Meta:
        ordering = ("id",)
        verbose_name_plural = "evidence"

    def __str__(self) -> str:
        return self.original_name


class CalendarFeed(models.Model):
    """A secret address of a calendar: only its digest is kept, and a person has one that works at most of each kind.

    It holds what the person may see: all of it, or of that one unit's work or one programme's.
    """

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="calendar_feeds")
    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, null=True, related_name="+")
    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, null=True, related_name="+")
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
