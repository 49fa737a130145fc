"""A line as a reader of one format found it, before repair. No positions yet: repair lays the text out."""

from __future__ import annotations

from dataclasses import dataclass

from lotrinh.documents.document import Align, Cell


@dataclass(frozen=True, slots=True)
class RawLine:
    """One paragraph or one printed line; `bold_until` counts code points of `text`."""

    text: str
    bold: bool | None = None
    italic: bool | None = None
    align: Align | None = None
    cell: Cell | None = None
    marker: str | None = None
    bold_until: int | None = None
    in_note: bool = False
    after_gap: bool = False  # an empty line or a page break stands before it
