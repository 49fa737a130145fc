"""How many files a second one worker reads and two read, and the ratio: what a second core is worth.

    .venv/bin/python benchmarks/corpus.py [FOLDER]

Prints figures; judges nothing. A run counts from its first answer, journal and output included, start of workers left
out. Beside it, where the CPU time of a file went: what is spent on handing over is what no further worker shares, and
says more than the ratio where the machine has other work.

Without FOLDER it reads copies of the demo's sample plan, ten pages each.
"""

from __future__ import annotations

import datetime
import io
import resource
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from statistics import median

from lotrinh.corpus.folder import find_files
from lotrinh.corpus.rows import Row
from lotrinh.corpus.run import ReadAll, read_corpus, readers_here
from lotrinh.documents.load import load
from lotrinh.web.demo.sample import online_services
from lotrinh.writing.official_docx import write_docx

FILES = 600
ROUNDS = 3


class Timed:
    """Readers on this machine that note when the first answer came."""

    def __init__(self, workers: int) -> None:
        self.readers = readers_here(workers)
        self.first = 0.0

    @contextmanager
    def __call__(self) -> Iterator[ReadAll]:
        with self.readers() as read_all:

            def noted(folder: Path, paths: Sequence[str]) -> Iterator[Row]:
                for row in read_all(folder, paths):
                    self.first = self.first or time.perf_counter()
                    yield row

            yield noted


def rate(folder: Path, workers: int) -> float:
    """Return files a second."""
    with tempfile.TemporaryDirectory() as beside:
        timed = Timed(workers)
        done = read_corpus(folder, Path(beside) / "answers.jsonl", readers=timed, stream=io.StringIO())
        return done.files / (time.perf_counter() - timed.first)


def sample(folder: Path) -> None:
    """Write copies that differ, each as long as a plan of ten pages."""
    docx = folder / "mau.docx"
    docx.write_bytes(write_docx(online_services(datetime.date(2026, 3, 2))))
    text = "\n\n".join([load(docx).text] * 5)
    docx.unlink()
    for number in range(FILES):
        (folder / f"{number}.txt").write_text(f"{text}\n{number}\n", encoding="utf-8")


def cpu(who: int) -> float:
    """Return the seconds of CPU so far of this process, or of its children that have ended."""
    used = resource.getrusage(who)
    return used.ru_utime + used.ru_stime


def main() -> None:
    """Print the figures, one and two workers in turns so that what else the machine does falls on both."""
    with tempfile.TemporaryDirectory() as made:
        folder = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(made)
        if len(sys.argv) == 1:
            sample(folder)
        before = cpu(resource.RUSAGE_SELF), cpu(resource.RUSAGE_CHILDREN)
        rounds = [(rate(folder, 1), rate(folder, 2)) for _ in range(ROUNDS)]
        files = 2 * ROUNDS * len(find_files(folder))
    handing, reading = (
        (cpu(who) - start) / files * 1000
        for who, start in zip((resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN), before, strict=True)
    )
    ratios = [two / one for one, two in rounds]
    one, two = (median(column) for column in zip(*rounds, strict=True))
    print(f"one worker: {one:.1f} files/s; two: {two:.1f} files/s")
    print(f"two against one: {median(ratios):.2f} times, rounds {', '.join(f'{ratio:.2f}' for ratio in ratios)}")
    print(f"CPU of a file: {handing:.1f} ms handing over and writing, {reading:.1f} ms in workers and their readers")


if __name__ == "__main__":
    main()
