"""What the head and the foot must say: the day it was signed, and the post of who signs."""

from __future__ import annotations

from collections.abc import Iterator

from lotrinh.checks.examples import state
from lotrinh.checks.finding import Slip
from lotrinh.checks.paper import Paper
from lotrinh.checks.rule import DECREE_30, Rule


def find_no_day(paper: Paper) -> Iterator[Slip]:
    header = paper.plan.header
    if header.issued_on is None and header.code is not None:
        message = "Có số mà không thấy ngày ban hành."
        yield Slip(message, header.code.span, asked="ngày … tháng … năm …", doubtful=not paper.has_sure_form)


def find_no_post(paper: Paper) -> Iterator[Slip]:
    for signature in paper.plan.signatures:
        if signature.name is not None and signature.position is None:
            yield Slip("Không thấy chức vụ của người ký.", signature.name.span, doubtful=not paper.has_sure_form)


RULES = (
    Rule(
        code="LT-H02",
        title="Văn bản có số thì có ngày ban hành",
        title_en="A numbered document has its day",
        severity="note",
        source="Nghị định 30/2020/NĐ-CP, Điều 8; Hướng dẫn 36-HD/VPTW (2018)",
        confidence="C",
        looks_at="header.issued_on",
        bad=state(day=""),
        good=state(day="Minh Tân, ngày 05 tháng 3 năm 2026"),
        find=find_no_day,
        systems=("state", "party"),
        in_force_from=DECREE_30,
    ),
    Rule(
        code="LT-K14",
        title="Người ký có chức vụ",
        title_en="Who signs has a post",
        severity="note",
        source="Nghị định 30/2020/NĐ-CP, Điều 8; Phụ lục I, phần II, chức vụ, họ tên và chữ ký",
        confidence="C",
        looks_at="signature",
        bad=state(signature="TM. ỦY BAN NHÂN DÂN\nNguyễn Văn An"),
        good=state(signature="TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\nNguyễn Văn An"),
        find=find_no_post,
        systems=("state", "party"),
        in_force_from=DECREE_30,
    ),
)
