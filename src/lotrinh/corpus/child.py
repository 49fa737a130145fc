"""A worker's side of the child that reads: start it, ask it, bury it when it dies, and try once more with a new one."""

from __future__ import annotations

import json
import os
import selectors
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from lotrinh.corpus.rows import Row, error_row, sha256_of, shown
from lotrinh.documents import limits

COMMAND = (sys.executable, "-P", "-m", "lotrinh.corpus.reading")  # -P: a module in the current folder is not ours
FILES = 250  # a child is replaced after so many, whatever a library may have kept
CHUNK = 1 << 20


class Died(Exception):
    """The child ended before it answered."""


class Child:
    """The child of one thread of a worker; it is started when first asked."""

    def __init__(
        self, command: Sequence[str] = COMMAND, *, patience: float = limits.SECONDS, files: int = FILES
    ) -> None:
        """Keep how to start it, and how long and for how many files to bear with it."""
        self.command, self.patience, self.files = command, patience, files
        self.process: subprocess.Popen[bytes] | None = None
        self.asked = 0

    def read(self, folder: Path, path: str) -> Row:
        """Read one file of a folder.

        Returns:
            Its row, always: a file that kills two children, the second a fresh one, has an error for it.
        """
        name = shown(Path(path).name)
        for _ in range(2):
            try:
                return self.ask(folder, path)
            except TimeoutError:
                message = f"{name}: đọc quá {self.patience:.0f} giây nên đã dừng; hãy tách nhỏ tệp rồi thử lại."
                return error_row(path, sha256_of(folder / path), code="too_slow", message=message)
            except Died:
                continue
        message = f"{name}: tệp vượt giới hạn bộ nhớ hoặc làm bộ đọc dừng đột ngột; hãy lưu lại tệp rồi thử lại."
        return error_row(path, sha256_of(folder / path), code="reader_killed", message=message)

    def ask(self, folder: Path, path: str) -> Row:
        """Ask the child for one row.

        Raises:
            Died: it ended first.
            TimeoutError: it took too long, and was killed.
        """
        process = self.started()
        question = json.dumps({"folder": str(folder), "path": path}).encode() + b"\n"
        try:
            answer = exchange(process, question, until=time.monotonic() + self.patience)
        except (Died, TimeoutError):
            self.stop()
            raise
        self.asked += 1
        sha256, _, line = answer.partition(b"\t")
        return Row(path, sha256.decode() or None, line)

    def started(self) -> subprocess.Popen[bytes]:
        """Return a child that may be asked."""
        if self.process is not None and self.asked < self.files:
            return self.process
        self.stop()
        self.asked = 0
        self.process = subprocess.Popen(  # noqa: S603  # our own command
            self.command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            bufsize=0,
            start_new_session=True,
        )
        return self.process

    def stop(self) -> None:
        """Kill the child and what it started, and wait for it."""
        if self.process is None:
            return
        with suppress(ProcessLookupError):  # it has ended by itself
            os.killpg(self.process.pid, signal.SIGKILL)
        with self.process:
            self.process = None


def exchange(process: subprocess.Popen[bytes], question: bytes, *, until: float) -> bytes:
    """Write a line to a child and return the line that it answers, without its end."""
    if process.stdin is None or process.stdout is None:
        raise Died
    parts: list[bytes] = []
    with selectors.DefaultSelector() as selector:
        selector.register(process.stdout, selectors.EVENT_READ)
        try:
            process.stdin.write(question)
        except BrokenPipeError as error:
            raise Died from error
        while not parts or not parts[-1].endswith(b"\n"):
            if not selector.select(max(0.0, until - time.monotonic())):
                raise TimeoutError
            parts.append(os.read(process.stdout.fileno(), CHUNK))
            if not parts[-1]:
                raise Died
    return b"".join(parts)[:-1]
