"""A work cited has one day. The document against itself."""

from __future__ import annotations

from collections.abc import Iterator

from lotrinh.checks.examples import state
from lotrinh.checks.finding import Slip
from lotrinh.checks.paper import Paper
from lotrinh.checks.rule import Rule
from lotrinh.checks.sense.sources import ITSELF
from lotrinh.checks.sense.works.days_of_a_work import days_of


def find(paper: Paper) -> Iterator[Slip]:
    for citation in paper.plan.citations:
        days = days_of(paper, citation) if citation.code else []
        for day, span in days[1:]:
            if day != days[0][0]:
                message = f"{citation.code} được ghi hai ngày khác nhau: {days[0][0]:%d/%m/%Y} và {day:%d/%m/%Y}."
                # Numbers begin anew each year: two years may be two works where the code has none.
                doubtful = paper.may_be_misread or (citation.year is None and day.year != days[0][0].year)
                asked = f"{days[0][0]:%d/%m/%Y}"
                yield Slip(message, span, found=f"{day:%d/%m/%Y}", asked=asked, doubtful=doubtful)
                break


RULE = Rule(
    code="LT-S11",
    title="Một văn bản viện dẫn chỉ có một ngày",
    title_en="A work cited has one day",
    severity="warning",
    source=ITSELF,
    confidence="A",
    looks_at="citations",
    bad=state(body="1. Kế hoạch số 20/KH-UBND ngày 11/02/2026 của Ủy ban nhân dân tỉnh giao 500 cây."),
    good=state(body="1. Kế hoạch số 20/KH-UBND ngày 10/02/2026 của Ủy ban nhân dân tỉnh giao 500 cây."),
    find=find,
    legal_acts=True,
)
