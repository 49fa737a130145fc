"""Finds the head and the foot of a page that stand in two columns, and parts the columns.

Nghị định 30/2020/NĐ-CP, Annex I: bodies beside the nation at the top, recipients beside the signature at the end.
"""

from __future__ import annotations

import re
from statistics import median

from lotrinh.documents.document import Cell
from lotrinh.documents.layout_cells import FOOT, HEAD
from lotrinh.documents.printed import PrintedPage, Strip, Word, centred

KINDS = re.compile(
    r"(?:KẾ HOẠCH|QUYẾT ĐỊNH|BÁO CÁO|TỜ TRÌNH|CHỈ THỊ|THÔNG BÁO|NGHỊ QUYẾT|HƯỚNG DẪN|KẾT LUẬN|CHƯƠNG TRÌNH|NGHỊ ĐỊNH|THÔNG TƯ|QUY ĐỊNH|QUY CHẾ|ĐỀ ÁN"
    r"|PHƯƠNG ÁN|BIÊN BẢN|CÔNG ĐIỆN|GIẤY MỜI|DANH SÁCH)\b"
)
GREETING = re.compile(r"Kính gửi", re.IGNORECASE)
APPENDIX = re.compile(r"(?:PHỤ LỤC|Phụ lục)\b")
POWER = re.compile(r"(?:(?:TM|KT|TL|TUQ|Q)\s?[.,]\s*|(?:T/M|K/T|T/L)\s*)[A-ZĐÁÀẢÃẠÂĂÊÔƠƯỦỨỊÝ]{2}")
# "Nơi nhận" as scans misread it at the start of a line: ".Vơi nhận:", "\\ơi nhận", "Nai nhận".
MISREAD = re.compile(r"[^\w\s]{0,99}[NVMW]?[oơớờơợøố]\S?[iíìịl1]\s{1,99}nh[aâậăắấ]\S{0,2}[nm]\s?:?(?=\s|\Z)")
RECIPIENTS_ALONE = re.compile(r"\S{0,4}[oơớờơợøố]\S?[iíìịl1]\s+nh[aâậăắấ]\S{0,2}[nm]\s*:?\Z", re.IGNORECASE)
LEFT = 0.42  # of the page's width: what begins behind it stands in the right column
MOST_ABOVE = 40  # lines of a signature, what a scan makes of its seals among them
SHORT = 16  # code points: above the first recipient a line this short is "Nơi nhận:", however it was read


def head_end(rows: list[list[Strip]], page: PrintedPage) -> int:
    """Return how many lines the head in two columns has: up to the kind, the greeting or the first long line."""
    two = [i for i, row in enumerate(rows[:14]) if len(row) >= 2]
    if not two:
        return 0
    for i, row in enumerate(rows[:24]):
        words = " ".join(strip.text for strip in row)
        if len(row) == 1 and (GREETING.match(words) or (KINDS.match(words) and centred(row[0], page))):
            return i
        if i > two[-1] and len(row) == 1 and row[0].right - row[0].left > page.width * 0.6:
            return i
    return two[-1] + 1


def foot_start(rows: list[list[Strip]], page: PrintedPage, head: int) -> int:
    """Return the line at which recipients and signature begin side by side; the end where they do not."""
    at = next((i for i in range(head, len(rows)) if any(opens_recipients(strip) for strip in rows[i])), None)
    if at is None:
        at = signing_start(rows, page, head)
    if at is None:
        return len(rows)
    while (
        at > head and len(rows[at - 1]) == 1 and rows[at - 1][0].left > page.width * LEFT and is_power(rows[at - 1][0])
    ):
        at -= 1
    return min(at, two_posts(rows, head, at))


def two_posts(rows: list[list[Strip]], head: int, at: int) -> int:
    """Return the line above the foot of a scan on which two bodies sign side by side; the foot where none does."""
    for i in range(max(head, at - MOST_ABOVE), at):
        row = [strip for strip in rows[i] if re.search(r"\w{2}", strip.text)]
        if len(row) == 2 and all(is_scanned(strip) and is_power(strip) for strip in row):
            return i
    return at


def opens_recipients(strip: Strip) -> bool:
    """Say whether a strip begins with "Nơi nhận", a misread one among them."""
    return bool(
        FOOT.match(strip.text)
        or (is_scanned(strip) and (MISREAD.match(strip.text) or RECIPIENTS_ALONE.match(strip.text)))
    )


def is_scanned(strip: Strip) -> bool:
    """Say whether the words of a strip were recognised in a picture."""
    return any(word.sure < 100 for word in strip.words)


def is_power(strip: Strip) -> bool:
    """Say whether a strip is in capitals, as powers and posts are."""
    return strip.text.isupper()


def signing_start(rows: list[list[Strip]], page: PrintedPage, head: int) -> int | None:
    """Return the line of a scan on which a power stands at the right, with bullets at the left below it."""
    for i in range(head, len(rows)):
        last = rows[i][-1]
        if not is_scanned(last) or not POWER.search(last.text) or not last.text[-6:].isupper():
            continue
        below = [row[0] for row in rows[i + 1 : i + 5] if row[0].left < page.width * LEFT]
        if any(strip.text.startswith("-") for strip in below):
            return i
    return None


def foot_end(rows: list[list[Strip]], start: int) -> int:
    """Return where the foot ends: at an appendix, else with the page."""
    return next((i for i in range(start, len(rows)) if APPENDIX.match(rows[i][0].text)), len(rows))


def in_columns(rows: list[list[Strip]], page: PrintedPage, table: int) -> list[tuple[Strip, Cell]]:
    """Return a part in two columns as cells of a table without lines: the left one first."""
    split = column_split(rows, page)
    sides: tuple[list[Strip], list[Strip]] = ([], [])
    for row in rows:
        words: tuple[list[Word], list[Word]] = ([], [])
        for strip in row:
            for part in parted(strip, split, page):
                words[(part.left + part.right) / 2 > split].extend(part.words)
        for side, found in zip(sides, words, strict=True):
            if found:
                side.append(Strip(tuple(found)))
    named(sides[0])
    return [(strip, Cell(table, 0, column, ruled=False)) for column, strips in enumerate(sides) for strip in strips]


def column_split(rows: list[list[Strip]], page: PrintedPage) -> float:
    """Return where the right column begins: in the middle of the gaps of the lines that have one."""
    gaps = [(row[0].right + row[-1].left) / 2 for row in rows if len(row) >= 2]
    return median(gaps) if gaps else page.width * 0.45


def parted(strip: Strip, split: float, page: PrintedPage) -> list[Strip]:
    """Return the two parts of a strip that a narrow gap let run over both columns: before the nation, a power or the widest gap."""
    if not strip.left < split < strip.right:
        return [strip]
    for i in range(1, len(strip.words)):
        rest = Strip(strip.words[i:])
        if HEAD.match(rest.text) or (POWER.match(rest.text) and rest.text.isupper()):
            return [Strip(strip.words[:i]), rest]
    near = [
        (b.left - a.right, i)
        for i, (a, b) in enumerate(zip(strip.words, strip.words[1:], strict=False), start=1)
        if abs((a.right + b.left) / 2 - split) < page.width * 0.08
    ]
    gap, at = max(near, default=(0.0, 0))
    if gap < 0.9 * median(word.bottom - word.top for word in strip.words):
        return [strip]
    return [Strip(strip.words[:at]), Strip(strip.words[at:])]


def named(strips: list[Strip]) -> None:
    """Give the first line of recipients its name again where a scan misread it, in place."""
    for n, strip in enumerate(strips):
        if FOOT.match(strip.text):
            return
        below = strips[n + 1].text if n + 1 < len(strips) else ""
        if (
            is_scanned(strip)
            and below.startswith("-")
            and not strip.text.startswith("-")
            and (MISREAD.match(strip.text) or len(strip.text) < SHORT)
        ):
            first, last = strip.words[0], strip.words[-1]
            whole = Word(
                "Nơi nhận:", first.left, first.top, last.right, last.bottom, sure=min(w.sure for w in strip.words)
            )
            strips[n] = Strip((whole,))
            return
