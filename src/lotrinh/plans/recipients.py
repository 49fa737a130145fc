"""Reads "Nơi nhận": one recipient a line, with the purpose in brackets; a brace gives its purpose to the lines above it.

The purposes (b/c), (t/h), (p/h), (để b/c) are custom, in no rule; what says none of them is None.
"""

from __future__ import annotations

import re

from lotrinh.documents.document import Document, Line, Span
from lotrinh.plans.anatomy import RECIPIENTS, Anatomy, signing_columns
from lotrinh.plans.markers import bullet_length
from lotrinh.plans.plan import Purpose, Recipient

PURPOSES: tuple[tuple[Purpose, str], ...] = (
    ("report", r"(?:để|đề|đẻ)?\s*(?:b\s?/\s?c(?:áo)?|bc|báo cáo)(?!\w).*"),
    ("implement", r"(?:để|đề)?\s*(?:t\s?/\s?h(?:iện)?|th|thực hiện|tổ chức thực hiện|triển khai)(?!\w).*"),
    ("coordinate", r"(?:để|đề)?\s*(?:p\s?/\s?h(?:ợp)?|ph\s?/\s?h|ph|phối hợp)(?!\w).*"),
    ("information", r"(?:để|đề)\s+(?:biết|theo dõi|tham khảo)|biết|t/d"),
)
BRACKET = re.compile(r"\s{0,9}(?P<brace>\}\s{0,9})?\((?P<words>[^()]{1,40})\)\s{0,9}[;,.]*\s{0,9}\Z")
BRACE = re.compile(r"\s{0,9}\}\s{0,9}(?P<words>[^\s(].{0,30})?\Z")
ALONE = re.compile(r";\s*\([^()]{2,30}\)\s*\Z")  # a purpose behind its semicolon
TWO_IN_ONE = re.compile(r"(?<=;)\s*-\s+(?=[A-ZĐỦỨÔƯÂ])|(?<=\))\s*-\s+(?=[A-ZĐỦỨÔƯÂ])")  # lines that lost their breaks
ARCHIVE = re.compile(r"Lưu\b", re.IGNORECASE)


def read_recipients(document: Document, anatomy: Anatomy) -> tuple[Recipient, ...]:
    """Return the recipients in order."""
    start, end = anatomy.foot
    if start >= end or not RECIPIENTS.match(document.line_text(document.lines[start])):
        return ()
    found: list[Recipient] = []
    columns = signing_columns(document, anatomy.foot)
    for line in recipient_lines(document, start, end):
        text = document.line_text(line)
        skip = bullet_length(text)
        if not skip and found and line.cell is not None:
            last = found[-1]
            found[-1] = recipient(document, Span(last.span.start, line.span.end))
            continue
        whole = Span(line.span.start + skip, line.span.start + columns.get(line.span.start, len(text)))
        found += [recipient(document, span) for span in parted(document, whole)]
        if BRACE.search(text) or ((m := BRACKET.search(text)) is not None and m["brace"]):
            share_brace(found)
    return tuple(found)


def parted(document: Document, span: Span) -> list[Span]:
    """Return where the recipients of a line stand: more than one where breaks were lost."""
    words = span.of(document.text)
    starts = [0]
    for m in TWO_IN_ONE.finditer(words):
        if words[m.start() - 1] == ";" or ALONE.search(words, starts[-1], m.start()):
            starts.append(m.end())
    ends = [*starts[1:], len(words)]
    spans = [Span(span.start + a, span.start + len(words[:b].rstrip(" -"))) for a, b in zip(starts, ends, strict=True)]
    return [part for part in spans if re.search(r"\w", part.of(document.text))]


def recipient_lines(document: Document, start: int, end: int) -> list[Line]:
    """Return the lines of the list: its cell, or the bulleted lines where it stands in running text."""
    head = document.lines[start]
    found: list[Line] = []
    if head.cell is not None:
        return [
            line
            for line in document.lines[start + 1 : end]
            if line.cell is not None
            and line.cell.column == head.cell.column
            and len(document.line_text(line)) > 2
            and re.search(r"[^\W\d_]{2}", document.line_text(line))
        ]
    rest = document.line_text(head)[len(RECIPIENTS.match(document.line_text(head))[0]) :]  # type: ignore[index]  # it matched
    if bullet_length(rest.strip()):
        lead = head.span.end - len(rest.lstrip())
        found.append(Line(Span(lead, head.span.end)))
    found += [line for line in document.lines[start + 1 : end] if bullet_length(document.line_text(line))]
    return found


def recipient(document: Document, span: Span) -> Recipient:
    """Return one recipient; the name leaves out the purpose and the mark at the end of the line."""
    words = " ".join(span.of(document.text).split("\n"))
    purpose: Purpose | None = None
    if (m := BRACKET.search(words)) is not None and (told := purpose_of(m["words"])) is not None:
        purpose, words = told, words[: m.start()]
    elif (brace := BRACE.search(words)) is not None:
        purpose, words = purpose_of(brace["words"] or ""), words[: brace.start()]
    if purpose is None and ARCHIVE.match(words):
        purpose = "archive"
    name = words.strip(" ;,") if words.rstrip().endswith((")", ";", ",")) else words.strip(" ;,.")
    return Recipient(name=name or words, purpose=purpose, span=span)


def purpose_of(words: str) -> Purpose | None:
    """Return the purpose that the words in brackets say.

    >>> purpose_of("b/c"), purpose_of("để biết"), purpose_of("5b")
    ('report', 'information', None)
    """
    folded = words.strip(" ().;,").casefold()
    return next((purpose for purpose, pattern in PURPOSES if re.fullmatch(pattern, folded)), None)


def share_brace(found: list[Recipient]) -> None:
    """Give the purpose beside a brace to the lines above that have none."""
    purpose = found[-1].purpose
    for i in range(len(found) - 2, -1, -1):
        if found[i].purpose is not None:
            break
        found[i] = Recipient(found[i].name, purpose, found[i].span)
