"""The day in the head is written out, with a zero before days below 10 and months 1 and 2: "ngày 05 tháng 02 năm 2026"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lotrinh.checks.examples import state
from lotrinh.checks.finding import Fix, Slip
from lotrinh.checks.paper import Paper
from lotrinh.checks.rule import DECREE_30, Rule
from lotrinh.documents.document import Span

HEAD_LINES = 12
SHORT_DAY = re.compile(
    r"(?:^|(?<=\n))[A-ZĐ][^,;\d\n]{1,40},\s(?P<day>ngày\s{1,3}(?P<d>\d{1,2})\s?[/.-]\s?(?P<m>\d{1,2})\s?[/.-]\s?(?P<y>\d{4}))(?=\s{0,4}(?:\n|\Z))"
)
WRITTEN = re.compile(r"ngày\s+(?P<d>\d{1,2})\s+tháng\s+(?P<m>\d{1,2})\s+năm\s+(?P<y>\d{4})", re.IGNORECASE)


def find_zero(paper: Paper) -> Iterator[Slip]:
    day = paper.plan.header.issued_on
    if day is None or (m := WRITTEN.search(paper.text, day.span.start, day.span.end)) is None:
        return
    if len(m["d"]) == 1 or m["m"] in ("1", "2"):
        month = f"0{m['m']}" if m["m"] in ("1", "2") else m["m"]
        asked = f"ngày {m['d']:>02} tháng {month} năm {m['y']}"
        message = "Ngày nhỏ hơn 10 và tháng 1, 2 phải ghi thêm số 0 phía trước."
        yield Slip(message, day.span, found=m[0], asked=asked, fix=Fix(day.span, asked))


def find_short(paper: Paper) -> Iterator[Slip]:
    for span in paper.lines[:HEAD_LINES]:
        if (m := SHORT_DAY.search(paper.text, span.start, span.end)) is not None:
            month = f"{int(m['m']):02}" if int(m["m"]) < 3 else str(int(m["m"]))
            asked = f"ngày {int(m['d']):02} tháng {month} năm {m['y']}"
            at = Span(m.start("day"), m.end("day"))
            message = "Thời gian ban hành ghi đầy đủ “ngày … tháng … năm …”."
            yield Slip(message, at, found=m["day"], asked=asked, fix=Fix(at, asked))
            return


ZERO = Rule(
    code="LT-N12",
    title="Ngày dưới 10 và tháng 1, 2 của ngày ban hành có số 0 phía trước",
    title_en="Days below 10 and months 1 and 2 of the signing day have a leading zero",
    severity="warning",
    source="Nghị định 30/2020/NĐ-CP, Phụ lục I, phần II, địa danh và thời gian ban hành",
    confidence="B",
    looks_at="header.issued_on",
    bad=state(day="Minh Tân, ngày 5 tháng 2 năm 2026"),
    good=state(day="Minh Tân, ngày 05 tháng 02 năm 2026"),
    find=find_zero,
    systems=("state",),
    in_force_from=DECREE_30,
)
SHORT = Rule(
    code="LT-N13",
    title="Ngày ban hành viết đầy đủ “ngày … tháng … năm …”",
    title_en="The signing day is written out",
    severity="warning",
    source="Nghị định 30/2020/NĐ-CP, Phụ lục I, phần II, địa danh và thời gian ban hành",
    confidence="B",
    looks_at="text",
    bad=state(day="Minh Tân, ngày 05/3/2026"),
    good=state(day="Minh Tân, ngày 05 tháng 3 năm 2026"),
    find=find_short,
    systems=("state",),
    in_force_from=DECREE_30,
)
