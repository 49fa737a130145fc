"""The queue: what a fallen worker left is done again, what comes again comes once, what keeps failing is given up."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from django_tasks_db.compat import TaskResultStatus
from django_tasks_db.models import DBTaskResult
from pytest_django.fixtures import Settings
from typer.testing import CliRunner

from lotrinh.cli import app
from lotrinh.web import clock
from lotrinh.web.jobs import leases, tasks
from lotrinh.web.jobs.models import JobWorker, PeriodicJob
from lotrinh.web.jobs.periodic import enqueue_due
from lotrinh.web.jobs.worker import keep
from tests.web.builders import patient

pytestmark = pytest.mark.django_db
NOW = datetime.datetime(2026, 3, 2, 8, 0, tzinfo=datetime.UTC)
PRUNE = "lotrinh.web.jobs.tasks.prune"


@pytest.fixture(autouse=True)
def moment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: NOW)


def claimed(worker: str, *, times: int = 1) -> DBTaskResult[Any, Any]:
    """Return a job that a worker has begun, after so many attempts."""
    tasks.prune.enqueue()
    job = DBTaskResult.objects.get(status=TaskResultStatus.READY)
    job.worker_ids = ["before"] * (times - 1)
    job.claim(worker)
    return job


def test_what_a_fallen_worker_left_waits_for_its_next_attempt() -> None:
    leases.beat("living", host="a", pid=1, now=NOW)
    leases.beat("fallen", host="b", pid=2, now=NOW - leases.SILENCE - datetime.timedelta(seconds=1))
    held, left = claimed("living"), claimed("fallen")
    assert leases.reap(now=NOW) == 1
    held.refresh_from_db()
    left.refresh_from_db()
    assert held.status == TaskResultStatus.RUNNING
    assert (left.status, left.run_after) == (TaskResultStatus.READY, NOW + datetime.timedelta(minutes=1))
    assert not JobWorker.objects.filter(name="fallen").exists()
    assert leases.reap(now=NOW) == 0


def test_a_job_that_fells_its_worker_each_time_is_given_up() -> None:
    left = claimed("fallen", times=leases.ATTEMPTS)
    assert leases.reap(now=NOW) == 1
    left.refresh_from_db()
    assert (left.status, left.exception_class_path) == (TaskResultStatus.FAILED, leases.LOST)


def test_a_job_taken_by_another_meanwhile_is_left_alone() -> None:
    left = claimed("fallen")
    DBTaskResult.objects.filter(pk=left.pk).update(started_at=NOW, worker_ids=["fallen", "other"])
    assert not leases.put_back(left, now=NOW, error=leases.LOST)


def failing(*_: object) -> None:
    raise RuntimeError("no")


def test_a_job_that_fails_waits_longer_each_time_and_is_then_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(DBTaskResult, "set_successful", failing)
    waits = []
    for attempt in range(1, leases.ATTEMPTS + 1):
        job = DBTaskResult.objects.first() or claimed("w")
        if attempt > 1:
            job.claim("w")
        patient().run_task(job)
        job.refresh_from_db()
        waits.append((job.run_after - NOW).total_seconds() // 60 if job.status == TaskResultStatus.READY else None)
    assert waits == [1, 4, 16, 64, None]
    assert job.exception_class_path == "builtins.RuntimeError"


def test_what_comes_again_comes_once_also_after_an_outage(settings: Settings) -> None:
    settings.PERIODIC_JOBS = {PRUNE: 3600}
    assert enqueue_due(now=NOW) == [PRUNE]
    assert enqueue_due(now=NOW) == []
    assert enqueue_due(now=NOW + datetime.timedelta(hours=50)) == [PRUNE]
    assert enqueue_due(now=NOW + datetime.timedelta(hours=50)) == []
    assert DBTaskResult.objects.count() == 2


def test_what_the_settings_no_longer_name_comes_no_more() -> None:
    PeriodicJob.objects.create(task="lotrinh.gone", due_at=NOW)
    assert "lotrinh.gone" not in enqueue_due(now=NOW)
    assert not PeriodicJob.objects.filter(task="lotrinh.gone").exists()


def test_old_jobs_are_taken_off_and_new_ones_stay() -> None:
    for days in (1, 15):
        job = claimed("w")
        DBTaskResult.objects.filter(pk=job.pk).update(
            status=TaskResultStatus.SUCCESSFUL, finished_at=NOW - datetime.timedelta(days=days)
        )
    tasks.prune.call()
    assert DBTaskResult.objects.count() == 1


def test_a_worker_is_among_the_living_while_it_keeps() -> None:
    keep("w")
    assert [worker.name for worker in JobWorker.objects.all()] == ["w"]


def test_the_command_tells_what_the_queue_holds_and_tries_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("lotrinh.cli.start_web", lambda: None)
    job = claimed("fallen", times=leases.ATTEMPTS)
    leases.reap(now=NOW)
    said = CliRunner().invoke(app, ["jobs"]).output
    assert f"{job.pk} prune: WorkerLost sau 5 lần" in said
    assert "đã bỏ: 1" in said
    assert "đang chờ: 1" in CliRunner().invoke(app, ["jobs", "--retry", str(job.pk)]).output


@pytest.mark.parametrize("given", ["x", "00000000-0000-0000-0000-000000000000"])
def test_a_job_that_is_not_there_is_not_tried_again(given: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("lotrinh.cli.start_web", lambda: None)
    answer = CliRunner().invoke(app, ["jobs", "--retry", given])
    assert answer.exit_code == 1
    assert given in answer.output
