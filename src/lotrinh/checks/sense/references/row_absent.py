"""Every point of a row that the document refers to is there. The document against itself."""

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
        extra = [marker for marker in named if marker not in below]
        if extra:
            message = f"Chỗ viện dẫn nêu {', '.join(extra)} nhưng Mục {m['v']} không có."
            yield Slip(message, Span(*m.span()), found=m["row"], doubtful=not paper.has_sure_form)


RULE = Rule(
    code="LT-S20",
    title="Dãy mục được viện dẫn có đủ trong văn bản",
    title_en="Every point of a row referred to is there",
    severity="warning",
    source=ITSELF,
    confidence="A",
    looks_at="text, sections",
    bad=state(body=BODY + "- Làm các việc đã nêu ở Mục 1 (1.1; 1.2; 1.3; 1.4)."),
    good=state(body=BODY + "- Làm các việc đã nêu ở Mục 1 (1.1; 1.2; 1.3)."),
    find=find,
)
