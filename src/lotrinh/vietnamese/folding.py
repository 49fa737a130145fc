"""Three ways to make Vietnamese words comparable, for keys only: text that people see is never rewritten.

`fold` forgets case, tone marks and diacritics (a search key, the key that remembers a phrase). `fold_tones` only
moves a tone mark to its old place, so that "hoà" and "hòa" compare equal; decree 30/2020 itself writes both.
`in_small_letters` forgets case alone and keeps every letter in its place: a quick look before a slow pattern.
"""

from __future__ import annotations

import re
import unicodedata

# New-style placement on open syllables -> old style. "uy" after q is left alone: quý has one spelling.
_PLACED = {
    "oà": "òa", "oá": "óa", "oả": "ỏa", "oã": "õa", "oạ": "ọa",
    "oè": "òe", "oé": "óe", "oẻ": "ỏe", "oẽ": "õe", "oẹ": "ọe",
    "uỳ": "ùy", "uý": "úy", "uỷ": "ủy", "uỹ": "ũy", "uỵ": "ụy",
}  # fmt: skip
_PLACED |= {new.upper(): old.upper() for new, old in _PLACED.items()}
_PLACED |= {new[0].upper() + new[1]: old[0].upper() + old[1] for new, old in list(_PLACED.items()) if new.islower()}
_OPEN_SYLLABLE = re.compile(r"(?<![qQ])(" + "|".join(_PLACED) + r")(?!\w)")
# What a pattern without regard to case takes for a small letter though `lower` does not give it, or gives two.
_SMALL = str.maketrans({"İ": "i", "ı": "i", "ſ": "s"})
_PLAIN = str.maketrans({"đ": "d", "“": '"', "”": '"', "’": "'", "–": "-", "—": "-"})


def fold(text: str) -> str:
    """Return the key of a text: no case, no marks, đ as d, one space for a run, plain quotes, no end punctuation.

    >>> fold("Ủy  ban nhân dân TỈNH Lâm Đồng:")
    'uy ban nhan dan tinh lam dong'
    """
    decomposed = unicodedata.normalize("NFD", text.casefold())
    bare = "".join(letter for letter in decomposed if not unicodedata.combining(letter))
    return " ".join(bare.translate(_PLAIN).split()).strip(" .,;:")


def fold_tones(text: str) -> str:
    """Return the text in NFC with tone marks of open syllables in their old place.

    >>> fold_tones("Cộng hoà, uỷ ban, khoẻ, quý, hoàn thành")
    'Cộng hòa, ủy ban, khỏe, quý, hoàn thành'
    """
    return _OPEN_SYLLABLE.sub(lambda match: _PLACED[match[1]], unicodedata.normalize("NFC", text))


def in_small_letters(text: str) -> str:
    """Return the text in small letters, each in its place, as patterns without regard to case see it.

    >>> in_small_letters("ỦY BAN nhân dân"), len(in_small_letters("İ"))
    ('ủy ban nhân dân', 1)
    """
    if "İ" in text or "ı" in text or "ſ" in text:
        text = text.translate(_SMALL)
    return text.lower()
