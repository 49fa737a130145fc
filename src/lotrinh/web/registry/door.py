"""What an upload is looked at for before it is kept: cheap checks only, the rest is the reading job's, under limits.

Nothing is unpacked here, and no name that a person gave a file becomes part of a path.
"""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from django.core.files.storage import default_storage

from lotrinh.documents import limits
from lotrinh.documents.load import TEXTS, known_ending, refuse_wrong_bytes
from lotrinh.documents.package import Package
from lotrinh.documents.plain import read_letters
from lotrinh.errors import TooLarge

LETTERS = 4_000_000  # bytes of a text that are tried as letters at once; a longer one waits for the job
TABLE = 2_000_000  # bytes of a zip's table of contents that are read at once
NAME = 200  # letters of a name that are kept


def plain_name(name: str | None) -> str:
    """Return the last part of a name, of letters that can be printed.

    >>> plain_name("C:\\\\thư mục/../kế hoạch.docx")
    'kế hoạch.docx'
    """
    last = (name or "").replace("\\", "/").rsplit("/", 1)[-1]
    return "".join(letter for letter in last if letter.isprintable()).strip()[-NAME:] or "tep"


def refuse_at_the_door(data: bytes, name: str) -> None:
    """Refuse what no reader would take, as far as that shows without reading it.

    Raises:
        UnreadableFile: or one of the errors below it, in one sentence.
    """
    refuse_wrong_bytes(data, name)
    ending = known_ending(name)
    if ending in TEXTS:
        if len(data) > limits.TEXT_BYTES:
            largest = limits.TEXT_BYTES / 1e6
            raise TooLarge(f"{name}: tệp nặng {len(data) / 1e6:.0f} MB, quá mức {largest:.0f} MB; hãy tách nhỏ tệp.")
        if ending in (".txt", ".md") and len(data) <= LETTERS:
            read_letters(data, name)
    elif ending == ".docx" and table_size(data) <= TABLE:
        Package(data, name)


def table_size(data: bytes) -> int:
    """Return how long a zip says that its table of contents is: a table of many files costs memory by itself."""
    end = data.rfind(b"PK\x05\x06")
    return int.from_bytes(data[end + 12 : end + 16], "little") if end >= 0 else 0


def keep_file(data: bytes, stored: str) -> None:
    """Write the bytes beside their place and move them there, so that no half of a file is ever found."""
    path = Path(default_storage.path(stored))
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    descriptor, beside = tempfile.mkstemp(dir=path.parent)  # readable by its owner only
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.replace(beside, path)
    except BaseException:
        Path(beside).unlink(missing_ok=True)
        raise
