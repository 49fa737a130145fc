"""The text as paragraphs of marked pieces: which facts each piece proves. Pure: plain values in and out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

EXCLUDED = "m-excluded"  # the look of clauses left out, seen over any other
WHOLE = 0.7  # a mark over more of a paragraph than this marks the paragraph itself


class Mark(NamedTuple):
    """Words of a fact; `look` is the class that colours them."""

    start: int
    end: int
    fact: int
    look: str


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of letters under the same marks. `anchors`: facts whose words begin here."""

    text: str
    look: str
    facts: tuple[int, ...]
    anchors: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class MarkedLine:
    """One paragraph."""

    looks: str
    facts: tuple[int, ...]
    anchors: tuple[int, ...]
    pieces: tuple[Piece, ...]
    start: int


def marked_lines(text: str, marks: Iterable[Mark]) -> Iterator[MarkedLine]:
    """Yield the paragraphs of a text with their marks, overlapping ones cut at every edge."""
    waiting = sorted(marks)
    begun: set[int] = set()
    first = start = 0
    for words in text.split("\n"):
        end = start + len(words)
        while first < len(waiting) and waiting[first].end <= start:
            first += 1
        here = [m for m in waiting[first:] if m.start < end and m.end > start] if words else []
        whole = [m for m in here if min(m.end, end) - max(m.start, start) >= WHOLE * len(words) and m.look != EXCLUDED]
        inner = [m for m in here if m not in whole]
        anchors = tuple(dict.fromkeys(m.fact for m in whole if m.fact not in begun))
        begun.update(anchors)
        yield MarkedLine(
            looks=" ".join(dict.fromkeys(m.look for m in whole)),
            facts=tuple(dict.fromkeys(m.fact for m in whole)),
            anchors=anchors,
            pieces=tuple(pieces_of(words, start, inner, begun)),
            start=start,
        )
        start = end + 1


def pieces_of(words: str, start: int, marks: list[Mark], begun: set[int]) -> Iterator[Piece]:
    """Yield the pieces of one paragraph; the shortest mark over a piece gives it its look."""
    end = start + len(words)
    edges = sorted({start, end, *(max(m.start, start) for m in marks), *(min(m.end, end) for m in marks)})
    for left, right in pairwise(edges):
        over = sorted((m for m in marks if m.start < right and m.end > left), key=lambda m: m.end - m.start)
        anchors = tuple(dict.fromkeys(m.fact for m in over if m.fact not in begun))
        begun.update(anchors)
        looks = dict.fromkeys(m.look for m in over[:1]) | dict.fromkeys(m.look for m in over if m.look == EXCLUDED)
        yield Piece(
            text=words[left - start : right - start],
            look=" ".join(looks),
            facts=tuple(dict.fromkeys(m.fact for m in over)),
            anchors=anchors,
        )
