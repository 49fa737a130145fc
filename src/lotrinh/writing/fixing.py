"""Mends the form of a .docx where there is only one safe way: sheet, margins, page number, letters, marks of codes.

It touches no wording. A mark is mended only where the finding brings the fix, is no mere note, and its line stands in
the file exactly once; everything else is left for a person.
"""

from __future__ import annotations

import io
import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from docx import Document
from docx.document import Document as DocxDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from lotrinh.checks.finding import Finding
from lotrinh.checks.page.docx_form import read_form
from lotrinh.checks.page.finding_lines import GROUND
from lotrinh.checks.page.form import BODY_LINE
from lotrinh.checks.page.guides import GUIDES, Guide
from lotrinh.checks.page.lines import ASKED, Asked
from lotrinh.checks.rules import RULES
from lotrinh.data.forms import Form, Side
from lotrinh.documents.document import Span
from lotrinh.writing.fixing_number import edge_setter, number_letters_setter, page_number_setter

# Marks of number and symbol, and the zero before a day: each has one right way, which the finding says.
MARKS = ("LT-N01", "LT-N02", "LT-N03", "LT-N04", "LT-N05", "LT-N06", "LT-N07", "LT-N08", "LT-N12")
FOOT = re.compile(r"Nơi nhận|PHỤ LỤC")
WORD = re.compile(r"\w")
Fixer = Callable[[DocxDocument], None]


@dataclass(frozen=True, slots=True)
class Mended:
    """The new file, and the findings that were mended in it."""

    data: bytes
    fixed: tuple[Finding, ...]


def fix_docx(data: bytes, text: str, findings: Sequence[Finding]) -> Mended:
    """Mend what can be mended safely.

    Args:
        data: a .docx that was read already, and so is within the limits.
        text: the text that the findings point into.
        findings: what was found in it.
    """
    document = Document(io.BytesIO(data))
    fixed = [finding for finding in findings if finding.code in FORM_FIXES]
    for code in dict.fromkeys(finding.code for finding in fixed):
        FORM_FIXES[code](document)
    words = fixes_of_marks(findings)
    fixed += [
        finding for finding in words if finding.fix and put_right(document, text, finding.fix.span, finding.fix.text)
    ]
    return Mended(bytes_of(document), tuple(fixed))


def is_safe_mark(code: str, severity: str, *, has_fix: bool) -> bool:
    """Say whether a mark that a finding is about is mended: a note may be about letters that were misread."""
    return code in MARKS and has_fix and severity != "note"


def fixes_of_marks(findings: Sequence[Finding]) -> list[Finding]:
    """Return the findings whose words can be put right, from the end to the start; of two that overlap, one waits."""
    found: list[Finding] = []
    for finding in sorted(findings, key=lambda one: one.fix.span.start if one.fix else -1, reverse=True):
        if finding.fix is None or not is_safe_mark(finding.code, finding.severity, has_fix=True):
            continue
        last = found[-1].fix if found else None
        if last is None or finding.fix.span.end <= last.span.start:
            found.append(finding)
    return found


def put_right(document: DocxDocument, text: str, span: Span, words: str) -> bool:
    """Put words in the place of others; False where their line stands nowhere, or at two places, of the file."""
    start = text.rfind("\n", 0, span.start) + 1
    end = text.find("\n", span.end)
    line = text[start : len(text) if end < 0 else end]
    places = [(paragraph, paragraph_text(paragraph)) for paragraph in paragraphs(document)]
    here = [paragraph for paragraph, found in places if same_line(found) == same_line(line)]
    if len(here) != 1:
        return False
    found = paragraph_text(here[0])
    at = place_in(found, line, span.start - start, len(span.of(text)))
    if at is None:
        return False
    replace_in_runs(here[0], at[0], at[1], words)
    return True


def same_line(words: str) -> str:
    """Return a line as the reader sees it: composed, with single spaces."""
    return " ".join(unicodedata.normalize("NFC", words).split())


def place_in(found: str, line: str, start: int, length: int) -> tuple[int, int] | None:
    """Return where a part of a line stands in the file's own words, which may have more spaces.

    >>> place_in("Số:  5/KH", "Số: 5/KH", 4, 1)
    (5, 6)
    """
    inked = [n for n, letter in enumerate(found) if not letter.isspace()]
    before = sum(not letter.isspace() for letter in line[:start])
    count = sum(not letter.isspace() for letter in line[start : start + length])
    if len(inked) != sum(not letter.isspace() for letter in line) or not count:
        return None
    return inked[before], inked[before + count - 1] + 1


def paragraphs(document: DocxDocument) -> Iterator[Paragraph]:
    """Yield every paragraph of the body, those of tables too."""
    for element in document.element.body.iter(qn("w:p")):
        yield Paragraph(element, document._body)


def runs_of(paragraph: Paragraph) -> list[Run]:
    """Return the runs of a paragraph, those of links too."""
    return [Run(run, paragraph) for run in paragraph._p.iter(qn("w:r"))]  # type: ignore[arg-type]  # the tag says which


def paragraph_text(paragraph: Paragraph) -> str:
    """Return the words of a paragraph by its runs."""
    return "".join(run.text for run in runs_of(paragraph))


def replace_in_runs(paragraph: Paragraph, start: int, end: int, words: str) -> None:
    """Put words in the place of some letters; the run of the first letter takes them, the others only lose theirs."""
    at = 0
    for run in runs_of(paragraph):
        text = run.text
        first, last = max(start - at, 0), min(end - at, len(text))
        at += len(text)
        if first < last:
            run.text = text[:first] + words + text[last:]
            words = ""


def sheet_setter(form: Form) -> Fixer:
    """Return a fix that sets the sheet of a form, upright or turned as it was."""
    short, long = form.sheet

    def fix(document: DocxDocument) -> None:
        for section in document.sections:
            upright = (section.page_width or 0) < (section.page_height or 0)
            section.page_width, section.page_height = (Mm(short), Mm(long)) if upright else (Mm(long), Mm(short))

    return fix


def margin_setter(form: Form, side: Side) -> Fixer:
    """Return a fix that brings a margin of the upright sheets to the nearer end of what is asked."""
    low, high = form.margins[side]

    def fix(document: DocxDocument) -> None:
        for section in document.sections:
            length = getattr(section, f"{side}_margin")
            if length is not None and (section.page_width or 0) < (section.page_height or 0):
                setattr(section, f"{side}_margin", Mm(min(max(length.mm, low), high)))

    return fix


def line_setter(asked: Asked) -> Fixer:
    """Return a fix that gives one sort of line its size and weight, where the line is a paragraph of its own."""

    def fix(document: DocxDocument) -> None:
        form = read_form(bytes_of(document), name="")
        look = asked.first(form.looks) if form is not None else None
        for paragraph in paragraphs(document):
            if look is not None and paragraph_text(paragraph).strip() == look.text:
                for run in runs_of(paragraph):
                    set_letters(run, asked)
                return

    return fix


def set_letters(run: Run, asked: Asked) -> None:
    """Give a run the letters that are asked for; a size that fits stays."""
    letters, size = asked.letters, run.font.size
    fits = size is not None and letters.low <= size.pt <= letters.high
    run.font.size = size if fits else Pt(letters.written)
    run.bold, run.italic = letters.bold or (False if asked.light else run.bold), letters.italic or run.italic
    run.underline = letters.underlined or run.underline


def bytes_of(document: DocxDocument) -> bytes:
    """Return a document as a file."""
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def body_setter(change: Callable[[Paragraph], None]) -> Fixer:
    """Return a fix of the running text: long paragraphs outside tables, above the recipients."""

    def fix(document: DocxDocument) -> None:
        for paragraph in paragraphs(document):
            text = paragraph_text(paragraph).strip()
            if FOOT.match(text):
                return
            in_cell = any(up.tag == qn("w:tc") for up in paragraph._p.iterancestors())
            if not in_cell and len(text) >= BODY_LINE and not text.isupper():
                change(paragraph)

    return fix


def font_setter(form: Form) -> Fixer:
    """Return a fix that sets the font of a form."""

    def fix(document: DocxDocument) -> None:
        for paragraph in paragraphs(document):
            for run in runs_of(paragraph):
                if WORD.search(run.text):
                    run.font.name = form.font
                    for script in ("w:eastAsia", "w:cs"):
                        run._r.rPr.rFonts.set(qn(script), form.font)  # type: ignore[union-attr]  # the name made both

    return fix


def size_setter(form: Form) -> Fixer:
    """Return a fix of the size of the running text."""

    def change(paragraph: Paragraph) -> None:
        for run in runs_of(paragraph):
            run.font.size = Pt(form.letters["body"].written)

    return body_setter(change)


def set_black(paragraph: Paragraph) -> None:
    for run in runs_of(paragraph):
        run.font.color.rgb = RGBColor(0, 0, 0)


def set_justified(paragraph: Paragraph) -> None:
    paragraph.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY


def indent_setter(form: Form) -> Fixer:
    """Return a fix of the first line; one that begins at the margin is left."""

    def change(paragraph: Paragraph) -> None:
        if paragraph.paragraph_format.first_line_indent != 0:
            paragraph.paragraph_format.first_line_indent = Mm(form.first_indents[0])

    return body_setter(change)


def spacing_setter(form: Form) -> Fixer:
    """Return a fix of how far lines are apart: exact where the form says points, else a multiple."""

    def change(paragraph: Paragraph) -> None:
        looks = paragraph.paragraph_format
        if form.line_pitch is not None:
            looks.line_spacing_rule, looks.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(form.line_pitch[0])
        elif form.line_spacing is not None:
            low, high = form.line_spacing
            looks.line_spacing = high if isinstance(looks.line_spacing, float) and looks.line_spacing > high else low

    return body_setter(change)


def gap_setter(form: Form) -> Fixer:
    """Return a fix of what is kept free below a paragraph."""

    def change(paragraph: Paragraph) -> None:
        paragraph.paragraph_format.space_after = Pt(form.paragraph_gap)

    return body_setter(change)


def grounds_setter(form: Form) -> Fixer:
    """Return a fix that sets the grounds italic or upright."""

    def fix(document: DocxDocument) -> None:
        for paragraph in paragraphs(document):
            if GROUND.match(paragraph_text(paragraph)):
                for run in runs_of(paragraph):
                    run.italic = form.letters["ground"].italic

    return fix


def fixes_of(guide: Guide) -> dict[str, Fixer]:
    """Return what mends each rule of a form; what is not there a person mends."""
    form = guide.form
    numbered: dict[int, Fixer] = {
        1: sheet_setter(form),
        2: margin_setter(form, "top"),
        3: margin_setter(form, "bottom"),
        4: margin_setter(form, "left"),
        5: margin_setter(form, "right"),
        6: page_number_setter(form),
        7: page_number_setter(form),
        8: page_number_setter(form),
        16: font_setter(form),
        17: size_setter(form),
        18: body_setter(set_black),
        19: body_setter(set_justified),
        20: indent_setter(form),
        21: spacing_setter(form),
        22: grounds_setter(form),
        30: number_letters_setter(form),
        31: edge_setter(form),
        32: gap_setter(form),
    }
    asked = {one.code for one in RULES}
    return {code: fix for number, fix in numbered.items() if (code := f"LT-{guide.letter}{number:02d}") in asked}


FORM_FIXES: dict[str, Fixer] = {code: fix for guide in GUIDES for code, fix in fixes_of(guide).items()}
FORM_FIXES |= {asked.code: line_setter(asked) for asked in ASKED}
