"""Number and day of a signed PDF that are stamped over the blanks, outside the text layer.

Only a blank that the words around it leave ("Số:     /KH-UBND", "ngày    tháng 01") is looked at, and only digits are taken.
"""

from __future__ import annotations

import io
import re
import subprocess
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from lotrinh.documents.printed import PrintedPage, Word

if TYPE_CHECKING:
    from PIL.Image import Image

WIDE = 7.0  # points: a narrower gap holds no stamp
HEAD = 0.4  # of the page's height: number and day stand above
COMMAND = ["tesseract", "stdin", "stdout", "--psm", "7", "--dpi", "300", "-c", "tessedit_char_whitelist=0123456789"]
SECONDS = 20
BLANKS: tuple[tuple[re.Pattern[str], re.Pattern[str], int], ...] = (
    (re.compile(r"[Ss]ố\s?:?\Z|:\Z"), re.compile(r"[/\-–]\s?[A-ZĐ]"), 99999),
    (re.compile(r"[Nn]gày\Z"), re.compile(r"tháng\Z"), 31),
)


@dataclass(frozen=True, slots=True)
class Blank:
    """A gap between two words that something was stamped over; `most` bounds the number."""

    left: Word
    right: Word
    most: int


def blanks_of(page: PrintedPage) -> list[Blank]:
    """Return the blanks in the head of a page."""
    found = []
    for left in page.words:
        for before, after, most in BLANKS:
            if left.top > page.height * HEAD or not before.search(left.text):
                continue
            beside = [w for w in page.words if w.left >= left.right and abs(w.bottom - left.bottom) < 8]
            right = min(beside, key=lambda w: w.left, default=None)
            if right is not None and after.match(right.text) and right.left - left.right > WIDE:
                found.append(Blank(left, right, most))
    return found


def with_stamps(page: PrintedPage, blanks: list[Blank], picture: Image, *, scale: float) -> tuple[PrintedPage, int]:
    """Return the page with the digits that stand in its blanks, and how many were read."""
    words = list(page.words)
    count = 0
    for blank in blanks:
        top, bottom = min(blank.left.top, blank.right.top) - 3, max(blank.left.bottom, blank.right.bottom) + 3
        box = (blank.left.right + 1, top, blank.right.left - 1, bottom)
        digits = digits_in(
            picture.crop((round(box[0] * scale), round(box[1] * scale), round(box[2] * scale), round(box[3] * scale)))
        )
        if digits and 0 < int(digits) <= blank.most:
            at = words.index(blank.left) + 1
            words.insert(at, Word(digits, box[0] + 1, blank.left.top, box[2] - 1, blank.left.bottom, sure=50.0))
            count += 1
    return replace(page, words=tuple(words)), count


def digits_in(picture: Image) -> str:
    """Return the digits in a small picture; none where nothing is stamped or tesseract is not there."""
    buffer = io.BytesIO()
    picture.save(buffer, "PNG")
    try:
        run = subprocess.run(COMMAND, input=buffer.getvalue(), capture_output=True, timeout=SECONDS, check=False)  # noqa: S603  # our own command
    except (FileNotFoundError, subprocess.TimeoutExpired):
        return ""
    digits = run.stdout.decode("ascii", "ignore").strip()
    return digits if re.fullmatch(r"\d{1,5}", digits) else ""
