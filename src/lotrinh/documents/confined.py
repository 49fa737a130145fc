"""Reads with a native library in a process of its own, under limits of memory and time: a file may kill that process only."""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from lotrinh.documents import limits
from lotrinh.documents.document import Document
from lotrinh.documents.parcel import pack, unpack
from lotrinh.errors import Cancelled, LotrinhError, TooLarge, UnreadableFile

ERROR = b"!"  # what an error begins with, and no JSON
ERRORS: dict[str, type[LotrinhError]] = {"UnreadableFile": UnreadableFile}
ERRORS |= {error.__name__: error for error in UnreadableFile.__subclasses__()}
PATIENCE = 0.1  # seconds between two questions whether to stop
FELL = "làm chương trình đọc dừng đột ngột (tệp hỏng hoặc quá lớn); hãy lưu lại tệp từ bản gốc rồi thử lại."


def load_confined(path: Path, name: str, *, cancelled: Callable[[], bool] | None = None) -> Document:
    """Read a file in a child.

    Args:
        path: the file.
        name: what to call it in the answer and in errors.
        cancelled: asked a few times a second; once it says yes, the child is stopped.

    Raises:
        UnreadableFile: or one of the errors below it, as the reader in the child raised it.
        TooLarge: it took longer or more memory than the limits.
        Cancelled: the caller asked to stop.
    """
    command = [sys.executable, "-m", "lotrinh.documents.confined", str(path.resolve()), name]
    with tempfile.TemporaryFile() as out:
        with subprocess.Popen(command, stdout=out, stderr=subprocess.DEVNULL) as child:  # noqa: S603  # our own command
            try:
                code = wait_for(child, name, cancelled)
            except BaseException:  # also a Ctrl-C of whoever reads
                child.kill()
                raise
        out.seek(0)
        said = out.read()
    if code or not said:
        raise UnreadableFile(f"{name}: tệp {FELL}")
    try:
        if said.startswith(ERROR):
            kind, sentence = json.loads(said[len(ERROR) :])
            raised: type[LotrinhError] = ERRORS[kind]
        else:
            return unpack(said)
    except (ValueError, KeyError, TypeError) as error:
        raise UnreadableFile(f"{name}: tệp {FELL}") from error
    raise raised(sentence)


def wait_for(child: subprocess.Popen[bytes], name: str, cancelled: Callable[[], bool] | None) -> int:
    """Return how a child ended; errors as `load_confined`."""
    ends = time.monotonic() + limits.SECONDS
    while True:
        try:
            return child.wait(timeout=PATIENCE if cancelled else limits.SECONDS)
        except subprocess.TimeoutExpired as error:
            if cancelled is not None and cancelled():
                raise Cancelled(f"{name}: đã dừng đọc theo yêu cầu.") from error
            if time.monotonic() >= ends:
                raise TooLarge(
                    f"{name}: đọc quá {limits.SECONDS} giây nên đã dừng; hãy tách nhỏ tệp rồi thử lại."
                ) from error


def main() -> None:
    """Read the file that the arguments name, and write the document or the error to standard output."""
    path, name = sys.argv[1:3]
    resource.setrlimit(resource.RLIMIT_DATA, (limits.MEMORY_BYTES, limits.MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (limits.CPU_SECONDS, limits.CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    from lotrinh.documents.load import load_here  # noqa: PLC0415  # only the child reads here

    try:
        said = pack(load_here(Path(path), name))
    except LotrinhError as error:
        said = ERROR + json.dumps((type(error).__name__, str(error))).encode()
    except MemoryError:
        sentence = f"{name}: đọc tệp cần hơn {limits.MEMORY_BYTES / 1e6:.0f} MB bộ nhớ; hãy tách nhỏ rồi thử lại."
        said = ERROR + json.dumps((TooLarge.__name__, sentence)).encode()
    sys.stdout.buffer.write(said)


if __name__ == "__main__":
    main()
