"""State: powers are written TM., KT., TL., TUQ., Q. Nghị định 30/2020/NĐ-CP, Phụ lục I, II.8."""

from __future__ import annotations

from collections.abc import Iterator

from lotrinh.checks.examples import state
from lotrinh.checks.finding import Fix, Slip
from lotrinh.checks.paper import Paper
from lotrinh.checks.rule import DECREE_30, Rule
from lotrinh.checks.words.signing.powers import powers
from lotrinh.checks.words.sources import SIGNATURE


def find(paper: Paper) -> Iterator[Slip]:
    for signature in paper.plan.signatures:
        for power in powers(signature):
            if power.authority and "/" in power.authority.value:
                asked = power.authority.value.replace("/", "") + "."
                fix = Fix(power.authority.span, asked)
                message = f"Văn bản hành chính viết {asked}, không viết {power.authority.value}."
                yield Slip(message, power.authority.span, found=power.authority.value, asked=asked, fix=fix)


RULE = Rule(
    code="LT-K05",
    title="Quyền hạn ký viết TM., KT., TL., TUQ., Q.",
    title_en="Powers are written TM., KT., TL., TUQ., Q.",
    severity="warning",
    source=SIGNATURE,
    confidence="A",
    looks_at="signature",
    bad=state(signature="T/M ỦY BAN NHÂN DÂN\nCHỦ TỊCH\nNguyễn Văn An"),
    good=state(signature="TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\nNguyễn Văn An"),
    find=find,
    systems=("state",),
    in_force_from=DECREE_30,
)
