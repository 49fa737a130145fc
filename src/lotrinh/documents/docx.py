"""A .docx to a Document, by its parts: paragraphs and tables in reading order, automatic numbers, notes, text boxes.

Tracked changes are read as accepted, hidden text is left out, heads and feet of pages are furniture.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import NamedTuple

from lxml import etree

from lotrinh.documents.document import Align, Cell, Document
from lotrinh.documents.numbering import VAL, Numbering, W, by_tag, child_of, parse_numbering, properties_of
from lotrinh.documents.package import Package
from lotrinh.documents.raw import RawLine
from lotrinh.documents.repair import repair
from lotrinh.documents.styles import BOLD, ITALIC, RUN_PR, RUN_STYLE, VANISH, Look, Style, Styles, parse_styles
from lotrinh.errors import EmptyFile

ALIGNS: dict[str, Align] = {"center": "center", "right": "right", "end": "right", "both": "justify", "left": "left",
                            "start": "left", "distribute": "justify"}  # fmt: skip
BOX = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}txbxContent"
FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
P, TABLE, ROW, CELL, RUN, TEXT, CONTROL = (W + tag for tag in ("p", "tbl", "tr", "tc", "r", "t", "sdt"))
P_PR, CELL_PR, MERGE, GRID_SPAN = (W + tag for tag in ("pPr", "tcPr", "vMerge", "gridSpan"))
P_STYLE, JUSTIFIED, NUMBERED = (W + tag for tag in ("pStyle", "jc", "numPr"))
CONTROL_CONTENT = W + "sdtContent"
NOTES = (("word/footnotes.xml", W + "footnote"), ("word/endnotes.xml", W + "endnote"))
WRAPPERS = frozenset(W + tag for tag in ("ins", "moveTo", "customXml", "smartTag"))
DELETIONS = frozenset((W + "del", W + "moveFrom"))
SIGNS = {W + "tab": "\t", W + "ptab": "\t", W + "br": "\n", W + "cr": "\n", W + "noBreakHyphen": "-", W + "sym": " "}
WORD = re.compile(r"\w")
SKIPPED = frozenset((FALLBACK, BOX, P_PR, W + "instrText", W + "delText"))


class Piece(NamedTuple):
    """Words of a paragraph in one look."""

    text: str
    bold: bool
    italic: bool


class Reader:
    """One pass over the parts of a file, in reading order."""

    def __init__(self, package: Package) -> None:
        self.package = package
        self.styles: Styles = parse_styles(package.part("word/styles.xml"))
        self.counts: Counter[str] = Counter()
        self.tables = 0
        self.looks: dict[etree._Element, list[etree._Element]] = {}  # by the properties of runs that they stand in
        self.merged: dict[etree._Element, dict[str, str]] = {}  # by the properties of joined cells
        self.boxes: dict[etree._Element, list[etree._Element]] = {}  # by the paragraph that they hang on

    @cached_property
    def numbering(self) -> Numbering:
        """Return the lists: read when the first paragraph is in one."""
        return parse_numbering(self.package.part("word/numbering.xml"))

    def look_over(self, root: etree._Element) -> None:
        """Find what few runs and paragraphs of a part have; one pass costs less than to ask each of them."""
        for element in root.iter(RUN_STYLE, BOLD, ITALIC, VANISH, MERGE, GRID_SPAN, BOX):
            parent, tag = element.getparent(), element.tag
            if parent is None:
                continue
            if tag == BOX:
                above = list(element.iterancestors(P, FALLBACK))
                if above and not any(up.tag == FALLBACK for up in above):
                    self.boxes.setdefault(above[0], []).append(element)
            elif tag in (MERGE, GRID_SPAN):
                self.merged.setdefault(parent, {})[tag] = element.get(VAL, "")
            elif parent.tag == RUN_PR:
                self.looks.setdefault(parent, []).append(element)

    def blocks(self, parent: etree._Element, cell: Cell | None = None) -> Iterator[RawLine]:
        """Yield the lines of a body, a cell, a note or a text box."""
        for child in parent:
            tag = child.tag
            if tag == P:
                yield from self.paragraph(child, cell)
            elif tag == TABLE:
                yield from self.table(child)
            elif tag == CONTROL:
                content = child_of(child, CONTROL_CONTENT)
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
                properties = properties_of(cell, CELL_PR)
                merged = self.merged.get(properties, {}) if properties is not None else {}
                if merged.get(MERGE, "restart") == "restart":
                    yield from self.blocks(cell, Cell(number, row_number, column, ruled))
                width = merged.get(GRID_SPAN, "1")
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
        properties = by_tag(properties_of(paragraph, P_PR))
        style = self.styles.of_paragraph(properties.get(P_STYLE))
        pieces = joined(self.pieces(paragraph, style))
        own = properties.get(NUMBERED)
        listed = own is not None or style.num_id is not None
        marker = self.marker(own, style) if listed and any(piece.text.strip() for piece in pieces) else None
        if marker:
            pieces.insert(0, Piece(f"{marker} ", pieces[0].bold, italic=False))
        justification = properties.get(JUSTIFIED)
        align = ALIGNS.get(justification.get(VAL, "")) if justification is not None else style.align
        for n, line in enumerate(split_lines(pieces)):
            yield raw_line(line, align, cell, marker if n == 0 else None)
        for box in self.boxes.get(paragraph, ()):
            yield from self.blocks(box, cell)

    def pieces(self, parent: etree._Element, style: Style) -> Iterator[Piece]:
        """Yield what is seen of a paragraph; deletions are counted."""
        for child in parent:
            tag = child.tag
            if tag == RUN:
                piece = self.run(child, style.look)
                if piece.text:
                    yield piece
            elif tag in DELETIONS:
                self.counts["deleted_by_tracking"] += 1
            elif tag not in SKIPPED and isinstance(tag, str):
                yield from self.pieces(child, style)

    def run(self, run: etree._Element, look: Look) -> Piece:
        """Return what is seen of a run that looks as its paragraph does unless it says otherwise."""
        texts = []
        for element in run:
            tag = element.tag
            if tag == TEXT:
                texts.append(element.text or "")
            elif tag == RUN_PR:
                if element in self.looks:
                    look = self.styles.of_run(self.looks[element], look)
            elif tag in SIGNS:
                texts.append(SIGNS[tag])
        return Piece("" if look.hidden else "".join(texts), look.bold, look.italic)

    def marker(self, own: etree._Element | None, style: Style) -> str | None:
        """Return the automatic number of a paragraph; its own list goes before that of its style."""
        num_id, level = style.num_id, style.level
        if own is not None:
            identifier, at = child_of(own, W + "numId"), child_of(own, W + "ilvl")
            num_id = identifier.get(VAL) if identifier is not None else num_id
            level = int(at.get(VAL, "0")) if at is not None else level
        return None if num_id in (None, "0") else self.numbering.marker(str(num_id), level)

    def notes(self) -> Iterator[RawLine]:
        """Yield the footnotes, then the endnotes, marked as such."""
        for part_name, tag in NOTES:
            root = self.package.part(part_name)
            if root is None:
                continue
            self.look_over(root)
            for note in root.iterchildren(tag):
                if note.get(W + "type") in (None, "normal"):
                    for line in self.blocks(note):
                        yield line._replace(in_note=True)


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
    reader.look_over(body)
    lines = [
        *reader.blocks(body),
        *reader.notes(),
    ]
    if not any(WORD.search(line.text) for line in lines):
        raise EmptyFile(f"{name}: tệp không có chữ nào (có thể chỉ có ảnh); hãy kiểm tra lại tệp gốc.")
    return repair(
        lines, name=name, file_format="docx", sha256=sha256, from_prints=False, repairs=dict(reader.counts)
    )  # fmt: skip


def joined(pieces: Iterable[Piece]) -> list[Piece]:
    """Return the pieces with those of one look as one: Word parts a paragraph wherever it was ever edited."""
    found: list[Piece] = []
    texts: list[str] = []
    bold = italic = False
    for text, is_bold, is_italic in pieces:
        if texts and (is_bold is not bold or is_italic is not italic):
            found.append(Piece("".join(texts), bold, italic))
            texts = []
        bold, italic = is_bold, is_italic
        texts.append(text)
    return [*found, Piece("".join(texts), bold, italic)]


def raw_line(pieces: list[Piece], align: Align | None, cell: Cell | None, marker: str | None) -> RawLine:
    """Return one printed line."""
    if len(pieces) == 1:
        text, bold, italic = pieces[0]
        seen = WORD.search(text) is not None
        return RawLine(text, bold and seen, italic and seen, align, cell, marker)
    visible = [piece for piece in pieces if WORD.search(piece.text)]
    bold_until = 0
    for piece in pieces:
        if piece.text.strip() and not piece.bold:
            break
        bold_until += len(piece.text)
    all_bold = bool(visible) and all(piece.bold for piece in visible)
    return RawLine(
        "".join(piece.text for piece in pieces),
        bold=all_bold,
        italic=bool(visible) and all(piece.italic for piece in visible),
        align=align,
        cell=cell,
        marker=marker,
        bold_until=bold_until if bold_until and not all_bold else None,
    )


def split_lines(pieces: list[Piece]) -> Iterator[list[Piece]]:
    """Cut pieces at line breaks."""
    line: list[Piece] = []
    for piece in pieces:
        if "\n" not in piece.text:
            line.append(piece)
            continue
        first, *rest = piece.text.split("\n")
        line.append(Piece(first, piece.bold, piece.italic))
        for part in rest:
            yield line
            line = [Piece(part, piece.bold, piece.italic)]
    yield line


def rows_of(table: etree._Element) -> Iterator[etree._Element]:
    """Yield the rows, also those inside content controls and insertions."""
    for child in table:
        tag = child.tag
        if tag == ROW:
            yield child
        elif tag in (CONTROL, CONTROL_CONTENT, W + "ins", W + "customXml"):
            yield from rows_of(child)


def cells_of(row: etree._Element) -> Iterator[etree._Element]:
    """Yield the cells, also those inside content controls."""
    for child in row:
        tag = child.tag
        if tag == CELL:
            yield child
        elif tag in (CONTROL, CONTROL_CONTENT, W + "customXml"):
            yield from cells_of(child)


def has_lines(borders: etree._Element) -> bool:
    """Say whether any border is drawn."""
    return any(border.get(VAL) not in (None, "nil", "none") for border in borders)
