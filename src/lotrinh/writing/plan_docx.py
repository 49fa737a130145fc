"""A plan that was read, as .docx: its own text, a paragraph a line, headings as headings. Nothing is added or mended.

For a document in the form of its day there is `official_docx`; this one is for text that came without such a file.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator

from docx import Document

from lotrinh.errors import BadDescription
from lotrinh.plans.plan import Plan, Section
from lotrinh.writing.akoma_ntoso import UNWRITABLE
from lotrinh.writing.official_docx import FIXED, with_fixed_times

DEEPEST = 9  # levels of headings that Word has


def plan_to_docx(plan: Plan) -> bytes:
    """Return the .docx of the text of a plan; the same plan gives the same bytes, and reading it gives the same text.

    Raises:
        BadDescription: the text holds letters that XML cannot.
    """
    if UNWRITABLE.search(plan.text):
        raise BadDescription("text: có ký tự điều khiển mà tệp .docx không chứa được.")
    levels = dict(headings(plan.sections))
    document, at = Document(), 0
    for line in plan.text.split("\n"):
        level = levels.get(at)
        document.add_paragraph(line, style=f"Heading {min(level, DEEPEST)}" if level else None)
        at += len(line) + 1
    properties = document.core_properties
    properties.author = properties.last_modified_by = "Lộ Trình"
    properties.title = (plan.header.subject.value if plan.header.subject else plan.source.name)[:255]
    properties.created = properties.modified = FIXED
    buffer = io.BytesIO()
    document.save(buffer)
    return with_fixed_times(buffer.getvalue())


def headings(sections: Iterable[Section], level: int = 1) -> Iterator[tuple[int, int]]:
    """Yield where each heading begins, with its level."""
    for section in sections:
        yield section.span.start, level
        yield from headings(section.children, level + 1)
