"""A number below 10 has a zero before it: "Số: 05/KH-UBND".

Nghị định 30/2020/NĐ-CP, Phụ lục I, phần II, mục I, khoản 3.
"""

from __future__ import annotations

from collections.abc import Iterator

from lotrinh.checks.examples import state
from lotrinh.checks.finding import Fix, Slip
from lotrinh.checks.paper import Paper
from lotrinh.checks.rule import DECREE_30, Rule
from lotrinh.checks.words.sources import NUMBER


def find(paper: Paper) -> Iterator[Slip]:
    number = paper.plan.header.number
    if number is not None and len(number.value) == 1 and number.value.isdigit():
        asked = f"0{number.value}"
        yield Slip(
            f"Số văn bản nhỏ hơn 10 phải ghi thêm số 0 phía trước: {asked}.",
            number.span,
            found=number.value,
            asked=asked,
            fix=Fix(number.span, asked),
        )


RULE = Rule(
    code="LT-N01",
    title="Số văn bản nhỏ hơn 10 có số 0 phía trước",
    title_en="A number below 10 has a leading zero",
    severity="warning",
    source=NUMBER,
    confidence="A",
    looks_at="header.number",
    bad=state(number="Số: 5/KH-UBND"),
    good=state(number="Số: 05/KH-UBND"),
    find=find,
    systems=("state",),
    in_force_from=DECREE_30,
)
