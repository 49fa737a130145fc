"""A deadline is not before the day of signing. The document against itself."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from lotrinh.checks.examples import state
from lotrinh.checks.finding import Slip
from lotrinh.checks.paper import Paper
from lotrinh.checks.rule import Rule
from lotrinh.checks.sense.days.deadlines import dated_deadlines
from lotrinh.checks.sense.sources import ITSELF


def find(paper: Paper) -> Iterator[Slip]:
    signed = paper.plan.header.issued_on
    if signed is None:
        return
    day = date.fromisoformat(signed.value)
    for deadline in dated_deadlines(paper):
        if deadline.date < day:
            message = f"Thời hạn {deadline.date:%d/%m/%Y} trước ngày ban hành {day:%d/%m/%Y}."
            yield Slip(message, deadline.span, found=deadline.span.of(paper.text), doubtful=paper.may_be_misread)


RULE = Rule(
    code="LT-S09",
    title="Thời hạn không trước ngày ban hành",
    title_en="A deadline is not before the signing",
    severity="warning",
    source=ITSELF,
    confidence="A",
    looks_at="duties[].deadline, header.issued_on",
    bad=state(body="I. TỔ CHỨC THỰC HIỆN\n1. Phòng Kinh tế\n- Chuẩn bị cây giống xong trước ngày 20/2/2026."),
    good=state(body="I. TỔ CHỨC THỰC HIỆN\n1. Phòng Kinh tế\n- Chuẩn bị cây giống xong trước ngày 20/4/2026."),
    find=find,
)
