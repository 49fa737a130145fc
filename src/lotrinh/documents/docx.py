"""A .docx to a Document, by its parts: paragraphs and tables in reading order, automatic numbers, notes, text boxes.

Tracked changes are read as accepted, hidden text is left out, heads and feet of pages are furniture.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from lxml import etree

from lotrinh.documents.document import Align, Cell, Document
from lotrinh.documents.numbering import VAL, Numbering, W, child_of, parse_numbering, value_of
from lotrinh.documents.package import Package
from lotrinh.documents.raw import RawLine
from lotrinh.documents.repair import repair
from lotrinh.documents.styles import Style, Styles, parse_styles
from lotrinh.errors import EmptyFile

ALIGNS: dict[str, Align] = {"center": "center", "right": "right", "end": "right", "both": "justify", "left": "left",
                            "start": "left", "distribute": "justify"}  # fmt: skip
BOX = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}txbxContent"
FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
P, TABLE, ROW, CELL, RUN, TEXT, CONTROL = (W + tag for tag in ("p", "tbl", "tr", "tc", "r", "t", "sdt"))
P_PR, RUN_PR, CELL_PR, MERGE = (W + tag for tag in ("pPr", "rPr", "tcPr", "vMerge"))
JUSTIFIED, NUMBERED = W + "jc", W + "numPr"
WRAPPERS = frozenset(W + tag for tag in ("ins", "moveTo", "customXml", "smartTag"))
DELETIONS = frozenset((W + "del", W + "moveFrom"))
SIGNS = {W + "tab": "\t", W + "ptab": "\t", W + "br": "\n", W + "cr": "\n", W + "noBreakHyphen": "-", W + "sym": " "}
WORD = re.compile(r"\w")
SKIPPED = {FALLBACK, W + "del", W + "moveFrom", W + "instrText", W + "delText", W + "pPr", W + "rPr", BOX}


class Reader:
    """One pass over the parts of a file, in reading order."""

    def __init__(self, package: Package) -> None:
        self.package = package
        self.numbering: Numbering = parse_numbering(package.part("word/numbering.xml"))
        self.styles: Styles = parse_styles(package.part("word/styles.xml"))
        self.counts: Counter[str] = Counter()
        self.tables = 0

    def blocks(self, parent: etree._Element, cell: Cell | None = None) -> Iterator[RawLine]:
        """Yield the lines of a body, a cell, a note or a text box."""
        for child in parent:
            tag = child.tag
            if tag == P:
                yield from self.paragraph(child, cell)
            elif tag == TABLE:
                yield from self.table(child)
            elif tag == CONTROL:
                content = child_of(child, W + "sdtContent")
                if content is not None:
                    yield from self.blocks(content, cell)
            elif tag in WRAPPERS:
                yield from self.blocks(child, cell)

    def table(self, table: etree._Element) -> Iterator[RawLine]:
        """Yield the lines of a table; a cell merged from above adds nothing."""
        number, self.tables = self.tables, self.tables + 1
        ruled = self.is_ruled(table)
        for row_number, row in enumerate(rows_of(table)):
            column = 0
            for cell in cells_of(row):
                properties = child_of(cell, CELL_PR)
                merge = child_of(properties, MERGE)
                if merge is None or merge.get(VAL) == "restart":
                    yield from self.blocks(cell, Cell(number, row_number, column, ruled))
                width = value_of(properties, "gridSpan") or "1"
                column += int(width) if width.isdigit() else 1

    def is_ruled(self, table: etree._Element) -> bool:
        """Say whether a table shows lines: its own, its style's, or those of a cell."""
        properties = child_of(table, W + "tblPr")
        borders = child_of(properties, W + "tblBorders")
        if borders is not None:
            return has_lines(borders)
        style = child_of(properties, W + "tblStyle")
        if style is not None and self.styles.has_ruled_table(style.get(VAL, "")):
            return True
        return any(has_lines(borders) for borders in table.iter(W + "tcBorders"))

    def paragraph(self, paragraph: etree._Element, cell: Cell | None) -> Iterator[RawLine]:
        """Yield the printed lines of a paragraph, then those of the text boxes that hang on it."""
        properties = child_of(paragraph, P_PR)
        style = self.styles.of_paragraph(properties)
        runs = list(self.runs(paragraph, style))
        marker = self.marker(properties, style) if any(text.strip() for text, _, _ in runs) else None
        if marker:
            runs.insert(0, (f"{marker} ", runs[0][1] if runs else False, False))
        justification = child_of(properties, JUSTIFIED)
        align = ALIGNS.get(justification.get(VAL, "")) if justification is not None else style.align
        for n, line in enumerate(split_lines(runs)):
            yield self.line(line, align, cell, marker if n == 0 else None)
        for box in paragraph.iter(BOX):
            if not any(up.tag == FALLBACK for up in box.iterancestors()) and nearest(box) is paragraph:
                yield from self.blocks(box, cell)

    def line(
        self, runs: list[tuple[str, bool, bool]], align: Align | None, cell: Cell | None, marker: str | None
    ) -> RawLine:
        """Return one printed line of runs of (text, bold, italic)."""
        text = "".join(part for part, _, _ in runs)
        visible = [(bold, italic) for part, bold, italic in runs if WORD.search(part)]
        bold_until = 0
        for part, bold, _ in runs:
            if part.strip() and not bold:
                break
            bold_until += len(part)
        all_bold = bool(visible) and all(bold for bold, _ in visible)
        return RawLine(
            text,
            bold=all_bold,
            italic=bool(visible) and all(italic for _, italic in visible),
            align=align,
            cell=cell,
            marker=marker,
            bold_until=bold_until if bold_until and not all_bold else None,
        )

    def marker(self, properties: etree._Element | None, style: Style) -> str | None:
        """Return the automatic number of a paragraph; its own list goes before that of its style."""
        own = child_of(properties, NUMBERED)
        num_id, level = style.num_id, style.level
        if own is not None:
            identifier, at = child_of(own, W + "numId"), child_of(own, W + "ilvl")
            num_id = identifier.get(VAL) if identifier is not None else num_id
            level = int(at.get(VAL, "0")) if at is not None else level
        return None if num_id in (None, "0") else self.numbering.marker(str(num_id), level)

    def runs(self, parent: etree._Element, style: Style) -> Iterator[tuple[str, bool, bool]]:
        """Yield (text, bold, italic) of what is seen of a paragraph; deletions are counted."""
        for child in parent:
            tag = child.tag
            if tag == RUN:
                look = self.styles.of_run(child_of(child, RUN_PR), style)
                if not look.hidden:
                    yield "".join(run_text(child)), look.bold, look.italic
            elif tag in DELETIONS:
                self.counts["deleted_by_tracking"] += 1
            elif tag not in SKIPPED and isinstance(tag, str):
                yield from self.runs(child, style)

    def notes(self, part_name: str, tag: str) -> Iterator[RawLine]:
        """Yield the footnotes or endnotes, marked as such."""
        root = self.package.part(part_name)
        for note in () if root is None else root.iterfind(W + tag):
            if note.get(W + "type") in (None, "normal"):
                for line in self.blocks(note):
                    yield replace(line, in_note=True)


def read_docx(data: bytes, *, name: str, sha256: str) -> Document:
    """Read a .docx.

    Raises:
        UnreadableFile: broken, or no word processing document inside.
        EmptyFile: there are no letters in it.
        TooLarge: past a limit.
    """
    package = Package(data, name)
    root = package.part("word/document.xml")
    body = None if root is None else root.find(W + "body")
    if body is None:
        raise package.broken()
    reader = Reader(package)
    lines = [
        *reader.blocks(body),
        *reader.notes("word/footnotes.xml", "footnote"),
        *reader.notes("word/endnotes.xml", "endnote"),
    ]
    if not any(WORD.search(line.text) for line in lines):
        raise EmptyFile(f"{name}: tệp không có chữ nào (có thể chỉ có ảnh); hãy kiểm tra lại tệp gốc.")
    return repair(
        lines, name=name, file_format="docx", sha256=sha256, from_prints=False, repairs=dict(reader.counts)
    )  # fmt: skip


def run_text(run: etree._Element) -> Iterator[str]:
    """Yield the characters of a run."""
    for child in run:
        tag = child.tag
        if tag == TEXT:
            yield child.text or ""
        elif tag in SIGNS:
            yield SIGNS[tag]


def split_lines(runs: list[tuple[str, bool, bool]]) -> Iterator[list[tuple[str, bool, bool]]]:
    """Cut runs at line breaks."""
    line: list[tuple[str, bool, bool]] = []
    for text, bold, italic in runs:
        first, *rest = text.split("\n")
        line.append((first, bold, italic))
        for part in rest:
            yield line
            line = [(part, bold, italic)]
    yield line


def rows_of(table: etree._Element) -> Iterator[etree._Element]:
    """Yield the rows, also those inside content controls and insertions."""
    for child in table:
        tag = child.tag
        if tag == ROW:
            yield child
        elif tag in (CONTROL, W + "sdtContent", W + "ins", W + "customXml"):
            yield from rows_of(child)


def cells_of(row: etree._Element) -> Iterator[etree._Element]:
    """Yield the cells, also those inside content controls."""
    for child in row:
        tag = child.tag
        if tag == CELL:
            yield child
        elif tag in (CONTROL, W + "sdtContent", W + "customXml"):
            yield from cells_of(child)


def has_lines(borders: etree._Element) -> bool:
    """Say whether any border is drawn."""
    return any(border.get(VAL) not in (None, "nil", "none") for border in borders)


def nearest(box: etree._Element) -> etree._Element | None:
    """Return the paragraph that a text box hangs on."""
    return next((up for up in box.iterancestors() if up.tag == W + "p"), None)
