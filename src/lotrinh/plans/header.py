"""Reads the head of a document: system, kind, number, symbol, code, issuer, the body above, place, day, subject.

State: a block of two columns (Nghị định 30/2020/NĐ-CP, Annex I). Party: the body at the left, "ĐẢNG CỘNG SẢN VIỆT NAM" at the
right, the number without a colon. Where there is no block, the opening says who issues the plan.
"""

from __future__ import annotations

import re

from lotrinh.data.kinds import KINDS
from lotrinh.documents.document import Document, Span
from lotrinh.plans.anatomy import ABOUT, KIND_OF_FOLDED, RULE, Anatomy
from lotrinh.plans.dates import find_dates
from lotrinh.plans.issuers import BODY
from lotrinh.plans.plan import Header, System, Value
from lotrinh.vietnamese.folding import fold

NUMBER = re.compile(
    r"(?:^|(?<=\s))[Ss][ốố]\s*:?\s*(?P<n>\d{1,6}(?:\.\d{1,2})?(?:\s?/\s?(?P<y>(?:19|20)\d{2}))?)?[\s.…_]*"
    r"(?P<sep>[-–—/])\s*(?P<s>[A-ZĐ][A-ZĐa-zđ0-9]*(?:\s?[-–—/&]\s?[A-ZĐƯ][A-ZĐa-zđƯ0-9]*)*)"
)
PLACE = re.compile(r"(?P<place>[A-ZĐ][^,;\d\n]{1,40}?)\s*,\s*(?=ngày\b)")
CODE_LIKE = re.compile(r"[A-ZĐ\d]{0,40}[/-][A-ZĐ\d/&-]{0,40}\s{1,9}(?=\S)")
DAY = re.compile(
    r"ngày\s*[^\s,;]{0,4}[\s.…_]*tháng", re.IGNORECASE
)  # a scan may hold anything where the day was written by hand
STATE = re.compile(r"CỘNG H[OÒ][AÀ] XÃ HỘI|Độc lập")
NATION = re.compile(
    r"\s{0,9}(?:CỘNG H[OÒ][AÀ] XÃ HỘI CHỦ NGHĨA VIỆT NAM|Độc lập\s{0,9}[-–]\s{0,9}Tự do\s{0,9}[-–]\s{0,9}Hạnh phúc|ĐẢNG CỘNG SẢN VIỆT NAM).*",
    re.IGNORECASE,
)
PARTY_BODIES = re.compile(
    r"Tỉnh ủy|Thành ủy|Đảng ủy|Huyện ủy|Ban Thường vụ|Chi bộ|Tỉnh uỷ|Thành uỷ|Đảng uỷ|Đảng bộ", re.IGNORECASE
)
ISSUES = re.compile(
    rf"(?:^|(?<=[\n,;.]\s)|(?<=\n)|(?<=Nay,\s))(?P<body>{BODY}[^,;.\n]{{2,110}}?)\s+(?:xây dựng|ban hành|triển khai xây dựng|lập|đề ra)\s+(?:[Kk]ế hoạch|kế hoạch|Chương trình|Hướng dẫn|hướng dẫn|Phương án|Đề án)"
)
# A line that goes on with the name of a body, by its letters without marks: a scan misreads marks in capitals most.
REGION = re.compile(
    r"(?:tinh|thanh pho|huyen|quan|thi xa|xa|phuong|dac khu|viet nam|va\s|cac\s|khu\s)(?! uy\b| doan\b)"
)
UNREADABLE = 50.0  # per cent of certainty
URGENCY = frozenset(
    ("hoa toc", "khan", "thuong khan", "mat", "toi mat", "tuyet mat", "va")
)  # stand in the head, name no body
JOINT = frozenset(("NQLT", "TTLT", "KHLT", "QCLT", "CTrLT"))  # several bodies issue together: the whole block
STATE_BODY = re.compile(r"(?:ỦY BAN NHÂN DÂN|UỶ BAN NHÂN DÂN|UBND|SỞ|BỘ|CHÍNH PHỦ|THỦ TƯỚNG|HỘI ĐỒNG NHÂN DÂN)\b")
SYSTEMS: tuple[tuple[System, re.Pattern[str]], ...] = (
    ("youth", re.compile(r"ĐOÀN THANH NIÊN|ĐOÀN TNCS|TNCSHCM|TỈNH ĐOÀN|THÀNH ĐOÀN|TRUNG ƯƠNG ĐOÀN")),
    ("union", re.compile(r"LIÊN ĐOÀN LAO ĐỘNG|CÔNG ĐOÀN|LĐLĐ")),
    ("front", re.compile(r"MẶT TRẬN TỔ QUỐC|MTTQ")),
)


def read_header(document: Document, anatomy: Anatomy) -> Header:
    """Read the head of a document; what is not there is None."""
    kind = kind_of(document, anatomy)
    number, symbol, code, number_line = number_of(document, anatomy)
    issuer, parent = block_of(document, anatomy, number_line, kind.value if kind else None)
    if issuer is None:
        issuer = issuer_from_opening(document, anatomy)
    place, day = place_and_day(document, anatomy)
    subject = subject_of(document, anatomy)
    if kind is None and symbol is not None:
        kind = kind_from_symbol(symbol, letter=subject is not None or has_greeting(document, anatomy))
    if kind is None and subject is not None and anatomy.kind is None and has_greeting(document, anatomy):
        kind = Value("CV", subject.span)  # a letter whose number could not be read
    return Header(
        system=system_of(document, anatomy, code=code, issuer=issuer),
        kind=kind,
        number=number,
        symbol=symbol,
        code=code,
        issuer=issuer,
        parent_issuer=parent,
        place=place,
        issued_on=day,
        subject=subject,
    )


def kind_of(document: Document, anatomy: Anatomy) -> Value | None:
    """Return the kind from the line that names it."""
    if anatomy.kind is None:
        return None
    line = document.lines[anatomy.kind]
    return Value(KIND_OF_FOLDED[fold(document.line_text(line))], line.span)


def kind_from_symbol(symbol: Value, *, letter: bool) -> Value | None:
    """Return the kind that a symbol begins with; a letter of the state has none in its symbol and is a công văn."""
    first = re.split(r"[-/]", symbol.value)[0]
    if first in KINDS:
        return Value(first, symbol.span)
    return Value("CV", symbol.span) if letter else None


def has_greeting(document: Document, anatomy: Anatomy) -> bool:
    """Say whether "Kính gửi" stands near the top."""
    lines = document.lines[: anatomy.opening[1] + 3]
    return any(document.line_text(line).startswith("Kính gửi") for line in lines)


def head_lines(document: Document, anatomy: Anatomy) -> int:
    """Return where the head ends; in a letter its table goes on beside the subject, up to the greeting."""
    end = max(anatomy.head[1], anatomy.subject[0])
    while (
        anatomy.kind is None
        and end < len(document.lines)
        and (cell := document.lines[end].cell) is not None
        and not cell.ruled
    ):
        end += 1
    return end


def number_of(document: Document, anatomy: Anatomy) -> tuple[Value | None, Value | None, Value | None, int | None]:
    """Return number, symbol, code and the line they stand on; a blank number leaves the code unknown."""
    for i in range(anatomy.head[0], head_lines(document, anatomy)):
        line = document.lines[i]
        m = NUMBER.search(document.text, line.span.start, line.span.end)
        if m is None or document.text[max(line.span.start, m.start() - 12) : m.start()].strip().casefold().endswith(
            ("theo", "kèm")
        ):
            continue
        symbol = Value(
            re.sub(r"\s*([-–—/&])\s*", lambda x: "-" if x[1] in "–—" else x[1], m["s"]), Span(m.start("s"), m.end("s"))
        )
        if not m["n"] or is_unreadable(document, Span(*m.span("n"))):
            return None, symbol, None, i
        number = re.match(r"\d+(?:\.\d+)?", m["n"])
        digits = number[0] if number else m["n"]
        sep = "/" if m["sep"] == "/" else "-"
        front = f"{digits}/{m['y']}" if m["y"] else digits
        code = Value(f"{front}{sep}{symbol.value}", Span(m.start("n"), m.end("s")))
        return Value(digits, Span(m.start("n"), m.start("n") + len(digits))), symbol, code, i
    return None, None, None, None


def is_unreadable(document: Document, span: Span) -> bool:
    """Say whether a word of a scan that a span touches is more likely wrong than right: numbers written by hand."""
    return any(
        word.sure < UNREADABLE and word.span.start < span.end and span.start < word.span.end
        for word in document.doubtful
    )


def block_of(
    document: Document, anatomy: Anatomy, number_line: int | None, kind: str | None
) -> tuple[Value | None, Value | None]:
    """Return issuer and the body above it, from the block at the top left."""
    end = number_line if number_line is not None else anatomy.head[1]
    found: list[tuple[Span, str, bool | None]] = []
    for i in range(anatomy.head[0], max(end, 0)):
        line = document.lines[i]
        if line.cell is not None and line.cell.column > 0:
            continue
        text = document.line_text(line)
        cut = NATION.search(text)
        words = (text[: cut.start()] if cut else text).rstrip(" _")
        if line.cell is None and line.align == "right":
            continue
        if not re.search(r"\w{2}", words) or RULE.match(words) or not words.lstrip("/ ").isupper() or DAY.search(words):
            continue
        if fold(words) in URGENCY:
            continue
        lead = len(words) - len(words.lstrip("/ "))
        found.append((Span(line.span.start + lead, line.span.start + len(words)), words[lead:], line.bold))
    if not found:
        return None, None
    span, words, bold = found[-1]
    words = words.rstrip(" ,;:.ˆ^`'’~-")
    found[-1] = (Span(span.start, span.start + len(words)), words, bold)
    cut_at = 0 if kind in JOINT else split_block(found)
    return joined(found[cut_at:]), joined(found[:cut_at])


def split_block(found: list[tuple[Span, str, bool | None]]) -> int:
    """Return at which line the issuer begins: the last bold run, else the last name with its continuation."""
    last = len(found) - 1
    if any(bold for _, _, bold in found) and not all(bold for _, _, bold in found):
        start = last
        while start >= 0 and not found[start][2]:
            start -= 1
        while start > 0 and found[start - 1][2]:
            start -= 1
        return start
    start = last
    while start > 0 and REGION.match(fold(found[start][1])):
        start -= 1
    return start


def joined(lines: list[tuple[Span, str, bool | None]]) -> Value | None:
    """Return several lines as one value."""
    if not lines:
        return None
    return Value(" ".join(words for _, words, _ in lines), Span(lines[0][0].start, lines[-1][0].end))


def issuer_from_opening(document: Document, anatomy: Anatomy) -> Value | None:
    """Return the body that the opening says issues the plan."""
    first, last = anatomy.opening
    if first >= last:
        return None
    start, end = document.lines[first].span.start, document.lines[last - 1].span.end
    found = list(ISSUES.finditer(document.text, start, end))
    if not found:
        return None
    m = found[-1]
    return Value(m["body"], Span(m.start("body"), m.end("body")))


def place_and_day(document: Document, anatomy: Anatomy) -> tuple[Value | None, Value | None]:
    """Return place and day of the head; a day with a blank part is unknown."""
    for i in range(anatomy.head[0], head_lines(document, anatomy)):
        line = document.lines[i]
        day_match = DAY.search(document.text, line.span.start, line.span.end)
        if day_match is None:
            continue
        number = NUMBER.search(document.text, line.span.start, day_match.start())
        start = number.end() if number is not None else line.span.start
        place = None
        for m in PLACE.finditer(document.text, start, line.span.end):
            code = CODE_LIKE.match(m["place"])  # a number that was misread leaves its symbol before the place
            lead = code.end() if code else 0
            place = Value(m["place"][lead:], Span(m.start("place") + lead, m.end("place")))
        for fact in find_dates(document.text, day_match.start(), line.span.end):
            if fact.precision == "day" and fact.date is not None and not is_unreadable(document, fact.span):
                return place, Value(fact.date.isoformat(), fact.span)
        return place, None
    return None, None


def subject_of(document: Document, anatomy: Anatomy) -> Value | None:
    """Return the subject; "V/v" and "Về việc" of a letter are not part of it."""
    first, last = anatomy.subject
    if first >= last:
        return None
    span = Span(document.lines[first].span.start, document.lines[last - 1].span.end)
    words = span.of(document.text)
    if anatomy.kind is None and (m := ABOUT.match(words)) is not None:
        span, words = Span(span.start + m.end(), span.end), words[m.end() :]
    return Value(" ".join(words.split("\n")), span)


def system_of(document: Document, anatomy: Anatomy, *, code: Value | None, issuer: Value | None) -> System | None:
    """Return which system a document belongs to, from its head, its code and who issues it."""
    end = document.lines[anatomy.subject[0] - 1].span.end if anatomy.subject[0] else 0
    head = document.text[:end]
    if issuer is not None and STATE_BODY.match(issuer.value) and STATE.search(head):
        return "state"  # also where an association signs beside it
    for system, pattern in SYSTEMS:
        if pattern.search(head):
            return system
    if "ĐẢNG CỘNG SẢN VIỆT NAM" in head:
        return "party"
    if STATE.search(head):
        return "state"
    if code is not None and re.match(r"\d+-", code.value):
        return "party"
    if issuer is not None and PARTY_BODIES.search(issuer.value):
        return "party"
    if code is not None or (
        issuer is not None and re.match(r"ỦY BAN NHÂN DÂN|UBND|SỞ|BỘ", issuer.value, re.IGNORECASE)
    ):
        return "state"
    return None
