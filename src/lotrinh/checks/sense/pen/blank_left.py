"""A numbered document has no blanks left: "số ……/QĐ-UBND". The document against itself."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lotrinh.checks.examples import state
from lotrinh.checks.finding import Slip
from lotrinh.checks.paper import Paper
from lotrinh.checks.rule import Rule
from lotrinh.checks.sense.sources import ITSELF
from lotrinh.documents.document import Span

BLANK = re.compile(
    r"(?<!\w)(?:số\s{0,2}:?\s{0,2}(?:[….]{2,}|_{2,})\s?[/-]|ngày\s{0,2}[….]{2,}\s{0,2}tháng)", re.IGNORECASE
)


def find(paper: Paper) -> Iterator[Slip]:
    if paper.plan.header.code is None:
        return  # a draft is full of blanks
    for span, _ in paper.body():
        for m in BLANK.finditer(paper.text, span.start, span.end):
            yield Slip("Chỗ còn để trống trong văn bản đã có số.", Span(*m.span()), found=m[0])


RULE = Rule(
    code="LT-S26",
    title="Văn bản đã có số không còn chỗ để trống",
    title_en="A numbered document has no blanks left",
    severity="note",
    source=ITSELF,
    confidence="A",
    looks_at="text",
    bad=state(body="1. Trồng cây theo Quyết định số ……/QĐ-UBND của Ủy ban nhân dân tỉnh."),
    good=state(body="1. Trồng cây theo Quyết định số 31/QĐ-UBND của Ủy ban nhân dân tỉnh."),
    find=find,
)
