"""The text as paragraphs of marked pieces: which facts each piece proves. Pure: plain values in and out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

EXCLUDED, PROBLEM = "m-excluded", "m-problem"  # looks seen over any other: clauses left out, words in doubt
OVER = (EXCLUDED, PROBLEM)
NO_FACT = 0
WHOLE = 0.7  # a mark over more of a paragraph than this marks the paragraph itself


class Mark(NamedTuple):
    """Words of a fact, or of no fact; `look` is the class that colours them.

    `kind` says what the fact is, on its own words only: what else belongs to it (its unit, its deadline) may stand
    before them, and must not be taken for where it begins.
    """

    start: int
    end: int
    fact: int
    look: str
    kind: str = ""


class Anchor(NamedTuple):
    """Where the words of a fact begin."""

    fact: int
    kind: str


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of letters under the same marks. `anchors`: facts whose words begin here."""

    text: str
    look: str
    facts: tuple[int, ...]
    anchors: tuple[Anchor, ...]


@dataclass(frozen=True, slots=True)
class MarkedLine:
    """One paragraph."""

    looks: str
    facts: tuple[int, ...]
    anchors: tuple[Anchor, ...]
    pieces: tuple[Piece, ...]
    start: int


def marked_lines(text: str, marks: Iterable[Mark]) -> Iterator[MarkedLine]:
    """Yield the paragraphs of a text with their marks, overlapping ones cut at every edge; one sweep over both."""
    waiting = sorted(marks)
    begun: set[int] = set()
    here: list[Mark] = []
    first = start = 0
    for words in text.split("\n"):
        end = start + len(words)
        here = [mark for mark in here if mark.end > start]
        while first < len(waiting) and waiting[first].start < end:
            if waiting[first].end > start:
                here.append(waiting[first])
            first += 1
        whole = [m for m in here if m.look not in OVER and min(m.end, end) - max(m.start, start) >= WHOLE * len(words)]
        inner = [m for m in here if m not in whole] if whole else here
        anchors = newly(begun, whole)
        yield MarkedLine(
            looks=" ".join(dict.fromkeys(m.look for m in whole)),
            facts=facts_in(whole),
            anchors=anchors,
            pieces=tuple(pieces_of(words, start, inner, begun)),
            start=start,
        )
        start = end + 1


def pieces_of(words: str, start: int, marks: list[Mark], begun: set[int]) -> Iterator[Piece]:
    """Yield the pieces of one paragraph; the shortest mark over a piece gives it its look. Marks come in order."""
    end = start + len(words)
    edges = sorted({start, end, *(max(m.start, start) for m in marks), *(min(m.end, end) for m in marks)})
    over: list[Mark] = []
    first = 0
    for left, right in pairwise(edges):
        over = [mark for mark in over if mark.end > left]
        while first < len(marks) and marks[first].start < right:
            if marks[first].end > left:
                over.append(marks[first])
            first += 1
        inside_out = sorted(over, key=lambda mark: mark.end - mark.start)
        looks = [mark.look for mark in inside_out if mark.look not in OVER][:1]
        looks += [mark.look for mark in inside_out if mark.look in OVER]
        yield Piece(
            text=words[left - start : right - start],
            look=" ".join(dict.fromkeys(looks)),
            facts=facts_in(inside_out),
            anchors=newly(begun, inside_out),
        )


def facts_in(marks: Iterable[Mark]) -> tuple[int, ...]:
    """Return the facts of marks, each once, in their order."""
    return tuple(dict.fromkeys(mark.fact for mark in marks if mark.fact != NO_FACT))


def newly(begun: set[int], marks: Iterable[Mark]) -> tuple[Anchor, ...]:
    """Return the facts whose words begin with these marks, and remember that they have begun."""
    found = tuple(dict.fromkeys(Anchor(mark.fact, mark.kind) for mark in marks if mark.kind and mark.fact not in begun))
    begun.update(anchor.fact for anchor in found)
    return found
