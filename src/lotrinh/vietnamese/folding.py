"""One way to compare Vietnamese words: `fold` for keys that forgive marks, `fold_tones` for old and new tone placement.

The text of a document is never rewritten; only keys are folded.
"""

from __future__ import annotations

import re
import unicodedata

PLAIN = str.maketrans({"đ": "d", "“": '"', "”": '"', "’": "'", "–": "-", "—": "-"})
# Old placement of open oa, oe, uy against the new one: hòa and hoà, khỏe and khoẻ, thúy and thuý.
OLD = {
    new: old
    for vowels in ("oa", "oe", "uy")
    for mark in "\u0300\u0301\u0309\u0303\u0323"
    for new, old in [
        (
            unicodedata.normalize("NFC", vowels[0] + vowels[1] + mark),
            unicodedata.normalize("NFC", vowels[0] + mark + vowels[1]),
        )
    ]
}
NEW_PLACEMENT = re.compile("(?<!q)(?:" + "|".join(OLD) + r")(?!\w)")


def fold(text: str) -> str:
    """Return a key without case, marks and extra spaces.

    >>> fold("Các  Chi bộ trực thuộc Đảng ủy")
    'cac chi bo truc thuoc dang uy'
    """
    letters = unicodedata.normalize("NFD", text.casefold())
    bare = "".join(letter for letter in letters if not unicodedata.combining(letter)).translate(PLAIN)
    return " ".join(bare.split()).strip(" .,;:")


def fold_tones(text: str) -> str:
    """Return lower case with tone marks where the old placement puts them.

    >>> fold_tones("Hoà bình, thuý, quý") == fold_tones("hòa bình, thúy, quý")
    True
    """
    return NEW_PLACEMENT.sub(lambda m: OLD[m[0]], unicodedata.normalize("NFC", text).casefold())
