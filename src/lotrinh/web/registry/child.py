"""Runs what looks into a stranger's file as a child under limits, so that a hostile file cannot take the worker along.

Whoever waits for it is told once a second that it still runs.
"""

from __future__ import annotations

import os
import resource
import signal
import subprocess
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

from lotrinh.documents import limits

BEAT = 1.0  # seconds between two signs of life


class Ended(NamedTuple):
    """How a child ended: what it printed, or None and the sentence that it refused with; no sentence: it broke."""

    printed: bytes | None
    sentence: str


def run_child(
    command: Sequence[str],
    *,
    name: str,
    given: Path | None = None,
    tell: Callable[[int], None],
    seconds: int | None = None,
) -> Ended | None:
    """Run one of our own commands on a file that people call `name`; `given` is what it reads.

    `seconds` is how long it may take; without it, as long as a reading.

    Returns:
        How it ended; None where it took too long and was killed.
    """
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err, open(given or os.devnull, "rb") as put_in:
        child = subprocess.Popen(  # noqa: S603  # our own command
            command,
            stdin=put_in,
            stdout=out,
            stderr=err,
            start_new_session=True,
            preexec_fn=set_limits,  # noqa: PLW1509  # it does nothing else in the child
        )
        code = wait_for(child, tell, limits.SECONDS if seconds is None else seconds)
        if code is None:
            return None
        out.seek(0)
        err.seek(0)
        if code == 0:
            return Ended(out.read(), "")
        said = err.read().decode("utf-8", "replace").strip().splitlines()
    return Ended(None, said[-1] if code == 1 and said and said[-1].startswith(name) else "")


def wait_for(child: subprocess.Popen[bytes], tell: Callable[[int], None], seconds: int) -> int | None:
    """Return the status of a child, telling meanwhile for how many seconds it has run; kill what takes too long."""
    started = time.monotonic()
    while True:
        try:
            return child.wait(timeout=BEAT)
        except subprocess.TimeoutExpired:
            tell(int(time.monotonic() - started))
        if time.monotonic() - started > seconds:
            os.killpg(child.pid, signal.SIGKILL)
            child.wait()
            return None


def set_limits(seconds: int = limits.CPU_SECONDS) -> None:
    """Bound what the child may use; called in the child before it starts."""
    resource.setrlimit(resource.RLIMIT_DATA, (limits.MEMORY_BYTES, limits.MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
