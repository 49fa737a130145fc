"""Who works on jobs just now, and when what comes again is due. The jobs themselves are rows of django-tasks-db."""

from __future__ import annotations

from django.db import models


class JobWorker(models.Model):
    """A worker process: it lives as long as it beats."""

    name = models.CharField(max_length=64, unique=True)
    host = models.CharField(max_length=120)
    pid = models.PositiveIntegerField()
    started_at = models.DateTimeField()
    beat_at = models.DateTimeField(db_index=True)

    class Meta:
        ordering = ("name",)

    def __str__(self) -> str:
        return f"{self.host}:{self.pid}"


class PeriodicJob(models.Model):
    """A job that comes again: whoever moves `due_at` on puts it in the queue, so that it is there once."""

    task = models.CharField(max_length=200, unique=True)
    due_at = models.DateTimeField()

    class Meta:
        ordering = ("task",)

    def __str__(self) -> str:
        return self.task
