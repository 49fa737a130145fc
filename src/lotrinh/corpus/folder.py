"""The files of a folder that a reader takes, in one fixed order."""

from __future__ import annotations

import os
from pathlib import Path

from lotrinh.corpus.rows import shown
from lotrinh.documents.load import READERS
from lotrinh.errors import CannotRun

HIDDEN = (".", "~$")  # what the system hides, and what Word leaves beside an open file


def find_files(folder: Path) -> list[str]:
    """Return the paths of all files that we read, below the folder, relative to it, sorted.

    Args:
        folder: folders inside it are walked too; links to folders are not followed.

    Raises:
        CannotRun: there is no such folder, or nothing in it that we read.
    """
    if not folder.is_dir():
        raise CannotRun(f"{shown(str(folder))}: không có thư mục này; hãy kiểm tra lại đường dẫn.")
    found = []
    for place, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(HIDDEN)]
        for name in names:
            path = Path(place, name)
            if path.suffix.lower() in READERS and not name.startswith(HIDDEN) and path.is_file():
                found.append(path.relative_to(folder).as_posix())
    if not found:
        endings = ", ".join(READERS)
        raise CannotRun(f"{shown(str(folder))}: không có tệp nào đọc được; hãy chọn thư mục có tệp {endings}.")
    return sorted(found)
