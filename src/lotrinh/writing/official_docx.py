"""Writes an official document as .docx in the form in force on its day; the same description gives the same bytes.

Every length, size and mark comes from `data/forms.py`, by which `checks/page` judges. Reads nothing, sends nothing.
"""

from __future__ import annotations

import datetime
import io
import zipfile
from datetime import date

from docx import Document
from docx.document import Document as DocxDocument
from docx.oxml.ns import qn
from docx.shared import Mm

from lotrinh.data.forms import Form
from lotrinh.errors import BadDescription
from lotrinh.writing.body import write_appendices, write_body
from lotrinh.writing.description import OfficialDocument, form_of, refuse_bad
from lotrinh.writing.drawing import put_page_number
from lotrinh.writing.head_and_foot import write_foot, write_head
from lotrinh.writing.styles import make_lists, make_styles

# What Word would stamp; still, so that bytes are the same.
FIXED = datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC)
PART_TIME = (2026, 1, 1, 0, 0, 0)


def write_docx(description: OfficialDocument, *, on: date | None = None) -> bytes:
    """Return the .docx of a document.

    Args:
        description: what the document says.
        on: the day whose form is used, and whose year a draft carries; without it the day of issue.

    Raises:
        BadDescription: a part is missing or cannot be written; the message begins with the field.
    """
    refuse_bad(description)
    day = on or description.issued_on
    if day is None:
        raise BadDescription("issued_on: văn bản chưa có ngày, cần cho biết viết theo thể thức của ngày nào (on).")
    form = form_of(description, day)
    document = Document()
    make_styles(document, form)
    make_lists(document, form, len(description.appendices))
    width = set_page(document, form)
    write_head(document, description, form, width, day)
    write_body(document, description, form, width)
    write_foot(document, description, form, width)
    write_appendices(document, description, form, width, day)
    stamp(document, description)
    buffer = io.BytesIO()
    document.save(buffer)
    return with_fixed_times(buffer.getvalue())


def set_page(document: DocxDocument, form: Form) -> float:
    """Set the sheet, its margins and the number of the page, and return how wide a line is in millimetres."""
    section = document.sections[0]
    width, height = form.sheet
    section.page_width, section.page_height = Mm(width), Mm(height)
    margins = {side: low for side, (low, _) in form.margins.items()}
    section.top_margin, section.bottom_margin = Mm(margins["top"]), Mm(margins["bottom"])
    section.left_margin, section.right_margin = Mm(margins["left"]), Mm(margins["right"])
    section.header_distance = section.footer_distance = Mm(form.number_from_edge)
    section.different_first_page_header_footer = True
    put_page_number(section.header if form.number_at_top else section.footer, form)
    return width - margins["left"] - margins["right"]


def stamp(document: DocxDocument, description: OfficialDocument) -> None:
    """Put fixed values where Word would put the hour and the writer; the language of the words is Vietnamese."""
    properties = document.core_properties
    properties.author = properties.last_modified_by = "Lộ Trình"
    properties.title, properties.comments, properties.language = description.subject[:255], "", "vi-VN"
    properties.created = properties.modified = FIXED
    properties.revision = 1
    for language in document.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), "vi-VN")


def with_fixed_times(data: bytes) -> bytes:
    """Return the zip with one time on every part."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            part = zipfile.ZipInfo(name, date_time=PART_TIME)
            part.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(part, source.read(name))
    return buffer.getvalue()
