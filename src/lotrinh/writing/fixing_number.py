"""Mends where the number of the page stands and its size: once, where the form asks for it, not on the first page."""

from __future__ import annotations

import re
from collections.abc import Callable

from docx.document import Document as DocxDocument
from docx.oxml.ns import qn
from docx.section import Section, _BaseHeaderFooter
from docx.shared import Mm, Pt
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from lotrinh.checks.page.docx_form import prints_number
from lotrinh.data.forms import Form
from lotrinh.writing.drawing import put_page_number


def page_number_setter(form: Form) -> Callable[[DocxDocument], None]:
    """Return a fix that lets the number of the page stand once, where the form asks for it."""

    def fix(document: DocxDocument) -> None:
        for n, section in enumerate(document.sections):
            for part in number_places(section):
                drop_page_numbers(part)
            section.different_first_page_header_footer = section.different_first_page_header_footer or n == 0
            if n == 0:
                place = section.header if form.number_at_top else section.footer
                if any(paragraph.text.strip() for paragraph in place.paragraphs):
                    place.paragraphs[0].insert_paragraph_before()
                put_page_number(place, form)

    return fix


def number_letters_setter(form: Form) -> Callable[[DocxDocument], None]:
    """Return a fix that gives the number of the page its size."""

    def fix(document: DocxDocument) -> None:
        for section in document.sections:
            for part in number_places(section):
                for paragraph in part._element.iter(qn("w:p")):
                    if prints_number(paragraph):
                        for run in paragraph.iter(qn("w:r")):
                            Run(run, Paragraph(paragraph, part)).font.size = Pt(form.letters["page_number"].written)

    return fix


def edge_setter(form: Form) -> Callable[[DocxDocument], None]:
    """Return a fix that puts the head of the page as far from the edge as the form asks."""

    def fix(document: DocxDocument) -> None:
        for section in document.sections:
            section.header_distance = Mm(form.number_from_edge)

    return fix


def number_places(section: Section) -> list[_BaseHeaderFooter]:
    """Return the heads and feet of a section that are its own."""
    parts = [
        section.header, section.footer, section.first_page_header, section.first_page_footer,
        section.even_page_header, section.even_page_footer,
    ]  # fmt: skip
    return [part for part in parts if not part.is_linked_to_previous]


def drop_page_numbers(part: _BaseHeaderFooter) -> None:
    """Take out the paragraphs that hold nothing but the number of the page."""
    for paragraph in list(part._element.iter(qn("w:p"))):
        words = "".join(text.text or "" for text in paragraph.iter(qn("w:t")))
        if prints_number(paragraph) and re.fullmatch(r"[\s\d–-]*", words):
            for child in list(paragraph):
                if child.tag != qn("w:pPr"):
                    paragraph.remove(child)
