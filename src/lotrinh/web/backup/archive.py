"""One tar file: a list of what is in it with digests, the rows of each table, and the files that rows name.

Written beside and moved into place, readable by its owner only; on the way back nothing is believed that its digest
denies.
"""

from __future__ import annotations

import gzip
import hashlib
import io
import json
import os
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from lotrinh.errors import LotrinhError

FORMAT = "lotrinh.backup/1"
LIST = "danh-sach.json"
PIECE = 1 << 20  # bytes


class BadBackup(LotrinhError):
    """A backup that cannot be made or put back as it is."""


@dataclass(slots=True)
class Writer:
    """A backup that is being written."""

    tar: tarfile.TarFile
    folder: Path
    digests: dict[str, str] = field(default_factory=dict)

    def add(self, name: str, path: Path) -> None:
        """Take in a file."""
        with path.open("rb") as file:
            self.digests[name] = hashlib.file_digest(file, "sha256").hexdigest()
        self.tar.add(path, name, recursive=False)

    def add_lines(self, name: str, lines: Iterator[str]) -> int:
        """Take in lines, packed; return how many."""
        count = 0
        with tempfile.NamedTemporaryFile(dir=self.folder) as beside:
            with gzip.GzipFile(fileobj=beside, mode="wb", mtime=0, filename="") as packed:
                for line in lines:
                    packed.write(line.encode() + b"\n")
                    count += 1
            beside.flush()
            self.add(name, Path(beside.name))
        return count


@contextmanager
def writing(path: Path) -> Iterator[Writer]:
    """Open a new backup beside its place; it is there whole in the end, or not at all."""
    descriptor, beside = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(descriptor, "wb") as file:
            with tarfile.open(fileobj=file, mode="w") as tar:
                yield Writer(tar, path.parent)
            file.flush()
            os.fsync(file.fileno())
        os.replace(beside, path)
    except BaseException:
        os.unlink(beside)
        raise


def add_list(writer: Writer, told: dict[str, Any]) -> None:
    """Take in the list of what is in the backup; the last thing to be written."""
    data = json.dumps({"format": FORMAT, **told, "sha256": writer.digests}, ensure_ascii=False, indent=1).encode()
    entry = tarfile.TarInfo(LIST)
    entry.size = len(data)
    writer.tar.addfile(entry, io.BytesIO(data))


class Reader:
    """A backup that is put back: looked through whole before any of it is believed."""

    def __init__(self, path: Path) -> None:
        """Open a backup and hold each part against its digest.

        Raises:
            BadBackup: it is none, or was damaged or changed.
        """
        self.path = path
        none = BadBackup(f"{path.name}: đây không phải là bản sao lưu của Lộ Trình, hoặc tệp bị hỏng.")
        try:
            self.tar = tarfile.open(path, "r:")  # noqa: SIM115  # closed by `close`
        except (tarfile.TarError, OSError) as error:
            raise none from error
        try:
            self.members = {entry.name: entry for entry in self.tar if entry.isfile()}
            self.told: dict[str, Any] = json.loads(self.bytes_of(LIST))
            self.compare()
        except (tarfile.TarError, OSError, ValueError, KeyError) as error:
            self.close()
            raise none from error
        except BadBackup:
            self.close()
            raise

    def compare(self) -> None:
        """Hold each part against its digest."""
        if self.told.get("format") != FORMAT:
            raise BadBackup(f"{self.path.name}: bản sao lưu theo khuôn dạng khác ({self.told.get('format')}).")
        if set(self.members) - {LIST} != set(self.told["sha256"]):
            raise BadBackup(f"{self.path.name}: bản sao lưu thiếu hoặc thừa phần so với danh sách của nó.")
        for name, digest in self.told["sha256"].items():
            found = hashlib.sha256()
            for piece in self.pieces_of(name):
                found.update(piece)
            if found.hexdigest() != digest:
                raise BadBackup(f"{self.path.name}: phần “{name}” của bản sao lưu bị hỏng.")

    def pieces_of(self, name: str) -> Iterator[bytes]:
        """Yield the bytes of a part."""
        file = self.tar.extractfile(self.members[name])
        while file is not None and (piece := file.read(PIECE)):
            yield piece

    def bytes_of(self, name: str) -> bytes:
        """Return a small part."""
        return b"".join(self.pieces_of(name))

    def lines_of(self, name: str) -> Iterator[str]:
        """Yield the lines of a packed part."""
        with gzip.open(self.tar.extractfile(self.members[name]) or io.BytesIO(), "rt", encoding="utf-8") as lines:
            yield from lines

    def close(self) -> None:
        """Close the file."""
        self.tar.close()
