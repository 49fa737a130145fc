"""The day of signing is written out: "ngày 05 tháng 3 năm 2026", not "05/3/2026".

Nghị định 30/2020/NĐ-CP, Phụ lục I, phần II.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lotrinh.checks.examples import state
from lotrinh.checks.finding import Fix, Slip
from lotrinh.checks.paper import Paper
from lotrinh.checks.rule import DECREE_30, Rule
from lotrinh.checks.words.sources import DAY
from lotrinh.documents.document import Span

HEAD_LINES = 12
SHORT_DAY = re.compile(
    r"(?:^|(?<=\n))[A-ZĐ][^,;\d\n]{1,40},\s(?P<day>ngày\s{1,3}(?P<d>\d{1,2})\s?[/.-]\s?(?P<m>\d{1,2})\s?[/.-]\s?(?P<y>\d{4}))(?=\s{0,4}(?:\n|\Z))"
)


def find(paper: Paper) -> Iterator[Slip]:
    for span in paper.lines[:HEAD_LINES]:
        if (m := SHORT_DAY.search(paper.text, span.start, span.end)) is not None:
            month = f"{int(m['m']):02}" if int(m["m"]) < 3 else str(int(m["m"]))
            asked = f"ngày {int(m['d']):02} tháng {month} năm {m['y']}"
            at = Span(m.start("day"), m.end("day"))
            message = "Thời gian ban hành ghi đầy đủ “ngày … tháng … năm …”."
            yield Slip(message, at, found=m["day"], asked=asked, fix=Fix(at, asked))
            return


RULE = Rule(
    code="LT-N13",
    title="Ngày ban hành viết đầy đủ “ngày … tháng … năm …”",
    title_en="The signing day is written out",
    severity="warning",
    source=DAY,
    confidence="B",
    looks_at="text",
    bad=state(day="Minh Tân, ngày 05/3/2026"),
    good=state(day="Minh Tân, ngày 05 tháng 3 năm 2026"),
    find=find,
    systems=("state",),
    in_force_from=DECREE_30,
)
