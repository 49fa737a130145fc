"""Reads who signs: the power ("TM.", "T/M"), for whom, under it a second power ("KT. CHỦ TỊCH"), the post and the name.

Nghị định 30/2020/NĐ-CP, Annex I, II.8: TM. for a collective, KT. for the head, TL. by order, TUQ. by mandate, Q. acting.
"""

from __future__ import annotations

import re

from lotrinh.documents.document import Document, Line, Span
from lotrinh.plans.anatomy import RECIPIENTS, Anatomy, is_name, signing_columns
from lotrinh.plans.markers import bullet_length
from lotrinh.plans.plan import Power, Signature, Value

POWER = re.compile(
    r"(?P<power>(?:TUQ|TM|KT|TL|Q)\s?\.|T/M|K/T|T/L|(?:TUQ|TM|KT|TL)(?=\s))\s*(?=[A-ZĐÁÀẢÃẠÂĂÊÔƠƯỦỨỊ])(?P<whom>.+)"
)
MARKS = re.compile(r"\((?:đã ký|ký tên|Đã ký|Ký tên|đã ký và đóng dấu)[^)]*\)|[-–_=.…\s]+\Z", re.IGNORECASE)
TITLED = re.compile(
    r"(?:(?:PGS|GS|TS|ThS|BSCKII|BSCKI|BS|CN|KS|(?:Đại|Thượng|Trung|Thiếu) (?:tướng|tá|úy))(?:\.\s*|\s+))*"
)
# A post that stands on the line of its power: "KT. BỘ TRƯỞNG THỨ TRƯỞNG", "TL. CHỦ TỊCH CHÁNH VĂN PHÒNG".
POST_BEHIND = re.compile(
    r"(?<=\w)\s+(?:PHÓ |THỨ TRƯỞNG|CHÁNH VĂN PHÒNG|VỤ TRƯỞNG|CỤC TRƯỞNG|TRƯỞNG (?:BAN|PHÒNG)|(?<=CHỦ TỊCH )GIÁM ĐỐC|(?<=NHÂN DÂN )CHỦ TỊCH).*\Z"
)
BROKEN = ("BỘ", "CHỦ", "GIÁM", "TRƯỞNG", "CHÁNH", "VIỆN", "HIỆU")  # the first word of a post whose line was broken


def read_signatures(document: Document, anatomy: Anatomy) -> tuple[Signature, ...]:
    """Return the signatures, one for each column of names in a table, else the one of the running text."""
    start, end = anatomy.foot
    if start >= end:
        return ()
    columns: dict[int, list[tuple[Span, str]]] = {}
    head = document.lines[start]
    recipients_column = head.cell.column if head.cell and RECIPIENTS.match(document.line_text(head)) else None
    cuts = signing_columns(document, anatomy.foot)
    for n, line in enumerate(document.lines[start:end]):
        if (cut := cuts.get(line.span.start)) is not None:
            words = document.line_text(line)[cut:].strip()  # a print ran two columns together
            columns.setdefault(0, []).append((Span(line.span.end - len(words), line.span.end), words))
            continue
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
    for span, text in mended(document, lines):
        if name is not None:
            break
        m = POWER.match(text)
        if m is not None and text.isupper() and (position is None or not powers):
            position = None  # what stood above the first power was a heading
            post = POST_BEHIND.search(text, m.start("whom"))
            powers.append(power_of(m, span, end=post.start() if post else len(text)))
            if post is not None:
                words = post[0].strip(" .")
                start = span.start + text.index(words, post.start())
                position = Value(" ".join(words.split()), Span(start, start + len(words)))
        elif text.isupper() and len(text) > 3:
            if position is None:
                position = Value(text.strip(" ."), span)
        elif is_name(document.lines[0].__class__(span), TITLED.sub("", text, count=1)) and (
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


def mended(document: Document, lines: list[tuple[Span, str]]) -> list[tuple[Span, str]]:
    """Return the lines with a power that a narrow column broke inside its post ("KT. BỘ" over "TRƯỞNG …") in one."""
    found: list[tuple[Span, str]] = []
    for span, text in lines:
        last = POWER.match(found[-1][1]) if found else None
        if last is not None and last["whom"].strip() in BROKEN and text.isupper():
            whole = Span(found[-1][0].start, span.end)
            found[-1] = (whole, whole.of(document.text).replace("\n", " "))
        else:
            found.append((span, text))
    return found


def power_of(m: re.Match[str], span: Span, *, end: int) -> Power:
    """Return a line of power, for whom up to a position in the line."""
    authority = Value(m["power"].replace(" ", ""), Span(span.start, span.start + m.end("power")))
    whom = m.string[m.start("whom") : end].strip()
    start = span.start + m.start("whom")
    return Power(authority, Value(whom, Span(start, start + len(whom))))
