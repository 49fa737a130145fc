"""Party: the line that keeps the document has no colon: "Lưu Văn phòng Đảng ủy".

Hướng dẫn 36-HD/VPTW (2018), Quy định 399-QĐ/TW (2026).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lotrinh.checks.examples import party
from lotrinh.checks.finding import Slip
from lotrinh.checks.paper import Paper
from lotrinh.checks.rule import GUIDE_36, Rule
from lotrinh.checks.words.sources import PARTY


def find(paper: Paper) -> Iterator[Slip]:
    for one in paper.plan.recipients:
        if (m := re.match(r"Lưu\s?:", one.span.of(paper.text).strip())) is not None:
            yield Slip("Văn bản đảng viết “Lưu Văn phòng …”, không có dấu hai chấm.", one.span, found=m[0], asked="Lưu")


RULE = Rule(
    code="LT-K13",
    title="Văn bản đảng: “Lưu Văn phòng …” không có dấu hai chấm",
    title_en="Party: no colon in the line that keeps the document",
    severity="warning",
    source=PARTY,
    confidence="B",
    looks_at="recipients",
    bad=party(recipients="Nơi nhận:\n- Tỉnh ủy,\n- Lưu: Văn phòng Đảng ủy."),
    good=party(recipients="Nơi nhận:\n- Tỉnh ủy,\n- Lưu Văn phòng Đảng ủy."),
    find=find,
    systems=("party",),
    in_force_from=GUIDE_36,
)
