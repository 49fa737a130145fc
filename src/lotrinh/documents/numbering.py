"""Automatic numbers of Word, rebuilt as they are printed (ECMA-376 part 1, 17.9).

Word keeps "a)" or "II." out of the text: a paragraph names a list and a level, and numbering.xml says how to count.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
VAL, LEVEL = f"{W}val", f"{W}lvl"
ROMAN = ((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"),
         (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))  # fmt: skip
BULLETS = {"\uf0b7": "•", "\uf0a7": "▪", "\uf0d8": "➢", "\uf0fc": "✓", "\uf02d": "-", "o": "o"}
PRIVATE = re.compile("[\ue000-\uf8ff]")


@dataclass(frozen=True, slots=True)
class Level:
    """How one level of a list counts and is printed; `text` as `%1.%2.`."""

    form: str
    text: str
    start: int
    restart: int | None = None  # after which level counting starts again; None: after any above
    legal: bool = False  # all parts in Arabic numerals


@dataclass(slots=True)
class Numbering:
    """The lists of a document, and how far each has counted. Used once, in reading order."""

    nums: dict[str, etree._Element] = field(default_factory=dict)  # by num id
    lists: dict[str, etree._Element] = field(default_factory=dict)
    by_style: dict[str, str] = field(default_factory=dict)  # the list that a style of lists stands for
    levels: dict[str, dict[int, Level]] = field(default_factory=dict)  # by num id, once asked for
    abstract: dict[str, str] = field(default_factory=dict)  # num id to the list that it shares counters with
    overridden: dict[tuple[str, int], int] = field(default_factory=dict)
    counters: dict[tuple[str, int], int] = field(default_factory=dict)
    started: set[tuple[str, int]] = field(default_factory=set)

    def marker(self, num_id: str, level: int) -> str | None:
        """Count one paragraph and return what is printed before it; None where the list is not known or is silent."""
        found = self.levels_of(num_id).get(level)
        if found is None:
            return None
        key = self.abstract[num_id]
        if (num_id, level) in self.overridden and (num_id, level) not in self.started:
            self.counters[key, level] = self.overridden[num_id, level]
        else:
            self.counters[key, level] = self.counters.get((key, level), found.start - 1) + 1
        self.started.add((num_id, level))
        for deeper, below in self.levels[num_id].items():
            if deeper > level and (below.restart is None or level < below.restart):
                self.counters.pop((key, deeper), None)
        if found.form == "bullet":
            return BULLETS.get(found.text) or (PRIVATE.sub("•", found.text).strip() or None)
        if found.form == "none" and "%" not in found.text:
            return found.text.strip() or None
        return re.sub(r"%(\d)", lambda m: self.part(num_id, key, int(m[1]) - 1, legal=found.legal), found.text).strip()

    def levels_of(self, num_id: str) -> dict[int, Level]:
        """Return the levels of a list; a file has many that nothing in it uses, so each is read when first asked for."""
        if num_id not in self.levels:
            self.levels[num_id] = self.parse_levels(num_id)
        return self.levels[num_id]

    def parse_levels(self, num_id: str) -> dict[int, Level]:
        """Read the levels of a list with what it overrides; none where it stands for no list."""
        num = self.nums.get(num_id)
        key = value_of(num, "abstractNumId") or ""
        style = value_of(self.lists.get(key), "numStyleLink")
        key = self.by_style.get(style or "", key)
        if num is None or key not in self.lists:
            return {}
        self.abstract[num_id] = key
        levels = {int(level.get(f"{W}ilvl", "0")): parse_level(level) for level in self.lists[key].iterchildren(LEVEL)}
        for override in num.iterchildren(f"{W}lvlOverride"):
            at = int(override.get(f"{W}ilvl", "0"))
            own = child_of(override, LEVEL)
            if own is not None:
                levels[at] = parse_level(own)
            if (start := value_of(override, "startOverride")) is not None and start.lstrip("-").isdigit():
                self.overridden[num_id, at] = int(start)
        return levels

    def part(self, num_id: str, key: str, level: int, *, legal: bool) -> str:
        """Return one part of a compound number."""
        of = self.levels[num_id].get(level)
        if of is None:
            return ""
        count = self.counters.get((key, level), of.start)
        return written(count, "decimal" if legal else of.form)


def written(count: int, form: str) -> str:
    """Write a number in a form of Word.

    >>> written(4, "upperRoman"), written(5, "vietnameseLetter"), written(28, "lowerLetter"), written(7, "decimalZero")
    ('IV', 'đ', 'bb', '07')
    """
    if form in ("upperRoman", "lowerRoman"):
        left, roman = count, ""
        for value, letters in ROMAN:
            while left >= value:
                roman, left = roman + letters, left - value
        return roman if form == "upperRoman" else roman.lower()
    if form in ("upperLetter", "lowerLetter"):
        letter = chr(ord("a") + (count - 1) % 26) * ((count - 1) // 26 + 1)
        return letter.upper() if form == "upperLetter" else letter
    if form == "vietnameseLetter":
        return "abcdđeghiklmnopqrstuvxy"[(count - 1) % 23]
    if form == "decimalZero":
        return f"{count:02d}"
    return "" if form == "none" else str(count)


def parse_numbering(root: etree._Element | None) -> Numbering:
    """Return the lists of numbering.xml; none where there is no such part."""
    if root is None:
        return Numbering()
    lists = {a.get(f"{W}abstractNumId", ""): a for a in root.iterchildren(f"{W}abstractNum")}
    return Numbering(
        nums={num.get(f"{W}numId", ""): num for num in root.iterchildren(f"{W}num")},
        lists=lists,
        by_style={style: key for key, a in lists.items() if (style := value_of(a, "styleLink")) is not None},
    )


def parse_level(level: etree._Element) -> Level:
    """Return one level as Word wrote it."""
    start = value_of(level, "start") or "1"
    restart = value_of(level, "lvlRestart")
    return Level(
        form=value_of(level, "numFmt") or "decimal",
        text=value_of(level, "lvlText") or "",
        start=int(start) if start.lstrip("-").isdigit() else 1,
        restart=int(restart) if restart and restart.isdigit() else None,
        legal=level.find(f"{W}isLgl") is not None,
    )


def child_of(element: etree._Element | None, tag: str) -> etree._Element | None:
    """Return the first child with a tag; None where there is none, or no element. Quicker than a path that is looked up."""
    return None if element is None else next(element.iterchildren(tag), None)


def properties_of(element: etree._Element, tag: str) -> etree._Element | None:
    """Return what stands first in a paragraph, a run or a cell where it is its properties; they stand nowhere else."""
    first = next(iter(element), None)
    return first if first is not None and first.tag == tag else None


def by_tag(element: etree._Element | None) -> dict[str, etree._Element]:
    """Return the children by their tags; nothing where there is no element."""
    return {} if element is None else {child.tag: child for child in element}


def value_of(element: etree._Element | None, child: str) -> str | None:
    """Return the w:val of a child, or None."""
    found = child_of(element, W + child)
    return None if found is None else found.get(VAL)
