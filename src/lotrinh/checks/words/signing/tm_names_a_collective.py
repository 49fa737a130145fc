"""TM. is for a collective, so that a collective is named behind it. Nghị định 30/2020/NĐ-CP, Phụ lục I, II.8."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lotrinh.checks.examples import state
from lotrinh.checks.finding import Slip
from lotrinh.checks.paper import Paper
from lotrinh.checks.rule import DECREE_30, Rule
from lotrinh.checks.words.signing.powers import behind
from lotrinh.checks.words.sources import SIGNATURE

PERSON = re.compile(
    r"(?:CHỦ TỊCH|GIÁM ĐỐC|TỔNG GIÁM ĐỐC|BỘ TRƯỞNG|THỦ TƯỚNG|HIỆU TRƯỞNG|TRƯỞNG (?:BAN|PHÒNG)|CHÁNH|CỤC TRƯỞNG|VỤ TRƯỞNG)\b"
)


def find(paper: Paper) -> Iterator[Slip]:
    for whom in behind(paper, "TM."):
        if PERSON.match(whom.value):
            message = "TM. là ký thay mặt tập thể, nên đi với tên tập thể, không đi với chức vụ."
            yield Slip(message, whom.span, found=f"TM. {whom.value}")


RULE = Rule(
    code="LT-K01",
    title="TM. đi với tên một tập thể",
    title_en="TM. names a collective",
    severity="error",
    source=SIGNATURE,
    confidence="A",
    looks_at="signature",
    bad=state(signature="TM. CHỦ TỊCH\nPHÓ CHỦ TỊCH\nNguyễn Văn An"),
    good=state(signature="TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\nNguyễn Văn An"),
    find=find,
    systems=("state",),
    in_force_from=DECREE_30,
    legal_acts=True,
)
