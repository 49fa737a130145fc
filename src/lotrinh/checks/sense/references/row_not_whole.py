"""A reference to a whole row of points leaves none out. The document against itself."""

from __future__ import annotations

from collections.abc import Iterator

from lotrinh.checks.examples import state
from lotrinh.checks.finding import Slip
from lotrinh.checks.paper import Paper
from lotrinh.checks.rule import Rule
from lotrinh.checks.sense.references.rows_of_points import BODY, rows
from lotrinh.checks.sense.sources import ITSELF
from lotrinh.documents.document import Span


def find(paper: Paper) -> Iterator[Slip]:
    for m, named, below in rows(paper):
        missing = [marker for marker in below if marker not in named]
        if missing and len(missing) < len(named):
            listed = ", ".join(missing)
            message = f"Mục {m['v']} có cả {listed}, mà chỗ viện dẫn không nêu."
            yield Slip(message, Span(*m.span()), found=m["row"], asked="; ".join(below))


RULE = Rule(
    code="LT-S19",
    title="Chỗ viện dẫn cả dãy mục không bỏ sót",
    title_en="A reference to a row of points leaves none out",
    severity="note",
    source=ITSELF,
    confidence="A",
    looks_at="text, sections",
    bad=state(body=BODY + "- Làm các việc đã nêu ở Mục 1 (1.1; 1.2)."),
    good=state(body=BODY + "- Làm các việc đã nêu ở Mục 1 (1.1; 1.2; 1.3)."),
    find=find,
)
