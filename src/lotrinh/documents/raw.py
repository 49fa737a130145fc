"""A line as a reader of one format found it, before repair. No positions yet: repair lays the text out."""

from __future__ import annotations

from typing import NamedTuple

from lotrinh.documents.document import Align, Cell


class RawLine(NamedTuple):
    """One paragraph or one printed line; `bold_until` counts code points of `text`. A tuple: a document makes thousands."""

    text: str
    bold: bool | None = None
    italic: bool | None = None
    align: Align | None = None
    cell: Cell | None = None
    marker: str | None = None
    bold_until: int | None = None
    in_note: bool = False
    after_gap: bool = False  # an empty line or a page break stands before it
