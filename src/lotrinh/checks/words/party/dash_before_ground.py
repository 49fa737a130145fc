"""Party: each ground begins with a dash. Hướng dẫn 36-HD/VPTW (2018), Quy định 399-QĐ/TW (2026)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lotrinh.checks.examples import party
from lotrinh.checks.finding import Slip
from lotrinh.checks.paper import Paper
from lotrinh.checks.rule import GUIDE_36, Rule
from lotrinh.checks.words.sources import PARTY

GROUND = re.compile(r"(?P<dash>[-–]\s?)?Căn cứ\s")


def find(paper: Paper) -> Iterator[Slip]:
    """A dash that a list of the word processor prints is not in the text, so that this is never more than a note."""
    if not paper.has_formal_grounds:
        return
    for span, words in paper.body():
        m = GROUND.match(words)
        if m is not None and m["dash"] is None and words.endswith(";"):
            yield Slip(
                "Mỗi căn cứ của văn bản đảng bắt đầu bằng gạch đầu dòng.", span, found=words[:20], asked="- Căn cứ"
            )


RULE = Rule(
    code="LT-B08",
    title="Văn bản đảng: mỗi căn cứ có gạch đầu dòng",
    title_en="Party: each ground begins with a dash",
    severity="note",
    source=PARTY,
    confidence="B",
    looks_at="text",
    bad=party(grounds="Căn cứ Kế hoạch số 20-KH/TU, ngày 10/02/2026 của Tỉnh ủy;"),
    good=party(grounds="- Căn cứ Kế hoạch số 20-KH/TU, ngày 10/02/2026 của Tỉnh ủy;"),
    find=find,
    systems=("party",),
    in_force_from=GUIDE_36,
)
