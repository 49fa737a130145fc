"""A saved page to a Document: the document on it, not the menu around it.

The document is the smallest element that holds both its head and its foot; where neither stands, the element with most
text in paragraphs. Nothing is fetched, scripts and styles are left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree
from lxml import html as lxml_html

from lotrinh.documents import limits
from lotrinh.documents.document import Align, Cell, Document
from lotrinh.documents.layout_cells import FOOT, HEAD, is_layout
from lotrinh.documents.plain import read_letters
from lotrinh.documents.raw import RawLine
from lotrinh.documents.repair import repair
from lotrinh.errors import EmptyFile, TooLarge, UnreadableFile

SKIPPED = {
    "script",
    "style",
    "noscript",
    "template",
    "head",
    "nav",
    "header",
    "footer",
    "button",
    "form",
    "iframe",
    "svg",
    "aside",
}
BLOCKS = {
    "p",
    "div",
    "li",
    "ul",
    "ol",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "section",
    "article",
    "main",
    "body",
    "blockquote",
    "center",
    "dd",
    "dt",
    "dl",
    "pre",
    "figure",
    "hr",
}
BOLD, ITALIC = {"b", "strong", "h1", "h2", "h3", "h4", "th"}, {"i", "em"}
CENTRED = re.compile(r"text-align\s*:\s*(center|right|justify)")
HEAVY = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)")
CHARSET = re.compile(rb"charset=[\"']?\s*([\w-]+)", re.IGNORECASE)
ALIGNS: dict[str, Align] = {"center": "center", "right": "right", "justify": "justify", "left": "left"}


@dataclass(frozen=True, slots=True)
class Look:
    """How letters look at a place in the tree."""

    bold: bool = False
    italic: bool = False
    align: Align | None = None
    cell: Cell | None = None


def read_html(data: bytes, *, name: str, sha256: str) -> Document:
    """Read a saved page.

    Raises:
        UnreadableFile: no page.
        EmptyFile: no letters on it.
        TooLarge: past a limit.
    """
    stated = CHARSET.search(data[:4096])
    text, notes = read_letters(data, name, stated=stated[1].decode("ascii", "replace") if stated else None)
    try:
        root = lxml_html.document_fromstring(text, parser=lxml_html.HTMLParser(no_network=True, huge_tree=False))
    except (etree.ParserError, ValueError) as error:
        raise UnreadableFile(f"{name}: không phải là một trang web đọc được; hãy lưu lại trang rồi thử lại.") from error
    if sum(1 for _ in root.iter()) > limits.ELEMENTS:
        raise TooLarge(f"{name}: trang quá lớn; hãy tách nhỏ rồi thử lại.")
    reader = PageReader()
    lines = list(reader.lines(document_of(root), Look()))
    if not any(re.search(r"\w", line.text) for line in lines):
        raise EmptyFile(f"{name}: trang không có chữ nào; hãy kiểm tra lại tệp gốc.")
    return repair(lines, name=name, file_format="html", sha256=sha256, from_prints=False, notes=notes)


def document_of(root: lxml_html.HtmlElement) -> lxml_html.HtmlElement:
    """Return the element that is the document."""
    body = root.find("body")
    whole = body if body is not None else root
    best = whole
    for element in whole.iter("div", "article", "section", "main", "td", "body"):
        words = element.text_content()
        if HEAD.search(words) and (FOOT.search(words) or len(words) > 0.6 * len(whole.text_content())):
            best = element  # document order: a later match lies inside an earlier one, or beside it
        if len(words) < 400:
            continue
    return best


class PageReader:
    """One pass over a page, in reading order."""

    def __init__(self) -> None:
        self.tables = 0

    def lines(self, element: lxml_html.HtmlElement, look: Look) -> Iterator[RawLine]:
        """Yield the lines of a block: its own words between the blocks inside it."""
        run: list[tuple[str, Look]] = []
        for piece in self.pieces(element, look):
            if isinstance(piece, RawLine):
                yield from line_of(run)
                run = []
                yield piece
            elif piece is None:
                yield from line_of(run)
                run = []
            else:
                run.append(piece)
        yield from line_of(run)

    def pieces(self, element: lxml_html.HtmlElement, look: Look) -> Iterator[RawLine | tuple[str, Look] | None]:
        """Yield words with their look, None at a break, and whole lines of tables."""
        look = seen(element, look)
        if element.text:
            yield element.text, look
        for child in element:
            if isinstance(child.tag, str) and child.tag not in SKIPPED:
                if child.tag == "br":
                    yield None
                elif child.tag == "table":
                    yield None
                    yield from self.table(child, look)
                elif child.tag in BLOCKS:
                    yield None
                    yield from self.pieces(child, look)
                    yield None
                else:
                    yield from self.pieces(child, look)
            if child.tail:
                yield child.tail, look

    def table(self, table: lxml_html.HtmlElement, look: Look) -> Iterator[RawLine]:
        """Yield the lines of a table; a table around the whole document is no table."""
        rows = [row for row in table.iter("tr") if next(row.iterancestors("table")) is table]
        if len(rows) == 1 and len(rows[0]) == 1:
            yield from self.lines(rows[0][0], look)
            return
        number, self.tables = self.tables, self.tables + 1
        ruled = not is_layout(table.text_content())
        for row_number, row in enumerate(rows):
            column = 0
            for cell in row.iterchildren("td", "th"):
                inside = Look(align=look.align, cell=Cell(number, row_number, column, ruled))
                yield from self.lines(cell, inside)
                span = cell.get("colspan", "1")
                column += int(span) if span.isdigit() and int(span) < 100 else 1


def seen(element: lxml_html.HtmlElement, look: Look) -> Look:
    """Return the look inside an element."""
    style = element.get("style", "")
    centred = CENTRED.search(style)
    align = ALIGNS.get((element.get("align") or (centred[1] if centred else "")).lower())
    return Look(
        bold=look.bold or element.tag in BOLD or bool(HEAVY.search(style)),
        italic=look.italic or element.tag in ITALIC,
        align=align or ("center" if element.tag == "center" else look.align),
        cell=look.cell,
    )


def line_of(run: list[tuple[str, Look]]) -> Iterator[RawLine]:
    """Yield one line of words, if there are any; white space of the page is one space."""
    words = re.sub(r"[ \t\r\n\f\u00a0]+", " ", "".join(text for text, _ in run)).strip()
    if not words:
        return
    visible = [(text, look) for text, look in run if re.search(r"\w", text)]
    bold = bool(visible) and all(look.bold for _, look in visible)
    lead = "".join(text for text, look in take_bold(run))
    lead = re.sub(r"[ \t\r\n\f\u00a0]+", " ", lead).strip()
    first = visible[0][1] if visible else run[0][1]
    yield RawLine(
        words,
        bold=bold,
        italic=bool(visible) and all(look.italic for _, look in visible),
        align=first.align,
        cell=first.cell,
        bold_until=len(lead) if lead and not bold and words.startswith(lead) else None,
    )


def take_bold(run: list[tuple[str, Look]]) -> Iterator[tuple[str, Look]]:
    """Yield the bold pieces that a line begins with."""
    for text, look in run:
        if text.strip() and not look.bold:
            return
        yield text, look
