"""Party: powers are written T/M, K/T, T/L. Hướng dẫn 36-HD/VPTW (2018), Quy định 399-QĐ/TW (2026)."""

from __future__ import annotations

from collections.abc import Iterator

from lotrinh.checks.examples import party
from lotrinh.checks.finding import Fix, Slip
from lotrinh.checks.paper import Paper
from lotrinh.checks.rule import GUIDE_36, Rule
from lotrinh.checks.words.signing.powers import powers
from lotrinh.checks.words.sources import PARTY


def find(paper: Paper) -> Iterator[Slip]:
    asked = {"TM.": "T/M", "KT.": "K/T", "TL.": "T/L"}
    for signature in paper.plan.signatures:
        for power in powers(signature):
            if power.authority and power.authority.value in asked:
                mark = asked[power.authority.value]
                message = f"Văn bản đảng viết {mark}, không viết {power.authority.value}"
                fix = Fix(power.authority.span, mark)
                yield Slip(message, power.authority.span, found=power.authority.value, asked=mark, fix=fix)


RULE = Rule(
    code="LT-K06",
    title="Văn bản đảng: quyền hạn ký viết T/M, K/T, T/L",
    title_en="Party: powers are written T/M, K/T, T/L",
    severity="warning",
    source=PARTY,
    confidence="B",
    looks_at="signature",
    bad=party(signature="TM. ĐẢNG ỦY\nBÍ THƯ\nNguyễn Văn An"),
    good=party(signature="T/M ĐẢNG ỦY\nBÍ THƯ\nNguyễn Văn An"),
    find=find,
    systems=("party",),
    in_force_from=GUIDE_36,
)
