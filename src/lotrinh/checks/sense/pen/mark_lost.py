"""Set phrases of official prose keep their marks: "Chỉ đạo", not "Chi đạo". Vietnamese spelling."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lotrinh.checks.examples import state
from lotrinh.checks.finding import Fix, Slip
from lotrinh.checks.paper import Paper
from lotrinh.checks.rule import Rule
from lotrinh.checks.sense.sources import SPELLING
from lotrinh.documents.document import Span

# Set phrases of official prose that lost a mark, with what they are.
LOST = {
    "Chi đạo": "Chỉ đạo",
    "Nhân mạnh": "Nhấn mạnh",
    "Tô chức": "Tổ chức",
    "Kê hoạch": "Kế hoạch",
    "Kề hoạch": "Kế hoạch",
    "đề b/c": "để b/c",
    "đề báo cáo": "để báo cáo",
    "thục hiện": "thực hiện",
    "Thục hiện": "Thực hiện",
    "Căn cử": "Căn cứ",
    "Nơi nhân:": "Nơi nhận:",
}
MISSPELT = re.compile(
    r"(?:(?:(?<=\n)|(?<=\n- )|(?<=[.;] ))(?:Chi đạo|Nhân mạnh)|(?<!\w)(?:Tô chức|K[êề] hoạch|[Tt]hục hiện|Căn cử)|(?<=\()đề (?:b/c|báo cáo)|(?<=\n)Nơi nhân:)(?!\w)"
)


def find(paper: Paper) -> Iterator[Slip]:
    for m in MISSPELT.finditer(paper.text):
        span, asked = Span(*m.span()), LOST[m[0]]
        yield Slip(f"“{m[0]}” có lẽ là “{asked}”.", span, found=m[0], asked=asked, fix=Fix(span, asked))


RULE = Rule(
    code="LT-S27",
    title="Từ ngữ thường dùng không mất dấu",
    title_en="Set phrases keep their marks",
    severity="note",
    source=SPELLING,
    confidence="A",
    looks_at="text",
    bad=state(body="1. Việc cần làm\n- Chi đạo các trường trồng cây."),
    good=state(body="1. Việc cần làm\n- Chỉ đạo các trường trồng cây."),
    find=find,
)
