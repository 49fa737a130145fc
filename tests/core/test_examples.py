"""The examples run, and what the guides show is so."""

from __future__ import annotations

import csv
import re
import subprocess
import sys
from pathlib import Path

import pytest

import lotrinh
from tests.core.folders import make_folder

ROOT = Path(__file__).resolve().parents[2]
GUIDE = (ROOT / "docs/guides/read-in-five-lines.md").read_text(encoding="utf-8")


def table_of(folder: Path, out: Path) -> list[dict[str, str]]:
    """Run the example; return the rows of its table."""
    subprocess.run([sys.executable, str(ROOT / "examples/plans_to_table.py"), str(folder), str(out)], check=True)
    with out.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_a_folder_becomes_one_table(tmp_path: Path) -> None:
    make_folder(tmp_path / "in", count=2)
    (tmp_path / "in" / "hỏng.docx").write_bytes(b"none")
    (tmp_path / "in" / "thư.txt").write_text("Một dòng.", encoding="utf-8")
    rows = table_of(tmp_path / "in", tmp_path / "out.csv")
    assert [(row["file"], row["unit"], row["deadline"]) for row in rows] == [
        ("hỏng.docx", "", ""),
        ("kế hoạch 002.txt", "Văn phòng", ""),
        ("kế hoạch 002.txt", "Phòng Kinh tế", "2026-02-14"),
        ("kế hoạch 001.txt", "Văn phòng", ""),
        ("kế hoạch 001.txt", "Phòng Kinh tế", "2026-02-14"),
        ("thư.txt", "", ""),
    ]
    assert rows[1]["code"] == "2/KH-UBND"
    assert rows[1]["issued_on"] == "2026-01-05"
    assert [row["file"] for row in rows if row["error"]] == ["hỏng.docx"]


def test_words_of_a_document_are_no_formula(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    plan = "KẾ HOẠCH\n=1+1\n\nI. TỔ CHỨC THỰC HIỆN\n\n1. Văn phòng\n\n- Báo cáo.\n"
    (tmp_path / "in" / "a.txt").write_text(plan, encoding="utf-8")
    rows = table_of(tmp_path / "in", tmp_path / "out.csv")
    assert [cell for row in rows for cell in row.values() if cell.startswith("=")] == []


def test_the_guide_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    [path] = make_folder(tmp_path, count=1)
    (tmp_path / path).rename(tmp_path / "ke-hoach.txt")
    monkeypatch.chdir(tmp_path)
    five, proof, mending, _ = re.findall(r"```python\n(.*?)```", GUIDE, re.DOTALL)
    assert len(five.replace("\n\n", "\n").splitlines()) <= 5
    whole = (five + proof + mending).replace("ke-hoach.docx", "ke-hoach.txt")
    exec(whole, {})  # noqa: S102  # what the guide tells people to run
    assert "Phòng Kinh tế | Cấp cây giống trước ngày 15/02/2026." in capsys.readouterr().out


def test_the_guide_names_what_a_plan_has() -> None:
    fields = set(lotrinh.Plan.__dataclass_fields__) - {"source", "text", "signatures"}
    assert [name for name in fields if f"`{name}`" not in GUIDE] == []
