"""The journal of a run: nothing lost, nothing twice, whatever is torn."""

from __future__ import annotations

import fcntl
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lotrinh.corpus.journal import Journal
from lotrinh.corpus.rows import Row
from lotrinh.errors import CannotRun

NAMES = st.text(st.characters(exclude_categories=[]), min_size=1, max_size=12)
LINES = st.binary(max_size=40).map(lambda data: data.replace(b"\n", b""))
ROWS = st.lists(st.builds(Row, NAMES, st.none() | st.just("ab" * 32), LINES), max_size=8)


def kept(path: Path) -> dict[str, tuple[str | None, bytes]]:
    """Open a journal again and return all that it has."""
    with Journal(path, version="1") as journal:
        return {name: (place.sha256, journal.line(name)) for name, place in journal.places.items()}


@given(rows=ROWS)
def test_what_was_added_is_there_again(rows: list[Row], tmp_path_factory: pytest.TempPathFactory) -> None:
    path = tmp_path_factory.mktemp("journal") / "j"
    with Journal(path, version="1") as journal:
        for row in rows:
            journal.add(row)
            assert journal.line(row.path) == row.line
    assert kept(path) == {row.path: (row.sha256, row.line) for row in rows}


@given(rows=ROWS.filter(bool), data=st.data())
def test_a_cut_anywhere_loses_only_what_it_cuts(
    rows: list[Row], data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.mktemp("journal") / "j"
    ends = []
    with Journal(path, version="1") as journal:
        for row in rows:
            journal.add(row)
            ends.append(path.stat().st_size)
    cut = data.draw(st.integers(0, ends[-1]))
    os.truncate(path, cut)
    whole = [row for row, end in zip(rows, ends, strict=True) if end <= cut]
    with Journal(path, version="1") as journal:
        assert set(journal.places) == {row.path for row in whole}
        journal.add(rows[-1])
    assert kept(path) == {row.path: (row.sha256, row.line) for row in [*whole, rows[-1]]}


def test_a_changed_byte_costs_its_own_line(tmp_path: Path) -> None:
    path = tmp_path / "j"
    with Journal(path, version="1") as journal:
        for name in ("a", "b", "c"):
            journal.add(Row(name, None, f'{{"row":"{name}"}}'.encode()))
    path.write_bytes(path.read_bytes().replace(b'"row":"b"', b'"row":"x"'))
    assert set(kept(path)) == {"a", "c"}


def test_the_newest_answer_of_a_path_counts(tmp_path: Path) -> None:
    with Journal(tmp_path / "j", version="1") as journal:
        journal.add(Row("a", "1", b"old"))
        journal.add(Row("a", "2", b"new"))
    assert kept(tmp_path / "j") == {"a": ("2", b"new")}


def test_another_version_is_refused_and_the_journal_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "j"
    with Journal(path, version="1") as journal:
        journal.add(Row("a", None, b"row"))
    before = path.read_bytes()
    with pytest.raises(CannotRun, match="phiên bản khác"):
        Journal(path, version="2")
    assert path.read_bytes() == before


def test_a_file_that_is_no_journal_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "j"
    path.write_text("của người khác\n", encoding="utf-8")
    with pytest.raises(CannotRun):
        Journal(path, version="1")
    assert path.read_text(encoding="utf-8") == "của người khác\n"


def test_two_runs_do_not_write_one_journal(tmp_path: Path) -> None:
    with Journal(tmp_path / "j", version="1"), pytest.raises(CannotRun, match="lần chạy khác"):
        Journal(tmp_path / "j", version="1")
    with (tmp_path / "j").open("rb") as file:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)  # given back


def test_a_place_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    with pytest.raises(CannotRun, match="không ghi được nhật ký"):
        Journal(tmp_path / "không có" / "j", version="1")
