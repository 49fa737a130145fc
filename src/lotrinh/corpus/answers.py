"""The file of answers: every row in the order of its path, written beside and renamed when it is whole."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from importlib.util import find_spec
from itertools import islice
from pathlib import Path

from lotrinh.corpus.rows import columns_of
from lotrinh.errors import CannotRun

ROWS = 256  # of a table in memory at a time, and in one group of the file
INSTALL = "pip install 'lotrinh[corpus]'"


def check_output(out: Path) -> None:
    """Refuse at once what could not be written at the end.

    Raises:
        CannotRun: an ending that we do not write, no folder for it, or a library missing.
    """
    if out.suffix not in WRITERS:
        raise CannotRun(f"{out}: chưa ghi được loại tệp này; hãy đặt tên tệp kết quả có đuôi .parquet hoặc .jsonl.")
    if not out.absolute().parent.is_dir() or out.is_dir():
        raise CannotRun(f"{out}: không ghi được vào đây; hãy chọn một tệp trong thư mục đã có.")
    if out.suffix == ".parquet" and find_spec("pyarrow") is None:
        raise CannotRun(f"{out}: cần cài thêm để ghi .parquet: {INSTALL}.")


def write_answers(out: Path, lines: Iterable[bytes]) -> None:
    """Write the rows; whoever looks sees the old file or the whole new one."""
    beside = out.with_name(out.name + ".part")
    try:
        WRITERS[out.suffix](beside, lines)
        with beside.open("rb") as file:
            os.fsync(file.fileno())
        beside.replace(out)
    except OSError as error:
        raise CannotRun(f"{out}: không ghi được tệp kết quả ({error.strerror}); hãy thêm chỗ rồi chạy lại.") from error


def write_jsonl(path: Path, lines: Iterable[bytes]) -> None:
    """Write one row a line."""
    with path.open("wb") as file:
        file.writelines(line + b"\n" for line in lines)


def write_parquet(path: Path, lines: Iterable[bytes]) -> None:
    """Write a table: the flat columns, and the whole answer as JSON."""
    import pyarrow as arrow  # noqa: PLC0415  # an extra
    from pyarrow import parquet  # noqa: PLC0415  # as above

    texts = ("path", "sha256", "error_code", "error", "kind", "code", "issuer", "subject")
    schema = arrow.schema(
        [
            *((name, arrow.string()) for name in texts),
            ("issued_on", arrow.date32()),
            ("duties", arrow.int32()),
            ("answer", arrow.large_string()),
        ]
    )
    with parquet.ParquetWriter(path, schema, compression="zstd") as writer:
        for group in grouped(lines):
            rows = [columns_of(line) for line in group]
            writer.write_table(arrow.Table.from_pylist(rows, schema=schema))


def grouped(lines: Iterable[bytes]) -> Iterator[list[bytes]]:
    """Yield the lines a few hundred at a time."""
    waiting = iter(lines)
    while group := list(islice(waiting, ROWS)):
        yield group


WRITERS: dict[str, Callable[[Path, Iterable[bytes]], None]] = {".jsonl": write_jsonl, ".parquet": write_parquet}
