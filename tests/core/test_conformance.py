"""The three real plans, scored by the judge that stands beside them, as a stranger would run it."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.core.samples import SHARED, needs_shared

PLANS = ("khu-kinh-te-12-kh-du", "lam-dong-kh-tuyen-truyen-45-ct-tw", "vung-tau-443-kh-tu")
LINE = re.compile(r"(?P<field>[\w.]+|ALL) +(?P<p>[\d.]+) +(?P<r>[\d.]+) +(?P<f1>[\d.]+) +\d+")


def score(gold: Path) -> tuple[dict[str, float], str]:
    """Run the judge over a folder of answers; return F1 by field and its last line."""
    reader = [sys.executable, "-m", "lotrinh.cli", "read", "--json"]
    judge = [sys.executable, str(SHARED / "conformance/score.py"), "--gold", str(gold), "--root", str(SHARED)]
    run = subprocess.run([*judge, "--", *reader], capture_output=True, text=True, check=True)
    fields = {m["field"]: float(m["f1"]) for m in map(LINE.match, run.stdout.splitlines()) if m}
    return fields, run.stdout.splitlines()[-1]


@needs_shared
def test_three_plans_are_read_right(tmp_path: Path) -> None:
    for name in PLANS:
        shutil.copy(SHARED / f"conformance/gold/{name}.json", tmp_path)
    fields, last = score(tmp_path)
    assert fields["ALL"] >= 0.97
    assert {field: f1 for field, f1 in fields.items() if f1 < 0.90} == {}
    assert "without an answer 0" in last
    assert "bad spans 0" in last


@needs_shared
def test_every_text_and_word_file_of_the_corpus_is_read() -> None:
    files = sorted([*(SHARED / "corpus").glob("*.docx"), *(SHARED / "corpus").glob("*.txt")])
    command = [sys.executable, "-m", "lotrinh.cli", "read", "--json", *map(str, files)]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    assert run.stderr == ""
    answers = [json.loads(line) for line in run.stdout.splitlines()]
    assert [answer["source"]["name"] for answer in answers] == [file.name for file in files]


# The aims over all given answers. Number and day of two scans are written by hand and stay unknown: 20 of 22.
AIMS = {
    "ALL": 0.95,
    "citation": 0.98,
    "header.kind": 0.98,
    "header.code": 0.90,
    "header.number": 0.90,
    "header.issued_on": 0.90,
    "outline": 0.95,
    "recipient": 0.97,
    "signature.name": 0.97,
    "duty": 0.90,
}


@pytest.mark.long
@needs_shared
@pytest.mark.skipif(shutil.which("tesseract") is None, reason="TESSERACT MISSING: ./test.sh installs it")
def test_all_given_answers_are_met() -> None:
    fields, last = score(SHARED / "conformance/gold")
    assert {field: fields[field] for field, aim in AIMS.items() if fields[field] < aim} == {}
    assert "without an answer 0" in last
    assert "bad spans 0" in last
