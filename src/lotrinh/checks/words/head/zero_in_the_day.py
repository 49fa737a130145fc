"""In the day of signing, days below 10 and months 1 and 2 have a zero: "ngày 05 tháng 02".

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

WRITTEN = re.compile(r"ngày\s+(?P<d>\d{1,2})\s+tháng\s+(?P<m>\d{1,2})\s+năm\s+(?P<y>\d{4})", re.IGNORECASE)


def find(paper: Paper) -> Iterator[Slip]:
    day = paper.plan.header.issued_on
    if day is None or (m := WRITTEN.search(paper.text, day.span.start, day.span.end)) is None:
        return
    if len(m["d"]) == 1 or m["m"] in ("1", "2"):
        month = f"0{m['m']}" if m["m"] in ("1", "2") else m["m"]
        asked = f"ngày {m['d']:>02} tháng {month} năm {m['y']}"
        message = "Ngày nhỏ hơn 10 và tháng 1, 2 phải ghi thêm số 0 phía trước."
        yield Slip(message, day.span, found=m[0], asked=asked, fix=Fix(day.span, asked))


RULE = Rule(
    code="LT-N12",
    title="Ngày dưới 10 và tháng 1, 2 của ngày ban hành có số 0 phía trước",
    title_en="Days below 10 and months 1 and 2 of the signing day have a leading zero",
    severity="warning",
    source=DAY,
    confidence="B",
    looks_at="header.issued_on",
    bad=state(day="Minh Tân, ngày 5 tháng 2 năm 2026"),
    good=state(day="Minh Tân, ngày 05 tháng 02 năm 2026"),
    find=find,
    systems=("state",),
    in_force_from=DECREE_30,
)
