"""Five years are five years: not "5 năm 2021-2028". The document against itself."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lotrinh.checks.examples import state
from lotrinh.checks.finding import Slip
from lotrinh.checks.paper import Paper
from lotrinh.checks.rule import Rule
from lotrinh.checks.sense.sources import ITSELF
from lotrinh.documents.document import Span

FIVE = re.compile(
    r"(?:(?<!\w)0?5\s{1,3}năm\s{1,3}(?:giai đoạn\s{1,3})?\(?|nhiệm kỳ\s{1,3})(?P<a>(?:19|20)\d\d)\s{0,2}[-–]\s{0,2}(?P<b>(?:19|20)\d\d)(?!\d)",
    re.IGNORECASE,
)


def find(paper: Paper) -> Iterator[Slip]:
    for m in FIVE.finditer(paper.text):
        years = int(m["b"]) - int(m["a"])
        # A plan of five years names its first and last year (2021-2025), a term the years of two elections (2021-2026).
        term = m[0].lower().startswith("nhiệm kỳ")
        if years in ((4, 5) if not term else (5,)):
            continue
        message = "Nhiệm kỳ này không dài 5 năm." if term else "Giai đoạn này không dài 5 năm."
        yield Slip(message, Span(*m.span()), found=m[0], doubtful=term)


RULE = Rule(
    code="LT-S08",
    title="Giai đoạn 5 năm dài 5 năm",
    title_en="Five years are five years",
    severity="warning",
    source=ITSELF,
    confidence="A",
    looks_at="text",
    bad=state(body="1. Thực hiện kế hoạch trồng cây 5 năm 2021-2028."),
    good=state(body="1. Thực hiện kế hoạch trồng cây 5 năm 2021-2025."),
    find=find,
    legal_acts=True,
)
