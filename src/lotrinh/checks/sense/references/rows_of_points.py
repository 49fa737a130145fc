"""What the rules on references share: rows of points that a reference names, and the text of their examples."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lotrinh.checks.paper import Paper
from lotrinh.plans.outline import walk
from lotrinh.plans.plan import Section

ROW = re.compile(
    r"(?<!\w)[Mm]ục\s{1,3}(?P<v>[IVX]{1,6}|\d{1,2}(?:\.\d{1,2}){0,2})\s{0,2}\((?P<row>\d{1,2}(?:\.\d{1,2})+(?:\s{0,2}[;,]\s{0,2}(?:và\s)?\d{1,2}(?:\.\d{1,2})+){1,12})\)"
)
BODY = "I. NỘI DUNG\n1. Trồng cây\n1.1. Chọn giống cây.\n1.2. Đào hố trồng.\n1.3. Tưới cây mỗi ngày.\n2. Giữ cây\n"


def children_of(section: Section) -> list[str]:
    """Return the markers right below a section, in order."""
    below = [(child.span, child.marker) for child in section.children]
    below += [(p.span, p.marker) for p in section.paragraphs if p.marker is not None]
    return [marker for _, marker in sorted(below)]


def rows(paper: Paper) -> Iterator[tuple[re.Match[str], list[str], list[str]]]:
    """Yield each row of points that a reference names, with the points that the section has."""
    for m in ROW.finditer(paper.text):
        named = re.findall(r"[\d.]+\d", m["row"])
        for section in walk(paper.plan.sections):
            below = [marker for marker in children_of(section) if re.fullmatch(r"[\d.]+", marker)]
            if section.marker == m["v"] and below and set(named) & set(below):
                yield m, named, below
                break
