"""What the rules on numbering share: the runs of numbers of one look, and when a text may have lost some."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lotrinh.checks.paper import Paper
from lotrinh.documents.document import Span
from lotrinh.plans.outline import walk
from lotrinh.vietnamese.numerals import parse_roman

ROMAN = re.compile(r"[IVX]{1,6}")


@dataclass(frozen=True, slots=True)
class Mark:
    """A numbered section or paragraph. `look`: what tells one way of numbering from another ("I.", "1.", "1.1.", "1)")."""

    number: int
    marker: str
    look: tuple[str, int, bool]
    span: Span


def families(paper: Paper) -> Iterator[list[Mark]]:
    """Yield the numbered children of each section, and those of the top; appendices are left out.

    Articles run through the chapters of a whole document and quote those of others: they are not counted.
    """
    sections = paper.plan.sections
    yield [mark for section in sections if (mark := marked(paper, section.path, section.marker, section.span))]
    for section in walk(sections):
        if section.path.startswith("PL"):
            continue
        children = [marked(paper, child.path, child.marker, child.span) for child in section.children]
        own = [marked(paper, p.marker, p.marker, p.span) for p in section.paragraphs if p.marker is not None]
        yield sorted((mark for mark in children + own if mark is not None), key=lambda mark: mark.span)


def marked(paper: Paper, path: str, marker: str, span: Span) -> Mark | None:
    """Return the number of a section or paragraph, where it has one."""
    last = marker.rsplit(".", maxsplit=1)[-1]
    number = int(last) if last.isdigit() and len(last) < 4 else parse_roman(last) if ROMAN.fullmatch(last) else None
    step = path.rsplit(".", 1)[-1]
    prefix = step[0] if step[0] in "PCMĐ" else ""
    if number is None or prefix == "Đ" or path.startswith("PL"):
        return None
    bracket = ")" in span.of(paper.text)[: len(marker) + 3] and not prefix
    return Mark(number, marker, (prefix, marker.count(".") if last.isdigit() else -1, bracket), span)


def runs(paper: Paper) -> Iterator[tuple[list[Mark], set[tuple[int, int]]]]:
    """Yield each run of marks of one look, with every number of its family whatever bracket it has."""
    for family in families(paper):
        numbers = {(mark.look[1], mark.number) for mark in family}
        for look in dict.fromkeys(mark.look for mark in family):
            yield [mark for mark in family if mark.look == look], numbers


def is_doubtful(paper: Paper) -> bool:
    """Acts that amend others quote their numbers; texts taken out of a print lose lines."""
    return paper.is_legal_act or not paper.has_sure_form


def first_words(paper: Paper, span: Span) -> Span:
    """Return the first line of a place, at most 60 code points of it."""
    words = span.of(paper.text).split("\n")[0][:60]
    return Span(span.start, span.start + max(1, len(words)))
