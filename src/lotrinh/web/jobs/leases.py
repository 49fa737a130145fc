"""Which jobs a fallen worker left, and what becomes of them: done again after a while, given up after some attempts.

A job may so run twice; every job here is written to bear that.
"""

from __future__ import annotations

import datetime
from typing import Any

from django_tasks_db.compat import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from lotrinh.web.jobs.models import JobWorker

BEAT = 10.0  # seconds between two beats of a worker
SILENCE = datetime.timedelta(seconds=60)  # a worker that has not beaten for so long is gone
ATTEMPTS = 5
FIRST_WAIT = datetime.timedelta(minutes=1)  # before the second attempt; four times as long before each one after it
LOST = "lotrinh.web.jobs.WorkerLost"  # what is noted where the worker fell, in place of an error's class


def wait_after(attempts: int) -> datetime.timedelta:
    """Return how long a job waits after so many attempts.

    >>> [wait_after(n).seconds // 60 for n in (1, 2, 3, 4)]
    [1, 4, 16, 64]
    """
    return FIRST_WAIT * int(4 ** (attempts - 1))


def beat(name: str, *, host: str, pid: int, now: datetime.datetime) -> None:
    """Tell that a worker lives."""
    new = {"host": host, "pid": pid, "started_at": now, "beat_at": now}
    JobWorker.objects.update_or_create(name=name, defaults={"beat_at": now}, create_defaults=new)


def leave(name: str) -> None:
    """Take a worker off that ends in order."""
    JobWorker.objects.filter(name=name).delete()


def reap(*, now: datetime.datetime) -> int:
    """Put back what workers left that are gone; return how many jobs. Safe from several workers at once."""
    JobWorker.objects.filter(beat_at__lt=now - SILENCE).delete()
    living = set(JobWorker.objects.values_list("name", flat=True))
    left = [job for job in DBTaskResult.objects.running() if not job.worker_ids or job.worker_ids[-1] not in living]
    return sum(put_back(job, now=now, error=LOST) for job in left)


def put_back(job: DBTaskResult[Any, Any], *, now: datetime.datetime, error: str) -> bool:
    """Let a job that fell wait for its next attempt, or give it up; False where somebody else has seen to it."""
    attempts = len(job.worker_ids)
    same = DBTaskResult.objects.filter(pk=job.pk, status=job.status, started_at=job.started_at)
    if attempts >= ATTEMPTS:
        return bool(same.update(status=TaskResultStatus.FAILED, finished_at=now, exception_class_path=error))
    return bool(same.update(status=TaskResultStatus.READY, finished_at=None, run_after=now + wait_after(attempts)))


def try_again(job: DBTaskResult[Any, Any], *, now: datetime.datetime) -> None:
    """Put a job that was given up back in the queue, with all its attempts before it."""
    DBTaskResult.objects.filter(pk=job.pk, status=TaskResultStatus.FAILED).update(
        status=TaskResultStatus.READY,
        worker_ids=[],
        run_after=now,
        finished_at=None,
        traceback="",
        exception_class_path="",
    )
