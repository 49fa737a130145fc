"""What is known of a file that somebody sent, and files that wait for a refused form to be sent again.

A waiting file is nobody's evidence and is shown to nobody: its name stands on the form of who sent it.
"""

from __future__ import annotations

from django.db import models

from lotrinh.web.organisation.models import Person


class FileParts(models.Model):
    """The type of a file by its content, and the hashes of what came and of what is kept."""

    original_name = models.CharField(max_length=255, blank=True)
    content_type = models.CharField(max_length=100, blank=True)
    size = models.PositiveBigIntegerField(default=0)
    sha256 = models.CharField(max_length=64, blank=True)
    sent_sha256 = models.CharField(max_length=64, blank=True, default="")  # of the bytes before the position was cut
    keeps_position = models.BooleanField(default=False)

    class Meta:
        abstract = True


class HeldFile(FileParts):
    """A file sent with a form that was refused, for who sent it."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    file = models.FileField()
    held_at = models.DateTimeField()

    class Meta:
        app_label = "programmes"
        ordering = ("id",)

    def __str__(self) -> str:
        return self.original_name
