"""The line that keeps the document is written "Lưu: VT," and the unit that wrote it.

Nghị định 30/2020/NĐ-CP, Phụ lục I, phần II, nơi nhận.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lotrinh.checks.examples import state
from lotrinh.checks.finding import Slip
from lotrinh.checks.paper import Paper
from lotrinh.checks.rule import DECREE_30, Rule
from lotrinh.checks.words.recipients.archive import KEPT
from lotrinh.checks.words.sources import RECIPIENTS

KEPT_IN_STATE = re.compile(r"Lưu\s?:\s{0,3}(?:VT|Văn thư|VP)\b")


def find(paper: Paper) -> Iterator[Slip]:
    for one in paper.plan.recipients:
        words = one.span.of(paper.text).strip()
        if KEPT.match(one.name) and not KEPT_IN_STATE.match(words):
            message = "Nơi lưu viết “Lưu: VT,” rồi đến chữ viết tắt của đơn vị soạn thảo."
            yield Slip(message, one.span, found=words, asked="Lưu: VT, …", doubtful=not paper.has_sure_letters)


RULE = Rule(
    code="LT-K11",
    title="Nơi lưu viết “Lưu: VT, …”",
    title_en="The archive is written Lưu: VT, and the unit",
    severity="warning",
    source=RECIPIENTS,
    confidence="A",
    looks_at="recipients",
    bad=state(recipients="Nơi nhận:\n- UBND tỉnh;\n- Lưu VT."),
    good=state(recipients="Nơi nhận:\n- UBND tỉnh;\n- Lưu: VT, KT."),
    find=find,
    systems=("state",),
    in_force_from=DECREE_30,
)
