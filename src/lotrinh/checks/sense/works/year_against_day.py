"""The year in a code fits the day of the work cited. Luật Ban hành văn bản quy phạm pháp luật, on codes with a year."""

from __future__ import annotations

from collections.abc import Iterator

from lotrinh.checks.examples import state
from lotrinh.checks.finding import Slip
from lotrinh.checks.paper import Paper
from lotrinh.checks.rule import Rule
from lotrinh.checks.sense.works.days_of_a_work import days_of


def find(paper: Paper) -> Iterator[Slip]:
    for citation in paper.plan.citations:
        if citation.year is None or citation.code is None:
            continue
        for day, span in days_of(paper, citation):
            if day.year != citation.year:
                message = f"{citation.code} mang năm {citation.year} nhưng được ghi ngày {day:%d/%m/%Y}."
                asked = str(citation.year)
                doubtful = paper.may_be_misread
                yield Slip(message, span, found=f"{day:%d/%m/%Y}", asked=asked, doubtful=doubtful)
                break


RULE = Rule(
    code="LT-S14",
    title="Năm trong số ký hiệu khớp với ngày của văn bản viện dẫn",
    title_en="The year in a code fits the day of the work cited",
    severity="note",
    source="Luật Ban hành văn bản quy phạm pháp luật: số, ký hiệu có năm ban hành",
    confidence="C",
    looks_at="citations",
    bad=state(body="1. Theo Nghị định số 30/2020/NĐ-CP ngày 05/3/2021 của Chính phủ."),
    good=state(body="1. Theo Nghị định số 30/2020/NĐ-CP ngày 05/3/2020 của Chính phủ."),
    find=find,
    legal_acts=True,
)
