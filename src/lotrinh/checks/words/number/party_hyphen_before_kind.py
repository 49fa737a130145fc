"""Party: "-" stands between number and kind ("12-KH/ĐU"). Hướng dẫn 36-HD/VPTW (2018), Quy định 399-QĐ/TW (2026)."""

from __future__ import annotations

from collections.abc import Iterator

from lotrinh.checks.examples import party
from lotrinh.checks.finding import Slip
from lotrinh.checks.paper import Paper
from lotrinh.checks.rule import GUIDE_36, Rule
from lotrinh.checks.words.number.beside_the_number import separator, slip
from lotrinh.checks.words.sources import PARTY


def find(paper: Paper) -> Iterator[Slip]:
    seen = separator(paper)
    if seen is not None and seen[0] == "/":
        yield slip("Giữa số và tên loại của văn bản đảng là dấu gạch nối (-).", seen, "-")


RULE = Rule(
    code="LT-N06",
    title="Văn bản đảng: dấu gạch nối giữa số và tên loại",
    title_en="Party: a hyphen between number and kind",
    severity="warning",
    source=PARTY,
    confidence="B",
    looks_at="header.number, header.symbol",
    bad=party(number="Số 12/KH-ĐU"),
    good=party(number="Số 12-KH/ĐU"),
    find=find,
    systems=("party",),
    in_force_from=GUIDE_36,
)
