"""Groups of a symbol: "-" between them in the state ("KH-UBND"), "/" before the body in the Party ("KH/ĐU")."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lotrinh.checks.examples import party, state
from lotrinh.checks.finding import Fix, Slip
from lotrinh.checks.paper import Paper
from lotrinh.checks.rule import DECREE_30, GUIDE_36, Rule
from lotrinh.data.kinds import KINDS

GROUPS = re.compile(r"[-/]")


def find_in_state(paper: Paper) -> Iterator[Slip]:
    symbol = paper.plan.header.symbol
    if symbol is not None and "/" in symbol.value:
        asked = symbol.value.replace("/", "-")
        message = "Giữa các nhóm chữ viết tắt của ký hiệu là dấu gạch nối (-)."
        yield Slip(message, symbol.span, found=symbol.value, asked=asked, fix=Fix(symbol.span, asked))


def find_in_party(paper: Paper) -> Iterator[Slip]:
    symbol = paper.plan.header.symbol
    if symbol is None:
        return
    groups = GROUPS.split(symbol.value)
    if len(groups) > 1 and groups[0] in KINDS and "/" not in symbol.value:
        asked = f"{groups[0]}/{'-'.join(groups[1:])}"
        message = "Giữa tên loại và tên cơ quan của ký hiệu là dấu gạch chéo (/)."
        yield Slip(message, symbol.span, found=symbol.value, asked=asked, fix=Fix(symbol.span, asked))


STATE_RULE = Rule(
    code="LT-N03",
    title="Dấu gạch nối giữa các nhóm của ký hiệu",
    title_en="A hyphen between the groups of a symbol",
    severity="warning",
    source="Nghị định 30/2020/NĐ-CP, Phụ lục I, phần II, số và ký hiệu",
    confidence="A",
    looks_at="header.symbol",
    bad=state(number="Số: 12/KH/UBND"),
    good=state(number="Số: 12/KH-UBND"),
    find=find_in_state,
    systems=("state",),
    in_force_from=DECREE_30,
)
PARTY_RULE = Rule(
    code="LT-N07",
    title="Văn bản đảng: dấu gạch chéo trước tên cơ quan",
    title_en="Party: a slash before the body",
    severity="warning",
    source="Hướng dẫn 36-HD/VPTW (2018); từ 27/5/2026 Quy định 399-QĐ/TW",
    confidence="B",
    looks_at="header.symbol",
    bad=party(number="Số 12-KH-ĐU"),
    good=party(number="Số 12-KH/ĐU"),
    find=find_in_party,
    systems=("party",),
    in_force_from=GUIDE_36,
)
