"""How much of a stranger's file is read. Past a limit a reader stops with a sentence; it never tries anyway.

Each limit is a setting: `LOTRINH_LIMIT_PAGES=1000` in the environment reads longer PDFs. They are read once, when the
library is first used, so that one process reads every file under the same limits.
"""

from __future__ import annotations

import os


def limit(name: str, usual: int) -> int:
    """Return a limit as the environment sets it, else the usual one.

    Raises:
        SystemExit: what the environment says is no whole number above zero; to read on with another limit would surprise.
    """
    said = os.environ.get(f"LOTRINH_LIMIT_{name}", "")
    if not said:
        return usual
    if not said.isdecimal() or int(said) < 1:
        raise SystemExit(
            f"LOTRINH_LIMIT_{name}={said}: phải là số nguyên dương; hãy sửa biến môi trường này rồi chạy lại."
        )
    return int(said)


FILE_BYTES = limit("FILE_BYTES", 60_000_000)  # a file on disk
TEXT_BYTES = limit("TEXT_BYTES", 20_000_000)  # a plain text: about 8,000 pages
PARTS = limit("PARTS", 5_000)  # files inside a .docx
UNPACKED_BYTES = limit("UNPACKED_BYTES", 300_000_000)  # all of them together, pictures included
XML_BYTES = limit("XML_BYTES", 48_000_000)  # one part that is read
ELEMENTS = limit("ELEMENTS", 1_000_000)  # in one part: bounds the memory of its tree
LINES = limit("LINES", 200_000)  # paragraphs of a document
DEPTH = limit("DEPTH", 200)  # of nested elements
PAGES = limit("PAGES", 400)  # of a PDF
PAGE_POINTS = limit("PAGE_POINTS", 4_000_000)  # width times height: A0 is 8 million, A2 2 million
MEMORY_BYTES = limit("MEMORY_BYTES", 512_000_000)  # of a process that reads with a native library
SECONDS = limit("SECONDS", 1_200)  # such a process in all, on the wall: a scan takes some seconds a page
CPU_SECONDS = limit("CPU_SECONDS", 900)  # of CPU, for one file
PAGE_SECONDS = limit("PAGE_SECONDS", 90)  # letters of one picture
OFFICE_SECONDS = limit("OFFICE_SECONDS", 60)  # LibreOffice with one file
