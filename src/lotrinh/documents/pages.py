"""Words with places on printed pages to lines in reading order: columns of head and foot, paragraphs, furniture out.

Used for the text layer of a PDF and for letters recognised in a scan alike. Places are in points from the top left.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from statistics import median

from lotrinh.documents.document import Align, Cell
from lotrinh.documents.page_columns import foot_end, foot_start, head_end, in_columns
from lotrinh.documents.printed import PrintedPage, Strip, Word, centred, words_by_line
from lotrinh.documents.raw import RawLine
from lotrinh.documents.ruled_tables import Grid, StitchedGrid, find_grids, stitch, without_tables

STAMP = re.compile(
    r"(?:\W{0,3}\w{0,2}\W{0,3}(?:Ký bởi|Người ký|Ngày ký|Thời gian ký)|.{0,3}[CÄ]ơ quan\s*:|Signed by|Signature Not|Signer|Chữ ký số|Email\s*:.*@|Giờ ký"
    r"|Sở\s*:\s*\d|Ký ngày|.{0,4}\d{1,2}[./]\d{1,2}[./]\d{4}\s\d{1,2}:\d\d:\d\d|\+0\d:00\Z)",
    re.IGNORECASE,
)
MARKED = re.compile(
    r"(?:[-–+•*]\s?\S|\(?[IVXLC]{1,6}[.)/]\s|\(?\d{1,2}(?:\.\d{1,2})*[.)/]\s?\S|[a-zđ]\)|Điều\s+\d|Chương\s+[IVX\d]|Căn cứ\s|Xét\s|Theo đề nghị|Nơi nhận)"
)
NUMBER = re.compile(r"[-–\s]{0,99}\d{1,3}[-–\s]{0,99}\Z")


def lines_of_pages(pages: Sequence[PrintedPage]) -> tuple[list[RawLine], dict[str, int]]:
    """Return the lines of all pages in reading order, and how much furniture was left out."""
    counts: dict[str, int] = {}
    lines: list[RawLine] = []
    numbers = Numbers()
    grids = [find_grids(page) if page.rules else [] for page in pages]
    flow = [
        without_furniture(rows_of(without_tables(page, tables)), page, counts)
        for page, tables in zip(pages, grids, strict=True)
    ]
    stitched = stitch(grids, lambda number, grid, at_top: is_alone(flow[number], grid, at_top=at_top))
    for number, (page, rows, tables) in enumerate(zip(pages, flow, stitched, strict=True)):
        head = head_end(rows, page) if number == 0 else 0
        foot = foot_start(rows, page, head)
        end = foot_end(rows, foot)
        if head:
            lines += [raw(strip, page, cell) for strip, cell in in_columns(rows[:head], page, numbers.next())]
        above = [table for table in tables if foot == len(rows) or table.grid.top < rows[foot][0].top]
        add_body(lines, rows[head:foot], above, page, numbers, after_page=number > 0)
        if foot < end:
            lines += [raw(strip, page, cell) for strip, cell in in_columns(rows[foot:end], page, numbers.next())]
        add_body(lines, rows[end:], tables[len(above) :], page, numbers, after_page=False)
    return lines, counts


class Numbers:
    """Gives tables their numbers in reading order; a stitched table keeps the one of its first page."""

    def __init__(self) -> None:
        self._next = 0
        self._known: dict[int, int] = {}

    def next(self) -> int:
        """Return the number of a new table."""
        self._next += 1
        return self._next - 1

    def of(self, table: int) -> int:
        """Return the number of a stitched table."""
        if table not in self._known:
            self._known[table] = self.next()
        return self._known[table]


def is_alone(rows: list[list[Strip]], grid: Grid, *, at_top: bool) -> bool:
    """Say whether no line of a page stands above a table, or none below it."""
    if at_top:
        return all(row[0].top > grid.top for row in rows)
    return all(row[0].bottom < grid.bottom for row in rows)


def add_body(
    lines: list[RawLine],
    rows: list[list[Strip]],
    tables: Sequence[StitchedGrid],
    page: PrintedPage,
    numbers: Numbers,
    *,
    after_page: bool,
) -> None:
    """Add the paragraphs and the tables of a part in one column in the order of their places."""
    start = 0
    for table in tables:
        at = next((i for i in range(start, len(rows)) if rows[i][0].top > table.grid.top), len(rows))
        lines += paragraphs(rows[start:at], page, after_page=after_page and not start)
        add_table(lines, table, page, numbers.of(table.table))
        start = at
    lines += paragraphs(rows[start:], page, after_page=after_page and not start)


def add_table(lines: list[RawLine], table: StitchedGrid, page: PrintedPage, number: int) -> None:
    """Add the cells of a table row by row; what a page break cut goes on in its cell."""
    for (row, column), words in sorted(table.grid.cells.items()):
        if table.repeats_head and row == 0:
            continue
        cell = Cell(number, table.first_row + row, column, ruled=True)
        found = cell_lines(words, page, cell)
        if table.goes_on and row == int(table.repeats_head):
            at = next((i for i in range(len(lines) - 1, -1, -1) if lines[i].cell == cell), None)
            if at is not None:
                if not MARKED.match(found[0].text):
                    lines[at] = lines[at]._replace(text=f"{lines[at].text} {found.pop(0).text}")
                lines[at + 1 : at + 1] = found
                continue
        lines += found


def cell_lines(words: list[Word], page: PrintedPage, cell: Cell) -> list[RawLine]:
    """Return the paragraphs of a cell: its printed lines put together again up to the next marker."""
    strips = [
        Strip(tuple(word for strip in row for word in strip.words))
        for row in rows_of(replace(page, words=tuple(words)))
    ]
    lines: list[RawLine] = []
    for strip in strips:
        line = raw(strip, page, cell)
        if lines and not MARKED.match(line.text):
            both = lines[-1].bold if lines[-1].bold == line.bold else False
            lines[-1] = lines[-1]._replace(text=f"{lines[-1].text} {line.text}", bold=both)
        else:
            lines.append(line)
    return lines


def rows_of(page: PrintedPage) -> list[list[Strip]]:
    """Return the lines of a page from top to bottom, each as strips from left to right."""
    return [strips_of(words, page) for words in words_by_line(page.words)]


def strips_of(row: list[Word], page: PrintedPage) -> list[Strip]:
    """Part the words of a line where the gap is wider than any between words."""
    heights = median(word.bottom - word.top for word in row)
    wide = max(2.2 * heights, page.width * 0.035)
    strips: list[list[Word]] = [[row[0]]]
    for word in row[1:]:
        if word.left - strips[-1][-1].right > wide:
            strips.append([word])
        else:
            strips[-1].append(word)
    return [Strip(tuple(words)) for words in strips]


def without_furniture(rows: list[list[Strip]], page: PrintedPage, counts: dict[str, int]) -> list[list[Strip]]:
    """Leave out page numbers at the edges and the words of digital stamps."""
    kept: list[list[Strip]] = []
    for row in rows:
        words = " ".join(strip.text for strip in row)
        at_edge = row[0].top < page.height * 0.12 or row[0].bottom > page.height * 0.92
        if at_edge and NUMBER.match(words):
            counts["page_numbers"] = counts.get("page_numbers", 0) + 1
        elif any(STAMP.match(strip.text) for strip in row):
            left = [strip for strip in row if not STAMP.match(strip.text)]
            counts["signature_blocks"] = counts.get("signature_blocks", 0) + 1
            if left:
                kept.append(left)
        else:
            kept.append(row)
    return kept


def raw(strip: Strip, page: PrintedPage, cell: Cell | None = None) -> RawLine:
    """Return a strip as a line."""
    align: Align | None = (
        "center" if cell is None and centred(strip, page) and strip.right - strip.left < page.width * 0.6 else None
    )
    has_fonts = any(word.bold for word in page.words)
    return RawLine(strip.text, bold=strip.bold if has_fonts else None, align=align, cell=cell)


def paragraphs(rows: list[list[Strip]], page: PrintedPage, *, after_page: bool) -> list[RawLine]:
    """Return the paragraphs of a part in one column, lines put together again by indent, gap and length."""
    strips = [Strip(tuple(word for strip in row for word in strip.words)) for row in rows]
    if not strips:
        return []
    left = median(strip.left for strip in strips)
    right = max(strip.right for strip in strips)
    steps = [b.top - a.top for a, b in pairwise(strips) if b.top > a.top]
    step = median(steps) if steps else 0.0
    lines: list[RawLine] = []
    for i, strip in enumerate(strips):
        line = raw(strip, page)
        before = strips[i - 1] if i else None
        if before is None:
            lines.append(line._replace(after_gap=after_page))
        elif goes_on(before, strip, lines[-1], line, left=left, right=right, step=step):
            both = lines[-1].bold if lines[-1].bold == line.bold else False if line.bold is not None else None
            until = lines[-1].bold_until or (len(lines[-1].text) if lines[-1].bold and not line.bold else None)
            lines[-1] = lines[-1]._replace(text=f"{lines[-1].text} {line.text}", bold=both, bold_until=until)
        else:
            lines.append(line._replace(after_gap=True))
    return lines


def goes_on(
    before: Strip, strip: Strip, last: RawLine, line: RawLine, *, left: float, right: float, step: float
) -> bool:
    """Say whether a printed line goes on with the paragraph of the line above it."""
    if MARKED.match(line.text) or line.text.isupper() != last.text.isupper():
        return False
    if strip.top - before.top > 1.7 * step > 0:
        return False
    if (line.align == "center") != (last.align == "center"):
        return line.text[0].islower() and last.align == "center"
    if line.align == "center":
        return not line.text.isupper() or last.text.isupper()
    if strip.left > left + 14 and before.left <= left + 8:
        return False  # the first line of a new paragraph is indented
    return before.right > right - 0.16 * (right - left) or line.text[0].islower()
