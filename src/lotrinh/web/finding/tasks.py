"""The job that keeps what is found true; it comes again by itself, as the settings say."""

from __future__ import annotations

from django_tasks import task

from lotrinh.web.finding import following


@task()
def follow() -> None:
    """Index what changed since the last time."""
    following.follow()
