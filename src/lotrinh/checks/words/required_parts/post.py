"""Who signs has a post. Nghị định 30/2020/NĐ-CP, Điều 8; Phụ lục I, phần II, chức vụ, họ tên và chữ ký."""

from __future__ import annotations

from collections.abc import Iterator

from lotrinh.checks.examples import state
from lotrinh.checks.finding import Slip
from lotrinh.checks.paper import Paper
from lotrinh.checks.rule import DECREE_30, Rule


def find(paper: Paper) -> Iterator[Slip]:
    for signature in paper.plan.signatures:
        if signature.name is not None and signature.position is None:
            yield Slip("Không thấy chức vụ của người ký.", signature.name.span, doubtful=not paper.has_sure_form)


RULE = Rule(
    code="LT-K14",
    title="Người ký có chức vụ",
    title_en="Who signs has a post",
    severity="note",
    source="Nghị định 30/2020/NĐ-CP, Điều 8; Phụ lục I, phần II, chức vụ, họ tên và chữ ký",
    confidence="C",
    looks_at="signature",
    bad=state(signature="TM. ỦY BAN NHÂN DÂN\nNguyễn Văn An"),
    good=state(signature="TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\nNguyễn Văn An"),
    find=find,
    systems=("state", "party"),
    in_force_from=DECREE_30,
)
