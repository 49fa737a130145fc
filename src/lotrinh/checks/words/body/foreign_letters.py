"""Points run a, b, c, d, đ, e, g, h: no f, j, w, z. Nghị định 30/2020/NĐ-CP, Phụ lục I, II.6 (bố cục)."""

from __future__ import annotations

from collections.abc import Iterator

from lotrinh.checks.examples import state
from lotrinh.checks.finding import Slip
from lotrinh.checks.paper import Paper
from lotrinh.checks.rule import DECREE_30, Rule
from lotrinh.checks.words.body.points import find_points
from lotrinh.checks.words.sources import LAYOUT

FOREIGN = "fjwz"


def find(paper: Paper) -> Iterator[Slip]:
    for span, letter in find_points(paper):
        if letter in FOREIGN:
            yield Slip(
                f"Điểm đánh theo bảng chữ cái tiếng Việt, không có “{letter}”.",
                span,
                found=letter,
                doubtful=paper.may_be_misread,
            )


RULE = Rule(
    code="LT-B04",
    title="Điểm không dùng các chữ f, j, w, z",
    title_en="Points use no f, j, w, z",
    severity="warning",
    source=LAYOUT,
    confidence="A",
    looks_at="text",
    bad=state(body="1. Việc cần làm\ne) Chuẩn bị đất;\nf) Chuẩn bị cây giống."),
    good=state(body="1. Việc cần làm\ne) Chuẩn bị đất;\ng) Chuẩn bị cây giống."),
    find=find,
    systems=("state",),
    in_force_from=DECREE_30,
)
