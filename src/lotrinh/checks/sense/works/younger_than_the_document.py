"""A work cited is not younger than the document. The document against itself."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from lotrinh.checks.examples import state
from lotrinh.checks.finding import Slip
from lotrinh.checks.paper import Paper
from lotrinh.checks.rule import Rule
from lotrinh.checks.sense.sources import ITSELF
from lotrinh.checks.sense.works.days_of_a_work import days_of


def find(paper: Paper) -> Iterator[Slip]:
    signed = paper.plan.header.issued_on
    if signed is None:
        return
    own = date.fromisoformat(signed.value)
    for citation in paper.plan.citations:
        for day, span in days_of(paper, citation):
            if day > own:
                message = f"Văn bản viện dẫn ghi ngày {day:%d/%m/%Y}, sau ngày ban hành {own:%d/%m/%Y}."
                yield Slip(message, span, found=f"{day:%d/%m/%Y}", doubtful=paper.may_be_misread)
                break


RULE = Rule(
    code="LT-S15",
    title="Văn bản viện dẫn không ban hành sau văn bản này",
    title_en="A work cited is not younger than the document",
    severity="warning",
    source=ITSELF,
    confidence="A",
    looks_at="citations, header.issued_on",
    bad=state(body="1. Kế hoạch số 31/KH-UBND ngày 12/5/2026 của Ủy ban nhân dân tỉnh giao 500 cây."),
    good=state(body="1. Kế hoạch số 31/KH-UBND ngày 12/02/2026 của Ủy ban nhân dân tỉnh giao 500 cây."),
    find=find,
)
