"""Party: "/" stands before the body in a symbol ("KH/ĐU"). Hướng dẫn 36-HD/VPTW (2018), Quy định 399-QĐ/TW (2026)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lotrinh.checks.examples import party
from lotrinh.checks.finding import Fix, Slip
from lotrinh.checks.paper import Paper
from lotrinh.checks.rule import GUIDE_36, Rule
from lotrinh.checks.words.sources import PARTY
from lotrinh.data.kinds import KINDS

GROUPS = re.compile(r"[-/]")


def find(paper: Paper) -> Iterator[Slip]:
    symbol = paper.plan.header.symbol
    if symbol is None:
        return
    groups = GROUPS.split(symbol.value)
    if len(groups) > 1 and groups[0] in KINDS and "/" not in symbol.value:
        asked = f"{groups[0]}/{'-'.join(groups[1:])}"
        message = "Giữa tên loại và tên cơ quan của ký hiệu là dấu gạch chéo (/)."
        yield Slip(message, symbol.span, found=symbol.value, asked=asked, fix=Fix(symbol.span, asked))


RULE = Rule(
    code="LT-N07",
    title="Văn bản đảng: dấu gạch chéo trước tên cơ quan",
    title_en="Party: a slash before the body",
    severity="warning",
    source=PARTY,
    confidence="B",
    looks_at="header.symbol",
    bad=party(number="Số 12-KH-ĐU"),
    good=party(number="Số 12-KH/ĐU"),
    find=find,
    systems=("party",),
    in_force_from=GUIDE_36,
)
