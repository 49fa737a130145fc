"""What the rules on number and symbol share: the label before the number, and the mark behind it."""

from __future__ import annotations

import re

from lotrinh.checks.finding import Fix, Slip
from lotrinh.checks.paper import Paper
from lotrinh.documents.document import Span

LABEL = re.compile(r"[Ss][ốố]\s{0,3}(?P<colon>:?)\s{0,6}\Z")
REACH = 12  # code points before the number


def label(paper: Paper) -> tuple[str, Span] | None:
    """Return the word before the number and whether a colon stands behind it."""
    number = paper.plan.header.number
    if number is None:
        return None
    start = max(0, number.span.start - REACH)
    m = LABEL.search(paper.text, start, number.span.start)
    return (m["colon"], Span(m.start(), m.start() + len(m[0].rstrip()))) if m else None


def separator(paper: Paper) -> tuple[str, Span] | None:
    """Return what stands between number and symbol, blanks left out."""
    number, symbol = paper.plan.header.number, paper.plan.header.symbol
    if number is None or symbol is None:
        return None
    between = Span(number.span.end, symbol.span.start).of(paper.text)
    mark = between.strip()
    start = number.span.end + len(between) - len(between.lstrip())
    return (mark, Span(start, start + len(mark))) if len(mark) == 1 else None


def slip(message: str, seen: tuple[str, Span], asked: str) -> Slip:
    mark, span = seen
    return Slip(message, span, found=mark, asked=asked, fix=Fix(span, asked))
