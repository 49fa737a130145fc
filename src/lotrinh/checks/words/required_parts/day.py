"""A document that has a number has its day. Nghị định 30/2020/NĐ-CP, Điều 8; Hướng dẫn 36-HD/VPTW (2018)."""

from __future__ import annotations

from collections.abc import Iterator

from lotrinh.checks.examples import state
from lotrinh.checks.finding import Slip
from lotrinh.checks.paper import Paper
from lotrinh.checks.rule import DECREE_30, Rule


def find(paper: Paper) -> Iterator[Slip]:
    header = paper.plan.header
    if header.issued_on is None and header.code is not None:
        message = "Có số mà không thấy ngày ban hành."
        yield Slip(message, header.code.span, asked="ngày … tháng … năm …", doubtful=not paper.has_sure_form)


RULE = Rule(
    code="LT-H02",
    title="Văn bản có số thì có ngày ban hành",
    title_en="A numbered document has its day",
    severity="note",
    source="Nghị định 30/2020/NĐ-CP, Điều 8; Hướng dẫn 36-HD/VPTW (2018)",
    confidence="C",
    looks_at="header.issued_on",
    bad=state(day=""),
    good=state(day="Minh Tân, ngày 05 tháng 3 năm 2026"),
    find=find,
    systems=("state", "party"),
    in_force_from=DECREE_30,
)
