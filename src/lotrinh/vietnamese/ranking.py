r"""Says how well a text answers a query, and which of its words to show: pure, so that every database ranks the same.

The order of importance: the code itself, all words as one phrase in the title, letters as written, the phrase in the
text, all words in the title, and how near the words stand to each other. Patterns are linear: an item is anchored on
both sides and nothing repeats inside a repeat.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

from lotrinh.vietnamese.folding import fold_tones
from lotrinh.vietnamese.pieces import Query, fold_letters, is_code

FAR = 10_000  # letters: what does not stand together at all
BEFORE = 40  # letters of an excerpt before its first word found


class Words(NamedTuple):
    """Some letters of a text, and whether they are words that were looked for."""

    text: str
    is_found: bool


class Weight(NamedTuple):
    """How well a text answers a query; the larger one stands first."""

    code: bool
    title: int  # 2: the whole phrase, 1: its last word only begun
    written: bool
    phrase: int
    in_title: bool
    nearness: int


def pattern_of(item: str, *, is_begun: bool = False) -> str:
    """Return a pattern for one item of a query between its own borders; a code with or without its separators."""
    right = r"[^\W_]*" if is_begun else r"(?!\d)" if item[-1].isdecimal() else r"(?![^\W\d_])"
    if item.isdecimal():
        return rf"(?<!\d)0*{item}{right}"
    if is_code(item):
        left = r"(?<!\d)0*" if item[0].isdecimal() else r"(?<![^\W\d_])"
        return left + r"(?:[-/.–]0*)?".join(map(re.escape, item)) + right
    return rf"{item}(?<![^\W\d_]{item}){right}"  # letters first: a pattern that begins with them skips to them


@dataclass(frozen=True)
class Looker:
    """Looks for one query in many texts; patterns are made once, and only when they are needed."""

    query: Query

    @cached_property
    def phrase(self) -> re.Pattern[str]:
        return re.compile(r"[\W_]*".join(map(pattern_of, self.query.items)))

    @cached_property
    def begun(self) -> re.Pattern[str]:
        *before, last = self.query.items
        return re.compile(r"[\W_]*".join([*map(pattern_of, before), pattern_of(last, is_begun=True)]))

    @cached_property
    def whole(self) -> re.Pattern[str]:
        """The phrase as whole words: 12/KH stands in 12/KH-UBND, but is another code."""
        return re.compile(rf"(?<![\w])(?<!\w[-/.–]){self.phrase.pattern}(?![-/.–]?\w)")

    @cached_property
    def pairs(self) -> list[re.Pattern[str]]:
        """Neighbours in the query: overlapping ones are found by patterns of their own."""
        return [re.compile(rf"{pattern_of(a)}[\W_]*{pattern_of(b)}") for a, b in pairwise(self.query.items)]

    @cached_property
    def singles(self) -> list[re.Pattern[str]]:
        """Each item once."""
        return [re.compile(pattern_of(item)) for item in dict.fromkeys(self.query.items)]

    @cached_property
    def has_code(self) -> bool:
        return any(letter.isdecimal() for item in self.query.items for letter in item)

    @cached_property
    def written(self) -> str:
        """The query as typed, if it was typed with marks."""
        placed = fold_tones(self.query.written)
        return placed if fold_letters(placed) != placed else ""

    def weigh(self, title: str, text: str) -> Weight:
        """Return how well a text under a title answers the query; both in NFC.

        >>> from lotrinh.vietnamese.pieces import parse_query
        >>> looker = Looker(parse_query("kế hoạch 12/kh"))
        >>> looker.weigh("Kế hoạch 12/KH", "") > looker.weigh("Kế hoạch 12/KH-UBND", "")
        True
        """
        if not self.query.items:
            return Weight(False, 0, False, 0, False, -FAR)
        plain_title, plain_text = fold_letters(title), fold_letters(text)
        in_title, in_text = self.phrase_in(plain_title), self.phrase_in(plain_text)
        window = self.window(plain_title)
        return Weight(
            code=self.has_code and self.whole.search(plain_title) is not None,
            title=in_title,
            written=self.is_written_in(title, plain_title) or self.is_written_in(text, plain_text),
            phrase=in_text,
            in_title=window < FAR,
            nearness=0 if 2 in (in_title, in_text) else -min(window, self.window(plain_text)),
        )

    def phrase_in(self, folded: str) -> int:
        """Return 2 where the whole phrase stands in a folded text, 1 where its last word is only begun, else 0."""
        return 2 if self.phrase.search(folded) else 1 if self.begun.search(folded) else 0

    def is_written_in(self, text: str, folded: str) -> bool:
        """Say whether the phrase stands in a text with the very marks that it was typed with."""
        if not self.written:
            return False
        spans = (match.span() for match in self.phrase.finditer(folded))
        return any(" ".join(fold_tones(text[start:end]).lower().split()) == self.written for start, end in spans)

    def window(self, folded: str) -> int:
        """Return over how many letters all words of the query stand nearest to each other; FAR where some do not."""
        places = []
        for number, pattern in enumerate(self.singles):
            here = [(*match.span(), number) for match in pattern.finditer(folded)]
            if not here:
                return FAR
            places += here
        last: dict[int, int] = {}
        best = FAR
        for start, end, number in sorted(places):
            last[number] = start
            if len(last) == len(self.singles):
                best = min(best, end - min(last.values()))
        return best

    def marks_in(self, *texts: str) -> list[list[tuple[int, int]]]:
        """Return where the words looked for stand in texts that belong together, in order and apart.

        The whole phrase, where one of the texts has it; else with its last word only begun; else pairs, else words.

        >>> from lotrinh.vietnamese.pieces import parse_query
        >>> Looker(parse_query("dak lak")).marks_in("Tỉnh Đắk Lắk", "Lắk")
        [[(5, 12)], []]
        """
        folded = [fold_letters(text) for text in texts]
        if self.query.items:
            for patterns in ([self.phrase], [self.begun], self.pairs, self.singles):
                found = [spans_of(patterns, text) for text in folded]
                if any(found):
                    return found
        return [[] for _ in texts]


def spans_of(patterns: list[re.Pattern[str]], folded: str) -> list[tuple[int, int]]:
    """Return where patterns are found in a folded text, in order and apart."""
    return joined(sorted(match.span() for pattern in patterns for match in pattern.finditer(folded)))


def joined(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return sorted spans with those that overlap as one."""
    found: list[tuple[int, int]] = []
    for start, end in spans:
        if found and start < found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found


def excerpt(text: str, marks: list[tuple[int, int]], *, longest: int) -> list[Words]:
    """Return the part of a text where its marks stand closest, cut between words, found words apart.

    >>> [words.text for words in excerpt("Tỉnh Đắk Lắk", [(5, 12)], longest=50)]
    ['Tỉnh ', 'Đắk Lắk']
    """
    start, end = part_of(text, marks, longest)
    return list(cut_words(text, marks, start, end))


def part_of(text: str, marks: list[tuple[int, int]], longest: int) -> tuple[int, int]:
    """Return which part of a text to show: from a little before the mark behind which most others follow."""
    if len(text) <= longest:
        return 0, len(text)
    ends = [end for _, end in marks]
    within = [
        (bisect_right(ends, start + longest - BEFORE) - number, -start) for number, (start, _) in enumerate(marks)
    ]
    first = -max(within, default=(0, 0))[1]
    start = min(max(0, first - BEFORE), len(text) - longest)
    end = start + longest
    if start and (space := text.find(" ", start, first)) >= 0:
        start = space + 1
    if end < len(text) and (space := text.rfind(" ", start, end)) > first:
        end = space
    return start, end


def cut_words(text: str, marks: list[tuple[int, int]], start: int, end: int) -> Iterator[Words]:
    """Yield a part of a text, found words apart, with dots where it was cut."""
    at = start
    if start:
        yield Words("… ", False)
    for left, right in marks:
        if right <= start or left >= end:
            continue
        if max(left, at) > at:
            yield Words(text[at : max(left, at)], False)
        yield Words(text[max(left, at) : min(right, end)], True)
        at = min(right, end)
    if at < end:
        yield Words(text[at:end], False)
    if end < len(text):
        yield Words(" …", False)
