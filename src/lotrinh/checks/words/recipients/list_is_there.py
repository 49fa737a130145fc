"""A document has recipients, but for minutes, contracts, slips and the like.

Nghị định 30/2020/NĐ-CP, Phụ lục I, phần II, nơi nhận.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lotrinh.checks.examples import state
from lotrinh.checks.finding import Slip
from lotrinh.checks.paper import Paper
from lotrinh.checks.rule import DECREE_30, Rule
from lotrinh.checks.words.sources import RECIPIENTS

WITHOUT = ("BB", "HĐ", "GUQ", "GGT", "GNP", "PG", "PC", "PB", "Luật", "PL", "BGN", "BTT")


def find(paper: Paper) -> Iterator[Slip]:
    plan = paper.plan
    if paper.kind in WITHOUT or paper.kind is None or plan.signature is None or plan.signature.name is None:
        return
    if re.search(r"Nơi\s{1,3}nhận", plan.text, re.IGNORECASE) is None:
        message = "Không thấy “Nơi nhận”."
        yield Slip(message, place="cuối văn bản", asked="Nơi nhận:", doubtful=not paper.has_sure_form)


RULE = Rule(
    code="LT-K08",
    title="Văn bản có “Nơi nhận”",
    title_en="A document has recipients",
    severity="warning",
    source=RECIPIENTS,
    confidence="A",
    looks_at="text",
    bad=state(recipients=""),
    good=state(recipients="Nơi nhận:\n- Các phòng thuộc UBND xã;\n- Lưu: VT, KT."),
    find=find,
    systems=("state", "party"),
    in_force_from=DECREE_30,
)
