"""The kind in the symbol is the kind in the title: KẾ HOẠCH is KH. Nghị định 30/2020/NĐ-CP, Phụ lục III, mục I."""

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

# QĐ is quyết định and, in the Party, quy định too; TT is thông tư and thông tri.
ALIKE = frozenset((("QyĐ", "QĐ"), ("QĐ", "QyĐ"), ("NQ", "NQLT"), ("TT", "TTLT")))


def find(paper: Paper) -> Iterator[Slip]:
    kind, symbol = named_kind(paper), paper.plan.header.symbol
    if kind is None or symbol is None or kind == "CV":
        return
    first = re.split(r"[-/]", symbol.value)[0]
    if first in KINDS and first != kind and (kind, first) not in ALIKE:
        message = f"Tên loại là {KINDS.get(kind, (kind,))[0]} ({kind}) nhưng ký hiệu mở đầu bằng {first}."
        yield Slip(message, symbol.span, found=first, asked=kind)


RULE = Rule(
    code="LT-N09",
    title="Tên loại và chữ viết tắt trong ký hiệu là một",
    title_en="The kind and the abbreviation in the symbol agree",
    severity="error",
    source=KINDS_TABLE,
    confidence="A",
    looks_at="header.kind, header.symbol",
    bad=state(number="Số: 12/QĐ-UBND", kind="KẾ HOẠCH"),
    good=state(number="Số: 12/KH-UBND", kind="KẾ HOẠCH"),
    find=find,
    systems=("state", "party"),
    in_force_from=DECREE_30,
)
