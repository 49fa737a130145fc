"""Reads who signs: the power ("TM.", "T/M"), for whom, under it a second power ("KT. CHỦ TỊCH"), the post and the name.

Nghị định 30/2020/NĐ-CP, Annex I, II.8: TM. for a collective, KT. for the head, TL. by order, TUQ. by mandate, Q. acting.
"""

from __future__ import annotations

import re

from lotrinh.documents.document import Document, Line, Span
from lotrinh.plans.anatomy import RECIPIENTS, Anatomy, is_name
from lotrinh.plans.markers import bullet_length
from lotrinh.plans.plan import Power, Signature, Value

POWER = re.compile(
    r"(?P<power>(?:TUQ|TM|KT|TL|Q)\s?\.|T/M|K/T|T/L|(?:TUQ|TM|KT|TL)(?=\s))\s*(?=[A-ZĐÁÀẢÃẠÂĂÊÔƠƯỦỨỊ])(?P<whom>.+)"
)
MARKS = re.compile(r"\((?:đã ký|ký tên|Đã ký|Ký tên|đã ký và đóng dấu)[^)]*\)|[-–_=.…\s]+\Z", re.IGNORECASE)
TITLED = re.compile(r"(?:TS|ThS|PGS|GS|BS|CN|KS|Thiếu tướng|Đại tá|Thượng tá|Trung tá)\.?\s*")


def read_signatures(document: Document, anatomy: Anatomy) -> tuple[Signature, ...]:
    """Return the signatures, one for each column of names in a table, else the one of the running text."""
    start, end = anatomy.foot
    if start >= end:
        return ()
    columns: dict[int, list[tuple[Span, str]]] = {}
    head = document.lines[start]
    recipients_column = head.cell.column if head.cell and RECIPIENTS.match(document.line_text(head)) else None
    for n, line in enumerate(document.lines[start:end]):
        for span, text in signing_parts(document, line, first=n == 0, recipients_column=recipients_column):
            columns.setdefault(line.cell.column if line.cell else 0, []).append((span, text))
    found = [read_signature(document, lines) for _, lines in sorted(columns.items())]
    return tuple(signature for signature in found if signature is not None)


def signing_parts(
    document: Document, line: Line, *, first: bool, recipients_column: int | None
) -> list[tuple[Span, str]]:
    """Return the part of a line that may belong to a signature: none of a recipient's line."""
    text = document.line_text(line)
    span = line.span
    if line.cell is not None and line.cell.column == recipients_column:
        return []
    if first and line.cell is None and (m := RECIPIENTS.match(text)) is not None:
        rest = text[m.end() :].strip()
        if not rest or bullet_length(rest):
            return []
        start = line.span.end - len(text[m.end() :].lstrip())
        span, text = Span(start, line.span.end), rest
    if bullet_length(text) or MARKS.fullmatch(text) or text.startswith("="):
        return []
    return [(span, text)]


def read_signature(document: Document, lines: list[tuple[Span, str]]) -> Signature | None:
    """Return a signature from its lines, top to bottom."""
    powers: list[Power] = []
    position: Value | None = None
    name: Value | None = None
    for span, text in lines:
        if name is not None:
            break
        m = POWER.match(text)
        if m is not None and text.isupper() and position is None:
            powers.append(power_of(m, span))
        elif text.isupper() and len(text) > 3:
            if position is None:
                position = Value(text.strip(" ."), span)
        elif is_name(document.lines[0].__class__(span), TITLED.sub("", text)) and (
            powers or position or len(lines) == 1
        ):
            name = Value(text, span)
    if name is None and not powers and position is None:
        return None
    first = powers[0] if powers else Power(None, None)
    return Signature(
        authority=first.authority,
        on_behalf_of=first.on_behalf_of,
        under=powers[1] if len(powers) > 1 else None,
        position=position,
        name=name,
    )


def power_of(m: re.Match[str], span: Span) -> Power:
    """Return a line of power."""
    authority = Value(m["power"].replace(" ", ""), Span(span.start, span.start + m.end("power")))
    whom = m["whom"].strip()
    start = span.start + m.start("whom")
    return Power(authority, Value(whom, Span(start, start + len(whom))))
