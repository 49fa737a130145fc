"""What `lotrinh jobs` prints and does: the queue by state, the jobs that were given up, another attempt for one."""

from __future__ import annotations

import uuid
from collections.abc import Iterator

from django_tasks_db.compat import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from lotrinh.web import clock
from lotrinh.web.jobs import leases
from lotrinh.web.jobs.models import JobWorker, PeriodicJob

STATES = {
    TaskResultStatus.READY: "đang chờ",
    TaskResultStatus.RUNNING: "đang làm",
    TaskResultStatus.SUCCESSFUL: "đã xong",
    TaskResultStatus.FAILED: "đã bỏ",
}
SHOWN = 20  # of the jobs that were given up, the newest


def lines_about_jobs() -> Iterator[str]:
    """Yield what the queue holds, a line at a time."""
    for state, said in STATES.items():
        yield f"{said}: {DBTaskResult.objects.filter(status=state).count()}"
    now = clock.now()
    for worker in JobWorker.objects.all():
        silent = "" if worker.beat_at > now - leases.SILENCE else " (không còn trả lời)"
        yield f"tiến trình: {worker}{silent}"
    for job in PeriodicJob.objects.all():
        yield f"lặp lại: {job.task.rpartition('.')[2]}, lần tới {job.due_at:%Y-%m-%d %H:%M} UTC"
    for result in DBTaskResult.objects.failed().order_by("-finished_at")[:SHOWN]:
        why = result.exception_class_path.rpartition(".")[2]
        yield f"{result.id} {result.task_path.rpartition('.')[2]}: {why} sau {len(result.worker_ids)} lần"


def put_again(given: str) -> str | None:
    """Put a job that was given up back in the queue; return what is wrong with the identifier, if anything is."""
    try:
        job = DBTaskResult.objects.failed().filter(pk=uuid.UUID(given)).first()
    except ValueError:
        return f"“{given}” không phải là mã công việc; hãy chép mã mà lệnh jobs in ra."
    if job is None:
        return f"{given}: không có công việc đã bỏ nào mang mã này."
    leases.try_again(job, now=clock.now())
    return None
