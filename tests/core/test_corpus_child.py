"""The child that reads for a worker: its rows, its limits, and what its death costs."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from lotrinh.corpus import reading
from lotrinh.corpus.child import Child
from lotrinh.corpus.reading import answer_all, row_of
from lotrinh.corpus.rows import Row
from tests.core.folders import make_folder

# A reader that answers with its own number, and dies or hangs over files that are named so.
FAKE = """
import json, os, sys
for line in sys.stdin:
    path = json.loads(line)["path"]
    if "chết" in path or ("ốm" in path and not os.path.exists(path)):
        open(path, "w").close()
        os.kill(os.getpid(), 9)
    if "treo" in path:
        sys.stdin.read()
    print(f"ab\\t{os.getpid()}", flush=True)
"""


@contextmanager
def child(*, patience: float = 30, files: int = 100) -> Iterator[Child]:
    """Return the fake, and bury it."""
    fake = Child([sys.executable, "-c", FAKE], patience=patience, files=files)
    try:
        yield fake
    finally:
        fake.stop()


def error_of(row: Row) -> dict[str, str]:
    body = json.loads(row.line)
    assert body["answer"] is None
    error: dict[str, str] = body["error"]
    return error


def test_one_process_reads_file_after_file_and_is_replaced_at_last(tmp_path: Path) -> None:
    with child(files=2) as fake:
        first, second, third = (fake.read(tmp_path, f"{name}.txt").line for name in "abc")
    assert first == second
    assert third != second


def test_a_file_that_kills_costs_its_own_row(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with child() as fake:
        row = fake.read(tmp_path, "chết.txt")
        after = fake.read(tmp_path, "sau.txt")
    error = error_of(row)
    assert error["code"] == "reader_killed"
    assert error["message"].startswith("chết.txt: ")
    assert after.sha256 == "ab"


def test_a_death_that_was_not_the_files_fault_is_tried_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with child() as fake:
        assert fake.read(tmp_path, "ốm.txt").sha256 == "ab"


def test_a_file_that_hangs_is_stopped(tmp_path: Path) -> None:
    with child(patience=0.2) as fake:
        assert error_of(fake.read(tmp_path, "treo.txt"))["code"] == "too_slow"


def test_the_real_child_reads_and_names_what_it_cannot(tmp_path: Path) -> None:
    [path] = make_folder(tmp_path, count=1)
    (tmp_path / "rỗng.txt").touch()
    real = Child()
    try:
        good, empty = real.read(tmp_path, path), real.read(tmp_path, "rỗng.txt")
    finally:
        real.stop()
    assert good == row_of(tmp_path, path)
    assert json.loads(good.line)["answer"]["header"]["code"]["value"] == "1/KH-UBND"
    assert error_of(empty)["code"] == "empty_file"


def test_a_mistake_of_ours_costs_one_row_and_tells_no_text(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(path: Path, *, name: str) -> None:
        raise KeyError("lời của văn bản")

    monkeypatch.setattr(reading, "read", broken)
    [path] = make_folder(tmp_path, count=1)
    error = error_of(row_of(tmp_path, path))
    assert error["code"] == "reader_failed"
    assert "KeyError" in error["message"]
    assert "lời của văn bản" not in error["message"]


def test_questions_are_answered_line_by_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "allow", lambda _: None)  # the limits of the test's own process stay
    paths = make_folder(tmp_path, count=2)
    questions = b"".join(json.dumps({"folder": str(tmp_path), "path": path}).encode() + b"\n" for path in paths)
    answers = io.BytesIO()
    answer_all(io.BytesIO(questions), answers)
    lines = [line.partition(b"\t")[2] for line in answers.getvalue().splitlines()]
    assert lines == [row_of(tmp_path, path).line for path in paths]


def test_a_name_that_is_not_utf8_is_spelt_out(tmp_path: Path) -> None:
    row = row_of(tmp_path, "k\udce9.txt")
    assert json.loads(row.line)["path"] == "k\\udce9.txt"
    assert row.path == "k\udce9.txt"
