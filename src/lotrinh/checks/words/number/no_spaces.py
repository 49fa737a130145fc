"""No spaces inside number and symbol: "12/KH-UBND". Nghị định 30/2020/NĐ-CP, Phụ lục I, phần II, số và ký hiệu."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lotrinh.checks.examples import state
from lotrinh.checks.finding import Fix, Slip
from lotrinh.checks.paper import Paper
from lotrinh.checks.rule import DECREE_30, Rule
from lotrinh.checks.words.sources import NUMBER


def find(paper: Paper) -> Iterator[Slip]:
    code = paper.plan.header.code
    if code is None:
        return
    words = code.span.of(paper.text)
    if any(letter.isspace() for letter in words) and "\n" not in words:
        asked = "".join(words.split())
        message = "Giữa số và các nhóm chữ của ký hiệu không có dấu cách."
        stamped = re.fullmatch(r"[\d.]+\s+/\S+", words) is not None  # the number came into a gap left for it
        doubtful = stamped or not paper.has_sure_letters
        yield Slip(message, code.span, found=words, asked=asked, fix=Fix(code.span, asked), doubtful=doubtful)


RULE = Rule(
    code="LT-N04",
    title="Số và ký hiệu viết liền, không dấu cách",
    title_en="No spaces inside number and symbol",
    severity="warning",
    source=NUMBER,
    confidence="A",
    looks_at="header.code",
    bad=state(number="Số: 12/KH - UBND"),
    good=state(number="Số: 12/KH-UBND"),
    find=find,
    systems=("state",),
    in_force_from=DECREE_30,
)
