"""Grounds stand one a line, each ends with a semicolon and the last with a full stop.

Nghị định 30/2020/NĐ-CP, Phụ lục I, II.6.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lotrinh.checks.examples import state
from lotrinh.checks.finding import Slip
from lotrinh.checks.paper import Paper
from lotrinh.checks.rule import DECREE_30, Rule
from lotrinh.documents.document import Span

GROUND = re.compile(r"[-–]?\s{0,2}(?:Căn cứ|Theo đề nghị|Xét đề nghị|Xét Tờ trình)\b")
LEAD = re.compile(r"(?:như sau|sau đây)\s{0,2}[:.]?\Z|:\Z|,\Z")


def run_of_grounds(paper: Paper) -> list[tuple[Span, str]]:
    """Return the first unbroken run of lines of grounds."""
    run: list[tuple[Span, str]] = []
    for span, words in paper.body():
        if GROUND.match(words):
            run.append((span, words))
        elif run:
            break
    return run


def find(paper: Paper) -> Iterator[Slip]:
    run = run_of_grounds(paper)
    if not paper.has_formal_grounds or len(run) < 2:
        return  # one ground alone often opens a sentence of the text
    for n, (span, words) in enumerate(run):
        asked = "." if n == len(run) - 1 else ";"
        if words.endswith(asked) or (asked == "." and (LEAD.search(words) or "; " in words or len(words) > 400)):
            continue
        last = Span(span.end - 1, span.end)
        where = "dòng cuối" if asked == "." else "mỗi dòng"
        message = f"Căn cứ ban hành: {where} kết thúc bằng dấu “{asked}”."
        yield Slip(message, last, found=words[-1], asked=asked, doubtful=not paper.has_sure_letters)


RULE = Rule(
    code="LT-B01",
    title="Mỗi dòng căn cứ kết thúc bằng “;”, dòng cuối bằng “.”",
    title_en="Grounds end with a semicolon, the last with a full stop",
    severity="warning",
    source="Nghị định 30/2020/NĐ-CP, Phụ lục I, phần II, nội dung văn bản",
    confidence="A",
    looks_at="text",
    bad=state(
        grounds="Căn cứ Luật Lâm nghiệp ngày 15 tháng 11 năm 2017.\nCăn cứ Luật Trồng trọt ngày 19 tháng 11 năm 2018."
    ),
    good=state(
        grounds="Căn cứ Luật Lâm nghiệp ngày 15 tháng 11 năm 2017;\nCăn cứ Luật Trồng trọt ngày 19 tháng 11 năm 2018."
    ),
    find=find,
    systems=("state",),
    in_force_from=DECREE_30,
)
