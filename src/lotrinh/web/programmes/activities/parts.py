"""What an activity and its evidence hold beside their keys, as abstract models.

A figure that nobody told is null, never 0: a sum says how many did not tell. Only `actions.py` and
`changes.py` here, and `actions.py`, `cleaning.py` and `tasks.py` of `evidence`, write these fields.
"""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from lotrinh.web.organisation.models import Person
from lotrinh.web.programmes.evidence.models import FileParts
from lotrinh.web.registry.models import Document

FIGURES = ("people", "copies", "minutes", "items")


class ActivityParts(models.Model):
    """Where and how something was done, and how much of it; `is_told` parts it from a mere change of state."""

    is_told = models.BooleanField(default=False)
    place = models.CharField(_("nơi làm"), max_length=300, blank=True, default="")
    channel = models.ForeignKey(
        "programmes.Channel", on_delete=models.SET_NULL, null=True, related_name="activities"
    )  # as chosen; null: as the duty has it
    stage = models.ForeignKey(
        "programmes.Stage", on_delete=models.SET_NULL, null=True, related_name="activities"
    )  # as chosen; null: the stage that its day lies in
    themes = models.ManyToManyField("programmes.Theme", related_name="activities")
    people = models.PositiveIntegerField(_("số người dự"), null=True)
    copies = models.PositiveIntegerField(_("số bản phát ra"), null=True)
    minutes = models.PositiveIntegerField(_("số phút phát thanh, truyền hình"), null=True)
    items = models.PositiveIntegerField(_("số tin, bài đã đăng"), null=True)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_why = models.TextField(blank=True, default="")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        abstract = True


class EvidenceParts(FileParts):
    """A file with what was found in it, or a link, or a document of the registry.

    What was removed keeps its row: `removed_…` say who, when and why; the file itself stays until `dropped_at`.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("đang kiểm tra an toàn")
        CLEAN = "clean", _("dùng được")
        REFUSED = "refused", _("bị từ chối vì chứa mã độc")

    state = models.CharField(max_length=8, choices=State.choices, default=State.CLEAN)
    thumbnail = models.CharField(max_length=200, blank=True, default="")  # where the small picture is kept
    link = models.URLField(max_length=500, blank=True, default="")
    document = models.ForeignKey(Document, on_delete=models.PROTECT, null=True, related_name="+")
    removed_at = models.DateTimeField(null=True)
    removed_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    removed_why = models.TextField(blank=True, default="")
    dropped_at = models.DateTimeField(null=True)  # when the file left the disk: harmful, or removed long enough ago

    class Meta:
        abstract = True
