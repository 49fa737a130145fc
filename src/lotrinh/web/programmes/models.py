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
from lotrinh.web.programmes.activities.parts import ActivityParts, EvidenceParts
from lotrinh.web.programmes.calendar.models import CalendarFeed, Event, EventName
from lotrinh.web.programmes.evidence.models import HeldFile
from lotrinh.web.programmes.mergers.models import SplitAhead, SplitPlace
from lotrinh.web.programmes.queries import AssignmentQuerySet, DaysLater, EvidenceQuerySet, ProgrammeQuerySet
from lotrinh.web.programmes.unit_work.models import AttachedPlan, Question, WorkStep
from lotrinh.web.registry.models import Document
from lotrinh.web.registry.words import CHANNELS

if TYPE_CHECKING:
    from django_stubs_ext.db.models.manager import RelatedManager


__all__ = (
    "Activity",
    "Assignment",
    "AttachedPlan",
    "CalendarFeed",
    "Channel",
    "Duty",
    "Event",
    "EventName",
    "Evidence",
    "HeldFile",
    "Hold",
    "Programme",
    "Question",
    "SetAsideDuty",
    "SplitAhead",
    "SplitPlace",
    "Stage",
    "Theme",
    "WorkStep",
)
WHY = ("returned", "refused", "on_hold")  # states that nobody enters without a reason


def stored_evidence_name(_evidence: object, _name: str) -> str:
    """Return a name of our own: what a person called the file is never part of a path."""
    token = uuid.uuid4().hex
    return f"evidence/{token[:2]}/{token}"


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
    recurs_from = models.DateField(null=True)  # the first day of its occurrences; None until they are laid out
    recurs_until = models.DateField(null=True)
    support_phrases = models.JSONField(default=list)  # units to work with, as the plan words them
    deadline = models.JSONField(null=True)
    themes = models.ManyToManyField(Theme, related_name="duties")
    channels = models.ManyToManyField(Channel, related_name="duties")
    version = models.PositiveIntegerField(default=1)

    if TYPE_CHECKING:
        assignments: RelatedManager[Assignment]
        questions: RelatedManager[Question]

    class Meta:
        ordering = ("position",)
        verbose_name_plural = "duties"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(recurs_from=None, recurs_until=None)
                | (~Q(recurrence="") & Q(recurs_from__isnull=False, recurs_until__gte=F("recurs_from"))),
                name="duty_recurs_in_order",
            ),
        ]

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
    occurrence_on = models.DateField(null=True)  # which time of a duty that recurs; its deadline may be moved, this not
    part = models.CharField(max_length=10, choices=Part.choices)
    progress = models.CharField(max_length=12, choices=Progress.choices, default=Progress.NOT_STARTED)
    deadline = models.JSONField(null=True)
    deadline_event = models.ForeignKey(Event, on_delete=models.PROTECT, null=True, related_name="assignments_due")
    due_on = models.DateField(null=True)
    deliverable = models.TextField(blank=True)
    authority = models.TextField(blank=True)  # who decides on it; blank where nobody has said
    # Who says that it is done: a unit, a person, or, with neither, whoever oversees the programme.
    acceptor_unit = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, related_name="+")
    acceptor = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
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
        steps: RelatedManager[WorkStep]
        plans: RelatedManager[AttachedPlan]

    class Meta:
        ordering = ("duty__position", "part", "unit__position", "occurrence_on", "pk")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=("duty", "unit"), condition=Q(origin=None, occurrence_on=None), name="assignment_once"
            ),
            models.UniqueConstraint(
                fields=("duty", "unit", "origin"),
                condition=Q(occurrence_on=None),
                name="assignment_once_of_an_origin",
            ),
            models.UniqueConstraint(
                fields=("duty", "unit", "occurrence_on"), condition=Q(origin=None), name="occurrence_once"
            ),
            models.UniqueConstraint(
                fields=("duty", "unit", "origin", "occurrence_on"), name="occurrence_once_of_an_origin"
            ),
            models.CheckConstraint(
                condition=Q(acceptor=None) | Q(acceptor_unit=None), name="assignment_accepted_by_one_kind"
            ),
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
        indexes: ClassVar = [
            models.Index(fields=("unit", "progress", "due_on"), name="assignment_by_unit"),
            # All that a figure is counted from: counting reads the index and no row.
            models.Index(
                fields=("duty", "progress", "late_after", "stopped_on", "done_on", "due_on"),
                name="assignment_figures",
            ),
        ]

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


class Activity(ActivityParts):
    """Something done for an assignment, in the words of who did it, or a change of its state.

    `token` makes a form sent twice count once; `before` is the state that it changed, for who made the last change to
    undo it.
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
        indexes: ClassVar = [
            # All that a matrix counts of what stands: counting reads the index and no row.
            models.Index(
                fields=("assignment", "channel", "stage", "on"),
                condition=Q(is_told=True, withdrawn_at=None, undone_at=None),
                name="activity_standing",
            ),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(is_told=True) | ~Q(progress__in=WHY) | ~Q(note=""), name="activity_says_why"
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None, withdrawn_why="")
                | (Q(withdrawn_at__isnull=False) & ~Q(withdrawn_why="")),
                name="activity_withdrawn_with_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_progress_display()} {self.on}"


class Evidence(EvidenceParts):
    """A photo, file, link or document behind an activity: one of these."""

    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="evidence")
    file = models.FileField(upload_to=stored_evidence_name, blank=True)

    objects = EvidenceQuerySet.as_manager()

    class Meta:
        ordering = ("id",)
        verbose_name_plural = "evidence"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=(~Q(file="") & Q(link="", document=None))
                | (Q(file="", document=None) & ~Q(link=""))
                | Q(file="", link="", document__isnull=False)
                | Q(file="", link="", document=None, dropped_at__isnull=False),
                name="evidence_is_one_thing",
            ),
            models.CheckConstraint(
                condition=Q(removed_at=None, removed_by=None, removed_why="")
                | (Q(removed_at__isnull=False, removed_by__isnull=False) & ~Q(removed_why="")),
                name="evidence_removed_with_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return self.original_name or self.link or str(self.document)
