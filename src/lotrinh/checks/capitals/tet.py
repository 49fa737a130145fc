"""The names of feasts of the old calendar have one capital: "tết Nguyên đán", "tết Trung thu"."""

from __future__ import annotations

import re

from lotrinh.checks.capitals.annex_two import capital_rule, finder

WRITTEN = re.compile(r"(?<!\w)[Tt]ết (?P<w>(?:nguyên đán|đoan ngọ|trung thu|hàn thực)(?!\w))", re.IGNORECASE)


def one_capital(words: str) -> str:
    """Return a name with one capital; a heading all in capitals as it is."""
    return words if words.isupper() else words.capitalize()


RULE = capital_rule(
    6,
    ("Tên ngày tết viết hoa chữ đầu", "The names of feasts have one capital"),
    "viết hoa tên các ngày tết",
    finder(WRITTEN, one_capital, "Tên ngày tết viết “{asked}”."),
    bad="1. Trồng cây đầu xuân, sau tết Nguyên Đán.",
    good="1. Trồng cây đầu xuân, sau tết Nguyên đán.",
)
