"""Tells a job on a document that is slow from one that nobody works on any more: by how long ago it beat."""

from __future__ import annotations

import datetime

from django.conf import settings
from django.db.models import Q

from lotrinh.web import clock
from lotrinh.web.registry.models import Judging, Reading


def lease_began() -> datetime.datetime:
    """Return the moment before which the last beat of a dead job lies."""
    return clock.now() - datetime.timedelta(seconds=settings.READING_LEASE_SECONDS)


def claimable() -> Q:
    """Return which jobs a run may claim: one that waits, and one that a fallen worker left."""
    left = Q(state=Reading.State.RUNNING) & (Q(heartbeat_at=None) | Q(heartbeat_at__lt=lease_began()))
    return Q(state=Reading.State.QUEUED) | left  # of both kinds of jobs, as below


def is_dead(job: Reading | Judging) -> bool:
    """Say whether nobody has worked on a job that waits or runs for longer than its lease."""
    return is_under_way(job) and (job.heartbeat_at or job.queued_at) < lease_began()


def is_under_way(job: Reading | Judging) -> bool:
    """Say whether a job waits or runs, dead or alive."""
    return job.state in (Reading.State.QUEUED, Reading.State.RUNNING)
