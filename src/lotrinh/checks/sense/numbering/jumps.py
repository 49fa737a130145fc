"""Numbers of sections do not jump: 1, 2, 4.

The document against itself; its layout by Nghị định 30/2020/NĐ-CP, Phụ lục I, phần II.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from lotrinh.checks.examples import state
from lotrinh.checks.finding import Slip
from lotrinh.checks.paper import Paper
from lotrinh.checks.rule import Rule
from lotrinh.checks.sense.numbering.marks import Mark, first_words, is_doubtful, runs
from lotrinh.checks.sense.sources import NUMBERING
from lotrinh.vietnamese.numerals import write_roman


def find(paper: Paper) -> Iterator[Slip]:
    for run, numbers in runs(paper):
        for before, after in pairwise(run):
            missing = range(before.number + 1, after.number)
            if missing and not any(
                (after.look[1], number) in numbers or stands_between(paper, before, after, number) for number in missing
            ):
                message = f"Số mục nhảy từ {before.marker} đến {after.marker}."
                yield Slip(message, first_words(paper, after.span), found=after.marker, doubtful=is_doubtful(paper))


def stands_between(paper: Paper, before: Mark, after: Mark, number: int) -> bool:
    """Say whether a line between two marks begins with a number: the outline may have put it under another section."""
    last = after.marker.rsplit(".", maxsplit=1)[-1]
    words = str(number) if last.isdigit() else write_roman(number)
    whole = after.marker[: len(after.marker) - len(last)] + words
    return re.search(rf"\n\s*{re.escape(whole)}(?!\w)", paper.text[before.span.start : after.span.start]) is not None


RULE = Rule(
    code="LT-S01",
    title="Số mục không nhảy cách",
    title_en="Numbers of sections do not jump",
    severity="warning",
    source=NUMBERING,
    confidence="A",
    looks_at="sections",
    bad=state(body="I. VIỆC CẦN LÀM\n1. Trồng cây.\n2. Tưới cây.\n4. Giữ cây."),
    good=state(body="I. VIỆC CẦN LÀM\n1. Trồng cây.\n2. Tưới cây.\n3. Giữ cây."),
    find=find,
    legal_acts=True,
)
