"""What a person types into the search box, as a pattern that finds it with or without marks, in either case.

SQLite knows no case beyond ASCII and PostgreSQL only that of its locale, so the pattern spells the letters out.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict

from lotrinh.vietnamese.folding import fold

LONGEST = 100  # letters of a query that count


def letters_by_plain() -> dict[str, str]:
    """Return for each plain letter all Vietnamese letters that fold to it."""
    found: defaultdict[str, str] = defaultdict(str)
    letters = [*"ĂăĐđĨĩŨũƠơƯư", *(chr(code) for code in (*range(0x41, 0x100), *range(0x1EA0, 0x1EFA)))]
    for letter in letters:
        if letter.isalpha() and len(plain := fold(letter)) == 1 and plain.isascii():
            found[plain] += letter
    return dict(found)


LETTERS = letters_by_plain()


def pattern_of(query: str) -> str:
    r"""Return a pattern for the words of a query. A plain letter finds any letter with marks, one with marks itself.

    >>> pattern_of("đà lạt")[:6], bool(re.search(pattern_of("uy ban"), "ỦY  BAN"))
    ('[Đđ][À', True)
    >>> bool(re.search(pattern_of("ủy"), "uy")), bool(re.search(pattern_of("12/KH"), "số 12/kh-ub"))
    (False, True)
    """
    printed = "".join(letter if letter.isprintable() else " " for letter in query[:LONGEST])
    words = unicodedata.normalize("NFC", printed).split()
    return r"\s+".join("".join(one_letter(letter) for letter in word) for word in words)


def one_letter(letter: str) -> str:
    """Return what finds one letter of a query."""
    if letter.isascii() and letter.isalpha():
        return f"[{LETTERS[letter.lower()]}]"
    if letter.isalpha() and len(letter.upper()) == len(letter.lower()) == 1:
        return f"[{letter.upper()}{letter.lower()}]"
    return re.escape(letter)
