"""A deputy who signs under TM. or TL. has a line KT. in between. Nghị định 30/2020/NĐ-CP, Phụ lục I, II.8."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lotrinh.checks.examples import state
from lotrinh.checks.finding import Slip
from lotrinh.checks.paper import Paper
from lotrinh.checks.rule import DECREE_30, Rule
from lotrinh.checks.words.sources import SIGNATURE

COMMITTEE = re.compile(r"(?:ỦY BAN|UỶ BAN) NHÂN DÂN|UBND")


def find(paper: Paper) -> Iterator[Slip]:
    for signature in paper.plan.signatures:
        whom, post = signature.on_behalf_of, signature.position
        if not (signature.authority and whom and post) or signature.under is not None:
            continue
        if signature.authority.value == "TM." and COMMITTEE.match(whom.value) and post.value.startswith("PHÓ CHỦ TỊCH"):
            message = "Phó Chủ tịch ký thì dưới TM. ỦY BAN NHÂN DÂN còn có dòng KT. CHỦ TỊCH."
            yield Slip(message, post.span, found=post.value, asked="KT. CHỦ TỊCH", doubtful=not paper.has_sure_letters)
        if signature.authority.value == "TL." and post.value.startswith("PHÓ "):
            head = post.value.removeprefix("PHÓ ")
            message = f"Cấp phó ký dưới TL. thì còn có dòng KT. {head}."
            yield Slip(message, post.span, found=post.value, asked=f"KT. {head}", doubtful=not paper.has_sure_letters)


RULE = Rule(
    code="LT-K04",
    title="Cấp phó ký thì có dòng KT.",
    title_en="A deputy signs under a line KT.",
    severity="note",
    source=SIGNATURE,
    confidence="C",
    looks_at="signature",
    bad=state(signature="TM. ỦY BAN NHÂN DÂN\nPHÓ CHỦ TỊCH\nNguyễn Văn An"),
    good=state(signature="TM. ỦY BAN NHÂN DÂN\nKT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\nNguyễn Văn An"),
    find=find,
    systems=("state",),
    in_force_from=DECREE_30,
    legal_acts=True,
)
