"""Puts a finished file in its place: written beside, synced, renamed. A kill leaves what stood there before whole."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from lotrinh.errors import CannotRun


def place_file(path: Path, data: bytes) -> None:
    """Write a file.

    Raises:
        CannotRun: it cannot be written; whatever stood there before stands there still.
    """
    beside = ""
    try:
        number, beside = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
        with os.fdopen(number, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.chmod(beside, 0o666 & ~current_umask())
        os.replace(beside, path)
    except OSError as error:
        if beside:
            Path(beside).unlink(missing_ok=True)
        raise CannotRun(f"{path}: không ghi được tệp; hãy kiểm tra thư mục và quyền ghi.") from error


def current_umask() -> int:
    """Return the umask of this process, which can only be read by setting it."""
    mask = os.umask(0o077)
    os.umask(mask)
    return mask
