"""Roman numerals, as quarters and sections use them."""

from __future__ import annotations

VALUES = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}


def parse_roman(text: str) -> int | None:
    """Return the number that a Roman numeral writes; None where the letters are none.

    >>> parse_roman("XIV"), parse_roman("IIX"), parse_roman("Q")
    (14, None, None)
    """
    if not text or any(letter not in VALUES for letter in text):
        return None
    values = [VALUES[letter] for letter in text]
    number = sum(-v if any(w > v for w in values[i + 1 : i + 2]) else v for i, v in enumerate(values))
    return number if 0 < number < 4000 and write_roman(number) == text else None


def write_roman(number: int) -> str:
    """Return a number from 1 to 3999 as a Roman numeral.

    >>> write_roman(44)
    'XLIV'
    """
    pairs = zip(
        (1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1),
        ("M", "CM", "D", "CD", "C", "XC", "L", "XL", "X", "IX", "V", "IV", "I"),
        strict=True,
    )
    written = ""
    for value, letters in pairs:
        written += letters * (number // value)
        number %= value
    return written
