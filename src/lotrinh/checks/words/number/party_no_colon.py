"""Party: no colon stands behind "Số" ("Số 12-KH/ĐU"). Hướng dẫn 36-HD/VPTW (2018), Quy định 399-QĐ/TW (2026)."""

from __future__ import annotations

from collections.abc import Iterator

from lotrinh.checks.examples import party
from lotrinh.checks.finding import Fix, Slip
from lotrinh.checks.paper import Paper
from lotrinh.checks.rule import GUIDE_36, Rule
from lotrinh.checks.words.number.beside_the_number import label
from lotrinh.checks.words.sources import PARTY


def find(paper: Paper) -> Iterator[Slip]:
    seen = label(paper)
    if seen is not None and seen[0]:
        words = seen[1].of(paper.text)
        message = "Văn bản đảng không có dấu hai chấm sau từ “Số”."
        yield Slip(message, seen[1], found=words, asked="Số", fix=Fix(seen[1], "Số"))


RULE = Rule(
    code="LT-N08",
    title="Văn bản đảng: không có dấu hai chấm sau từ “Số”",
    title_en="Party: no colon behind the word Số",
    severity="warning",
    source=PARTY,
    confidence="B",
    looks_at="header.number",
    bad=party(number="Số: 12-KH/ĐU"),
    good=party(number="Số 12-KH/ĐU"),
    find=find,
    systems=("party",),
    in_force_from=GUIDE_36,
)
