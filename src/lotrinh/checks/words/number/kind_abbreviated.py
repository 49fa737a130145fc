"""The symbol has the abbreviation of the kind, in its capitals: TTr, not TTR.

Nghị định 30/2020/NĐ-CP, Phụ lục III, mục I.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lotrinh.checks.examples import state
from lotrinh.checks.finding import Slip
from lotrinh.checks.paper import Paper
from lotrinh.checks.rule import DECREE_30, Rule
from lotrinh.checks.words.number.kind_in_title import named_kind
from lotrinh.checks.words.sources import KINDS_TABLE
from lotrinh.data.kinds import KINDS

ADMINISTRATIVE = frozenset((
    "NQ", "QĐ", "CT", "QC", "QyĐ", "TC", "TB", "HD", "CTr", "KH", "PA", "ĐA", "DA", "BC", "BB", "TTr", "HĐ", "CĐ",
    "BGN", "BTT", "GUQ", "GM", "GGT", "GNP", "PG", "PC", "PB",
))  # fmt: skip


def find(paper: Paper) -> Iterator[Slip]:
    kind, symbol = named_kind(paper), paper.plan.header.symbol
    if kind not in ADMINISTRATIVE or symbol is None:
        return
    groups = re.split(r"[-/]", symbol.value)
    if kind not in groups and groups[0] not in KINDS:
        misspelt = groups[0].casefold() == kind.casefold() or groups[0] == kind.replace("Đ", "D")
        message = (
            f"Chữ viết tắt của {KINDS[kind][0].lower()} viết là {kind}, không viết {groups[0]}."
            if misspelt
            else f"Ký hiệu không có chữ viết tắt {kind} của tên loại."
        )
        yield Slip(message, symbol.span, found=symbol.value, asked=kind, doubtful=not paper.has_sure_letters)


RULE = Rule(
    code="LT-N10",
    title="Ký hiệu có chữ viết tắt của tên loại, viết đúng hoa thường",
    title_en="The symbol has the abbreviation of the kind, in its capitals",
    severity="warning",
    source=KINDS_TABLE,
    confidence="A",
    looks_at="header.kind, header.symbol",
    bad=state(number="Số: 12/TTR-UBND", kind="TỜ TRÌNH"),
    good=state(number="Số: 12/TTr-UBND", kind="TỜ TRÌNH"),
    find=find,
    systems=("state",),
    in_force_from=DECREE_30,
)
