"""A document as every recogniser sees it: one repaired text, and what is known of each of its lines.

Immutable. Every position is in Unicode code points of `Document.text`, half-open, as in `lotrinh.plan/1`.
A line is a paragraph: what a page break or a line wrap cut is joined again before a `Document` is made.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, NamedTuple

Format = Literal["txt", "md", "html", "docx", "odt", "doc", "pdf"]
Align = Literal["left", "center", "right", "justify"]


class Span(NamedTuple):
    """`[start, end)` in code points of a text.

    >>> Span(0, 3).of("Số: 12")
    'Số:'
    """

    start: int
    end: int

    def of(self, text: str) -> str:
        """Return the words that the span covers."""
        return text[self.start : self.end]

    def holds(self, other: Span) -> bool:
        """Say whether the other span lies wholly inside this one."""
        return self.start <= other.start and other.end <= self.end


@dataclass(frozen=True, slots=True)
class Cell:
    """Where in a table a line stands; tables, rows and columns count from 0 in reading order."""

    table: int
    row: int
    column: int
    ruled: bool  # False: a table without borders, used to lay out a head or a foot


@dataclass(frozen=True, slots=True)
class Line:
    """One paragraph: where it stands, and how it looks where the format says so (None where it does not)."""

    span: Span
    bold: bool | None = None  # every visible letter is bold
    italic: bool | None = None
    align: Align | None = None
    cell: Cell | None = None
    marker: str | None = None  # printed by automatic numbering; already part of the text
    bold_until: int | None = None  # end of the bold run that starts the line, where only its beginning is bold
    in_note: bool = False  # a footnote or an endnote, placed after the body


@dataclass(frozen=True, slots=True)
class DoubtfulWord:
    """A word recognised in a picture that may be another; `sure`: how certain it is, from 0 to 100."""

    span: Span
    sure: float


@dataclass(frozen=True, slots=True)
class PlacedWord:
    """A word of the text where it is printed, in points from the top left of its page."""

    span: Span
    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True, slots=True)
class PlacedPage:
    """A printed page: its size in points, and the words of the text that were found on it, in the text's order."""

    width: float
    height: float
    words: tuple[PlacedWord, ...]


@dataclass(frozen=True, slots=True)
class Document:
    """A whole document after repair.

    `repairs` counts what was mended, by name: `joined_paragraphs`, `page_numbers`, `emphasis_marks`, ….
    `notes` are remarks of the reader of the format as (code, sentence), for example a guessed encoding.
    `printed` has the pages of a format that has any (PDF), else nothing.
    """

    name: str
    format: Format
    sha256: str
    text: str
    lines: tuple[Line, ...]
    pages: int | None = None
    repairs: dict[str, int] = field(default_factory=dict)
    notes: tuple[tuple[str, str], ...] = ()
    doubtful: tuple[DoubtfulWord, ...] = ()  # of scans, in order
    printed: tuple[PlacedPage, ...] = ()

    def line_text(self, line: Line) -> str:
        """Return the words of one line."""
        return line.span.of(self.text)
