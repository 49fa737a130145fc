"""The symbol of a letter has no kind: "12/UBND-KT".

Nghị định 30/2020/NĐ-CP, Phụ lục I, phần II, số và ký hiệu; Phụ lục III.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lotrinh.checks.examples import state
from lotrinh.checks.finding import Slip
from lotrinh.checks.paper import Paper
from lotrinh.checks.rule import DECREE_30, Rule


def find(paper: Paper) -> Iterator[Slip]:
    symbol = paper.plan.header.symbol
    if paper.kind == "CV" and symbol is not None and re.match(r"CV(?![^\W\d_])", symbol.value):
        message = "Ký hiệu của công văn không có tên loại; chỉ gồm tên cơ quan và đơn vị soạn thảo."
        yield Slip(message, symbol.span, found=symbol.value, asked=re.sub(r"\ACV[-/]?", "", symbol.value) or None)


RULE = Rule(
    code="LT-N11",
    title="Ký hiệu công văn không có tên loại",
    title_en="The symbol of a letter has no kind",
    severity="warning",
    source="Nghị định 30/2020/NĐ-CP, Phụ lục I, phần II, số và ký hiệu; Phụ lục III",
    confidence="A",
    looks_at="header.symbol",
    bad=state(number="Số: 12/CV-UBND", kind="", subject="V/v trồng cây xanh\nKính gửi: Các trường học"),
    good=state(number="Số: 12/UBND-KT", kind="", subject="V/v trồng cây xanh\nKính gửi: Các trường học"),
    find=find,
    systems=("state",),
    in_force_from=DECREE_30,
)
