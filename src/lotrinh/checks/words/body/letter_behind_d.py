"""Point d is followed by point đ, and that by point e. Nghị định 30/2020/NĐ-CP, Phụ lục I, II.6 (bố cục)."""

from __future__ import annotations

from collections.abc import Iterator

from lotrinh.checks.examples import state
from lotrinh.checks.finding import Slip
from lotrinh.checks.paper import Paper
from lotrinh.checks.rule import DECREE_30, Rule
from lotrinh.checks.words.body.points import find_points
from lotrinh.checks.words.sources import LAYOUT


def find(paper: Paper) -> Iterator[Slip]:
    before = ""
    for span, letter in find_points(paper):
        if before == "d" and letter == "e":
            yield Slip(
                "Sau điểm d là điểm đ, rồi mới đến điểm e.", span, found="e", asked="đ", doubtful=paper.may_be_misread
            )
        before = letter


RULE = Rule(
    code="LT-B05",
    title="Sau điểm d là điểm đ",
    title_en="Point d is followed by point đ",
    severity="warning",
    source=LAYOUT,
    confidence="A",
    looks_at="text",
    bad=state(body="1. Việc cần làm\nc) Chọn ngày;\nd) Chuẩn bị đất;\ne) Chuẩn bị cây giống."),
    good=state(body="1. Việc cần làm\nc) Chọn ngày;\nd) Chuẩn bị đất;\nđ) Chuẩn bị cây giống."),
    find=find,
    systems=("state",),
    in_force_from=DECREE_30,
)
