"""Numbers of sections do not repeat in one level: 1, 2, 2.

The document against itself; its layout by Nghị định 30/2020/NĐ-CP.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from lotrinh.checks.examples import state
from lotrinh.checks.finding import Slip
from lotrinh.checks.paper import Paper
from lotrinh.checks.rule import Rule
from lotrinh.checks.sense.numbering.marks import first_words, is_doubtful, runs
from lotrinh.checks.sense.sources import NUMBERING


def find(paper: Paper) -> Iterator[Slip]:
    for run, _ in runs(paper):
        for before, after in pairwise(run):
            if after.number == before.number:
                message = f"Mục {after.marker} lặp lại ở cùng một cấp."
                yield Slip(message, first_words(paper, after.span), found=after.marker, doubtful=is_doubtful(paper))


RULE = Rule(
    code="LT-S02",
    title="Số mục không lặp lại ở cùng một cấp",
    title_en="Numbers of sections do not repeat",
    severity="warning",
    source=NUMBERING,
    confidence="A",
    looks_at="sections",
    bad=state(body="I. VIỆC CẦN LÀM\n1. Trồng cây.\n2. Tưới cây.\n2. Giữ cây."),
    good=state(body="I. VIỆC CẦN LÀM\n1. Trồng cây.\n2. Tưới cây.\n3. Giữ cây."),
    find=find,
    legal_acts=True,
)
