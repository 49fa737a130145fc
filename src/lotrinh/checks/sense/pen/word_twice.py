"""No word stands twice: "các các trường". Vietnamese spelling."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lotrinh.checks.examples import state
from lotrinh.checks.finding import Fix, Slip
from lotrinh.checks.paper import Paper
from lotrinh.checks.rule import Rule
from lotrinh.checks.sense.sources import SPELLING
from lotrinh.documents.document import Span

TWICE = re.compile(
    r"(?<!\w)(?<!tiếp )(?<!kèm )(?P<w>và|của|các|những|được|với|trong|theo|về|để|bằng|tại|do|cho|thực hiện|triển khai|tổ chức)[ ]{1,2}(?P=w)(?!\w)"
)


def find(paper: Paper) -> Iterator[Slip]:
    for m in TWICE.finditer(paper.text):
        span = Span(*m.span())
        doubtful = not paper.has_sure_letters
        yield Slip(f"Lặp từ “{m['w']}”.", span, found=m[0], asked=m["w"], fix=Fix(span, m["w"]), doubtful=doubtful)


RULE = Rule(
    code="LT-S24",
    title="Không lặp từ",
    title_en="No word stands twice",
    severity="warning",
    source=SPELLING,
    confidence="A",
    looks_at="text",
    bad=state(body="1. Trồng cây quanh các các trường học."),
    good=state(body="1. Trồng cây quanh các trường học."),
    find=find,
    legal_acts=True,
)
