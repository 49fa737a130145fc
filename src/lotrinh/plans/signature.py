"""Reads who signs: the power ("TM.", "T/M"), for whom, under it a second power ("KT. CHỦ TỊCH"), the post and the name.

Nghị định 30/2020/NĐ-CP, Annex I, II.8: TM. for a collective, KT. for the head, TL. by order, TUQ. by mandate, Q. acting.
"""

from __future__ import annotations

import re

from lotrinh.data.surnames import SURNAMES
from lotrinh.documents.document import Document, Line, Span
from lotrinh.plans.anatomy import RECIPIENTS, Anatomy, is_name, signing_columns
from lotrinh.plans.markers import bullet_length, parse_marker
from lotrinh.plans.plan import Power, Signature, Value

POWER = re.compile(
    r"(?P<power>(?:TUQ|TM|KT|TL|Q)\s?\.|T/M|K/T|T/L|(?:TUQ|TM|KT|TL)(?=\s))\s*(?=[A-ZĐÁÀẢÃẠÂĂÊÔƠƯỦỨỊ])(?P<whom>.+)"
)
MARKS = re.compile(
    r"\((?:đã ký|ký tên|Đã ký|Ký tên|đã ký và đóng dấu)[^)]*\)|(?<![-–_=.…\s])[-–_=.…\s]++\Z", re.IGNORECASE
)
TITLED = re.compile(
    r"(?:(?:PGS|GS|TS|ThS|BSCKII|BSCKI|BS|CN|KS|(?:Đại|Thượng|Trung|Thiếu) (?:tướng|tá|úy))(?:\.\s*|\s+))*"
)
# A post that stands on the line of its power: "KT. BỘ TRƯỞNG THỨ TRƯỞNG", "TL. CHỦ TỊCH CHÁNH VĂN PHÒNG".
POST_BEHIND = re.compile(
    r"(?<=\w)\s+(?:PHÓ |THỨ TRƯỞNG|CHÁNH VĂN PHÒNG|VỤ TRƯỞNG|CỤC TRƯỞNG|TRƯỞNG (?:BAN|PHÒNG)|(?<=CHỦ TỊCH )GIÁM ĐỐC|(?<=NHÂN DÂN )CHỦ TỊCH).*\Z"
)
A_POST = re.compile(
    r"CHỦ TỊCH|GIÁM ĐỐC|BÍ THƯ|TRƯỞNG|PHÓ |CHÁNH|THỦ TƯỚNG|CHỦ NHIỆM|TỔNG |THƯ KÝ|ỦY VIÊN|UỶ VIÊN|TƯ LỆNH|CHỈ HUY|CHÍNH ỦY|THỐNG ĐỐC|ĐẠI DIỆN|QUYỀN |KIỂM TOÁN"
)
NO_LETTERS = " _-–—.,:;|\\/'\"“”‘’`~^*°•«»<>{}[]()=+#@!?"  # what a scan leaves of seals and pens before a line
ALL_WORDS = re.compile(r"[^\W\d_]{2,}(?:[ ,–-]+[^\W\d_]{2,})*\W*")
MOST_ABOVE = 30  # lines of signatures above the recipients
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
    found = [one for _, lines in sorted(columns.items()) for one in read_column(document, lines)]
    if not any(signature.name for signature in found) and recipients_column is None:
        above = lines_above(document, anatomy)
        found = [*read_column(document, above), *found] if above else found
    return tuple(found)


def read_column(document: Document, lines: list[tuple[Span, str]]) -> list[Signature]:
    """Return the signatures of a column: more than one where a power stands below a name."""
    powers = [n for n, (_, text) in enumerate(lines) if is_power(text)]
    names = [n for n, (_, text) in enumerate(lines) if is_person(text)]
    starts = [0, *(n for n in powers if any(m < n for m in names) and n - 1 not in powers)]
    ends = [*starts[1:], len(lines)]
    found = [read_signature(document, lines[start:end]) for start, end in zip(starts, ends, strict=True)]
    return [signature for signature in found if signature is not None]


def is_power(text: str) -> bool:
    """Say whether a line is a line of power."""
    return POWER.match(text) is not None and text.isupper()


def is_person(text: str) -> bool:
    """Say whether a line is a person's name, perhaps behind titles."""
    return is_name(Line(Span(0, len(text))), TITLED.sub("", text, count=1))


def is_surely_a_name(text: str) -> bool:
    """Say whether words name a person though no power or post is left above them: a surname and two names more."""
    words = text.split()
    return len(words) > 2 and words[0] in SURNAMES


def lines_above(document: Document, anatomy: Anatomy) -> list[tuple[Span, str]]:
    """Return the lines of signatures that stand above "Nơi nhận", nearest last; none where no power is among them."""
    found: list[tuple[Span, str]] = []
    for line in reversed(document.lines[max(anatomy.foot[0] - MOST_ABOVE, anatomy.opening[0]) : anatomy.foot[0]]):
        text = document.line_text(line)
        if not (MARKS.fullmatch(text) or (text.isupper() and parse_marker(text) is None) or is_person(text)):
            break
        if not MARKS.fullmatch(text):
            found.insert(0, (line.span, text))
    return found if any(is_power(text) for _, text in found) else []


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
    for whole, line in mended(document, lines):
        if name is not None:
            break
        text = line.lstrip(NO_LETTERS)
        span = Span(whole.end - len(text), whole.end)
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
            if position is None and (A_POST.search(text) or (powers and ALL_WORDS.fullmatch(text))):
                position = Value(text.strip(" .,"), Span(span.start, span.start + len(text.rstrip(" .,"))))
        elif is_person(text) and (powers or position or len(lines) == 1 or is_surely_a_name(text)):
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
