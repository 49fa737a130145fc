"""Workers that die, are unfit or stand elsewhere: what a run makes of them."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from distributed import KilledWorker
from distributed.client import FutureCancelledError

from lotrinh.corpus.cluster import GONE, QUICK, TOGETHER, batches_of, lost, rows_of
from lotrinh.corpus.reading import row_of
from lotrinh.corpus.work import own_version, read_batch
from lotrinh.documents.load import READERS
from lotrinh.errors import CannotRun
from tests.core.folders import make_folder

COMMAND = [sys.executable, "-m", "lotrinh.cli", "corpus"]


def future(status: str, outcome: Any = None) -> Any:
    """Return what stands for a finished task."""

    def result() -> Any:
        if isinstance(outcome, Exception):
            raise outcome
        return outcome

    return SimpleNamespace(status=status, result=result)


@pytest.mark.parametrize(
    "gone",
    [
        future("lost"),
        future("error", KilledWorker("read", None, 4)),
        future("finished", FutureCancelledError("read", "lost")),
    ],
    ids=["answer went with its worker", "workers died under it", "died while it was fetched"],
)
def test_files_of_a_lost_worker_are_to_be_read_again(gone: Any) -> None:
    assert rows_of(gone) is None


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        (future("cancelled", FutureCancelledError("read", GONE)), "Mất liên lạc"),
        (future("error", ModuleNotFoundError("lotrinh")), "cùng phiên bản"),
        (future("error", CannotRun("câu của máy đọc")), "câu của máy đọc"),
    ],
    ids=["scheduler gone", "not installed there", "unfit"],
)
def test_what_no_further_try_mends_ends_the_run(wrong: Any, words: str) -> None:
    with pytest.raises(CannotRun, match=words):
        rows_of(wrong)


def test_an_unfit_machine_reads_nothing(tmp_path: Path) -> None:
    paths = tuple(make_folder(tmp_path, count=1))
    with pytest.raises(CannotRun, match="cùng một phiên bản"):
        read_batch(str(tmp_path), paths, "0.0.0")
    with pytest.raises(CannotRun, match="không thấy thư mục"):
        read_batch(str(tmp_path / "nơi khác"), paths, own_version())


def test_a_file_under_which_workers_go_down_is_a_row(tmp_path: Path) -> None:
    [path] = make_folder(tmp_path, count=1)
    row = lost(tmp_path, path)
    assert row.sha256 == row_of(tmp_path, path).sha256
    assert b'"code":"worker_lost"' in row.line


def test_each_file_is_in_one_task_and_slow_ones_alone() -> None:
    paths = [f"{number}{ending}" for number in range(50) for ending in READERS]
    batches = [batch.paths for batch in batches_of(paths, threads=2)]
    assert sorted(path for batch in batches for path in batch) == sorted(paths)
    assert {len(batch) for batch in batches if not batch[0].endswith(QUICK)} == {1}
    assert max(map(len, batches)) == TOGETHER
    assert max(len(batch.paths) for batch in batches_of(paths[:5], threads=2)) == 1  # of few files all workers get some


def workers_of(pid: int) -> list[int]:
    """Return the worker processes of a run."""
    found = []
    for place in Path("/proc").glob("[0-9]*"):
        try:
            is_ours = f"PPid:\t{pid}\n" in (place / "status").read_text(encoding="utf-8")
            is_worker = b"spawn_main" in (place / "cmdline").read_bytes()
        except OSError:
            continue  # it has just ended
        if is_ours and is_worker:
            found.append(int(place.name))
    return found


@pytest.mark.long
def test_a_run_outlives_its_workers(tmp_path: Path) -> None:
    make_folder(tmp_path / "in", count=60, lines=800)
    out = tmp_path / "a.jsonl"
    words = [str(tmp_path / "in"), "--out", str(out), "--workers", "2"]
    running = subprocess.Popen([*COMMAND, *words], stderr=subprocess.PIPE, encoding="utf-8")
    assert running.stderr is not None
    killed = 0
    with running, running.stderr:
        for line in running.stderr:
            if killed < 2 and line.startswith("Đã đọc"):
                os.kill(workers_of(running.pid)[0], signal.SIGKILL)
                killed += 1
    assert (running.returncode, killed) == (0, 2)
    lines = out.read_bytes().splitlines()
    assert len(lines) == 60
    assert [line for line in lines if b'"error":null' not in line] == []
    assert (tmp_path / "a.jsonl.journal").read_bytes().count(b"\n") == 61


@contextmanager
def started(*words: str, until: str) -> Iterator[str]:
    """Run a program of dask's; give the line by which it says that it is there."""
    command = [sys.executable, "-m", "dask", *words, "--no-dashboard"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, encoding="utf-8") as running:
        assert running.stderr is not None
        try:
            yield next(line for line in running.stderr if until in line)
        finally:
            running.kill()


def test_a_scheduler_elsewhere_gives_the_same_bytes(tmp_path: Path) -> None:
    paths = make_folder(tmp_path / "in", count=9)
    out = tmp_path / "a.jsonl"
    with started("scheduler", "--host", "127.0.0.1", "--port", "0", until="Scheduler at:") as line:
        address = line.split()[-1]
        place = ["--local-directory", str(tmp_path)]
        with started("worker", address, "--nthreads", "2", "--no-nanny", *place, until="Registered to:"):
            words = [str(tmp_path / "in"), "--out", str(out), "--scheduler", address]
            subprocess.run([*COMMAND, *words], check=True, capture_output=True)
    assert out.read_bytes().splitlines() == [row_of(tmp_path / "in", path).line for path in paths]
