"""What comes again by itself: the tasks that the settings name, each put in the queue once when it is due.

After an outage a job that is due comes once, not once for each time that it missed.
"""

from __future__ import annotations

import datetime

from django.conf import settings
from django.db import transaction
from django.utils.module_loading import import_string

from lotrinh.web.jobs.models import PeriodicJob


def enqueue_due(*, now: datetime.datetime) -> list[str]:
    """Put what is due in the queue and return the names. Safe from several workers at once."""
    known = {job.task: job for job in PeriodicJob.objects.all()}
    put = []
    for task, seconds in settings.PERIODIC_JOBS.items():
        job = known.get(task) or PeriodicJob.objects.get_or_create(task=task, defaults={"due_at": now})[0]
        if job.due_at <= now and move_on(job, to=now + datetime.timedelta(seconds=seconds)):
            put.append(task)
    PeriodicJob.objects.exclude(task__in=settings.PERIODIC_JOBS).delete()
    return put


@transaction.atomic
def move_on(job: PeriodicJob, *, to: datetime.datetime) -> bool:
    """Say when a job is due next and put it in the queue, both or neither; False where another worker was first."""
    if not PeriodicJob.objects.filter(pk=job.pk, due_at=job.due_at).update(due_at=to):
        return False
    import_string(job.task).enqueue()
    return True
