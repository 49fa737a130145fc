"""State: "-" stands between the groups of a symbol ("KH-UBND").

Nghị định 30/2020/NĐ-CP, Phụ lục I, phần II, số và ký hiệu.
"""

from __future__ import annotations

from collections.abc import Iterator

from lotrinh.checks.examples import state
from lotrinh.checks.finding import Fix, Slip
from lotrinh.checks.paper import Paper
from lotrinh.checks.rule import DECREE_30, Rule
from lotrinh.checks.words.sources import NUMBER


def find(paper: Paper) -> Iterator[Slip]:
    symbol = paper.plan.header.symbol
    if symbol is not None and "/" in symbol.value:
        asked = symbol.value.replace("/", "-")
        message = "Giữa các nhóm chữ viết tắt của ký hiệu là dấu gạch nối (-)."
        yield Slip(message, symbol.span, found=symbol.value, asked=asked, fix=Fix(symbol.span, asked))


RULE = Rule(
    code="LT-N03",
    title="Dấu gạch nối giữa các nhóm của ký hiệu",
    title_en="A hyphen between the groups of a symbol",
    severity="warning",
    source=NUMBER,
    confidence="A",
    looks_at="header.symbol",
    bad=state(number="Số: 12/KH/UBND"),
    good=state(number="Số: 12/KH-UBND"),
    find=find,
    systems=("state",),
    in_force_from=DECREE_30,
)
