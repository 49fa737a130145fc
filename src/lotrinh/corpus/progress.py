"""How far a run is, in words for the error stream: files, rate, time left."""

from __future__ import annotations

import time
from collections.abc import Callable
from types import TracebackType
from typing import TextIO

MOVES = 0.5  # seconds between two lines that replace each other on a terminal
STANDS = 60.0  # seconds between two lines where nobody watches
STEPS = 10  # lines of a short run there


class Progress:
    """Says how far a run is: one line that moves on a terminal; elsewhere a line for each tenth and each minute."""

    def __init__(self, stream: TextIO, *, total: int, before: int, clock: Callable[[], float] = time.monotonic) -> None:
        """Begin; `before` files were read by an earlier run and do not count in the rate."""
        self.stream, self.total, self.before, self.clock = stream, total, before, clock
        self.done = before
        self.started = self.said = clock()
        self.moving = stream.isatty()

    def one_more(self) -> None:
        """Count a file, and say so where it is time to."""
        self.done += 1
        due = self.clock() - self.said >= (MOVES if self.moving else STANDS)
        if due or self.done == self.total or (not self.moving and self.is_step()):
            self.say()

    def is_step(self) -> bool:
        """Say whether this file fills another tenth."""
        return self.done * STEPS // self.total > (self.done - 1) * STEPS // self.total

    def say(self) -> None:
        """Write the line."""
        self.said = self.clock()
        text = line_of(done=self.done, total=self.total, read=self.done - self.before, seconds=self.said - self.started)
        self.stream.write(f"\r{text}\x1b[K" if self.moving else f"{text}\n")
        self.stream.flush()

    def __enter__(self) -> Progress:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Leave the line that moved."""
        if self.moving:
            self.stream.write("\n")


def line_of(*, done: int, total: int, read: int, seconds: float) -> str:
    """Return how far a run is.

    >>> line_of(done=1500, total=3000, read=500, seconds=10.0)
    'Đã đọc 1.500/3.000 tệp, 50,0 tệp/giây, còn khoảng 30 giây'
    """
    rate = read / max(seconds, 0.001)
    speed = f"{rate:.1f}".replace(".", ",")
    left = duration((total - done) / max(rate, 0.001))
    return f"Đã đọc {number(done)}/{number(total)} tệp, {speed} tệp/giây, còn khoảng {left}"


def number(count: int) -> str:
    """Return a number with dots between thousands."""
    return f"{count:,}".replace(",", ".")


def duration(seconds: float) -> str:
    """Return a time in one unit, the largest that fits.

    >>> [duration(s) for s in (8, 100, 7500)]
    ['8 giây', '2 phút', '2,1 giờ']
    """
    if seconds < 90:
        return f"{seconds:.0f} giây"
    if seconds < 5400:
        return f"{seconds / 60:.0f} phút"
    return f"{seconds / 3600:.1f} giờ".replace(".", ",")
