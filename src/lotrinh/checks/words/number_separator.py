"""State: "/" between number and symbol ("12/KH-UBND"); Party: "-" ("12-KH/ĐU"). Two rules, one look."""

from __future__ import annotations

from collections.abc import Iterator

from lotrinh.checks.examples import party, state
from lotrinh.checks.finding import Fix, Slip
from lotrinh.checks.paper import Paper
from lotrinh.checks.rule import DECREE_30, GUIDE_36, Rule
from lotrinh.documents.document import Span


def separator(paper: Paper) -> tuple[str, Span] | None:
    """Return what stands between number and symbol, blanks left out."""
    number, symbol = paper.plan.header.number, paper.plan.header.symbol
    if number is None or symbol is None:
        return None
    between = Span(number.span.end, symbol.span.start).of(paper.text)
    mark = between.strip()
    start = number.span.end + len(between) - len(between.lstrip())
    return (mark, Span(start, start + len(mark))) if len(mark) == 1 else None


def find_in_state(paper: Paper) -> Iterator[Slip]:
    seen = separator(paper)
    if seen is not None and seen[0] != "/":
        yield slip("Giữa số và ký hiệu của văn bản hành chính là dấu gạch chéo (/).", seen, "/")


def find_in_party(paper: Paper) -> Iterator[Slip]:
    seen = separator(paper)
    if seen is not None and seen[0] == "/":
        yield slip("Giữa số và tên loại của văn bản đảng là dấu gạch nối (-).", seen, "-")


def slip(message: str, seen: tuple[str, Span], asked: str) -> Slip:
    mark, span = seen
    return Slip(message, span, found=mark, asked=asked, fix=Fix(span, asked))


STATE_RULE = Rule(
    code="LT-N02",
    title="Dấu gạch chéo giữa số và ký hiệu",
    title_en="A slash between number and symbol",
    severity="warning",
    source="Nghị định 30/2020/NĐ-CP, Phụ lục I, phần II, số và ký hiệu",
    confidence="A",
    looks_at="header.number, header.symbol",
    bad=state(number="Số: 12-KH-UBND"),
    good=state(number="Số: 12/KH-UBND"),
    find=find_in_state,
    systems=("state",),
    in_force_from=DECREE_30,
)
PARTY_RULE = Rule(
    code="LT-N06",
    title="Văn bản đảng: dấu gạch nối giữa số và tên loại",
    title_en="Party: a hyphen between number and kind",
    severity="warning",
    source="Hướng dẫn 36-HD/VPTW (2018); từ 27/5/2026 Quy định 399-QĐ/TW",
    confidence="B",
    looks_at="header.number, header.symbol",
    bad=party(number="Số 12/KH-ĐU"),
    good=party(number="Số 12-KH/ĐU"),
    find=find_in_party,
    systems=("party",),
    in_force_from=GUIDE_36,
)
