"""A finished file is put in its place whole, or what stood there stays."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest
from typer.testing import CliRunner

from lotrinh.cli import app
from lotrinh.errors import CannotRun
from lotrinh.writing import command
from lotrinh.writing.official_docx import write_docx
from lotrinh.writing.placing import current_umask, place_file
from tests.core.descriptions import STATE


def test_file_is_replaced_whole_with_the_usual_rights(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(b"old")
    place_file(path, b"new")
    assert path.read_bytes() == b"new"
    assert [one.name for one in tmp_path.iterdir()] == ["a.docx"]
    assert stat.S_IMODE(path.stat().st_mode) == 0o666 & ~current_umask()


@pytest.mark.parametrize("step", ["replace", "fsync"])
def test_what_stood_there_stays_where_writing_fails(step: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*args: object) -> None:
        raise OSError("no room left")

    path = tmp_path / "a.docx"
    path.write_bytes(b"old")
    monkeypatch.setattr(os, step, fail)
    with pytest.raises(CannotRun, match="không ghi được"):
        place_file(path, b"new")
    assert path.read_bytes() == b"old"
    assert [one.name for one in tmp_path.iterdir()] == ["a.docx"]


def test_file_that_the_library_cannot_open_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*args: object) -> None:
        raise KeyError("no part")

    monkeypatch.setattr(command, "fix_docx", fail)
    path = tmp_path / "a.docx"
    path.write_bytes(write_docx(STATE))
    answer = CliRunner().invoke(app, ["check", "--fix", str(path)])
    assert answer.exit_code == 2
    assert "khác thường" in answer.output
