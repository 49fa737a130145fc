"""What the rules on the end of the text share: the line that ends it."""

from __future__ import annotations

from lotrinh.checks.paper import RULE_LINE, Paper
from lotrinh.documents.document import Span


def last_line(paper: Paper) -> tuple[Span, str] | None:
    """Return the last line of running text above the foot; None where no foot is seen or something else stands there."""
    if paper.foot >= len(paper.lines):
        return None
    for span in reversed(paper.lines[: paper.foot]):
        words = span.of(paper.text)
        if RULE_LINE.match(words):
            continue
        return (span, words) if len(words) > 25 and not words.isupper() else None
    return None
