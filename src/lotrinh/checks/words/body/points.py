"""What the rules on points share: the lines that begin with a letter and a bracket."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lotrinh.checks.paper import Paper
from lotrinh.documents.document import Span

POINT = re.compile(r"(?P<v>[a-zđ])\s?\)\s{0,3}\S")


def find_points(paper: Paper) -> Iterator[tuple[Span, str]]:
    """Yield the letter of each line that begins with one and a bracket."""
    for span, words in paper.body():
        if (m := POINT.match(words)) is not None:
            yield Span(span.start, span.start + 1), m["v"]
