"""Prints how many .docx a minute one core reads and judges, and whether findings and time grow with the length.

    .venv/bin/python benchmarks/check.py [FOLDER]

Start-up is left out; CPU is counted, not the wall, so that other work on the machine hardly shows. Judges nothing.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

from lotrinh.checks.check import check, judge
from lotrinh.checks.examples import state
from lotrinh.documents.plain import read_plain
from lotrinh.plans.reader import read_plan

FOLDER = Path(__file__).resolve().parents[2] / "shared" / "corpus"
LENGTHS = (10, 100, 1000)


def documents_a_minute(folder: Path) -> None:
    """Print the rate over the .docx of a folder."""
    paths = sorted(folder.glob("*.docx"))
    if not paths:
        print(f"{folder}: no .docx")
        return
    check(paths[0])  # what is imported and compiled once
    begun = time.process_time()
    for path in paths:
        check(path)
    seconds = time.process_time() - begun
    print(f"{len(paths)} .docx read and judged in {seconds:.2f} s CPU: {60 * len(paths) / seconds:.0f} a minute")


def by_length() -> None:
    """Print time and findings of a document whose slips are repeated."""
    for times in LENGTHS:
        text = state(body="I. VIỆC\n" + "1. Trồng cây quanh các các trường học trước ngày 31/6/2026.\n" * times).text
        plan = read_plan(read_plain(text.encode(), name="a.txt", sha256="0"))
        begun = time.process_time()
        found = judge(plan, None, select=["LT-S05", "LT-S24"])
        seconds = time.process_time() - begun
        print(f"{times:5} slips of two sorts: {len(found):5} findings, {1000 * seconds:.1f} ms")


if __name__ == "__main__":
    documents_a_minute(Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER)
    by_length()
