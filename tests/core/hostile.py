"""Long strings made to keep a pattern busy, and every pattern of the reader; run as a program, it names the slow ones.

A pattern that takes the square of a text's length is given away by runs of what it begins with. The budget is CPU time,
a multiple of what a plain linear pattern takes on the same string in the same process: a busy machine slows both.

Each string is tried by a part first: what there keeps to the part of the budget that growth by the square leaves it
keeps to all of it, and only what does not is tried whole.

Where a pattern may begin with spaces or bullets, it says how many: a text has one space between words.
"""

from __future__ import annotations

import importlib
import pkgutil
import re
import signal
import sys
import time
from collections.abc import Iterator
from functools import cache
from types import ModuleType

import lotrinh.checks
import lotrinh.corpus
import lotrinh.data
import lotrinh.documents
import lotrinh.plans
import lotrinh.vietnamese
import lotrinh.writing

PACKAGES = (
    lotrinh.documents, lotrinh.plans, lotrinh.vietnamese, lotrinh.data, lotrinh.checks, lotrinh.writing, lotrinh.corpus,
)  # fmt: skip
LENGTH = 60_000  # code points
PART = 8  # of the length is tried first
RUNS = (
    " ", "\n", "a", "A", "1", "I", ".", "-", "(", "“", "a, ", "1.", "1/", "a b. ",
    "Căn cứ ", "ngày 1/", "12/2025/NĐ-CP ", "Luật A ", "của Sở A, ", "từ tháng 1 đến ",
)  # fmt: skip
PLAIN = re.compile(r"(?:\w\b|\W|.)", re.DOTALL)  # looks at each letter once, in three ways
FACTOR = 120  # a pattern may look many letters ahead from each; the square of the length is far more
LITERAL = re.compile(r"[^\W\d_](?:[^\W_]| (?=\w))+")
NOT_LITERAL = re.compile(r"\(\?P<\w+>|\(\?<?[=!:>]|\\.|\[(?:\\.|[^\]])*\]|\{[\d,]*\}")
WORDS = 6  # of a pattern that are repeated


def patterns_of(module: ModuleType) -> Iterator[tuple[str, re.Pattern[str]]]:
    """Yield the compiled patterns that stand in a module, those inside tables too, each with its name."""
    for name, value in vars(module).items():
        for number, pattern in enumerate(inside(value)):
            yield f"{module.__name__}.{name}[{number}]", pattern


def inside(value: object) -> Iterator[re.Pattern[str]]:
    """Yield the patterns of text in a value."""
    if isinstance(value, re.Pattern):
        if isinstance(value.pattern, str):
            yield value
    elif isinstance(value, dict):
        for part in value.values():
            yield from inside(part)
    elif isinstance(value, tuple | list | frozenset | set):
        for part in value:
            yield from inside(part)


def all_patterns() -> dict[re.Pattern[str], str]:
    """Return every compiled pattern of the core with one of its names."""
    found: dict[re.Pattern[str], str] = {}
    for package in PACKAGES:
        for info in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            for name, pattern in patterns_of(importlib.import_module(info.name)):
                found.setdefault(pattern, name)
    return found


def strings_for(pattern: re.Pattern[str], length: int = LENGTH) -> Iterator[str]:
    """Yield hostile strings: runs of what any text may hold, and of the words of the pattern itself."""
    words = dict.fromkeys(LITERAL.findall(NOT_LITERAL.sub("\0", pattern.pattern)))
    for run in (*RUNS, *(f"{word} " for word in list(words)[:WORDS])):
        yield (run * (length // len(run) + 1))[:length] + "\0"


def search_all(pattern: re.Pattern[str], text: str) -> float:
    """Return the CPU seconds of finding all matches in a text.

    Of the thread: where a timer runs, the clock of the process moves by whole ticks.
    """
    start = time.thread_time()
    for _ in pattern.finditer(text):
        pass
    return time.thread_time() - start


@cache
def plain(text: str) -> float:
    """Return the CPU seconds that a plain pattern takes on a text."""
    return min(search_all(PLAIN, text) for _ in range(2))


def search_within(pattern: re.Pattern[str], text: str) -> float:
    """Return what finding all matches takes, as a multiple of a plain pattern; past its budget the process dies."""
    signal.setitimer(signal.ITIMER_VIRTUAL, FACTOR * plain(text))
    seconds = search_all(pattern, text)
    signal.setitimer(signal.ITIMER_VIRTUAL, 0)
    return seconds / plain(text)


def main() -> None:
    """Try the patterns from a number on. Each is named before it is tried."""
    signal.signal(signal.SIGVTALRM, signal.SIG_DFL)
    for number, (pattern, name) in list(enumerate(all_patterns().items()))[int(sys.argv[1]) :]:
        for part, text in zip(strings_for(pattern, LENGTH // PART), strings_for(pattern), strict=True):
            sys.stdout.write(f"{number}\t{name}\t{text[:20]!r}\n")
            sys.stdout.flush()
            if search_within(pattern, part) > FACTOR / PART:  # the square of PART takes what is left of the budget
                search_within(pattern, text)


if __name__ == "__main__":
    main()
