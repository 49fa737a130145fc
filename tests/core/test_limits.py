"""Limits are settings in the reference, and a native library falls in a process of its own."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from lotrinh.documents import limits
from lotrinh.documents.document import Cell, Document, DoubtfulWord, Line, PlacedPage, PlacedWord, Span
from lotrinh.documents.load import load
from lotrinh.documents.parcel import pack, unpack
from lotrinh.errors import EmptyFile, TooLarge, UnreadableFile

ROOT = Path(__file__).parents[2]
NAMES = [name for name, value in vars(limits).items() if name.isupper() and isinstance(value, int)]
PDF = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\n"
    b"trailer<</Root 1 0 R>>"
)


def test_every_limit_stands_in_the_reference_with_its_usual_value() -> None:
    page = (ROOT / "docs/reference/reader.md").read_text(encoding="utf-8")
    told = {
        name: int(value.replace(" ", "")) for name, value in re.findall(r"`LOTRINH_LIMIT_(\w+)` \| ([\d ]+) \|", page)
    }
    assert told == {name: getattr(limits, name) for name in NAMES}


@pytest.mark.parametrize(("said", "code"), [("7", 0), ("", 0), ("0", 1), ("nhiều", 1), ("²", 1)])
def test_limit_is_what_the_environment_says(said: str, code: int) -> None:
    command = [sys.executable, "-c", "from lotrinh.documents import limits; print(limits.PAGES)"]
    run = subprocess.run(
        command, env={**os.environ, "LOTRINH_LIMIT_PAGES": said}, capture_output=True, text=True, check=False
    )
    assert run.returncode == code
    assert run.stdout.strip() == ({"7": "7", "": "400"}.get(said, ""))
    assert ("LOTRINH_LIMIT_PAGES" in run.stderr) is bool(code)


def test_error_of_the_child_is_the_error_of_the_caller(tmp_path: Path) -> None:
    (tmp_path / "rong.pdf").write_bytes(PDF)
    with pytest.raises((EmptyFile, UnreadableFile), match=r"^rong\.pdf: "):
        load(tmp_path / "rong.pdf")


def test_child_that_falls_costs_one_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "roi.pdf").write_bytes(PDF)
    monkeypatch.setattr(sys, "executable", "/bin/false")
    with pytest.raises(UnreadableFile, match="dừng đột ngột"):
        load(tmp_path / "roi.pdf")


def test_child_that_hangs_is_stopped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    hangs = tmp_path / "treo"
    hangs.write_text("#!/bin/sh\nexec tail -f /dev/null\n")
    hangs.chmod(0o755)
    (tmp_path / "treo.pdf").write_bytes(PDF)
    monkeypatch.setattr(sys, "executable", str(hangs))
    monkeypatch.setattr(limits, "SECONDS", 1)
    with pytest.raises(TooLarge, match="quá 1 giây"):
        load(tmp_path / "treo.pdf")


def test_memory_of_the_child_is_bounded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "nang.pdf").write_bytes(PDF)
    monkeypatch.setenv("LOTRINH_LIMIT_MEMORY_BYTES", "4000000")
    with pytest.raises(UnreadableFile, match=r"^nang\.pdf: "):
        load(tmp_path / "nang.pdf")


def test_child_that_says_nonsense_is_not_believed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lies = tmp_path / "doi"
    lies.write_text("#!/bin/sh\necho '{\"name\": 1}'\n")
    lies.chmod(0o755)
    (tmp_path / "doi.pdf").write_bytes(PDF)
    monkeypatch.setattr(sys, "executable", str(lies))
    with pytest.raises(UnreadableFile, match="dừng đột ngột"):
        load(tmp_path / "doi.pdf")


def test_document_is_the_same_on_the_other_side() -> None:
    document = Document(
        name="a.pdf",
        format="pdf",
        sha256="0",
        text="Số: 1\nchữ",
        lines=(
            Line(Span(0, 5), bold=True, cell=Cell(0, 1, 2, ruled=True)),
            Line(Span(6, 9), align="center", bold_until=7),
        ),
        pages=2,
        repairs={"page_numbers": 1},
        notes=(("scanned", "Một trang."),),
        doubtful=(DoubtfulWord(Span(6, 9), 12.5),),
        printed=(PlacedPage(595.3, 842.1, (PlacedWord(Span(0, 3), 1.1, 2.2, 3.3, 4.4),)), PlacedPage(1, 1, ())),
    )
    assert unpack(pack(document)) == document
