"""The jobs of the queue itself."""

from __future__ import annotations

import datetime

from django_tasks import task
from django_tasks_db.models import DBTaskResult

from lotrinh.web import clock

KEPT = datetime.timedelta(days=14)  # what is done or given up stays as long to be looked at


@task()
def prune() -> None:
    """Take off the jobs that ended long ago."""
    DBTaskResult.objects.finished().filter(finished_at__lt=clock.now() - KEPT).delete()
