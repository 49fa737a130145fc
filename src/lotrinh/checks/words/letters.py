"""Points run a, b, c, d, đ, e, g, h: no f, j, w, z, and đ after d. Nghị định 30/2020/NĐ-CP, Phụ lục I, II.6 (bố cục)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lotrinh.checks.examples import state
from lotrinh.checks.finding import Slip
from lotrinh.checks.paper import Paper
from lotrinh.checks.rule import DECREE_30, Rule
from lotrinh.documents.document import Span

POINT = re.compile(r"(?P<v>[a-zđ])\s?\)\s{0,3}\S")
FOREIGN = "fjwz"


def find_points(paper: Paper) -> Iterator[tuple[Span, str]]:
    """Yield the letter of each line that begins with one and a bracket."""
    for span, words in paper.body():
        if (m := POINT.match(words)) is not None:
            yield Span(span.start, span.start + 1), m["v"]


def find_foreign(paper: Paper) -> Iterator[Slip]:
    for span, letter in find_points(paper):
        if letter in FOREIGN:
            yield Slip(
                f"Điểm đánh theo bảng chữ cái tiếng Việt, không có “{letter}”.",
                span,
                found=letter,
                doubtful=paper.may_be_misread,
            )


def find_skipped(paper: Paper) -> Iterator[Slip]:
    before = ""
    for span, letter in find_points(paper):
        if before == "d" and letter == "e":
            yield Slip(
                "Sau điểm d là điểm đ, rồi mới đến điểm e.", span, found="e", asked="đ", doubtful=paper.may_be_misread
            )
        before = letter


SOURCE = "Nghị định 30/2020/NĐ-CP, Phụ lục I, phần II, nội dung văn bản (bố cục)"
FOREIGN_RULE = Rule(
    code="LT-B04",
    title="Điểm không dùng các chữ f, j, w, z",
    title_en="Points use no f, j, w, z",
    severity="warning",
    source=SOURCE,
    confidence="A",
    looks_at="text",
    bad=state(body="1. Việc cần làm\ne) Chuẩn bị đất;\nf) Chuẩn bị cây giống."),
    good=state(body="1. Việc cần làm\ne) Chuẩn bị đất;\ng) Chuẩn bị cây giống."),
    find=find_foreign,
    systems=("state",),
    in_force_from=DECREE_30,
)
SKIPPED_RULE = Rule(
    code="LT-B05",
    title="Sau điểm d là điểm đ",
    title_en="Point d is followed by point đ",
    severity="warning",
    source=SOURCE,
    confidence="A",
    looks_at="text",
    bad=state(body="1. Việc cần làm\nc) Chọn ngày;\nd) Chuẩn bị đất;\ne) Chuẩn bị cây giống."),
    good=state(body="1. Việc cần làm\nc) Chọn ngày;\nd) Chuẩn bị đất;\nđ) Chuẩn bị cây giống."),
    find=find_skipped,
    systems=("state",),
    in_force_from=DECREE_30,
)
