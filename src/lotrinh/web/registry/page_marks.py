"""Printed pages with the boxes of facts over them: marks of the text carried to where its words stand. Pure."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import NamedTuple

from lotrinh.web.registry.marks import NO_FACT, Mark

Words = Sequence[Sequence[float]]  # start, end, left, top, right, bottom of each
GAP = 3.0  # heights of a line: words farther apart on it stand in other columns
AIR = 1.5  # points around the letters
BARRED = ("m-duty", "m-out")  # looks with a bar beside all their lines, as in the text
BAR = 2.4  # points
BESIDE = 12.0  # points from the words to their bar: a bullet stands between them


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in points; `is_repeated`: another fact drew the very same; it shows when pointed at."""

    left: float
    top: float
    right: float
    bottom: float
    look: str
    is_repeated: bool = False

    @property
    def path(self) -> str:
        """Return the rectangle as SVG draws it, with points whatever the language of the page."""
        width = self.right - self.left
        return f"M{self.left:.1f} {self.top:.1f}h{width:.1f}v{self.bottom - self.top:.1f}h{-width:.1f}z"


@dataclass(slots=True)
class FactBoxes:
    """The boxes of one fact on one page: of its own words, and of what else belongs to it."""

    fact: int
    own: list[Box] = field(default_factory=list)
    others: list[Box] = field(default_factory=list)
    bar: Box | None = None
    begins: bool = False  # its own words begin on this page


@dataclass(frozen=True, slots=True)
class MarkedPage:
    """One page. `doubts` are boxes of words in doubt, of no fact."""

    number: int
    width: float
    height: float
    facts: tuple[FactBoxes, ...]
    doubts: tuple[Box, ...]

    @property
    def view_box(self) -> str:
        return f"0 0 {self.width:.1f} {self.height:.1f}"


class Printed(NamedTuple):
    """A page as it is stored."""

    number: int
    width: float
    height: float
    words: Words


def marked_pages(pages: Sequence[Printed], marks: Iterable[Mark]) -> list[MarkedPage]:
    """Return the pages with the boxes of the marks; a mark whose words have no place has no box."""
    words = sorted((int(w[0]), int(w[1]), n, *w[2:6]) for n, page in enumerate(pages) for w in page.words)
    ends = [word[1] for word in words]  # words do not overlap, so their ends are in order too
    facts: list[dict[int, FactBoxes]] = [{} for _ in pages]
    doubts: list[list[Box]] = [[] for _ in pages]
    drawn: set[tuple[int, float, float, float, str]] = set()
    begun: set[int] = set()
    for mark in sorted(marks, key=lambda mark: (mark.start, -mark.end)):
        for n, box in parted(list(boxes_of(mark, words, bisect_right(ends, mark.start)))):
            if mark.fact == NO_FACT:
                doubts[n].append(box)
                continue
            here = facts[n].setdefault(mark.fact, FactBoxes(mark.fact))
            place = (n, box.left, box.top, box.right, box.look)
            repeated = replace(box, is_repeated=place in drawn)
            drawn.add(place)
            (here.own if mark.kind else here.others).append(repeated)
            if mark.kind and mark.fact not in begun:
                begun.add(mark.fact)
                here.begins = True
    for of_page in facts:
        for here in of_page.values():
            here.bar = bar_of(here.own)
    return [
        MarkedPage(page.number, page.width, page.height, tuple(facts[n].values()), tuple(doubts[n]))
        for n, page in enumerate(pages)
    ]


def boxes_of(mark: Mark, words: Sequence[tuple[float, ...]], first: int) -> Iterator[tuple[int, Box]]:
    """Yield the page and box of each printed line that a mark covers, from its first word on."""
    line: list[float] = []
    at = -1
    for n in range(first, len(words)):
        start, _end, page, left, top, right, bottom = words[n]
        if start >= mark.end:
            break
        if at == page and goes_on(line, left, top, bottom):
            line = [line[0], min(line[1], top), max(line[2], right), max(line[3], bottom)]
            continue
        if line:
            yield at, box_of(line, mark.look)
        at, line = int(page), [left, top, right, bottom]
    if line:
        yield at, box_of(line, mark.look)


def parted(boxes: list[tuple[int, Box]]) -> list[tuple[int, Box]]:
    """Return the boxes with those of lines close together meeting in the middle between them."""
    for at, ((page, upper), (other, lower)) in enumerate(pairwise(boxes)):
        beside = upper.right < lower.left or lower.right < upper.left
        if page == other and upper.top < lower.top < upper.bottom < lower.bottom and not beside:
            middle = (upper.bottom + lower.top) / 2
            boxes[at] = (page, replace(boxes[at][1], bottom=middle))
            boxes[at + 1] = (page, replace(lower, top=middle))
    return boxes


def goes_on(line: Sequence[float], left: float, top: float, bottom: float) -> bool:
    """Say whether a word stands on a line, behind its last word."""
    height = max(line[3] - line[1], bottom - top, 1.0)
    shared = min(line[3], bottom) - max(line[1], top)
    return shared > 0.3 * min(line[3] - line[1], bottom - top) and -height < left - line[2] < GAP * height


def box_of(line: Sequence[float], look: str) -> Box:
    """Return the box of a line, with a little air."""
    return Box(line[0] - AIR, line[1] - AIR, line[2] + AIR, line[3] + AIR, look)


def bar_of(boxes: Sequence[Box]) -> Box | None:
    """Return the bar beside the lines of a duty."""
    if not boxes or boxes[0].look not in BARRED:
        return None
    left = min(box.left for box in boxes)
    top, bottom = min(box.top for box in boxes), max(box.bottom for box in boxes)
    return Box(left - BESIDE, top, left - BESIDE + BAR, bottom, boxes[0].look)
