"""The process that does the jobs, and a thread beside it that beats, puts back what fell, starts what comes again."""

from __future__ import annotations

import logging
import os
import platform
import threading
import uuid
from typing import Any

from django.db import DatabaseError, close_old_connections, connection
from django_tasks_db.compat import TaskResultStatus
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult

from lotrinh.web import clock
from lotrinh.web.jobs import leases
from lotrinh.web.jobs.periodic import enqueue_due

logger = logging.getLogger(__name__)


class PatientWorker(Worker):
    """A worker that lets a job that fell wait for another attempt."""

    def run_task(self, db_task_result: DBTaskResult[Any, Any]) -> None:
        """Run one job."""
        super().run_task(db_task_result)
        if db_task_result.status == TaskResultStatus.FAILED:
            leases.put_back(db_task_result, now=clock.now(), error=db_task_result.exception_class_path)


class Keeper(threading.Thread):
    """Keeps the worker's name among the living, and the queue in order."""

    def __init__(self, name: str) -> None:
        super().__init__(name="keeper", daemon=True)
        self.worker = name
        self.ended = threading.Event()

    def run(self) -> None:
        """Keep until told to end; a database that is away for a while ends nothing."""
        while True:
            try:
                keep(self.worker)
            except DatabaseError as error:
                logger.warning("the queue was not kept: %s", type(error).__name__)
            if self.ended.wait(leases.BEAT):
                connection.close()
                return
            close_old_connections()

    def end(self) -> None:
        """Stop keeping."""
        self.ended.set()
        self.join(leases.BEAT)


def keep(name: str) -> None:
    """Beat once, put back what fell, and start what is due."""
    now = clock.now()
    leases.beat(name, host=platform.node()[:120], pid=os.getpid(), now=now)
    put_back = leases.reap(now=now)
    if put_back:
        logger.warning("put back %s jobs of workers that are gone", put_back)
    for task in enqueue_due(now=now):
        logger.info("due: %s", task)


def work(*, interval: float, batch: bool) -> None:
    """Do jobs until a signal says to end, or with `batch` until none is left."""
    name = uuid.uuid4().hex
    keep(name)  # before the first job is claimed in this name
    worker = PatientWorker(
        queue_names=["*"],
        interval=interval,
        batch=batch,
        backend_name="default",
        startup_delay=False,
        max_tasks=None,
        worker_id=name,
        excluded_queue_names=[],
    )
    worker.configure_signals()
    keeper = Keeper(name)
    keeper.start()
    try:
        worker.run()
    finally:
        keeper.end()
        leases.leave(name)
