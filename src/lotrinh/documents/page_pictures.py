"""The picture of one page of a PDF, for eyes. Drawn by a native library, so always in a process of its own."""

from __future__ import annotations

import io
from math import sqrt

from lotrinh.documents.pdf import open_pdf
from lotrinh.errors import UnreadableFile

WIDTH = 1000  # pixels
PIXELS = 4_000_000  # of the whole picture: a page very long and narrow is drawn smaller
COLOURS = 64  # enough for print, stamps and paper; a fifth of the bytes


def draw_page(data: bytes, number: int, *, name: str) -> bytes:
    """Return the picture of a page as PNG, digital stamps drawn too.

    Args:
        data: the PDF.
        number: of the page, from 1.

    Raises:
        UnreadableFile: no such page, a broken one, or as `open_pdf`.
    """
    with open_pdf(data, name) as pdf:
        if not 1 <= number <= len(pdf):
            raise UnreadableFile(f"{name}: không có trang {number}.")
        pdf.init_forms()
        try:
            picture = render(pdf[number - 1])
        except (RuntimeError, ValueError) as error:  # PdfiumError is a RuntimeError
            raise UnreadableFile(f"{name}: trang {number} bị hỏng; hãy kiểm tra lại tệp gốc.") from error
    return picture


def render(page) -> bytes:  # type: ignore[no-untyped-def]  # a page of the native library
    """Return the picture of an opened page."""
    width, height = page.get_size()
    scale = min(WIDTH / width, sqrt(PIXELS / (width * height)))
    picture = page.render(scale=scale).to_pil().convert("RGB").quantize(COLOURS, method=2)  # by octree, the quick one
    buffer = io.BytesIO()
    picture.save(buffer, "PNG")
    return buffer.getvalue()
