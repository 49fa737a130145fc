"""Party: a deputy secretary of a committee signs T/M, not K/T.

Hướng dẫn 36-HD/VPTW (2018), Quy định 399-QĐ/TW (2026).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lotrinh.checks.examples import party
from lotrinh.checks.finding import Slip
from lotrinh.checks.paper import Paper
from lotrinh.checks.rule import GUIDE_36, Rule
from lotrinh.checks.words.signing.powers import powers
from lotrinh.checks.words.sources import PARTY

SECRETARY = re.compile(r"BÍ THƯ(?! CHI)")


def find(paper: Paper) -> Iterator[Slip]:
    for signature in paper.plan.signatures:
        for power in powers(signature):
            if not power.authority or not power.on_behalf_of or power.authority.value not in ("K/T", "KT.", "KT"):
                continue
            if SECRETARY.match(power.on_behalf_of.value):
                message = "Phó bí thư cấp ủy ký thay mặt (T/M) tập thể, không ký thay (K/T) bí thư."
                yield Slip(message, power.authority.span, found=power.authority.value, asked="T/M")


RULE = Rule(
    code="LT-K07",
    title="Phó bí thư cấp ủy ký T/M, không ký K/T",
    title_en="A deputy secretary of a committee signs T/M",
    severity="warning",
    source=PARTY,
    confidence="B",
    looks_at="signature",
    bad=party(signature="K/T BÍ THƯ\nPHÓ BÍ THƯ\nNguyễn Văn An"),
    good=party(signature="T/M ĐẢNG ỦY\nPHÓ BÍ THƯ\nNguyễn Văn An"),
    find=find,
    systems=("party",),
    in_force_from=GUIDE_36,
)
