"""Party: the title ĐẢNG CỘNG SẢN VIỆT NAM stands in the head.

Hướng dẫn 36-HD/VPTW (2018), Quy định 399-QĐ/TW (2026).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lotrinh.checks.examples import party
from lotrinh.checks.finding import Slip
from lotrinh.checks.paper import Paper
from lotrinh.checks.rule import GUIDE_36, Rule
from lotrinh.checks.words.sources import PARTY

TITLE = re.compile(r"ĐẢNG\s{1,3}CỘNG\s{1,3}SẢN\s{1,3}VIỆT\s{1,3}NAM")
HEAD_LINES = 15


def find(paper: Paper) -> Iterator[Slip]:
    """A text without number and day was saved without its head: nothing to judge."""
    end = paper.lines[min(HEAD_LINES, len(paper.lines)) - 1].end if paper.lines else 0
    has_head = paper.plan.header.code is not None and paper.plan.header.issued_on is not None
    if has_head and TITLE.search(paper.text, 0, end) is None:
        message = "Văn bản đảng có tiêu đề “ĐẢNG CỘNG SẢN VIỆT NAM” ở đầu trang."
        yield Slip(message, place="đầu trang", asked="ĐẢNG CỘNG SẢN VIỆT NAM", doubtful=not paper.has_sure_form)


RULE = Rule(
    code="LT-H03",
    title="Văn bản đảng: có tiêu đề ĐẢNG CỘNG SẢN VIỆT NAM",
    title_en="Party: the title of the Party stands in the head",
    severity="warning",
    source=PARTY,
    confidence="B",
    looks_at="text",
    bad=party(nation=""),
    good=party(nation="ĐẢNG CỘNG SẢN VIỆT NAM"),
    find=find,
    systems=("party",),
    in_force_from=GUIDE_36,
)
