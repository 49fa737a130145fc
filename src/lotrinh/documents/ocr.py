"""The words in the picture of a page, by tesseract with its Vietnamese letters, as a child under a time limit."""

from __future__ import annotations

import io
import os
import subprocess
from collections.abc import Iterator
from typing import TYPE_CHECKING

from lotrinh.documents import limits
from lotrinh.documents.printed import Word
from lotrinh.errors import TooLarge, UnreadableFile

if TYPE_CHECKING:
    from PIL.Image import Image

COMMAND = ["tesseract", "stdin", "stdout", "-l", "vie", "--dpi", "300"]
PAGE, SPARSE, LINE = "3", "11", "7"  # tesseract's ways to take a picture apart: by its layout; word by word; one line
INSTALL = "apt install tesseract-ocr tesseract-ocr-vie"


def recognise(picture: Image, *, scale: float, layout: str = PAGE) -> Iterator[Word]:
    """Yield the words in a picture, places in points.

    Args:
        picture: one page, grey.
        scale: pixels of a point.
        layout: `PAGE`, `SPARSE` or `LINE`.

    Raises:
        UnreadableFile: tesseract or its Vietnamese letters are not installed, or it failed.
        TooLarge: it took longer than the limit.
    """
    buffer = io.BytesIO()
    picture.save(buffer, "PNG")
    try:
        run = subprocess.run(  # noqa: S603  # our own command
            [*COMMAND, "--psm", layout, "tsv"],
            input=buffer.getvalue(),
            capture_output=True,
            timeout=limits.PAGE_SECONDS,
            check=False,
            env=environment(),
        )
    except FileNotFoundError as error:
        raise UnreadableFile(f"tệp là ảnh quét và máy chưa có tesseract; hãy chạy: {INSTALL}.") from error
    except subprocess.TimeoutExpired as error:
        raise TooLarge(
            f"nhận dạng một trang quá {limits.PAGE_SECONDS} giây nên đã dừng; hãy quét lại rõ hơn."
        ) from error
    if run.returncode:
        if b"vie" in run.stderr:
            raise UnreadableFile(f"tesseract chưa có chữ tiếng Việt; hãy chạy: {INSTALL}.")
        raise UnreadableFile("nhận dạng chữ không thành công; hãy quét lại rõ hơn.")
    yield from words_of(run.stdout.decode("utf-8", "replace"), scale)


def environment() -> dict[str, str]:
    """One thread a page: the same answer, and other pages have the other cores."""
    return {**os.environ, "OMP_THREAD_LIMIT": "1"}


def words_of(table: str, scale: float) -> Iterator[Word]:
    """Yield the words of tesseract's table: level 5 is a word, columns 6 to 9 its box, then how sure it is."""
    for line in table.splitlines()[1:]:
        columns = line.split("\t")
        if len(columns) < 12 or columns[0] != "5" or not columns[11].strip():
            continue
        left, top, width, height = (int(value) / scale for value in columns[6:10])
        yield Word(columns[11].strip(), left, top, left + width, top + height, sure=float(columns[10]))
