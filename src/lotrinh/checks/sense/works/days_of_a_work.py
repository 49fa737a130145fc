"""What the rules on works cited share: the days that stand right behind a work."""

from __future__ import annotations

import re
from datetime import date

from lotrinh.checks.paper import Paper
from lotrinh.documents.document import Span
from lotrinh.plans.dates import find_dates
from lotrinh.plans.plan import Citation

REACH = 40  # code points behind a code in which its day stands
ISSUED = re.compile(r"\s{0,2}[,(]?\s{0,2}(?:ban hành\s)?(?=ngày\b|\d)")


def days_of(paper: Paper, citation: Citation) -> list[tuple[date, Span]]:
    """Return the day that stands right behind each mention of a work."""
    found: list[tuple[date, Span]] = []
    for mention in citation.mentions:
        m = ISSUED.match(paper.text, mention.end)
        if m is None or not re.search(r"\d", mention.of(paper.text)):
            continue
        for fact in find_dates(paper.text, m.end(), min(len(paper.text), mention.end + REACH)):
            if fact.span.start <= m.end() + 1 and fact.precision == "day" and fact.date is not None:
                found.append((fact.date, Span(mention.start, fact.span.end)))
    return found
