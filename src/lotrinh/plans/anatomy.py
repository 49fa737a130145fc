"""Cuts a document into head, subject, opening, body, foot and appendices, by place and form alone.

Forms: Nghị định 30/2020/NĐ-CP, Annex I (state) and the customs of the Party: the kind in capitals, the subject under it,
the grounds, the body, "Nơi nhận" beside or before the signature.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from lotrinh.data.kinds import KIND_OF_NAME
from lotrinh.documents.document import Document, Line
from lotrinh.plans.markers import Style, bullet_length, parse_marker
from lotrinh.vietnamese.folding import fold

# Without marks, so that a scan with a mark misread still names its kind.
KIND_OF_FOLDED = {fold(name): kind for name, kind in KIND_OF_NAME.items()}
HEAD_LINES = 40
OPENING = re.compile(
    r"(?:Căn cứ|Kính gửi|Ngày \d|Nay\b|Để\b|Nhằm\b|Xét\b|Theo\b|Trên cơ sở|Trong (?:thời|những|năm)|Thực hiện (?:Chỉ|Kế|Nghị|Quyết|Kết|Hướng|Công|Văn|Luật|Thông|ý kiến)"
    r"|Thời gian qua|Qua |Tiếp tục|Nhân dịp|Hưởng ứng|\(|CHỦ TỊCH|GIÁM ĐỐC|BỘ TRƯỞNG|ỦY BAN|UỶ BAN|HỘI ĐỒNG|THỦ TƯỚNG|CHÍNH PHỦ|BAN )"
)
SIGNER = re.compile(
    r"(?:CHỦ TỊCH|GIÁM ĐỐC|TỔNG GIÁM ĐỐC|BỘ TRƯỞNG|CHÁNH ÁN|VIỆN TRƯỞNG|HIỆU TRƯỞNG|CỤC TRƯỞNG|TRƯỞNG BAN)\b"
)
RULE = re.compile(r"(?<![-–—_=*.\s])[-–—_=*.\s]++\Z")
NATION = re.compile(r"CỘNG H[OÒ][AÀ] XÃ HỘI CHỦ NGHĨA|ĐẢNG CỘNG SẢN VIỆT NAM\Z")  # a head begins: another document
ABOUT = re.compile(r"(?:V/v|v/v|Về việc)\s*:?\s*")
RECIPIENTS = re.compile(r"Nơi nhận\s*:?", re.IGNORECASE)
POWER = re.compile(r"(?:(?:TM|KT|TL|TUQ|Q)\s?\.|T/M|K/T|T/L|(?:TM|KT|TL|TUQ)\s)\s*[A-ZĐÁÀẢÃẠÂĂÊÔƠƯỦỨỊ]{2}")


@dataclass(frozen=True, slots=True)
class Anatomy:
    """Line numbers, half-open: `head[0]` to `head[1]` and so on. `kind` is the line that names the kind, if one does."""

    head: tuple[int, int]
    kind: int | None
    subject: tuple[int, int]
    opening: tuple[int, int]
    body: tuple[int, int]
    foot: tuple[int, int]
    appendix: tuple[int, int]


def dissect(document: Document) -> Anatomy:
    """Return where the parts of a document stand; parts that are not there are empty."""
    texts = [document.line_text(line) for line in document.lines]
    kind = find_kind_line(document, texts)
    subject = find_subject(document, texts, kind)
    head_end = kind if kind is not None else subject[0]
    after = max(subject[1], (kind + 1) if kind is not None else 0)
    annexed = next((i for i in range(after, len(texts)) if opens_appendix(document.lines[i], texts[i])), len(texts))
    foot_start = next((i for i in range(after, annexed) if RECIPIENTS.match(texts[i])), None)
    if foot_start is None:
        foot_start = find_signature_start(texts, after, annexed)
    foot_end = end_of_foot(document, texts, foot_start)
    first = next((i for i in range(after, foot_start) if starts_body(document, i, texts[i])), foot_start)
    return Anatomy(
        head=(0, head_end),
        kind=kind,
        subject=subject,
        opening=(after, first),
        body=(first, foot_start),
        foot=(foot_start, foot_end),
        appendix=(foot_end, len(texts)),
    )


def opens_appendix(line: Line, text: str) -> bool:
    """Say whether a line is the name of an appendix: what stands below it, forms with a foot of their own too, is not the body."""
    if not text.startswith("PHỤ LỤC") or line.in_note or line.cell is not None or line.align == "justify":
        return False
    marker = parse_marker(text)
    return marker is not None and marker.style is Style.APPENDIX


def find_kind_line(document: Document, texts: list[str]) -> int | None:
    """Return the line that is the name of a kind in capitals, in the first lines."""
    for i, text in enumerate(texts[:HEAD_LINES]):
        if (
            text.isupper()
            and fold(text).strip(" .:") in KIND_OF_FOLDED
            and (
                document.lines[i].cell is None or not document.lines[i].cell.ruled  # type: ignore[union-attr]  # tested above
            )
        ):
            return i
    return None


def find_subject(document: Document, texts: list[str], kind: int | None) -> tuple[int, int]:
    """Return the lines of the subject: under the kind, or from "V/v" in a letter without one."""
    if kind is None:
        for i, text in enumerate(texts[:HEAD_LINES]):
            if ABOUT.match(text):
                return i, continued_about(document, texts, i)
        start = next((i for i, t in enumerate(texts[:HEAD_LINES]) if OPENING.match(t) or parse_marker(t)), 0)
        return start, start
    start = kind + 1
    while start < len(texts) and RULE.match(texts[start]):
        start += 1
    end = start
    while end < min(len(texts), kind + 8) and belongs_to_subject(document, texts, end, first=end == start):
        end += 1
    return start, end


def continued_about(document: Document, texts: list[str], start: int) -> int:
    """Return where the subject of a letter ends: with its cell, or at the first line that opens something."""
    end = start + 1
    cell = document.lines[start].cell
    while cell is not None and end < len(texts) and document.lines[end].cell == cell and not OPENING.match(texts[end]):
        end += 1
    return end


def belongs_to_subject(document: Document, texts: list[str], i: int, *, first: bool) -> bool:
    """Say whether a line under the kind still belongs to the subject."""
    text, line = texts[i], document.lines[i]
    if RULE.match(text) or text.startswith("Kính gửi") or line.cell is not None:
        return False
    if parse_marker(text) is not None and not first:
        return False
    if first:
        return not (text.startswith(("Căn cứ", "Điều ")) and line.align != "center")
    if text.isupper() and (SIGNER.match(text) or text in texts[:i][: HEAD_LINES // 2]):
        return False  # who decides stands between the subject and the grounds
    if OPENING.match(text) and not (line.bold and line.align == "center"):
        return False
    if line.align == "center" or (line.bold and not text.endswith((".", ";"))):
        return True
    return line.bold is None and line.align is None and not text[0].isupper()


def starts_body(document: Document, i: int, text: str) -> bool:
    """Say whether a line is the first heading of the body."""
    line = document.lines[i]
    if line.cell is not None and line.cell.ruled:
        return True
    marker = parse_marker(text)
    return marker is not None and marker.style is not Style.APPENDIX


def find_signature_start(texts: list[str], after: int, end: int) -> int:
    """Return the first line of power where no list of recipients stands, else the last post with a name under it; else the end."""
    power = next(
        (i for i in range(after, end) if POWER.match(texts[i]) and texts[i].isupper() and len(texts[i]) < 80),
        None,
    )
    if power is not None:
        return power
    for i in range(end - 1, max(after, end - 10), -1):
        post = next((j for j in (i - 1, i - 2) if j > after and SIGNER.match(texts[j]) and texts[j].isupper()), None)
        if post is not None and NAME.match(texts[i]) and not texts[i].isupper():
            return post
    return end


def end_of_foot(document: Document, texts: list[str], start: int) -> int:
    """Return where the foot ends: with its table, else behind the name that signs, else before an appendix."""
    if start >= len(texts):
        return len(texts)
    cell = document.lines[start].cell
    if cell is not None:
        table = cell.table
        end = start
        while end < len(texts) and (c := document.lines[end].cell) is not None and c.table == table:
            end += 1
        return end
    for i in range(start + 1, min(len(texts), start + 60)):
        marker = parse_marker(texts[i])
        if marker is not None and marker.style is Style.APPENDIX:
            return i
        if document.lines[i].in_note or texts[i].startswith("==") or NATION.search(texts[i]):
            return i
        if marker is not None and marker.style in (Style.PART, Style.CHAPTER, Style.ARTICLE):
            return i
        if (
            i > start + 1
            and is_name(document.lines[i], texts[i])
            and (seen_power(texts, start, i) or i + 1 == len(texts))
            and not (i + 1 < len(texts) and POWER.match(texts[i + 1]))  # the next body signs
        ):
            return i + 1
    return min(len(texts), start + 60)


POST = r"(?:PHÓ |CHỦ TỊCH|GIÁM ĐỐC|BỘ TRƯỞNG|THỨ TRƯỞNG|BÍ THƯ|CHÁNH VĂN PHÒNG|TRƯỞNG BAN|HIỆU TRƯỞNG)"
SIGNING = re.compile(rf"(?<=[;.])\s+(?=(?:(?:(?:TM|KT|TL|TUQ)\s?\.|T/M|K/T|T/L)\s*[^\W\d_]{{2}}|{POST}))")
BEHIND = re.compile(r"(?<=;)\s+(?=[^;]{5,40}\Z)")


def signing_column(text: str) -> int:
    """Return where the column of the signature begins on a recipient's line that a print ran together; else its end.

    >>> signing_column("Bộ Nội vụ; PHÓ CHỦ TỊCH"), signing_column("Lưu: VT, KT.")
    (10, 12)
    """
    return next((m.start() for m in SIGNING.finditer(text) if text[m.end() :].isupper()), len(text))


def signing_columns(document: Document, foot: tuple[int, int]) -> dict[int, int]:
    """Return where the column of the signature begins, by the start of each recipient's line that a print ran together.

    Below a power, what stands behind a semicolon and is nothing but a name is the name that signs.
    """
    found: dict[int, int] = {}
    powered = False
    for line in document.lines[foot[0] : foot[1]]:
        text = document.line_text(line)
        if (m := RECIPIENTS.match(text)) is not None:
            powered = bool(POWER.match(text[m.end() :].strip()))
        if m is not None or line.cell is not None or not bullet_length(text):
            continue
        cut = signing_column(text)
        powered = powered or cut < len(text)
        if powered and cut == len(text) and (behind := BEHIND.search(text)) and is_name(line, text[behind.end() :]):
            cut = behind.start()
        if cut < len(text):
            found[line.span.start] = cut
    return found


def seen_power(texts: list[str], start: int, end: int) -> bool:
    """Say whether a line in capitals (a power or a post) stands between, or at the end of a recipient's line."""
    if (m := RECIPIENTS.match(texts[start])) is not None and POWER.match(texts[start][m.end() :].strip()):
        return True
    return any(
        (text.isupper() and len(text) > 4) or signing_column(text) < len(text) for text in texts[start + 1 : end]
    )


NAME = re.compile(r"(?:[A-ZĐÁÀẢÃẠÂẤẦẨẪẬĂẮẰẲẴẶÉÈẺẼẸÊẾỀỂỄỆÍÌỈĨỊÓÒỎÕỌÔỐỒỔỖỘƠỚỜỞỠỢÚÙỦŨỤƯỨỪỬỮỰÝỲỶỸỴ][a-zđà-ỹ]*\s*){2,6}\Z")


def is_name(line: Line, text: str) -> bool:
    """Say whether a line is nothing but a person's name."""
    return bool(NAME.match(text)) and len(text) < 40 and not text.isupper() and line.align != "justify"
