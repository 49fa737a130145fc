"""The kind in the symbol is the kind in the title: KẾ HOẠCH is KH. Nghị định 30/2020/NĐ-CP, Phụ lục III, mục I."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lotrinh.checks.examples import state
from lotrinh.checks.finding import Slip
from lotrinh.checks.paper import Paper
from lotrinh.checks.rule import DECREE_30, Rule
from lotrinh.data.kinds import KINDS

# QĐ is quyết định and, in the Party, quy định too; TT is thông tư and thông tri.
ALIKE = frozenset((("QyĐ", "QĐ"), ("QĐ", "QyĐ"), ("NQ", "NQLT"), ("TT", "TTLT")))
ADMINISTRATIVE = frozenset(
    [
        "NQ",
        "QĐ",
        "CT",
        "QC",
        "QyĐ",
        "TC",
        "TB",
        "HD",
        "CTr",
        "KH",
        "PA",
        "ĐA",
        "DA",
        "BC",
        "BB",
        "TTr",
        "HĐ",
        "CĐ",
        "BGN",
        "BTT",
        "GUQ",
        "GM",
        "GGT",
        "GNP",
        "PG",
        "PC",
        "PB",
    ]
)


def named_kind(paper: Paper) -> str | None:
    """Return the kind that the title names, not the one that was taken from the symbol."""
    kind, symbol = paper.plan.header.kind, paper.plan.header.symbol
    return kind.value if kind is not None and symbol is not None and kind.span != symbol.span else None


def find_other(paper: Paper) -> Iterator[Slip]:
    kind, symbol = named_kind(paper), paper.plan.header.symbol
    if kind is None or symbol is None or kind == "CV":
        return
    first = re.split(r"[-/]", symbol.value)[0]
    if first in KINDS and first != kind and (kind, first) not in ALIKE:
        message = f"Tên loại là {KINDS.get(kind, (kind,))[0]} ({kind}) nhưng ký hiệu mở đầu bằng {first}."
        yield Slip(message, symbol.span, found=first, asked=kind)


def find_missing(paper: Paper) -> Iterator[Slip]:
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


def find_in_letter(paper: Paper) -> Iterator[Slip]:
    symbol = paper.plan.header.symbol
    if paper.kind == "CV" and symbol is not None and re.match(r"CV(?![^\W\d_])", symbol.value):
        message = "Ký hiệu của công văn không có tên loại; chỉ gồm tên cơ quan và đơn vị soạn thảo."
        yield Slip(message, symbol.span, found=symbol.value, asked=re.sub(r"\ACV[-/]?", "", symbol.value) or None)


SOURCE = "Nghị định 30/2020/NĐ-CP, Phụ lục III, mục I"
OTHER = Rule(
    code="LT-N09",
    title="Tên loại và chữ viết tắt trong ký hiệu là một",
    title_en="The kind and the abbreviation in the symbol agree",
    severity="error",
    source=SOURCE,
    confidence="A",
    looks_at="header.kind, header.symbol",
    bad=state(number="Số: 12/QĐ-UBND", kind="KẾ HOẠCH"),
    good=state(number="Số: 12/KH-UBND", kind="KẾ HOẠCH"),
    find=find_other,
    systems=("state", "party"),
    in_force_from=DECREE_30,
)
MISSING = Rule(
    code="LT-N10",
    title="Ký hiệu có chữ viết tắt của tên loại, viết đúng hoa thường",
    title_en="The symbol has the abbreviation of the kind, in its capitals",
    severity="warning",
    source=SOURCE,
    confidence="A",
    looks_at="header.kind, header.symbol",
    bad=state(number="Số: 12/TTR-UBND", kind="TỜ TRÌNH"),
    good=state(number="Số: 12/TTr-UBND", kind="TỜ TRÌNH"),
    find=find_missing,
    systems=("state",),
    in_force_from=DECREE_30,
)
LETTER = Rule(
    code="LT-N11",
    title="Ký hiệu công văn không có tên loại",
    title_en="The symbol of a letter has no kind",
    severity="warning",
    source="Nghị định 30/2020/NĐ-CP, Phụ lục I, phần II, số và ký hiệu; Phụ lục III",
    confidence="A",
    looks_at="header.symbol",
    bad=state(number="Số: 12/CV-UBND", kind="", subject="V/v trồng cây xanh\nKính gửi: Các trường học"),
    good=state(number="Số: 12/UBND-KT", kind="", subject="V/v trồng cây xanh\nKính gửi: Các trường học"),
    find=find_in_letter,
    systems=("state",),
    in_force_from=DECREE_30,
)
