"""What a worker does with one task. It runs wherever the scheduler sends it, so it looks first where it is."""

from __future__ import annotations

import signal
import threading
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

from lotrinh.corpus.child import Child
from lotrinh.corpus.rows import Row
from lotrinh.errors import CannotRun

OF_THREAD = threading.local()  # each thread of a worker has a child of its own


@cache
def own_version() -> str:
    """Return the version of this package, which stands in the journal and must be the same on every machine."""
    return version("lotrinh")


def read_batch(folder: str, paths: tuple[str, ...], wanted: str) -> list[Row]:
    """Read some files of a folder.

    Raises:
        CannotRun: this machine is not fit to read for this run: another version, or the folder is not there.
            What is wrong with one file is its row.
    """
    if own_version() != wanted:
        raise CannotRun(
            f"Máy đọc cài lotrinh {own_version()}, máy điều phối cài {wanted}; hãy cài cùng một phiên bản rồi chạy lại."
        )
    if not Path(folder).is_dir():
        raise CannotRun(
            f"{folder}: máy đọc không thấy thư mục này; hãy gắn thư mục chung ở cùng đường dẫn trên mọi máy."
        )
    if not hasattr(OF_THREAD, "child"):
        OF_THREAD.child = Child()
    child: Child = OF_THREAD.child
    return [child.read(Path(folder), path) for path in paths]


def dask_setup(worker: Any) -> None:  # noqa: ARG001  # the library's name and signature
    """Leave Ctrl-C to the run that started this worker; it stops its workers itself."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
