"""State: "/" stands between number and symbol ("12/KH-UBND").

Nghị định 30/2020/NĐ-CP, Phụ lục I, phần II, số và ký hiệu.
"""

from __future__ import annotations

from collections.abc import Iterator

from lotrinh.checks.examples import state
from lotrinh.checks.finding import Slip
from lotrinh.checks.paper import Paper
from lotrinh.checks.rule import DECREE_30, Rule
from lotrinh.checks.words.number.beside_the_number import separator, slip
from lotrinh.checks.words.sources import NUMBER


def find(paper: Paper) -> Iterator[Slip]:
    seen = separator(paper)
    if seen is not None and seen[0] != "/":
        yield slip("Giữa số và ký hiệu của văn bản hành chính là dấu gạch chéo (/).", seen, "/")


RULE = Rule(
    code="LT-N02",
    title="Dấu gạch chéo giữa số và ký hiệu",
    title_en="A slash between number and symbol",
    severity="warning",
    source=NUMBER,
    confidence="A",
    looks_at="header.number, header.symbol",
    bad=state(number="Số: 12-KH-UBND"),
    good=state(number="Số: 12/KH-UBND"),
    find=find,
    systems=("state",),
    in_force_from=DECREE_30,
)
