"""People's committees and councils have their capitals: "Ủy ban nhân dân", not "Ủy Ban Nhân dân".

Nghị định 30/2020/NĐ-CP, Phụ lục II.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lotrinh.checks.examples import state
from lotrinh.checks.finding import Slip
from lotrinh.checks.paper import Paper
from lotrinh.checks.rule import Rule
from lotrinh.documents.document import Span
from lotrinh.vietnamese.folding import fold_tones

BODIES = re.compile(
    r"(?<!\w)(?:[UỦ][yỷ]\s[Bb]an\s[Nn]hân\s[Dd]ân|U[yỷ]\s[Bb]an\s[Nn]hân\s[Dd]ân|[Hh]ội\s[Đđ]ồng\s[Nn]hân\s[Dd]ân)(?!\w)"
)
USUAL = frozenset(("Ủy ban nhân dân", "Ủy ban Nhân dân", "Hội đồng nhân dân", "Hội đồng Nhân dân"))


def find(paper: Paper) -> Iterator[Slip]:
    for m in BODIES.finditer(paper.text):
        words = fold_tones(m[0])
        if words.isupper() or words in USUAL or words.split()[0].islower():
            continue
        asked = fold_tones(m[0]).capitalize()
        yield Slip(f"Tên cơ quan viết “{asked}”.", Span(*m.span()), found=m[0], asked=asked)


RULE = Rule(
    code="LT-B07",
    title="Viết hoa đúng “Ủy ban nhân dân”, “Hội đồng nhân dân”",
    title_en="Capitals of people's committees and councils",
    severity="note",
    source="Nghị định 30/2020/NĐ-CP, Phụ lục II, viết hoa tên cơ quan, tổ chức",
    confidence="C",
    looks_at="text",
    bad=state(body="1. Ủy Ban Nhân dân xã giao cây giống cho các trường."),
    good=state(body="1. Ủy ban nhân dân xã giao cây giống cho các trường."),
    find=find,
)
