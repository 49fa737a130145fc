"""Years that contradict what they stand beside: the constitutions, and anniversaries whose count does not fit their years."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lotrinh.checks.examples import state
from lotrinh.checks.finding import Slip
from lotrinh.checks.paper import Paper
from lotrinh.checks.rule import Rule
from lotrinh.documents.document import Span

CONSTITUTION = re.compile(r"Hiến pháp\s{1,3}(?:năm\s{1,3})?(?P<y>\d{4})(?!\d)")
CONSTITUTIONS = (1946, 1959, 1980, 1992, 2013)
ANNIVERSARY = re.compile(
    r"(?<!\w)(?P<n>\d{2,4})\s{1,3}(?:năm|Năm)\s{1,3}[^();\n]{3,140}?\(\s?(?:\d{1,2}/\d{1,2}/)?(?P<a>\d{4})\s{0,2}[-–]\s{0,2}(?:\d{1,2}/\d{1,2}/)?(?P<b>\d{4})\s?\)"
)
ANOTHER_COUNT = re.compile(r"\d\s{1,3}năm\s{1,3}[^();\n]{0,140}\d\s{1,3}năm\s", re.IGNORECASE)


def find_constitution(paper: Paper) -> Iterator[Slip]:
    for m in CONSTITUTION.finditer(paper.text):
        if int(m["y"]) not in CONSTITUTIONS:
            known = ", ".join(map(str, CONSTITUTIONS))
            message = f"Không có Hiến pháp năm {m['y']}; các bản Hiến pháp: {known}."
            yield Slip(message, Span(*m.span()), found=m["y"])


def find_anniversary(paper: Paper) -> Iterator[Slip]:
    for m in ANNIVERSARY.finditer(paper.text):
        years = int(m["b"]) - int(m["a"])
        if years != int(m["n"]) and years > 0 and not ANOTHER_COUNT.match(m[0]):
            message = f"Ghi {m['n']} năm, nhưng từ {m['a']} đến {m['b']} là {years} năm."
            yield Slip(message, Span(*m.span()), found=m["n"], asked=str(years))


RULES = (
    Rule(
        code="LT-S16",
        title="Năm của Hiến pháp là một trong các bản đã ban hành",
        title_en="The year of a constitution is one that there was",
        severity="warning",
        source="Hiến pháp các năm 1946, 1959, 1980, 1992, 2013",
        confidence="A",
        looks_at="text",
        bad=state(body="1. Phổ biến Hiến pháp năm 2012 đến học sinh."),
        good=state(body="1. Phổ biến Hiến pháp năm 2013 đến học sinh."),
        find=find_constitution,
        legal_acts=True,
    ),
    Rule(
        code="LT-S17",
        title="Số năm kỷ niệm khớp với hai mốc năm",
        title_en="The count of an anniversary fits its years",
        severity="warning",
        source="Văn bản tự đối chiếu với chính nó",
        confidence="A",
        looks_at="text",
        bad=state(body="1. Kỷ niệm 40 năm Ngày thành lập Trường Tiểu học Minh Tân (1985-2026)."),
        good=state(body="1. Kỷ niệm 40 năm Ngày thành lập Trường Tiểu học Minh Tân (1986-2026)."),
        find=find_anniversary,
        legal_acts=True,
    ),
)
