"""Where the words of a repaired text stand on the printed pages: the other half of a fact's proof.

Printed words are matched with the text after repair, so that readers and repair need not carry places along. Letters are
compared without case, marks and spaces: a joined line, a syllable put together again or a mark put right changes nothing.
Whatever cannot be matched for sure has no place.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import accumulate
from math import isfinite

from lotrinh.documents.document import PlacedPage, PlacedWord, Span
from lotrinh.documents.pages import rows_of
from lotrinh.documents.printed import PrintedPage, Strip, Word
from lotrinh.vietnamese.folding import fold

GRAM = 8  # letters: words this long in a row are seldom found twice
BEFORE, BEHIND = 4, 12  # places that are tried on either side of where words are looked for
NEAR = 600  # letters: a short word farther from where it is looked for is another one
COLUMN = 24  # strips above that are asked whether a strip goes on with them
LONGEST = 60  # words of a strip that are looked for together; bounds what one word costs
LEFT_OUT = "*"  # repair takes emphasis marks out


@cache
def bare(letter: str) -> str:
    """Return what a letter is compared by: nothing for spaces and marks."""
    return "" if letter in LEFT_OUT else fold(f"a{letter}a")[1:-1].strip()


def key_of(word: str) -> str:
    """Return what a word is compared by.

    >>> key_of("**Ủy ban"), key_of("ỦYBAN:")
    ('uyban', 'uyban:')
    """
    return "".join(map(bare, unicodedata.normalize("NFC", word)))


@dataclass(slots=True)
class Letters:
    """The letters of a text without its spaces, where each stands in the text, and which ones have a place already."""

    stream: str
    at: list[int]
    taken: bytearray
    grams: dict[str, list[int]] = field(default_factory=dict)  # the first letters at the beginning of a word
    words: dict[str, list[int]] = field(default_factory=dict)  # whole words

    def is_free(self, key: str, start: int) -> bool:
        """Say whether letters stand here and have no place yet."""
        return self.stream.startswith(key, start) and self.taken.find(1, start, start + len(key)) < 0

    def around(self, key: str, expected: int) -> list[int]:
        """Return where words begin like this, nearest places first looked for on both sides."""
        found = self.grams.get(key[:GRAM], []) if len(key) >= GRAM else self.words.get(key, [])
        middle = bisect_left(found, expected)
        return found[max(0, middle - BEFORE) : middle + BEHIND]

    def span(self, start: int, end: int) -> Span:
        """Return the span in the text of some letters."""
        return Span(self.at[start], self.at[end - 1] + 1)


def letters_of(text: str) -> Letters:
    """Return the letters of a text with what finds them again."""
    pairs = [(letter, position) for position, one in enumerate(text) for letter in bare(one)]
    stream = "".join(letter for letter, _ in pairs)
    letters = Letters(stream, [position for _, position in pairs], bytearray(len(stream)))
    start = 0
    for word in text.split():
        key = key_of(word)
        if key:
            letters.words.setdefault(key, []).append(start)
            letters.grams.setdefault(stream[start : start + GRAM], []).append(start)
        start += len(key)
    return letters


@dataclass(slots=True)
class Run:
    """The words of one strip: their keys one after another, and where each was found (-1: not yet)."""

    words: tuple[Word, ...]
    keys: list[str]
    joined: str
    offsets: list[int]
    found: list[int]
    left: float
    right: float
    above: Run | None = None
    before: Run | None = None

    def end(self) -> int | None:
        """Return where in the letters the strip ends, as far as it was found."""
        ends = [at + len(key) for at, key in zip(self.found, self.keys, strict=True) if at >= 0]
        return ends[-1] if ends else None


def parts_of(strip: Strip) -> Iterator[Run]:
    """Yield a strip ready to be looked for, a very long one in parts."""
    for first in range(0, len(strip.words), LONGEST):
        words = strip.words[first : first + LONGEST]
        keys = [key_of(word.text) for word in words]
        offsets = [0, *accumulate(map(len, keys))]
        yield Run(words, keys, "".join(keys), offsets, [-1] * len(keys), words[0].left, words[-1].right)


def runs_of(pages: Sequence[PrintedPage]) -> Iterator[list[Run]]:
    """Yield the strips of every page from top to bottom, each knowing the one above it and the one before it."""
    before: Run | None = None
    for page in pages:
        runs: list[Run] = []
        for row in rows_of(page):
            above = runs[-COLUMN:]
            for run in (part for strip in row for part in parts_of(strip)):
                run.before = before
                over = (r for r in reversed(above) if r.left < run.right and run.left < r.right)
                run.above = next(over, None)
                runs.append(run)
                before = run
        yield runs


def place_words(text: str, pages: Sequence[PrintedPage]) -> tuple[PlacedPage, ...]:
    """Find where the words of a text stand on its printed pages, in time linear in their number.

    Args:
        text: as repaired; spans are in its code points.
        pages: the words of every page, boxes in points from the top left.

    Returns:
        Every page with the words that were found, in the order of the text. A word of the text has at most one place.

    >>> page = PrintedPage((Word("KẾ", 10, 5, 20, 15), Word("HOẠCH", 24, 5, 50, 15)), 100, 140)
    >>> place_words("Kế hoạch", [page])[0].words[1]
    PlacedWord(span=Span(start=3, end=8), left=24, top=5, right=50, bottom=15)
    """
    letters = letters_of(text)
    found = list(runs_of(pages))
    for runs in found:  # what is long first: it can be nowhere else, and leaves little for short words to be taken for
        for run in runs:
            place_run(run, letters, least=GRAM)
    for runs in found:
        for run in runs:
            place_run(run, letters, least=1)
    return tuple(
        PlacedPage(page.width, page.height, tuple(sorted(placed(runs, letters), key=lambda word: word.span)))
        for page, runs in zip(pages, found, strict=True)
    )


def place_run(run: Run, letters: Letters, *, least: int) -> None:
    """Find the words of a strip that have no place yet, in pieces of at least so many letters."""
    n = 0
    while n < len(run.keys):
        if run.found[n] >= 0 or not run.keys[n]:
            n += 1
            continue
        end, start = best(run, n, letters, short=least < GRAM)
        if end == n or run.offsets[end] - run.offsets[n] < least:
            n += 1
            continue
        for word in range(n, end):
            run.found[word] = start + run.offsets[word] - run.offsets[n]
        length = run.offsets[end] - run.offsets[n]
        letters.taken[start : start + length] = b"\1" * length
        n = end


def best(run: Run, n: int, letters: Letters, *, short: bool) -> tuple[int, int]:
    """Return the end of the longest piece from word n that the text has, and where; `n` itself where it has none."""
    expected = list(expected_at(run, n))
    rest = run.joined[run.offsets[n] :]
    tried = {*expected}
    for at in expected:
        tried.update(letters.around(rest, at))
        if short:
            tried.update(start for start in letters.around(run.keys[n], at) if abs(start - at) <= NEAR)
    ends = [(reach(run, n, start, letters), start) for start in tried if 0 <= start < len(letters.stream)]
    far = {start: min(abs(start - at) for at in expected) for _, start in ends}
    return max(ends, key=lambda found: (found[0], -far[found[1]], -found[1]), default=(n, 0))


def expected_at(run: Run, n: int) -> Iterator[int]:
    """Yield where word n of a strip is looked for: behind the word before it, or before the one behind it."""
    behind = next(
        (at + len(key) for at, key in zip(run.found[:n][::-1], run.keys[:n][::-1], strict=True) if at >= 0), -1
    )
    if behind >= 0:
        yield behind
    later = next((at for at in run.found[n:] if at >= 0), -1)
    if later >= 0:
        first = next(m for m in range(n, len(run.found)) if run.found[m] >= 0)
        yield later - run.offsets[first] + run.offsets[n]
    near = [end for other in (run.above, run.before) if other is not None and (end := other.end()) is not None]
    yield from near
    if behind < 0 and later < 0 and not near:
        yield 0


def reach(run: Run, n: int, start: int, letters: Letters) -> int:
    """Return the word before which a piece ends that begins with word n and is found at `start`."""
    first = run.offsets[n]
    if letters.is_free(run.joined[first:], start):
        return len(run.keys)
    end = n
    while end < len(run.keys) and letters.is_free(run.keys[end], start + run.offsets[end] - first):
        end += 1
    return end


def placed(runs: Iterable[Run], letters: Letters) -> Iterator[PlacedWord]:
    """Yield the words of a page that were found."""
    for run in runs:
        for word, key, at in zip(run.words, run.keys, run.found, strict=True):
            box = (word.left, word.top, word.right, word.bottom)
            if at >= 0 and key and all(map(isfinite, box)):
                yield PlacedWord(letters.span(at, at + len(key)), *box)


def to_json(pages: Sequence[PlacedPage]) -> list[list[object]]:
    """Return pages as plain lists: width, height, and for each word its span and box, in points.

    >>> to_json((PlacedPage(595.28, 842, (PlacedWord(Span(0, 2), 10.04, 5, 20, 15.5),)),))
    [[595.3, 842, [[0, 2, 10.0, 5, 20, 15.5]]]]
    """
    return [
        [
            round(page.width, 1),
            round(page.height, 1),
            [
                [*word.span, *(round(at, 1) for at in (word.left, word.top, word.right, word.bottom))]
                for word in page.words
            ],
        ]
        for page in pages
    ]
