"""A whole run: find the files, leave out what the journal has, have the rest read, write the answers."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple, TextIO

from lotrinh.corpus.answers import INSTALL, check_output, write_answers
from lotrinh.corpus.folder import find_files
from lotrinh.corpus.journal import Journal
from lotrinh.corpus.progress import Progress
from lotrinh.corpus.rows import Row, sha256_of
from lotrinh.corpus.work import own_version
from lotrinh.errors import CannotRun

ReadAll = Callable[[Path, Sequence[str]], Iterator[Row]]
Readers = Callable[[], AbstractContextManager[ReadAll]]


class Summary(NamedTuple):
    """What a run did."""

    files: int
    before: int  # of them, read by an earlier run
    errors: int


def read_corpus(folder: Path, out: Path, *, readers: Readers, stream: TextIO) -> Summary:
    """Read every file of a folder into one file of answers.

    Args:
        folder: files in folders below it are read too.
        out: .jsonl or .parquet. Beside it stands its journal, `out` with `.journal` at its end, by which a run that was
            stopped goes on; while it is there, a later run reads only files that are new or changed.
        readers: gives what reads, `readers_here` or `readers_at`; not asked for where nothing is left to read.
        stream: where progress is told.

    Raises:
        CannotRun: the run cannot start or go on; what was read so far is in the journal.
    """
    check_output(out)
    folder = folder.absolute()
    paths = find_files(folder)
    with Journal(out.with_name(out.name + ".journal"), version=own_version()) as journal:
        left = [path for path in paths if not is_read(journal, folder, path)]
        if left:
            with readers() as read_all, Progress(stream, total=len(paths), before=len(paths) - len(left)) as progress:
                for row in read_all(folder, left):
                    journal.add(row)
                    progress.one_more()
        errors = Errors()
        write_answers(out, errors.counted(journal.line(path) for path in paths))
    return Summary(files=len(paths), before=len(paths) - len(left), errors=errors.count)


def is_read(journal: Journal, folder: Path, path: str) -> bool:
    """Say whether the journal has the answer of these very bytes."""
    place = journal.places.get(path)
    return place is not None and place.sha256 == sha256_of(folder / path)


class Errors:
    """Counts the rows with an error as they pass."""

    def __init__(self) -> None:
        self.count = 0

    def counted(self, lines: Iterable[bytes]) -> Iterator[bytes]:
        """Yield the same lines."""
        for line in lines:
            self.count += line.endswith(b'"answer":null}')
            yield line


def readers_here(count: int | None) -> Readers:
    """Return readers on this machine, as many as it has cores where no number is given.

    Raises:
        CannotRun: the extra is not installed, or the number makes no sense.
    """
    check_installed()
    if count is not None and count < 1:
        raise CannotRun(f"--workers {count}: cần ít nhất một tiến trình đọc; hãy cho một số từ 1 trở lên.")
    number = count or len(os.sched_getaffinity(0))

    @contextmanager
    def readers() -> Iterator[ReadAll]:
        from lotrinh.corpus.cluster import read_all, workers_here  # noqa: PLC0415  # an extra, and heavy

        with workers_here(number) as client:
            yield lambda folder, paths: read_all(client, folder, paths)

    return readers


def readers_at(address: str) -> Readers:
    """Return readers behind a scheduler on the network.

    Raises:
        CannotRun: the extra is not installed.
    """
    check_installed()

    @contextmanager
    def readers() -> Iterator[ReadAll]:
        from lotrinh.corpus.cluster import read_all, workers_at  # noqa: PLC0415  # an extra, and heavy

        with workers_at(address) as client:
            yield lambda folder, paths: read_all(client, folder, paths)

    return readers


def check_installed() -> None:
    """Say what to install where the extra is missing."""
    if find_spec("distributed") is None:
        raise CannotRun(f"Đọc cả thư mục cần cài thêm: hãy chạy {INSTALL} rồi thử lại.")
