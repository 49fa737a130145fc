"""Who signs KT., for the head of a body, is a deputy. Nghị định 30/2020/NĐ-CP, Phụ lục I, II.8."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lotrinh.checks.examples import state
from lotrinh.checks.finding import Slip
from lotrinh.checks.paper import Paper
from lotrinh.checks.rule import DECREE_30, Rule
from lotrinh.checks.words.signing.powers import powers
from lotrinh.checks.words.sources import SIGNATURE

DEPUTY = re.compile(r"PHÓ|THỨ TRƯỞNG|ỦY VIÊN|UỶ VIÊN|THÀNH VIÊN")


def find(paper: Paper) -> Iterator[Slip]:
    for signature in paper.plan.signatures:
        last = list(powers(signature))[-1]
        post = signature.position
        if last.authority and last.authority.value in ("KT.", "K/T") and post and not DEPUTY.search(post.value):
            message = "Ký thay (KT.) là việc của cấp phó; chức vụ dưới đó không phải cấp phó."
            yield Slip(message, post.span, found=post.value, doubtful=not paper.has_sure_letters)


RULE = Rule(
    code="LT-K03",
    title="Người ký thay (KT.) là cấp phó",
    title_en="Who signs for the head is a deputy",
    severity="warning",
    source=SIGNATURE,
    confidence="A",
    looks_at="signature",
    bad=state(signature="KT. GIÁM ĐỐC\nCHÁNH VĂN PHÒNG\nNguyễn Văn An"),
    good=state(signature="KT. GIÁM ĐỐC\nPHÓ GIÁM ĐỐC\nNguyễn Văn An"),
    find=find,
    systems=("state", "party"),
    in_force_from=DECREE_30,
    legal_acts=True,
)
