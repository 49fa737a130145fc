"""Party: the title ĐẢNG CỘNG SẢN VIỆT NAM stands in the head; grounds begin with a dash.

Hướng dẫn 36-HD/VPTW (2018), and Quy định 399-QĐ/TW from 27/5/2026.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lotrinh.checks.examples import party
from lotrinh.checks.finding import Slip
from lotrinh.checks.paper import Paper
from lotrinh.checks.rule import GUIDE_36, Rule
from lotrinh.checks.words.grounds import FORMAL

TITLE = re.compile(r"ĐẢNG\s{1,3}CỘNG\s{1,3}SẢN\s{1,3}VIỆT\s{1,3}NAM")
GROUND = re.compile(r"(?P<dash>[-–]\s?)?Căn cứ\s")
HEAD_LINES = 15
SOURCE = "Hướng dẫn 36-HD/VPTW (2018); từ 27/5/2026 Quy định 399-QĐ/TW"


def find_no_title(paper: Paper) -> Iterator[Slip]:
    """A text without number and day was saved without its head: nothing to judge."""
    end = paper.lines[min(HEAD_LINES, len(paper.lines)) - 1].end if paper.lines else 0
    has_head = paper.plan.header.code is not None and paper.plan.header.issued_on is not None
    if has_head and TITLE.search(paper.text, 0, end) is None:
        message = "Văn bản đảng có tiêu đề “ĐẢNG CỘNG SẢN VIỆT NAM” ở đầu trang."
        yield Slip(message, place="đầu trang", asked="ĐẢNG CỘNG SẢN VIỆT NAM", doubtful=not paper.has_sure_form)


def find_no_dash(paper: Paper) -> Iterator[Slip]:
    """A dash that a list of the word processor prints is not in the text, so that this is never more than a note."""
    if paper.kind not in FORMAL:
        return
    for span, words in paper.body():
        m = GROUND.match(words)
        if m is not None and m["dash"] is None and words.endswith(";"):
            yield Slip(
                "Mỗi căn cứ của văn bản đảng bắt đầu bằng gạch đầu dòng.", span, found=words[:20], asked="- Căn cứ"
            )


RULES = (
    Rule(
        code="LT-H03",
        title="Văn bản đảng: có tiêu đề ĐẢNG CỘNG SẢN VIỆT NAM",
        title_en="Party: the title of the Party stands in the head",
        severity="warning",
        source=SOURCE,
        confidence="B",
        looks_at="text",
        bad=party(nation=""),
        good=party(nation="ĐẢNG CỘNG SẢN VIỆT NAM"),
        find=find_no_title,
        systems=("party",),
        in_force_from=GUIDE_36,
    ),
    Rule(
        code="LT-B08",
        title="Văn bản đảng: mỗi căn cứ có gạch đầu dòng",
        title_en="Party: each ground begins with a dash",
        severity="note",
        source=SOURCE,
        confidence="B",
        looks_at="text",
        bad=party(grounds="Căn cứ Kế hoạch số 20-KH/TU, ngày 10/02/2026 của Tỉnh ủy;"),
        good=party(grounds="- Căn cứ Kế hoạch số 20-KH/TU, ngày 10/02/2026 của Tỉnh ủy;"),
        find=find_no_dash,
        systems=("party",),
        in_force_from=GUIDE_36,
    ),
)
