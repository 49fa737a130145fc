"""The child that reads files for a worker, one after the other, under limits: `python -m lotrinh.corpus.reading`.

A question is a line of JSON on standard input, an answer a line on standard output: hash, tab, row. It ends when its
input ends. What kills it, a native crash or too much memory, kills nothing else.
"""

from __future__ import annotations

import json
import os
import resource
import sys
from pathlib import Path
from typing import BinaryIO

from lotrinh.corpus.rows import Row, answer_row, code_of, error_row, sha256_of, shown
from lotrinh.documents import limits
from lotrinh.errors import LotrinhError
from lotrinh.plans.reader import read


def main() -> None:
    """Answer until there are no more questions."""
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # native libraries print where they like
    resource.setrlimit(resource.RLIMIT_DATA, (limits.MEMORY_BYTES, limits.MEMORY_BYTES))
    answer_all(sys.stdin.buffer, answers)


def answer_all(questions: BinaryIO, answers: BinaryIO) -> None:
    """Read each file that is asked for."""
    for question in questions:
        asked = json.loads(question)
        allow(limits.CPU_SECONDS)
        row = row_of(Path(asked["folder"]), asked["path"])
        answers.write((row.sha256 or "").encode() + b"\t" + row.line + b"\n")
        answers.flush()


def allow(seconds: int) -> None:
    """Bound the CPU time from now on; the soft limit may be moved up again for the next file."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    hard = resource.getrlimit(resource.RLIMIT_CPU)[1]
    soft = int(used.ru_utime + used.ru_stime) + 1 + seconds
    resource.setrlimit(resource.RLIMIT_CPU, (soft if hard == resource.RLIM_INFINITY else min(soft, hard), hard))


def row_of(folder: Path, path: str) -> Row:
    """Read one file; whatever is wrong with it is its row.

    Raises:
        MemoryError: it does not fit; nothing that this process did before may be to blame, so a fresh one tries again.
    """
    file = folder / path
    name = shown(file.name)
    try:
        return answer_row(path, read(file, name=name).to_json())
    except LotrinhError as error:
        return error_row(path, sha256_of(file), code=code_of(error), message=str(error))
    except MemoryError:
        raise
    except Exception as error:  # noqa: BLE001  # a mistake of ours costs one row, and its words may be the document
        message = f"{name}: bộ đọc gặp lỗi {type(error).__name__}; hãy báo cho nhóm phát triển kèm tệp này."
        return error_row(path, sha256_of(file), code="reader_failed", message=message)


if __name__ == "__main__":
    main()
