"""Documents as uploaded, one reading of each by a job, and the facts that a clerk mends.

The reader's answer is kept untouched in `Reading.answer`; what people change lives in `Fact` rows, so that both the
words of the machine and the words of the office can be told apart for ever.
"""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, ClassVar

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from lotrinh.checks.rules_version import LONGEST
from lotrinh.web.organisation.models import Person, Unit
from lotrinh.web.registry.queries import DocumentQuerySet, FactQuerySet, ReadingQuerySet

if TYPE_CHECKING:
    from django_stubs_ext.db.models.manager import RelatedManager


def stored_name(_document: object, _name: str) -> str:
    """Return a name of our own: what a person called the file is never part of a path."""
    token = uuid.uuid4().hex
    return f"documents/{token[:2]}/{token}"


class Document(models.Model):
    """An uploaded document of a body; confirmed once, and then a programme stands on it."""

    owner = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="documents")
    file = models.FileField(upload_to=stored_name)
    original_name = models.CharField(max_length=255)
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64)
    uploaded_at = models.DateTimeField()
    uploaded_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    code = models.CharField(max_length=60, blank=True)
    subject = models.TextField(blank=True)
    confirmed_at = models.DateTimeField(null=True)
    confirmed_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    version = models.PositiveIntegerField(default=1)

    objects = DocumentQuerySet.as_manager()
    if TYPE_CHECKING:
        facts: RelatedManager[Fact]
        pages: RelatedManager[Page]
        reading: Reading

    class Meta:
        ordering = ("-uploaded_at", "-id")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(confirmed_at=None, confirmed_by=None)
                | Q(confirmed_at__isnull=False, confirmed_by__isnull=False),
                name="document_confirmed_by_somebody",
            ),
            models.UniqueConstraint(fields=("owner", "sha256"), name="document_once_in_a_unit"),
        ]

    def __str__(self) -> str:
        return self.subject or self.original_name

    def get_absolute_url(self) -> str:
        return reverse("document", args=[self.pk])

    @property
    def is_confirmed(self) -> bool:
        return self.confirmed_at is not None


class Attempts(models.Model):
    """How far a job on a document is, attempt by attempt. `heartbeat_at` tells a slow one from a dead one."""

    attempt = models.PositiveIntegerField(default=1)
    queued_at = models.DateTimeField()
    heartbeat_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)
    error = models.TextField(blank=True)

    class Meta:
        abstract = True


class Reading(Attempts):
    """The job that reads a document, what it read, and what the rules found in it when it was last judged."""

    class State(models.TextChoices):
        QUEUED = "queued", _("Đang chờ đọc")
        RUNNING = "running", _("Đang đọc")
        DONE = "done", _("Đã đọc")
        FAILED = "failed", _("Không đọc được")

    document = models.OneToOneField(Document, on_delete=models.CASCADE, related_name="reading")
    state = models.CharField(max_length=10, choices=State.choices, default=State.QUEUED)
    step = models.CharField(max_length=60, blank=True)
    percent = models.PositiveSmallIntegerField(default=0)
    text = models.TextField(blank=True)
    answer = models.JSONField(null=True)
    findings = models.JSONField(null=True)  # on the words of the answer; None: not judged
    judged_at = models.DateTimeField(null=True)
    rules = models.CharField(max_length=LONGEST, blank=True)  # which it was judged by; "": before their name was kept

    objects = ReadingQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(percent__lte=100), name="reading_percent"),
            models.CheckConstraint(
                condition=~Q(state="done") | Q(answer__isnull=False), name="reading_done_has_answer"
            ),
            models.CheckConstraint(
                condition=Q(judged_at=None) | Q(findings__isnull=False), name="reading_judged_has_findings"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.document}: {self.get_state_display()}"


class Judging(Attempts):
    """The job that judges a document again by today's rules; its findings take the place of the reading's."""

    class State(models.TextChoices):
        QUEUED = "queued", _("Đang chờ kiểm tra")
        RUNNING = "running", _("Đang kiểm tra")
        DONE = "done", _("Đã kiểm tra")
        FAILED = "failed", _("Không kiểm tra được")

    document = models.OneToOneField(Document, on_delete=models.CASCADE, related_name="judging")
    state = models.CharField(max_length=10, choices=State.choices, default=State.QUEUED)

    def __str__(self) -> str:
        return f"{self.document}: {self.get_state_display()}"


class Page(models.Model):
    """A printed page of a document: its size in points, and where the words of the text stand on it.

    `words` holds a list for each word: start and end in the text, then left, top, right and bottom in points.
    """

    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="pages")
    number = models.PositiveSmallIntegerField()
    width = models.FloatField()
    height = models.FloatField()
    words = models.JSONField()

    class Meta:
        ordering = ("number",)
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("document", "number"), name="page_once_in_a_document"),
            models.CheckConstraint(condition=Q(number__gte=1, width__gt=0, height__gt=0), name="page_has_a_size"),
        ]

    def __str__(self) -> str:
        return f"{self.document}: {self.number}"


class Fact(models.Model):
    """One fact of a document in the contract's shape, as read or as a person mended it.

    `data` is the object of `lotrinh.plan/1` without its span. A deleted fact stays, marked, so that the history holds.
    """

    class Kind(models.TextChoices):
        HEADER = "header", _("Phần đầu")
        CITATION = "citation", _("Văn bản viện dẫn")
        STAGE = "stage", _("Giai đoạn")
        THEME = "theme", _("Nội dung")
        CHANNEL = "channel", _("Hình thức")
        DUTY = "duty", _("Nhiệm vụ")
        RECIPIENT = "recipient", _("Nơi nhận")
        SIGNATURE = "signature", _("Chữ ký")

    class Origin(models.TextChoices):
        READ = "read", _("Máy đọc")
        MENDED = "mended", _("Đã sửa")
        ADDED = "added", _("Thêm tay")

    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="facts")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    position = models.PositiveIntegerField()
    data = models.JSONField()
    span_start = models.PositiveIntegerField()
    span_end = models.PositiveIntegerField()
    origin = models.CharField(max_length=10, choices=Origin.choices, default=Origin.READ)
    is_deleted = models.BooleanField(default=False)
    version = models.PositiveIntegerField(default=1)
    changed_at = models.DateTimeField(null=True)
    changed_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")

    objects = FactQuerySet.as_manager()

    class Meta:
        ordering = ("kind", "position", "id")
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(span_start__lt=F("span_end")), name="fact_has_words"),
            models.CheckConstraint(
                condition=Q(changed_at=None, changed_by=None) | Q(changed_at__isnull=False, changed_by__isnull=False),
                name="fact_changed_by_somebody",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=("document", "kind"), name="fact_by_document")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.position}"
