"""KT. is for the head of a body, so that a post is named behind it. Nghị định 30/2020/NĐ-CP, Phụ lục I, II.8."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lotrinh.checks.examples import state
from lotrinh.checks.finding import Slip
from lotrinh.checks.paper import Paper
from lotrinh.checks.rule import DECREE_30, Rule
from lotrinh.checks.words.signing.powers import behind
from lotrinh.checks.words.sources import SIGNATURE

COLLECTIVE = re.compile(r"(?:ỦY BAN|UỶ BAN|UBND|HỘI ĐỒNG|CHÍNH PHỦ|BAN (?:CHỈ ĐẠO|CHẤP HÀNH|THƯỜNG VỤ)|ĐẢNG ỦY|TỔ )")


def find(paper: Paper) -> Iterator[Slip]:
    for whom in behind(paper, "KT."):
        if COLLECTIVE.match(whom.value):
            message = "KT. là ký thay người đứng đầu, nên đi với chức vụ, không đi với tên tập thể."
            yield Slip(message, whom.span, found=f"KT. {whom.value}")


RULE = Rule(
    code="LT-K02",
    title="KT. đi với chức vụ của người đứng đầu",
    title_en="KT. names the post of the head",
    severity="error",
    source=SIGNATURE,
    confidence="A",
    looks_at="signature",
    bad=state(signature="KT. ỦY BAN NHÂN DÂN\nPHÓ CHỦ TỊCH\nNguyễn Văn An"),
    good=state(signature="KT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\nNguyễn Văn An"),
    find=find,
    systems=("state",),
    in_force_from=DECREE_30,
    legal_acts=True,
)
