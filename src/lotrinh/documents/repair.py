"""Raw lines to one clean text (rule 5 of the contract): one paragraph a line, page furniture out, cuts joined.

Spelling and tone marks stay as the document has them. Only how the page was printed is undone, and counted.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from lotrinh.documents import limits
from lotrinh.documents.document import Document, Format, Line, Span
from lotrinh.documents.raw import RawLine
from lotrinh.errors import TooLarge
from lotrinh.vietnamese.syllables import join_torn

SPACE = "\t\u00a0\u2000-\u200a\u202f\u205f\u3000"
SPACES = re.compile(
    f" {{2,}}| ?[{SPACE}][ {SPACE}]*"
)  # a single plain space is left alone: nothing to put in its place
INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
# What either of the two changes, besides two spaces in a row: most lines hold none, and one look tells.
ODD = re.compile("[\t\u00a0\u00ad\u2000-\u200f\u202f\u205f\u2060\u3000\ufeff]")
# Syllables in capitals torn by a scraper or a PDF: "B Ộ", "V À". A lone consonant is no word.
MARKED_VOWEL = "ÁÀẢÃẠÂẤẦẨẪẬĂẮẰẲẴẶÉÈẺẼẸÊẾỀỂỄỆÍÌỈĨỊÓÒỎÕỌÔỐỒỔỖỘƠỚỜỞỠỢÚÙỦŨỤƯỨỪỬỮỰÝỲỶỸỴ"
CONSONANT = "BCDĐGHKLMNPQRSTVX"  # looked for first, what stands before it after: a search runs from one to the next
SPLIT = re.compile(rf"[{CONSONANT}](?<!\w[{CONSONANT}]) [{MARKED_VOWEL}][A-ZĐ]?(?!\w)")
EMPHASIS = re.compile(r"\*+")
PAGE_NUMBER = re.compile(r"[-–—\s]{0,99}(?:Trang\s{1,99})?(\d{1,3})(?:\s{0,99}/\s{0,99}\d{1,3})?[-–—\s]{0,99}\Z")
PAGE_LETTERS = 400  # fewer letters than this between two numbers: a list, not pages
ENDS = (".", ";", ":", "!", "?", "…", "”", '"', "/", ")", "]", "}")
MARKER = re.compile(
    r"(?:[-–—+•*○●▪·]\s|[-–—+•●▪]\S|\(?[IVXLC]{1,6}[.)/\-–]|\(?\d{1,3}(?:\.\d{1,3})*[.)/](?!\d)|\d{1,3}(?:\.\d{1,3})+\s"
    r"|\(?[a-zđ]\)|[a-zđ][.]\s|(?:Điều|Chương|Phần|Mục|Phụ lục)\s+[IVXLC\d])"
)
OPENERS = re.compile(r"(?:Ngày \d|Nơi nhận|Kính gửi|Căn cứ|Xét|Theo đề nghị|Số[:\s]|TM\.|T/M|KT\.|K/T|TL\.|T/L|Lưu)")
WRAPPED = 40  # code points: a shorter paragraph of a word processor was meant to end where it ends
OPEN_END = re.compile(r"\s(?:ngày|số|tháng|năm|của|và|theo|tại|về|các|cho|từ|đến|với|những|khoản|điểm|Điều)\Z")
TAIL = 12  # code points: no word of OPEN_END is longer
LONG = 60  # code points: a bullet this long with no full stop was cut


def repair(
    lines: Sequence[RawLine],
    *,
    name: str,
    file_format: Format,
    sha256: str,
    from_prints: bool,
    repairs: dict[str, int] | None = None,
    notes: tuple[tuple[str, str], ...] = (),
) -> Document:
    """Lay out raw lines as a Document.

    Args:
        from_prints: the lines are those of printed pages (plain text), so paragraphs may be cut anywhere;
            False where the format knows its paragraphs.

    Raises:
        TooLarge: more paragraphs than we read.
    """
    if len(lines) > limits.LINES:
        raise TooLarge(f"{name}: văn bản có hơn {limits.LINES} đoạn; hãy tách nhỏ rồi thử lại.")
    counts: Counter[str] = Counter(repairs or {})
    cleaned = [clean(line, counts) for line in lines]
    kept = [line for line in cleaned if line.text]
    if from_prints:
        kept = without_page_numbers(kept, counts)
    joined = join_cuts(kept, counts, from_prints=from_prints)
    return lay_out(joined, name=name, file_format=file_format, sha256=sha256, repairs=counts, notes=notes)


def clean(line: RawLine, counts: Counter[str]) -> RawLine:
    """Return the line in NFC, with single plain spaces and no emphasis marks."""
    text = line.text
    if not unicodedata.is_normalized("NFC", text):
        text = unicodedata.normalize("NFC", text)
        counts["composed_letters"] += 1
    odd = ODD.search(text) is not None
    if odd:
        text = INVISIBLE.sub("", text)
        if "\u00a0" in text:
            counts["no_break_spaces"] += 1
    if "*" in text:
        text, n = EMPHASIS.subn("", text)
        counts["emphasis_marks"] += n
    stripped = (SPACES.sub(" ", text) if odd or "  " in text else text).strip()
    if SPLIT.search(stripped):
        stripped, n = SPLIT.subn(lambda m: m[0].replace(" ", ""), stripped)
        counts["split_letters"] += n
    stripped, torn = join_torn(stripped)
    if torn:
        counts["split_letters"] += torn
    bold_until = line.bold_until
    if bold_until is not None:
        head = SPACES.sub(" ", INVISIBLE.sub("", unicodedata.normalize("NFC", line.text[:bold_until]))).strip()
        bold_until = len(head) if head and stripped.startswith(head) else None
    if stripped == line.text and bold_until == line.bold_until:
        return line
    return line._replace(text=stripped, bold_until=bold_until)


def without_page_numbers(lines: list[RawLine], counts: Counter[str]) -> list[RawLine]:
    """Leave out lines that hold nothing but the next page number, a page's worth of text after the last."""
    kept: list[RawLine] = []
    expected, letters = {1, 2}, 0
    gap = False
    for line in lines:
        match = PAGE_NUMBER.match(line.text)
        far = letters > PAGE_LETTERS or not letters
        if match and int(match[1]) in expected and far and (line.after_gap or int(match[1]) > 1):
            expected, letters, gap = {int(match[1]) + 1}, 0, True
            counts["page_numbers"] += 1
            continue
        kept.append(line._replace(after_gap=True) if gap else line)
        gap = False
        letters += len(line.text)
    return kept


@dataclass(slots=True)
class Growing:
    """A paragraph while printed lines are joined to it: asked about without being put together after each."""

    line: RawLine
    texts: list[str]
    length: int
    end: str  # its last letters, no fewer than a word that leaves a sentence open

    @property
    def is_upper(self) -> bool:
        """Say whether it is all capitals; nothing is ever joined to what is, nor becomes so by being joined."""
        return len(self.texts) == 1 and is_upper(self.line.text)

    def grow(self, line: RawLine) -> None:
        """Join a line to it."""
        self.texts.append(line.text)
        self.length += 1 + len(line.text)
        self.end = f" {line.text[-TAIL:]}"
        if self.line.bold != line.bold:
            self.line = self.line._replace(bold=None)

    def whole(self) -> RawLine:
        """Return it as one line."""
        return self.line if len(self.texts) == 1 else self.line._replace(text=" ".join(self.texts))


def join_cuts(lines: list[RawLine], counts: Counter[str], *, from_prints: bool) -> list[RawLine]:
    """Join what a page break or the end of a printed line cut in two."""
    joined: list[RawLine] = []
    last: Growing | None = None
    for line in lines:
        if last is not None and is_cut(last, line, from_prints=from_prints):
            last.grow(line)
            counts["joined_paragraphs"] += 1
            continue
        if last is not None:
            joined.append(last.whole())
        last = Growing(line, [line.text], len(line.text), line.text[-TAIL:])
    return joined if last is None else [*joined, last.whole()]


def is_cut(last: Growing, line: RawLine, *, from_prints: bool) -> bool:
    """Say whether a line goes on with the sentence of the one before it."""
    before, text = last.line, line.text
    if before.cell != line.cell or before.in_note != line.in_note or line.marker is not None:
        return False
    if last.end.endswith(ENDS) or MARKER.match(text) or OPENERS.match(text) or last.is_upper:
        return False
    if before.align == "center" and line.align != "center":
        return False
    if from_prints and OPEN_END.search(last.end):
        return True
    first = text[0]
    if first.islower():
        return (from_prints or last.length > WRAPPED) and (before.bold is not True or line.bold is not False)
    if not from_prints or is_upper(text):
        return False
    if last.end.endswith(","):
        return not before.text.startswith("-") and last.length > LONG
    if first.isdigit() and not line.after_gap:
        return last.length > LONG
    return before.text.startswith("-") and last.length > LONG and first.isalnum()


def is_upper(text: str) -> bool:
    """Say whether all letters are capitals: a heading, a body, a power to sign.

    >>> is_upper("T/M ĐẢNG ỦY"), is_upper("Số: 12")
    (True, False)
    """
    return text.isupper()


def lay_out(
    lines: list[RawLine],
    *,
    name: str,
    file_format: Format,
    sha256: str,
    repairs: Counter[str],
    notes: tuple[tuple[str, str], ...],
) -> Document:
    """Put the lines one under another and give each its span."""
    start, placed = 0, []
    for line in lines:
        span = Span(start, start + len(line.text))
        placed.append(
            Line(
                span=span,
                bold=line.bold,
                italic=line.italic,
                align=line.align,
                cell=line.cell,
                marker=line.marker,
                bold_until=None if line.bold_until is None else start + line.bold_until,
                in_note=line.in_note,
            )
        )
        start = span.end + 1
    return Document(
        name=name,
        format=file_format,
        sha256=sha256,
        text="\n".join(line.text for line in lines),
        lines=tuple(placed),
        repairs=dict(sorted(repairs.items())),
        notes=notes,
    )
