"""Markdown to a Document: headings, pipe tables, emphasis. What a scraper put above the document is furniture."""

from __future__ import annotations

import re

from lotrinh.documents.document import Cell, Document
from lotrinh.documents.layout_cells import is_layout, part_cell
from lotrinh.documents.plain import read_letters
from lotrinh.documents.raw import RawLine
from lotrinh.documents.repair import repair
from lotrinh.errors import EmptyFile

SOURCE = re.compile(r"\s{0,99}\*?(?:Source|Nguồn)\s{0,99}:\s{0,99}https?://\S+\*?\s{0,99}\Z")
HEADING = re.compile(r"\s{0,3}#{1,6}\s+(?P<title>.+?)\s*#*\s*\Z")
RULER = re.compile(r"\s{0,99}+\|?\s{0,99}+:?(?<!-)-{2,}+:?\s{0,99}+(?:\|\s{0,99}+:?-{2,}+:?\s{0,99}+)*+\|?\s{0,99}+\Z")
STRONG = re.compile(r"\s{0,99}(?:[-*]\s{1,99})?\*\*(?P<words>[^*]+)\*\*\s{0,99}\Z")


def read_markdown(data: bytes, *, name: str, sha256: str) -> Document:
    """Read a Markdown file.

    Raises:
        UnreadableFile: the letters cannot be read.
        EmptyFile: there are none.
    """
    text, notes = read_letters(data, name)
    lines: list[RawLine] = []
    table: list[str] = []
    tables, gap, portal = 0, False, 0
    for line in [*text.splitlines(), ""]:
        if line.lstrip().startswith("|"):
            table.append(line)
            continue
        if table:
            lines += table_lines(table, tables)
            table, tables = [], tables + 1
        if not line.strip():
            gap = True
            continue
        if SOURCE.match(line) or ((heading := HEADING.match(line)) is not None and not lines):
            portal += 1
            continue
        words = heading["title"] if heading else line
        lines.append(RawLine(words, bold=True if heading or STRONG.match(line) else None, after_gap=gap))
        gap = False
    if not any(re.search(r"\w", line.text) for line in lines):
        raise EmptyFile(f"{name}: tệp không có chữ nào; hãy kiểm tra lại tệp gốc rồi thử lại.")
    counts = {"portal_lines": portal} if portal else {}
    return repair(lines, name=name, file_format="md", sha256=sha256, from_prints=True, repairs=counts, notes=notes)


def table_lines(rows: list[str], number: int) -> list[RawLine]:
    """Return the lines of a pipe table; a table that lays out a head or foot has its cells parted again."""
    words = "\n".join(rows)
    layout = is_layout(words)
    found: list[RawLine] = []
    kept = [row for row in rows if not RULER.match(row)]
    for row_number, row in enumerate(kept):
        for column, cell in enumerate(row.strip().strip("|").split("|")):
            parts = part_cell(cell.replace("<br>", " ")) if layout else re.split(r"<br\s*/?>", cell)
            found += [
                RawLine(part, cell=Cell(number, row_number, column, not layout)) for part in parts if part.strip()
            ]
    return found
