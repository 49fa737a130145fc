"""Numbers of sections begin at the first.

The document against itself; its layout by Nghị định 30/2020/NĐ-CP, Phụ lục I, phần II.
"""

from __future__ import annotations

from collections.abc import Iterator

from lotrinh.checks.examples import state
from lotrinh.checks.finding import Slip
from lotrinh.checks.paper import Paper
from lotrinh.checks.rule import Rule
from lotrinh.checks.sense.numbering.marks import first_words, runs
from lotrinh.checks.sense.sources import NUMBERING


def find(paper: Paper) -> Iterator[Slip]:
    for run, numbers in runs(paper):
        if len(run) > 1 and run[0].number > 1 and (run[0].look[1], 1) not in numbers:
            message = f"Dãy mục bắt đầu từ {run[0].marker}, không từ số thứ nhất."
            yield Slip(message, first_words(paper, run[0].span), found=run[0].marker)


RULE = Rule(
    code="LT-S03",
    title="Dãy mục bắt đầu từ số thứ nhất",
    title_en="Numbers of sections begin at the first",
    severity="note",
    source=NUMBERING,
    confidence="A",
    looks_at="sections",
    bad=state(body="I. VIỆC CẦN LÀM\n2. Trồng cây.\n3. Tưới cây."),
    good=state(body="I. VIỆC CẦN LÀM\n1. Trồng cây.\n2. Tưới cây."),
    find=find,
    legal_acts=True,
)
