"""How a .docx looks: its sheets, its printed lines, its page number. Lengths are millimetres, sizes are points."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from lotrinh.documents.document import Align

HEAD_LINES = 20  # the most lines that stand above the grounds
Side = Literal["left", "right"]
BODY_LINE = 60  # code points: a shorter line may be a heading or a label


@dataclass(frozen=True, slots=True)
class Sheet:
    """The sheet of one section."""

    width: float
    height: float
    top: float
    bottom: float
    left: float
    right: float
    header: float | None = None  # from the top edge to the head of the page


@dataclass(frozen=True, slots=True)
class Look:
    """One printed line. None and empty sets: the file does not say.

    `side`: its cell is the first or the last of several in a row. `gap`: what its paragraph keeps free above and below
    together. `lined`: a line is drawn near it; it is told of the lines of the head only.
    """

    text: str
    in_table: bool = False
    sizes: frozenset[float] = frozenset()
    fonts: frozenset[str] = frozenset()
    colours: frozenset[str] = frozenset()
    bold: bool = False
    italic: bool = False
    align: Align | None = None
    first_indent: float | None = None
    line_spacing: float | None = None  # as a multiple of a single line
    line_pitch: float | None = None  # exact, in points
    underlined: bool = False
    side: Side | None = None
    gap: float | None = None
    lined: bool | None = None


@dataclass(frozen=True, slots=True)
class PageNumber:
    """Where the number of the page is printed."""

    at_top: bool
    align: Align | None
    on_first_page: bool
    sizes: frozenset[float] = frozenset()
    upright: bool = True  # neither bold nor italic


@dataclass(frozen=True, slots=True)
class PageForm:
    """A whole file. `annexes`: of each annex behind the foot, whether its pages are numbered anew."""

    sheets: tuple[Sheet, ...]
    looks: tuple[Look, ...]
    number: PageNumber | None = None
    annexes: tuple[bool, ...] = ()

    def body(self) -> Iterator[Look]:
        """Yield the lines of running text: long, outside tables, between the subject and the recipients."""
        for look in self.looks:
            if re.match(r"Nơi nhận|PHỤ LỤC", look.text):
                return
            if not look.in_table and len(look.text) >= BODY_LINE and not look.text.isupper():
                yield look
