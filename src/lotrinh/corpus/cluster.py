"""Workers on this machine or behind a scheduler on the network, and files handed to them a few at a time."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import CancelledError
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import NamedTuple

import dask
from distributed import Client, Future, KilledWorker, LocalCluster, Security, as_completed

from lotrinh.corpus.rows import Row, error_row, sha256_of, shown
from lotrinh.corpus.work import own_version, read_batch
from lotrinh.errors import CannotRun

AHEAD = 4  # tasks in flight for each thread: enough that none waits, few enough that answers never fill the memory
TOGETHER = 8  # quick files in one task: handing over costs as much as a third of reading one
QUICK = (".txt", ".md", ".html", ".htm", ".docx")
LOOK = 64  # tasks between two looks at how many workers there are
REACHED = 5  # seconds to reach a scheduler
MANNED = 30  # seconds for a first worker to be there
GONE = "scheduler-connection-lost"  # why the library gives tasks up; its other reasons end one task only
TRIES = 3  # a file under which workers went down may be the cause, or may have stood beside it


@contextmanager
def workers_here(count: int) -> Iterator[Client]:
    """Start workers on this machine; all of it is closed to other users of the machine."""
    quiet()
    with (
        LocalCluster(
            n_workers=count,
            threads_per_worker=1,
            processes=True,
            host="127.0.0.1",
            dashboard_address=None,
            security=Security.temporary(),
            silence_logs=logging.CRITICAL,
            preload=["lotrinh.corpus.work"],
        ) as cluster,
        Client(cluster) as client,
    ):
        yield client


@contextmanager
def workers_at(address: str) -> Iterator[Client]:
    """Use the workers of a scheduler that runs already.

    Raises:
        CannotRun: it is not reached, or has no workers.
    """
    quiet()
    try:
        client = Client(address, timeout=REACHED)
    except (OSError, ValueError, TypeError, RuntimeError) as error:
        raise CannotRun(
            f"{address}: không nối được với bộ điều phối; hãy kiểm tra địa chỉ và xem “dask scheduler” có đang chạy."
        ) from error
    with client:
        try:
            client.wait_for_workers(1, timeout=MANNED)
        except TimeoutError as error:
            raise CannotRun(
                f"{address}: bộ điều phối chưa có máy đọc nào; hãy chạy “dask worker {address}”."
            ) from error
        yield client


def quiet() -> None:
    """Keep the library's own log off the error stream: what a person needs is said by us."""
    dask.config.set({"logging": {"distributed": "critical", "distributed.client": "critical"}})
    for name in ("distributed", "distributed.client", "distributed.nanny", "distributed.scheduler", "tornado"):
        logging.getLogger(name).setLevel(logging.CRITICAL)


class Batch(NamedTuple):
    """Files that one task reads."""

    paths: tuple[str, ...]
    tries: int = 0


def batches_of(paths: Sequence[str], *, threads: int) -> Iterator[Batch]:
    """Yield the files as tasks: some at a time where each takes milliseconds, alone where it may take minutes.

    >>> [batch.paths for batch in batches_of(["1.txt", "2.pdf", "3.txt"] * 3, threads=1)]
    [('2.pdf',), ('1.txt', '3.txt'), ('2.pdf',), ('1.txt', '3.txt'), ('2.pdf',), ('1.txt', '3.txt')]
    """
    most = min(TOGETHER, max(1, len(paths) // (AHEAD * threads)))  # of few files, each worker gets some
    quick: list[str] = []
    for path in paths:
        if not path.lower().endswith(QUICK):
            yield Batch((path,))
            continue
        quick.append(path)
        if len(quick) == most:
            yield Batch(tuple(quick))
            quick.clear()
    if quick:
        yield Batch(tuple(quick))


def read_all(client: Client, folder: Path, paths: Sequence[str]) -> Iterator[Row]:
    """Yield the row of each file as it comes, in any order.

    Raises:
        CannotRun: a worker is not fit for this run, or the scheduler is gone.
    """
    window = AHEAD * threads_of(client)
    waiting = batches_of(paths, threads=window // AHEAD)
    flying: dict[Future, Batch] = {}
    done = as_completed()

    def send(batches: Iterable[Batch]) -> None:
        for batch in batches:
            future = client.submit(read_batch, str(folder), batch.paths, own_version(), pure=False)
            flying[future] = batch
            done.add(future)

    send(islice(waiting, window))
    for finished, future in enumerate(done, 1):
        batch = flying.pop(future)
        rows = rows_of(future)
        if rows is not None:
            yield from rows
        elif batch.tries + 1 < TRIES:
            send(Batch((path,), batch.tries + 1) for path in batch.paths)
        else:
            yield from (lost(folder, path) for path in batch.paths)
        if finished % LOOK == 0:
            window = AHEAD * threads_of(client)  # workers come and go
        send(islice(waiting, max(0, window - len(flying))))


def threads_of(client: Client) -> int:
    """Ask the scheduler how many files can be read at once."""
    workers = client.scheduler_info(n_workers=-1)["workers"].values()
    threads = sum(int(worker["nthreads"]) for worker in workers)
    return max(1, threads)


def rows_of(future: Future) -> list[Row] | None:
    """Return the rows of a finished task, or None where the worker that had it went down.

    Raises:
        CannotRun: the worker is not fit for this run, or the scheduler is gone.
    """
    if future.status == "lost":
        return None
    try:
        rows: list[Row] = future.result()
    except KilledWorker:
        return None
    except CancelledError as error:
        if getattr(error, "reason", None) != GONE:
            return None
        raise CannotRun("Mất liên lạc với bộ điều phối; hãy chạy lại đúng lệnh này để đọc tiếp.") from error
    except (ImportError, RuntimeError) as error:
        raise CannotRun(
            f"Máy đọc hoặc bộ điều phối không chạy được việc đọc ({type(error).__name__}); "
            "hãy cài cùng phiên bản lotrinh[corpus] trên mọi máy rồi chạy lại."
        ) from error
    return rows


def lost(folder: Path, path: str) -> Row:
    """Return the row of a file under which worker after worker went down."""
    message = f"{shown(Path(path).name)}: máy đọc dừng đột ngột nhiều lần khi đọc tệp này; hãy lưu lại tệp rồi thử lại."
    return error_row(path, sha256_of(folder / path), code="worker_lost", message=message)
