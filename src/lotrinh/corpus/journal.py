"""What was read so far, kept beside the output so that a run that was killed goes on where it stopped.

The first line names the journal's form and the version that reads. Each other line is one answer:

    CRC-32 of the rest <tab> ["path", "sha256"] <tab> the row as JSON

A line is appended and synced in one go. A line that was torn, or that a failing disk changed, is dropped when the
journal is opened, and its file is read again. Answers stay on the disk; memory holds only where each one stands.
"""

from __future__ import annotations

import fcntl
import json
import os
import zlib
from pathlib import Path
from types import TracebackType
from typing import NamedTuple

from lotrinh.corpus.rows import Row
from lotrinh.errors import CannotRun

FORM = "lotrinh.corpus/1"


class Place(NamedTuple):
    """Where in the journal the row of a file stands, and the hash of the bytes that it was read from."""

    sha256: str | None
    start: int
    length: int


class Journal:
    """An open journal; `places` has the newest answer of each path. Only one run at a time holds it."""

    def __init__(self, path: Path, *, version: str) -> None:
        """Open or begin a journal.

        Args:
            path: its file.
            version: of what reads; answers of two versions do not go into one output.

        Raises:
            CannotRun: it cannot be written, another run holds it, or it is of another version.
        """
        self.path = path
        self.places: dict[str, Place] = {}
        try:
            self.file = os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o600)
        except OSError as error:
            raise CannotRun(f"{path}: không ghi được nhật ký; hãy kiểm tra thư mục và quyền ghi.") from error
        try:
            self.hold()
            self.replay(f"{FORM} {version}\n".encode())
        except BaseException:
            os.close(self.file)
            raise

    def hold(self) -> None:
        """Take the journal for this run; the system gives it back however the run ends."""
        try:
            fcntl.flock(self.file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise CannotRun(f"{self.path}: một lần chạy khác đang ghi tệp này; hãy chờ lần đó xong.") from error

    def replay(self, head: bytes) -> None:
        """Find what is whole, cut off what is torn, and begin where there is nothing."""
        end = 0
        with self.path.open("rb") as file:
            for line in file:
                if not line.endswith(b"\n"):
                    break
                if end == 0 and line != head:
                    raise CannotRun(f"{self.path}: nhật ký của một phiên bản khác; hãy xóa tệp này để đọc lại từ đầu.")
                if end:
                    self.note(line, end)
                end += len(line)
        os.truncate(self.file, end)
        if end == 0:
            self.append(head)
        self.end = end or len(head)

    def note(self, line: bytes, start: int) -> None:
        """Remember where an answer stands, where its line is whole."""
        checksum, _, rest = line.rstrip(b"\n").partition(b"\t")
        if checksum != checksum_of(rest):
            return
        key, _, row = rest.partition(b"\t")
        path, sha256 = json.loads(key)
        self.places[path] = Place(sha256, start + len(line) - 1 - len(row), len(row))

    def add(self, row: Row) -> None:
        """Keep an answer; when this returns it is on the disk."""
        key = json.dumps([row.path, row.sha256]).encode()
        rest = key + b"\t" + row.line
        line = checksum_of(rest) + b"\t" + rest + b"\n"
        self.append(line)
        self.note(line, self.end)
        self.end += len(line)

    def append(self, data: bytes) -> None:
        """Write and sync.

        Raises:
            CannotRun: the disk is full, or gone.
        """
        try:
            while data:
                data = data[os.write(self.file, data) :]
            os.fsync(self.file)
        except OSError as error:
            raise CannotRun(
                f"{self.path}: không ghi thêm được ({error.strerror}); hãy thêm chỗ trên đĩa rồi chạy lại để đọc tiếp."
            ) from error

    def line(self, path: str) -> bytes:
        """Return the row of a file that was read."""
        place = self.places[path]
        return os.pread(self.file, place.length, place.start)

    def close(self) -> None:
        """Let go of the file."""
        os.close(self.file)

    def __enter__(self) -> Journal:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def checksum_of(data: bytes) -> bytes:
    """Return a CRC-32 as eight hexadecimal digits."""
    return b"%08x" % zlib.crc32(data)
