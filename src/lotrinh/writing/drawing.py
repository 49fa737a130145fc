"""Pieces of a .docx that every part of a document is made of: styled lines, bare tables, thin lines, fields."""

from __future__ import annotations

from collections.abc import Sequence

from docx.document import Document as DocxDocument
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.section import _BaseHeaderFooter
from docx.shared import Length, Mm, Pt
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph
from lxml import etree

from lotrinh.data.forms import Form, Part
from lotrinh.writing.styles import LOOKS

Place = DocxDocument | _Cell
CELL_SIDE = 1.9  # millimetres that Word keeps free at either side of a cell
LINE_WEIGHT = 6  # eighths of a point


def put(place: Place, part: Part, text: str) -> Paragraph:
    """Add a line of a part; the paragraph that a new cell is born with is filled first."""
    style = LOOKS[part].style
    if isinstance(place, _Cell) and len(place.paragraphs) == 1 and not place.paragraphs[0].runs:
        paragraph: Paragraph = place.paragraphs[0]
        if paragraph._p.find(qn("w:pPr")) is None:
            paragraph.style = style
            paragraph.add_run(text)
            return paragraph
    added: Paragraph = place.add_paragraph(text, style=style)
    return added


def layout(document: DocxDocument, widths: Sequence[float], *, rows: int) -> Table:
    """Add a table without borders whose columns are so many millimetres wide."""
    table: Table = document.add_table(rows=rows, cols=len(widths))
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    set_widths(table, widths)
    for row in table.rows:
        keep_whole(row._tr)
    return table


def set_widths(table: Table, widths: Sequence[float]) -> None:
    """Fix the widths of a table's columns, and drop hints that the first edition of the schema lacks."""
    table.autofit = False
    for hints in table._tbl.iter(qn("w:tblLook")):
        for name in set(hints.attrib) - {qn("w:val")}:
            del hints.attrib[name]
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width)
        for cell in column.cells:
            cell.width = Mm(width)


def keep_whole(row: object, *, head: bool = False) -> None:
    """Keep a row on one page; a head repeats on the pages that follow."""
    properties = row.get_or_add_trPr()  # type: ignore[attr-defined]  # the library has no types for it
    properties.append(OxmlElement("w:cantSplit"))
    if head:
        properties.append(OxmlElement("w:tblHeader"))


def draw_line(place: Place, *, room: float, length: float) -> None:
    """Draw a thin line of a length across the middle of a room, both in millimetres."""
    paragraph = put(place, "signer", "")
    form = paragraph.paragraph_format
    form.left_indent = form.right_indent = Mm(max(room - length, 0) / 2)
    form.space_before, form.space_after, form.line_spacing = Pt(2), Pt(6), Length(Pt(2))
    borders, bottom = OxmlElement("w:pBdr"), OxmlElement("w:bottom")
    for name, value in (("val", "single"), ("sz", str(LINE_WEIGHT)), ("space", "0"), ("color", "000000")):
        bottom.set(qn(f"w:{name}"), value)
    borders.append(bottom)
    behind_style(paragraph, borders)


def behind_style(paragraph: Paragraph, element: etree._Element) -> None:
    """Add a property right behind the style, where the schema wants borders and numbers: before spacing and indents."""
    paragraph._p.get_or_add_pPr().insert(1, element)


def put_page_number(place: _BaseHeaderFooter, form: Form) -> None:
    """Print the number of the page in the head or the foot of the page, where its form asks for it."""
    paragraph = place.paragraphs[0]
    paragraph.style = LOOKS["page_number"].style
    paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT if form.number_align == "right" else WD_ALIGN_PARAGRAPH.CENTER
    field, run, text = OxmlElement("w:fldSimple"), OxmlElement("w:r"), OxmlElement("w:t")
    field.set(qn("w:instr"), "PAGE")
    text.text = "2"  # shown until the field is counted
    run.append(text)
    field.append(run)
    paragraph._p.append(field)
