"""The body of an official document: grounds, opening, numbered sections, ruled tables, closing, appendices."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from docx.document import Document as DocxDocument
from docx.enum.section import WD_SECTION
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.section import Section as DocxSection
from docx.text.paragraph import Paragraph as DocxParagraph

from lotrinh.data.forms import Form
from lotrinh.vietnamese.numerals import write_roman
from lotrinh.writing.description import LETTERS, OfficialDocument, Paragraph, Section, Table
from lotrinh.writing.drawing import behind_style, keep_whole, put, set_widths
from lotrinh.writing.head_and_foot import number_line
from lotrinh.writing.styles import DASH, FIRST_APPENDIX_LIST, LOOKS, NUMBERED, SECTION_LIST


@dataclass(frozen=True, slots=True)
class Body:
    """Where items are written: the file, the width of a line in millimetres, and the list that numbers the sections."""

    document: DocxDocument
    width: float
    numbers: str = SECTION_LIST

    def write(self, items: Sequence[Paragraph | Table | Section], level: int) -> None:
        """Write items one after the other; lettered points are counted here."""
        letters = iter(LETTERS)
        for item in items:
            if isinstance(item, Table):
                self.write_table(item)
            elif isinstance(item, Paragraph):
                self.document.add_paragraph(item.text, style=DASH if item.bullet else LOOKS["body"].style)
            elif level > 1:
                # Word has no list that puts đ behind d and leaves f out, so letters are typed.
                put(self.document, "body", f"{next(letters)}) {item.title}")
                self.write(item.items, level + 1)
            else:
                self.write_heading(item, level)
                self.write(item.items, level + 1)

    def write_heading(self, section: Section, level: int) -> None:
        """Write a heading, or a numbered paragraph where nothing stands under it; an appendix counts anew."""
        style = LOOKS["part_heading" if level == 0 else "heading"].style if section.items else NUMBERED[level]
        paragraph = self.document.add_paragraph(section.title, style=style)
        if self.numbers != SECTION_LIST:
            count_by(paragraph, self.numbers, level)

    def write_table(self, table: Table) -> None:
        """Write a ruled table whose head repeats on each page."""
        made = self.document.add_table(rows=1 + len(table.rows), cols=len(table.head), style="Table Grid")
        shares = table.widths or (1,) * len(table.head)
        set_widths(made, [self.width * share / sum(shares) for share in shares])
        for n, (row, words) in enumerate(zip(made.rows, (table.head, *table.rows), strict=True)):
            keep_whole(row._tr, head=n == 0)
            for cell, text in zip(row.cells, words, strict=True):
                paragraph = put(cell, "table", text)
                if n == 0:
                    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
                    paragraph.runs[0].bold = True
        gap = put(self.document, "table", "")
        gap.paragraph_format.line_spacing = 0.5


def count_by(paragraph: DocxParagraph, number: str, level: int) -> None:
    """Let another list than that of its style number a paragraph."""
    numbering = OxmlElement("w:numPr")
    for name, value in (("w:ilvl", str(level)), ("w:numId", number)):
        part = OxmlElement(name)
        part.set(qn("w:val"), value)
        numbering.append(part)
    behind_style(paragraph, numbering)


def write_body(document: DocxDocument, description: OfficialDocument, form: Form, width: float) -> None:
    """Write what stands between the title and the foot."""
    dash = "- " if form.ground_bullet else ""
    last = len(description.grounds) - 1
    for n, ground in enumerate(description.grounds):
        end = "." if n == last and not form.ground_bullet else ";"
        put(document, "ground", f"{dash}{ground.rstrip(' ;,.')}{end}")
    for words in description.opening:
        put(document, "body", words)
    Body(document, width).write(description.items, description.first_level)
    closing = put(document, "body", description.closing.rstrip(" ./") + form.end_mark)
    closing.paragraph_format.keep_with_next = True  # no signature stands alone on a page


def number_anew(section: DocxSection) -> None:
    """Let the pages of a section begin at 1. A section that follows such a one is born with the mark already."""
    if section._sectPr.find(qn("w:pgNumType")) is None:
        start = OxmlElement("w:pgNumType")
        start.set(qn("w:start"), "1")
        for margins in section._sectPr.findall(qn("w:pgMar")):
            margins.addnext(start)


def write_appendices(document: DocxDocument, description: OfficialDocument, form: Form, width: float, on: date) -> None:
    """Write the appendices, each on new pages that are numbered on their own."""
    for n, appendix in enumerate(description.appendices):
        section = document.add_section(WD_SECTION.NEW_PAGE)
        number_anew(section)
        label = f"Phụ lục {write_roman(n + 1)}" if len(description.appendices) > 1 else "Phụ lục"
        put(document, "subject", label)
        put(document, "kind", appendix.title.upper())
        issued = number_line(description, form).removeprefix(form.number_label)
        day = f"{description.issued_on:%d/%m/%Y}" if description.issued_on else f"    /    /{on.year}"
        kind = description.named_kind
        put(document, "annex_note", f"(Kèm theo {kind} số {issued} ngày {day} của {description.issuer})")
        Body(document, width, str(int(FIRST_APPENDIX_LIST) + n)).write(appendix.items, 0)
