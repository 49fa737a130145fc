"""Reads what a line begins with: "I.", "1.1.", "a)", "Điều 3.", "PHỤ LỤC II", "- ".

Frame of a plan: Nghị định 30/2020/NĐ-CP, form 1.4; letters run a, b, c, d, đ, e, g, h, i, k. Dashes stand outside the
scale: they make bullets. Markers are never mended.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import IntEnum

from lotrinh.vietnamese.numerals import parse_roman


class Style(IntEnum):
    """What a marker looks like, from the widest section to the narrowest; the order breaks ties while nesting."""

    APPENDIX = 0
    PART = 1
    CHAPTER = 2
    ITEM = 3
    LETTER_UPPER = 4
    ROMAN = 5
    ARTICLE = 6
    NUMBER = 7
    NUMBER_2 = 8
    NUMBER_3 = 9
    NUMBER_4 = 10
    LETTER = 11
    BRACKET = 12


PREFIXES = {Style.PART: "P", Style.CHAPTER: "C", Style.ITEM: "M", Style.ARTICLE: "Đ"}


@dataclass(frozen=True, slots=True)
class Marker:
    """A marker at the start of a line. `value` as written without its punctuation; `length` up to the title."""

    style: Style
    value: str
    length: int

    @property
    def step(self) -> str:
        """Return what the marker adds to a path: the last part of "1.1", "P2" for "Phần II"."""
        prefix = PREFIXES.get(self.style)
        if prefix is None:
            return self.value.split(".")[-1]
        return f"{prefix}{parse_roman(self.value) or self.value}"


BULLET = re.compile(r"(?:[-–—−+•●○▪▫■□*·➢✓\uf0b7]|o(?=\s[A-ZĐÁÀẢÃẠÂĂÊÔƠƯ]))\s*(?=\S)")
WORD = re.compile(
    r"(?P<word>Phần|PHẦN|Chương|CHƯƠNG|Mục|MỤC|Điều|ĐIỀU)\s+(?:thứ\s+|THỨ\s+)?(?P<n>[IVXLC]{1,7}|\d{1,3}|nhất|hai|ba|tư|NHẤT|HAI|BA)"
    r"(?![\w/])\s*(?P<mark>[.:\-–)]|$)?\s*"
)
APPENDIX = re.compile(
    r"(?:PHỤ LỤC|Phụ lục)(?:\s+(?:số\s+)?(?P<n>[IVXLC]{1,5}|\d{1,2}))?\s*(?:[.:\-–]\s*|$)(?P<title>.*)\Z"
)
ROMAN = re.compile(r"(?P<v>[IVX]{1,6}|L|C)\s?(?:[.)/]|\s?[-–])\s*(?=[^\s\d.,;)])")
NUMBERS = re.compile(
    r"(?P<v>\d{1,2}(?:\.\d{1,2}){0,3})(?P<mark>\s?[.)/]|(?<=\.\d)(?=\s)|(?<=\.\d\d)(?=\s))[\s.]*(?=[^\s\d./,;%)-])"
)
DIGIT_TITLE = re.compile(r"(?P<v>\d{1,2}(?:\.\d{1,2}){0,3})\.\s+(?=\d{1,2}\s+[a-zđ])")
UPPER = re.compile(r"(?P<v>[A-EGHKĐ])\s?[.)/-]\s*(?=[A-ZĐÁÀẢÃẠÂĂÊÔƠƯỦỨÝ])")
LETTER = re.compile(r"(?P<v>[a-zđ])\s?(?:\)|\.(?=\s)|/(?=\s))\s*(?=\S)")
BRACKET = re.compile(r"\((?P<v>\d{1,2}|[a-zđ]|[ivx]{1,5})\)[.\s:]*(?=\S)")
ORDINALS = {"nhất": "1", "hai": "2", "ba": "3", "tư": "4"}
WORDS = {"phần": Style.PART, "chương": Style.CHAPTER, "mục": Style.ITEM, "điều": Style.ARTICLE}
FIRST_LETTERS = "IVXLCABDEGHKĐPMabcdđeghiklmnopqrstuvxyz0123456789("
LETTERED = {"(": (Style.BRACKET, BRACKET), **dict.fromkeys("IVXLCABDEGHKĐPM", (Style.LETTER_UPPER, UPPER))}
DEPTHS = (Style.NUMBER, Style.NUMBER_2, Style.NUMBER_3, Style.NUMBER_4)


def parse_marker(line: str) -> Marker | None:
    """Read the marker of a line; a bullet is none.

    >>> parse_marker("1.1. Từ nay đến hết năm 2021").step, parse_marker("đ) Sở Tư pháp").step
    ('1', 'đ')
    >>> parse_marker("45/100 hộ") is None
    True
    """
    first = line[:1]
    if not first or first not in FIRST_LETTERS:
        return None
    if first == "P" and (m := APPENDIX.match(line)) and (line.startswith("PHỤ LỤC") or m["n"] or not m["title"]):
        return Marker(Style.APPENDIX, m["n"] or "", m.start("title"))
    if first in "PCMĐ" and (m := WORD.match(line)) is not None and (m["mark"] is not None or m.end() == len(line)):
        style = WORDS[m["word"].lower()]
        return Marker(style, ORDINALS.get(m["n"].lower(), m["n"]), m.end())
    if first in "IVXLC" and (m := ROMAN.match(line)) is not None:
        return Marker(Style.ROMAN, m["v"], m.end())
    if first.isdigit():
        m = NUMBERS.match(line) or DIGIT_TITLE.match(line)
        return Marker(DEPTHS[m["v"].count(".")], m["v"], m.end()) if m is not None else None
    style, pattern = LETTERED.get(first, (Style.LETTER, LETTER))
    m = pattern.match(line)
    return Marker(style, m["v"], m.end()) if m is not None else None


def bullet_length(line: str) -> int:
    """Return how many code points a bullet takes at the start of a line; 0 where there is none."""
    m = BULLET.match(line)
    return m.end() if m else 0
