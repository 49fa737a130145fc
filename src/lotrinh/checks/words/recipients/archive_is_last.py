"""The last line of the recipients keeps the document: "Lưu: VT, …".

Nghị định 30/2020/NĐ-CP, Phụ lục I, phần II, nơi nhận.
"""

from __future__ import annotations

from collections.abc import Iterator

from lotrinh.checks.examples import state
from lotrinh.checks.finding import Slip
from lotrinh.checks.paper import Paper
from lotrinh.checks.rule import DECREE_30, Rule
from lotrinh.checks.words.recipients.archive import KEPT
from lotrinh.checks.words.sources import RECIPIENTS


def find(paper: Paper) -> Iterator[Slip]:
    recipients = paper.plan.recipients
    if len(recipients) < 2:
        return
    kept = [n for n, one in enumerate(recipients) if KEPT.match(one.name)]
    if not kept:
        last = recipients[-1].span
        doubtful = not paper.has_sure_form
        yield Slip("Dòng cuối của nơi nhận là nơi lưu.", last, asked="Lưu: VT, …", doubtful=doubtful)
    elif kept[-1] != len(recipients) - 1:
        span = recipients[kept[-1]].span
        yield Slip("Nơi lưu là dòng cuối của nơi nhận.", span, doubtful=not paper.has_sure_letters)


RULE = Rule(
    code="LT-K10",
    title="Nơi lưu là dòng cuối của nơi nhận",
    title_en="The archive is the last of the recipients",
    severity="warning",
    source=RECIPIENTS,
    confidence="A",
    looks_at="recipients",
    bad=state(recipients="Nơi nhận:\n- UBND tỉnh;\n- Các phòng thuộc UBND xã."),
    good=state(recipients="Nơi nhận:\n- UBND tỉnh;\n- Các phòng thuộc UBND xã;\n- Lưu: VT, KT."),
    find=find,
    systems=("state", "party"),
    in_force_from=DECREE_30,
)
