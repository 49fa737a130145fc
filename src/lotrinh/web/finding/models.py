"""What is found: an entry for each text of another app, and how far the index of words follows the changes.

Everything here can be made anew from the other apps, so backups leave it out. The words themselves stand in a table
that each database keeps in its own way; only `index.py` touches it.
"""

from __future__ import annotations

import datetime
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

DAYS, KINDS, OBJECTS, PLACES = 1 << 20, 1 << 3, 1 << 28, 1 << 12  # how many of each a key of 63 bits has room for


class Entry(models.Model):
    """A text that can be found. Its key says its kind and day: of a kind the newest are the largest, on every database.

    `object_id` is what its door asks for: of a section its document, of an activity its assignment.
    """

    class Kind(models.IntegerChoices):
        DOCUMENT = 0, _("Văn bản")
        SECTION = 1, _("Mục của văn bản")
        PROGRAMME = 2, _("Chương trình")
        DUTY = 3, _("Nhiệm vụ")
        ASSIGNMENT = 4, _("Việc đã giao")
        ACTIVITY = 5, _("Hoạt động")
        UNIT = 6, _("Đơn vị")

    id = models.BigIntegerField(primary_key=True)
    kind = models.PositiveSmallIntegerField(choices=Kind.choices)
    object_id = models.BigIntegerField()
    day = models.DateField(null=True)
    title = models.TextField()
    text = models.TextField(blank=True)
    anchor = models.BigIntegerField(null=True)  # where a section begins; the programme of work

    class Meta:
        ordering = ("-id",)
        verbose_name_plural = "entries"
        indexes: ClassVar = [models.Index(fields=("kind", "object_id"), name="entry_by_object")]

    def __str__(self) -> str:
        return self.title


def key_of(kind: int, object_id: int, place: int, day: datetime.date | None) -> int:
    """Return the key of an entry: kind, day, object and place in it, one behind the other.

    Raises:
        OverflowError: there are more objects, or places in one, than a key has room for.
    """
    if object_id >= OBJECTS or place >= PLACES:
        raise OverflowError(f"no key for place {place} of object {object_id}")
    ordinal = min(day.toordinal(), DAYS - 1) if day else 0  # a year beyond 2870 is a slip of the pen
    return ((kind * DAYS + ordinal) * OBJECTS + object_id) * PLACES + place


def keys_of(kind: int) -> tuple[int, int]:
    """Return the first and the last key that entries of a kind can have."""
    size = DAYS * OBJECTS * PLACES
    return kind * size, (kind + 1) * size - 1


class Follower(models.Model):
    """How far the index follows: the one row is made when it is built, and held by whoever writes to it."""

    form = models.PositiveSmallIntegerField()  # of the tokens: another form asks for building anew
    last_change = models.BigIntegerField()  # key of the last row of the record of changes that was looked at
    last_digest = models.CharField(max_length=64)  # and its digest: in a record put back from a backup it is another
    read_until = models.DateTimeField()  # documents read before this moment were looked at

    def __str__(self) -> str:
        return f"{self.last_change}"
