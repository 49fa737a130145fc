"""How long reading takes beside a bare scan of the same text, and starting up beside an empty Python.

    .venv/bin/python benchmarks/read.py [FILE]

Prints CPU time and ratios; judges nothing. Without FILE it reads the demo's sample plan as plain text, ten pages long.
"""

from __future__ import annotations

import datetime
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

from lotrinh.documents.load import load
from lotrinh.plans.reader import read, read_plan
from lotrinh.web.demo.sample import online_services
from lotrinh.writing.official_docx import write_docx

PATTERN = re.compile(r"\b(?:ngày|tháng|năm|quý|trước|sau|số|của|về|hội nghị|tuyên truyền|thực hiện)\b", re.IGNORECASE)
ROUNDS = 15
PAGE = 2_500  # letters


def cpu(work: Callable[[], object]) -> float:
    """Return the median of CPU milliseconds over some rounds, the first left out."""
    times = []
    for _ in range(ROUNDS + 1):
        start = time.process_time()
        work()
        times.append((time.process_time() - start) * 1000)
    return median(times[1:])


def wall(command: list[str]) -> float:
    """Return the median of wall milliseconds of a command."""
    times = []
    for _ in range(7):
        start = time.perf_counter()
        subprocess.run(command, stdout=subprocess.DEVNULL, check=True)  # our own command
        times.append((time.perf_counter() - start) * 1000)
    return median(times)


def sample(folder: str) -> Path:
    """Return a plain text of our own, as long as a plan of ten pages."""
    docx = Path(folder) / "mau.docx"
    docx.write_bytes(write_docx(online_services(datetime.date(2026, 3, 2))))
    text = load(docx).text
    path = Path(folder) / "mau.txt"
    path.write_text("\n\n".join([text] * 5), encoding="utf-8")
    return path


def one_page(folder: str, path: Path) -> Path:
    """Return the first page of a document as a plain text."""
    page = Path(folder) / "trang.txt"
    page.write_text(load(path).text[:PAGE], encoding="utf-8")
    return page


def main() -> None:
    """Print the figures."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(sys.argv[1]) if len(sys.argv) > 1 else sample(folder)
        document = load(path)
        scan = cpu(lambda: PATTERN.findall(document.text))
        for name, work in (("read the file", lambda: read(path)), ("recognise only", lambda: read_plan(document))):
            took = cpu(work)
            print(f"{name}: {took:.1f} ms CPU, {took / scan:.1f} times a bare scan ({scan:.2f} ms), {path.name}")
        print(f"   of {len(document.text)} letters")
        page = str(one_page(folder, path))
        empty = wall([sys.executable, "-c", "pass"])
        for words in (["--help"], ["read", page], ["read", "--json", page]):
            took = wall([sys.executable, "-m", "lotrinh.cli", *words])
            name = " ".join(words).replace(page, "a page")
            print(f"lotrinh {name}: {took:.0f} ms, {took / empty:.1f} times an empty Python ({empty:.0f} ms)")


if __name__ == "__main__":
    main()
