"""Writes an administrative document as .docx in the form of Nghị định 30/2020/NĐ-CP, Annex I.

Head and foot stand in tables without borders, the body is Times New Roman 14, justified. The same words give the same
bytes.
"""

from __future__ import annotations

import datetime
import io
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass

from docx import Document
from docx.document import Document as DocxDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Mm, Pt
from docx.table import _Cell
from docx.text.paragraph import Paragraph

CENTER, JUSTIFY = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.JUSTIFY
FIXED = datetime.datetime(
    2026, 1, 1, tzinfo=datetime.UTC
)  # what Word would stamp; kept still so that bytes are the same


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
    head = document.add_table(rows=1, cols=2)
    left, right = head.rows[0].cells
    put(left, [(plan.parent_issuer, False), (plan.issuer, True), (plan.number, False)])
    put(right, [("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", True), ("Độc lập - Tự do - Hạnh phúc", True)])
    line(right.add_paragraph(), plan.place_and_day, italic=True, centred=True)
    document.add_paragraph()
    line(document.add_paragraph(), plan.kind, bold=True, centred=True)
    line(document.add_paragraph(), plan.subject, bold=True, centred=True)
    for words in plan.opening:
        line(document.add_paragraph(), words, italic=words.startswith("Căn cứ"))
    for words in plan.body:
        line(document.add_paragraph(), words, bold=is_heading(words))
    foot = document.add_table(rows=1, cols=2)
    left, right = foot.rows[0].cells
    put(left, [("Nơi nhận:", True), *((f"- {name}", False) for name in plan.recipients)], size=11, centred=False)
    put(right, [*((words, True) for words in plan.power), ("", False), ("", False), (plan.name, True)])
    document.add_paragraph()  # Word wants a paragraph behind the last table
    stamp(document)
    buffer = io.BytesIO()
    document.save(buffer)
    return with_fixed_times(buffer.getvalue())


def set_page(document: DocxDocument) -> None:
    """A4 with the margins of the decree, Times New Roman 14."""
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(20), Mm(20)
    section.left_margin, section.right_margin = Mm(30), Mm(15)
    style = document.styles["Normal"]
    style.font.name, style.font.size = "Times New Roman", Pt(14)


def put(cell: _Cell, lines: Sequence[tuple[str, bool]], *, size: int = 13, centred: bool = True) -> None:
    """Fill a cell with lines of (words, bold)."""
    for n, (words, bold) in enumerate(lines):
        paragraph = cell.paragraphs[0] if n == 0 else cell.add_paragraph()
        line(paragraph, words, bold=bold, size=size, centred=centred, indent=False)


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
    """Write one paragraph."""
    run = paragraph.add_run(words)
    run.bold, run.italic, run.font.size = bold, italic, Pt(size)
    if centred or indent:
        paragraph.alignment = CENTER if centred else JUSTIFY
    paragraph.paragraph_format.space_after = Pt(6 if indent and not centred else 0)
    if indent and not centred:
        paragraph.paragraph_format.first_line_indent = Mm(10)


def is_heading(words: str) -> bool:
    """Say whether a line of the body is a heading: a marker, and no full stop at the end."""
    return words[:1].isalnum() and words.split(" ", 1)[0].endswith(".") and not words.endswith((".", ";"))


def stamp(document: DocxDocument) -> None:
    """Put fixed values where Word would put the hour and the writer."""
    properties = document.core_properties
    properties.author = properties.last_modified_by = "Lộ Trình"
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
