"""The count of an anniversary fits its years. The document against itself."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lotrinh.checks.examples import state
from lotrinh.checks.finding import Slip
from lotrinh.checks.paper import Paper
from lotrinh.checks.rule import Rule
from lotrinh.checks.sense.sources import ITSELF
from lotrinh.documents.document import Span

ANNIVERSARY = re.compile(
    r"(?<!\w)(?P<n>\d{2,4})\s{1,3}(?:năm|Năm)\s{1,3}[^();\n]{3,140}?\(\s?(?:\d{1,2}/\d{1,2}/)?(?P<a>\d{4})\s{0,2}[-–]\s{0,2}(?:\d{1,2}/\d{1,2}/)?(?P<b>\d{4})\s?\)"
)
ANOTHER_COUNT = re.compile(r"\d\s{1,3}năm\s{1,3}[^();\n]{0,140}\d\s{1,3}năm\s", re.IGNORECASE)


def find(paper: Paper) -> Iterator[Slip]:
    for m in ANNIVERSARY.finditer(paper.text):
        years = int(m["b"]) - int(m["a"])
        if years != int(m["n"]) and years > 0 and not ANOTHER_COUNT.match(m[0]):
            message = f"Ghi {m['n']} năm, nhưng từ {m['a']} đến {m['b']} là {years} năm."
            yield Slip(message, Span(*m.span()), found=m["n"], asked=str(years))


RULE = Rule(
    code="LT-S17",
    title="Số năm kỷ niệm khớp với hai mốc năm",
    title_en="The count of an anniversary fits its years",
    severity="warning",
    source=ITSELF,
    confidence="A",
    looks_at="text",
    bad=state(body="1. Kỷ niệm 40 năm Ngày thành lập Trường Tiểu học Minh Tân (1985-2026)."),
    good=state(body="1. Kỷ niệm 40 năm Ngày thành lập Trường Tiểu học Minh Tân (1986-2026)."),
    find=find,
    legal_acts=True,
)
