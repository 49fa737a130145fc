"""What a unit adds below its work: steps of its own, its plan, and questions to the office.

Other files take these from `models.py`, which names every model of the app.
"""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from lotrinh.web.organisation.models import Person, Unit
from lotrinh.web.registry.models import Document


class WorkStep(models.Model):
    """A step that a unit plans below its work: whose it is, from when until when, done or not. No figure counts it."""

    assignment = models.ForeignKey("programmes.Assignment", on_delete=models.CASCADE, related_name="steps")
    position = models.PositiveIntegerField()
    title = models.CharField(_("bước"), max_length=300)
    starts_on = models.DateField(null=True)
    ends_on = models.DateField(null=True)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    done_on = models.DateField(null=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ("position", "id")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(starts_on=None) | Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
                name="step_dates_in_order",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class AttachedPlan(models.Model):
    """The plan that a unit made for its work: a document of the register, with all that holds for those."""

    assignment = models.ForeignKey("programmes.Assignment", on_delete=models.CASCADE, related_name="plans")
    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ("at", "id")
        constraints: ClassVar = [models.UniqueConstraint(fields=("assignment", "document"), name="plan_attached_once")]

    def __str__(self) -> str:
        return str(self.document)


class Question(models.Model):
    """A question about a duty, answered once for every unit that has it. `shows_unit`: others may see who asked."""

    duty = models.ForeignKey("programmes.Duty", on_delete=models.CASCADE, related_name="questions")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    shows_unit = models.BooleanField(default=True)
    text = models.TextField()
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    answer = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("-asked_at", "-id")
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(text=""), name="question_has_words"),
            models.CheckConstraint(
                condition=Q(answer="", answered_at=None, answered_by=None)
                | (~Q(answer="") & Q(answered_at__isnull=False, answered_by__isnull=False)),
                name="question_answered_whole",
            ),
            models.CheckConstraint(
                condition=Q(answered_at=None) | Q(withdrawn_at=None), name="question_answered_or_withdrawn"
            ),
        ]
        indexes: ClassVar = [models.Index(fields=("duty", "answered_at"), name="question_by_duty")]

    def __str__(self) -> str:
        return self.text[:80]
