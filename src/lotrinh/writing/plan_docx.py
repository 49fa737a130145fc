"""Writes an administrative document as .docx in the form of Nghị định 30/2020/NĐ-CP, Annex I.

Head and foot stand in tables without borders, the body is Times New Roman 14, justified; pages are numbered at the
top from the second on. The same words give the same bytes.
"""

from __future__ import annotations

import datetime
import io
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass

from docx import Document
from docx.document import Document as DocxDocument
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Length, Mm, Pt
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

CENTER, JUSTIFY = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.JUSTIFY
FONT = "Times New Roman"
FIXED = datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC)  # what Word would stamp; still, so that bytes are the same
# Widths in millimetres: the two columns of the head and of the foot, and how far a rule keeps from its sides.
HEAD, FOOT = (64, 101), (85, 80)
ISSUER_RULE, MOTTO_RULE, SUBJECT_RULE, SUBJECT_SIDE = 20, 23, 58, 12
NATION, MOTTO = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"


@dataclass(frozen=True, slots=True)
class PlanText:
    """The words of a document, part by part.

    `body` holds lines: headings begin with their marker ("I. ", "1. "), bullets with "- ".
    """

    parent_issuer: str
    issuer: str
    number: str
    place_and_day: str
    kind: str
    subject: str
    opening: Sequence[str]
    body: Sequence[str]
    recipients: Sequence[str]
    power: Sequence[str]
    name: str


def write_plan(plan: PlanText) -> bytes:
    """Return the .docx of a plan."""
    document = Document()
    set_page(document)
    write_head(document, plan)
    for words in plan.opening:
        line(document.add_paragraph(), words, italic=words.startswith("Căn cứ"))
    for words in plan.body:
        paragraph = document.add_paragraph()
        line(paragraph, words, bold=is_heading(words))
        paragraph.paragraph_format.keep_with_next = is_heading(words)
    write_foot(document, plan)
    stamp(document, plan)
    buffer = io.BytesIO()
    document.save(buffer)
    return with_fixed_times(buffer.getvalue())


def set_page(document: DocxDocument) -> None:
    """A4 with the margins of the decree, Times New Roman 14, page numbers at the top but not on the first page."""
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(20), Mm(20)
    section.left_margin, section.right_margin = Mm(30), Mm(15)
    style = document.styles["Normal"]
    style.font.name, style.font.size = FONT, Pt(14)
    section.different_first_page_header_footer = True
    number = section.header.paragraphs[0]
    number.alignment = CENTER
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    number._p.append(field)


def write_head(document: DocxDocument, plan: PlanText) -> None:
    """Write the block at the top: issuer and nation, number beside place and day, then kind and subject."""
    table = layout(document, HEAD, rows=2)
    left, right = table.rows[0].cells
    put(left, [(plan.parent_issuer, False), (plan.issuer, True)])
    rule(left.add_paragraph(), ISSUER_RULE)
    line(right.paragraphs[0], NATION, bold=True, size=12, centred=True)
    line(right.add_paragraph(), MOTTO, bold=True, size=13, centred=True)
    rule(right.add_paragraph(), MOTTO_RULE)
    left, right = table.rows[1].cells
    put(left, [(plan.number, False)])
    line(right.paragraphs[0], plan.place_and_day, italic=True, centred=True)
    document.add_paragraph()
    line(document.add_paragraph(), plan.kind, bold=True, centred=True)
    subject = document.add_paragraph()
    line(subject, plan.subject, bold=True, centred=True)
    subject.paragraph_format.left_indent = subject.paragraph_format.right_indent = Mm(SUBJECT_SIDE)
    rule(document.add_paragraph(), SUBJECT_RULE)


def write_foot(document: DocxDocument, plan: PlanText) -> None:
    """Write the block at the end: who receives, beside who signs."""
    left, right = layout(document, FOOT, rows=1).rows[0].cells
    line(left.paragraphs[0], "Nơi nhận:", bold=True, italic=True, size=12, indent=False)
    for name in plan.recipients:
        line(left.add_paragraph(), f"- {name}", size=11, indent=False)
    put(right, [*((words, True) for words in plan.power), *[("", False)] * 3, (plan.name, True)], size=14)
    document.add_paragraph()  # Word wants a paragraph behind the last table


def layout(document: DocxDocument, widths: Sequence[int], *, rows: int) -> Table:
    """Return a table without borders whose columns have these widths."""
    table: Table = document.add_table(rows=rows, cols=len(widths))
    table.alignment, table.autofit = WD_TABLE_ALIGNMENT.CENTER, False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width)
        for cell in column.cells:
            cell.width = Mm(width)
    return table


def put(cell: _Cell, lines: Sequence[tuple[str, bool]], *, size: int = 13) -> None:
    """Fill a cell with centred lines of (words, bold)."""
    for n, (words, bold) in enumerate(lines):
        line(cell.paragraphs[0] if n == 0 else cell.add_paragraph(), words, bold=bold, size=size, centred=True)


def line(
    paragraph: Paragraph,
    words: str,
    *,
    bold: bool = False,
    italic: bool = False,
    size: int = 14,
    centred: bool = False,
    indent: bool = True,
) -> None:
    """Write one paragraph: centred, or justified with its first line set in, or flush left."""
    run = paragraph.add_run(words)
    run.bold, run.italic, run.font.size = bold, italic, Pt(size)
    form = paragraph.paragraph_format
    form.space_after = Pt(0)
    if centred:
        paragraph.alignment = CENTER
    elif indent:
        paragraph.alignment, form.first_line_indent, form.space_after = JUSTIFY, Mm(10), Pt(6)


def rule(paragraph: Paragraph, side: int) -> None:
    """Draw a thin line across the middle, so many millimetres away from either side."""
    form = paragraph.paragraph_format
    form.left_indent = form.right_indent = Mm(side)
    form.space_after, form.line_spacing = Pt(6), Length(Pt(2))
    borders, bottom = OxmlElement("w:pBdr"), OxmlElement("w:bottom")
    for name, value in (("val", "single"), ("sz", "6"), ("space", "0"), ("color", "000000")):
        bottom.set(qn(f"w:{name}"), value)
    borders.append(bottom)
    # The schema wants it before what spacing and indents have put there.
    paragraph._p.get_or_add_pPr().insert(0, borders)


def is_heading(words: str) -> bool:
    """Say whether a line of the body is a heading: a marker, and no full stop at the end."""
    return words[:1].isalnum() and words.split(" ", 1)[0].endswith(".") and not words.endswith((".", ";"))


def stamp(document: DocxDocument, plan: PlanText) -> None:
    """Put fixed values where Word would put the hour and the writer."""
    properties = document.core_properties
    properties.author = properties.last_modified_by = "Lộ Trình"
    properties.title, properties.comments, properties.language = plan.subject, "", "vi-VN"
    properties.created = properties.modified = FIXED
    properties.revision = 1


def with_fixed_times(data: bytes) -> bytes:
    """Return the zip with one time on every part."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            part = zipfile.ZipInfo(name, date_time=(2026, 1, 1, 0, 0, 0))
            part.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(part, source.read(name))
    return buffer.getvalue()
