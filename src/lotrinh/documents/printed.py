"""What is printed on a page: words with places, and the strips of words that they make on a line.

Places are in points from the top left of the page.
"""

from __future__ import annotations

from bisect import insort
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple


class Word(NamedTuple):
    """One word on a page. `sure`: how certain its letters are, from 0 to 100; 100 for a text layer. A tuple: a page has hundreds."""

    text: str
    left: float
    top: float
    right: float
    bottom: float
    bold: bool = False
    sure: float = 100.0


@dataclass(frozen=True, slots=True)
class Rule:
    """A straight line drawn on a page, along one of its sides."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def is_across(self) -> bool:
        return self.right - self.left > self.bottom - self.top


@dataclass(frozen=True, slots=True)
class PrintedPage:
    """The words of one page, its size in points, and the lines that are drawn on it."""

    words: tuple[Word, ...]
    width: float
    height: float
    rules: tuple[Rule, ...] = ()


@dataclass(frozen=True, slots=True)
class Strip:
    """Words side by side on one line without a wide gap between them."""

    words: tuple[Word, ...]

    @property
    def text(self) -> str:
        return " ".join(word.text for word in self.words)

    @property
    def left(self) -> float:
        return self.words[0].left

    @property
    def right(self) -> float:
        return self.words[-1].right

    @property
    def top(self) -> float:
        return min(word.top for word in self.words)

    @property
    def bottom(self) -> float:
        return max(word.bottom for word in self.words)

    @property
    def bold(self) -> bool:
        return all(word.bold for word in self.words if any(letter.isalnum() for letter in word.text))


def centred(strip: Strip, page: PrintedPage) -> bool:
    """Say whether a strip stands in the middle of the page."""
    return abs((strip.left + strip.right) / 2 - page.width / 2) < page.width * 0.09


class Row:
    """Words on one line of a page, with their tops and bottoms in order, so that the middle ones are at hand."""

    def __init__(self, word: Word) -> None:
        self.words = [word]
        self._tops, self._bottoms = [word.top], [word.bottom]

    def add(self, word: Word) -> None:
        """Take in a word."""
        self.words.append(word)
        insort(self._tops, word.top)
        insort(self._bottoms, word.bottom)

    def holds(self, height: float) -> bool:
        """Say whether a height lies between the median top and the median bottom."""
        return middle(self._tops) <= height <= middle(self._bottoms)


def middle(ordered: list[float]) -> float:
    """Return the median of what is in order already."""
    half = len(ordered) // 2
    return ordered[half] if len(ordered) % 2 else (ordered[half - 1] + ordered[half]) / 2


def words_by_line(words: Iterable[Word]) -> list[list[Word]]:
    """Return words line by line from top to bottom, those of a line from left to right."""
    rows: list[Row] = []
    for word in sorted(words, key=lambda w: ((w.top + w.bottom) / 2, w.left)):
        height = (word.top + word.bottom) / 2
        row = next((row for row in reversed(rows[-3:]) if row.holds(height)), None)
        if row is not None:
            row.add(word)
        else:
            rows.append(Row(word))
    return [sorted(row.words, key=lambda w: w.left) for row in rows]
