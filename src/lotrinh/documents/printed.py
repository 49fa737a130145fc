"""What is printed on a page: words with places, and the strips of words that they make on a line.

Places are in points from the top left of the page.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Word:
    """One word on a page. `sure`: how certain its letters are, from 0 to 100; 100 for a text layer."""

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
