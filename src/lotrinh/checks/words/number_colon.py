"""A colon behind "Số" in the state ("Số: 12/KH-UBND"), none in the Party ("Số 12-KH/ĐU")."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lotrinh.checks.examples import party, state
from lotrinh.checks.finding import Fix, Slip
from lotrinh.checks.paper import Paper
from lotrinh.checks.rule import DECREE_30, GUIDE_36, Rule
from lotrinh.documents.document import Span

LABEL = re.compile(r"[Ss][ốố]\s{0,3}(?P<colon>:?)\s{0,6}\Z")
REACH = 12  # code points before the number


def label(paper: Paper) -> tuple[str, Span] | None:
    """Return the word before the number and whether a colon stands behind it."""
    number = paper.plan.header.number
    if number is None:
        return None
    start = max(0, number.span.start - REACH)
    m = LABEL.search(paper.text, start, number.span.start)
    return (m["colon"], Span(m.start(), m.start() + len(m[0].rstrip()))) if m else None


def find_in_state(paper: Paper) -> Iterator[Slip]:
    seen = label(paper)
    if seen is not None and not seen[0]:
        words = seen[1].of(paper.text)
        message = "Sau từ “Số” có dấu hai chấm (:)."
        yield Slip(
            message, seen[1], found=words, asked="Số:", fix=Fix(seen[1], "Số:"), doubtful=not paper.has_sure_letters
        )


def find_in_party(paper: Paper) -> Iterator[Slip]:
    seen = label(paper)
    if seen is not None and seen[0]:
        words = seen[1].of(paper.text)
        message = "Văn bản đảng không có dấu hai chấm sau từ “Số”."
        yield Slip(message, seen[1], found=words, asked="Số", fix=Fix(seen[1], "Số"))


STATE_RULE = Rule(
    code="LT-N05",
    title="Dấu hai chấm sau từ “Số”",
    title_en="A colon behind the word Số",
    severity="warning",
    source="Nghị định 30/2020/NĐ-CP, Phụ lục I, phần II, số và ký hiệu",
    confidence="A",
    looks_at="header.number",
    bad=state(number="Số 12/KH-UBND"),
    good=state(number="Số: 12/KH-UBND"),
    find=find_in_state,
    systems=("state",),
    in_force_from=DECREE_30,
)
PARTY_RULE = Rule(
    code="LT-N08",
    title="Văn bản đảng: không có dấu hai chấm sau từ “Số”",
    title_en="Party: no colon behind the word Số",
    severity="warning",
    source="Hướng dẫn 36-HD/VPTW (2018); từ 27/5/2026 Quy định 399-QĐ/TW",
    confidence="B",
    looks_at="header.number",
    bad=party(number="Số: 12-KH/ĐU"),
    good=party(number="Số 12-KH/ĐU"),
    find=find_in_party,
    systems=("party",),
    in_force_from=GUIDE_36,
)
