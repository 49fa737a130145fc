"""Reading inside another program: from many threads and processes at once, and stopped when the caller asks."""

from __future__ import annotations

import multiprocessing
import sys
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from pathlib import Path

import pytest

from lotrinh.documents.load import load
from lotrinh.errors import Cancelled
from lotrinh.plans.reader import read
from tests.core.test_limits import PDF
from tests.core.test_wire import TEXT


def answer(path: Path) -> str:
    return repr(read(path).to_json())


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    paths = []
    for n in range(12):
        paths.append(tmp_path / f"ke-hoach-{n}.txt")
        paths[-1].write_text(TEXT.replace("2026", str(2010 + n)), encoding="utf-8")
    return paths


def test_threads_and_processes_answer_as_one_after_the_other(files: list[Path]) -> None:
    alone = [answer(path) for path in files]
    with ThreadPoolExecutor(4) as threads:
        assert list(threads.map(answer, files)) == alone
    with ProcessPoolExecutor(2, mp_context=multiprocessing.get_context("spawn")) as processes:
        assert list(processes.map(answer, files)) == alone


def test_reading_stops_between_its_steps(files: list[Path]) -> None:
    answers: Iterator[bool] = iter([False, False, True])
    with pytest.raises(Cancelled, match=r"^ke-hoach-0\.txt: "):
        read(files[0], cancelled=lambda: next(answers))
    assert read(files[0], cancelled=lambda: False).sections


def test_child_that_reads_is_stopped_with_the_reading(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    hangs = tmp_path / "treo"
    hangs.write_text(f"#!/bin/sh\necho $$ > {tmp_path}/pid\nexec tail -f /dev/null\n")
    hangs.chmod(0o755)
    (tmp_path / "treo.pdf").write_bytes(PDF)
    monkeypatch.setattr(sys, "executable", str(hangs))
    with pytest.raises(Cancelled):
        load(tmp_path / "treo.pdf", cancelled=(tmp_path / "pid").exists)
    pid = (tmp_path / "pid").read_text().strip()
    assert not Path(f"/proc/{pid}").exists()
