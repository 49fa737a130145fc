"""Where a .docx draws lines, and on which side of a table a cell stands. Says only that a line is near, not how long it is.

Offices draw the line under a name in many ways: a shape, the border of a paragraph or a cell, underlined letters.
"""

from __future__ import annotations

from lxml import etree

from lotrinh.checks.page.form import Side
from lotrinh.documents.numbering import VAL, W

SHAPES = ("{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent", f"{W}drawing", f"{W}pict")
BORDERS = (f"{W}pBdr", f"{W}tcBorders")
NONE = ("none", "nil", None)
BEHIND = 2  # paragraphs behind a line in which what is under it may be drawn


def side_of(cell: etree._Element) -> Side | None:
    """Return on which side of its row a cell stands; None in the middle and where it stands alone."""
    row = next(cell.iterancestors(W + "tr"), None)
    cells = list(row.iterchildren(W + "tc")) if row is not None else []
    if len(cells) < 2:
        return None
    return "left" if cells[0] is cell else "right" if cells[-1] is cell else None


def has_line_near(paragraph: etree._Element) -> bool:
    """Say whether a line is drawn on the side of a table where a paragraph stands, or outside tables in it and behind it.

    A shape under a name is often anchored in the row below, in the line of the number or of the place.
    """
    cell = next(paragraph.iterancestors(W + "tc"), None)
    if cell is not None:
        return any(has_line(one) for one in column_of(cell))
    here: etree._Element | None = paragraph
    for _ in range(BEHIND + 1):
        if here is None:
            return False
        if has_line(here):
            return True
        here = here.getnext()
    return False


def column_of(cell: etree._Element) -> list[etree._Element]:
    """Return the cells of a table on the side of a cell, itself among them."""
    side, table = side_of(cell), next(cell.iterancestors(W + "tbl"), None)
    if side is None or table is None:
        return [cell]
    rows = [list(row.iterchildren(W + "tc")) for row in table.iterchildren(W + "tr")]
    return [cells[0 if side == "left" else -1] for cells in rows if cells]


def has_line(element: etree._Element) -> bool:
    """Say whether an element holds a shape, a bottom border, or underlined letters."""
    if next(element.iter(*SHAPES), None) is not None:
        return True
    bottoms = [border.find(W + "bottom") for border in element.iter(*BORDERS)]
    if any(bottom is not None and bottom.get(VAL) not in NONE for bottom in bottoms):
        return True
    return any(mark.get(VAL) not in NONE for mark in element.iter(W + "u"))
