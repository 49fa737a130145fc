"""Lines that begin with their markers ("I. …", "1. …", "a) …", "- …") to the items of a description."""

from __future__ import annotations

from collections.abc import Sequence

from lotrinh.errors import BadDescription
from lotrinh.plans.markers import Style, bullet_length, parse_marker
from lotrinh.writing.description import Paragraph, Section, Table

LEVEL = {Style.ROMAN: 0, Style.NUMBER: 1, Style.LETTER: 2}
Item = Paragraph | Table | Section


def items_of(lines: Sequence[str]) -> tuple[Item, ...]:
    """Return the items that lines write; the markers only say how deep a section stands.

    >>> items_of(["I. MỤC ĐÍCH", "- Trồng cây."])
    (Section(title='MỤC ĐÍCH', items=(Paragraph(text='Trồng cây.', bullet=True),)),)

    Raises:
        BadDescription: a marker of another style.
    """
    found, rest = nested(list(lines), -1)
    return found if not rest else (*found, *items_of(rest))


def nested(lines: list[str], above: int) -> tuple[tuple[Item, ...], list[str]]:
    """Return the items below a level and the lines that stand no longer below it."""
    found: list[Item] = []
    while lines:
        line = lines[0]
        marker = parse_marker(line)
        if marker is None:
            skip = bullet_length(line)
            found.append(Paragraph(line[skip:], bullet=bool(skip)))
            lines = lines[1:]
            continue
        if marker.style not in LEVEL:
            raise BadDescription(f"items: mục “{marker.value}” không thuộc các cấp I, 1, a.")
        level = LEVEL[marker.style]
        if level <= above:
            break
        inner, lines = nested(lines[1:], level)
        found.append(Section(line[marker.length :], inner))
    return tuple(found), lines
