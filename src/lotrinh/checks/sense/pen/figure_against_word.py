"""Figure and word say one number: "05 (năm)". The document against itself."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lotrinh.checks.examples import state
from lotrinh.checks.finding import Slip
from lotrinh.checks.paper import Paper
from lotrinh.checks.rule import Rule
from lotrinh.checks.sense.sources import ITSELF
from lotrinh.documents.document import Span

COUNT = re.compile(
    r"(?<![\d.,/])(?P<n>\d{1,2})\s?\((?P<w>một|hai|ba|bốn|tư|năm|sáu|bảy|bẩy|tám|chín|mười|mười một|mười hai|mười lăm|hai mươi|ba mươi)\)"
)
NUMBERS = {
    "một": 1, "hai": 2, "ba": 3, "bốn": 4, "tư": 4, "năm": 5, "sáu": 6, "bảy": 7, "bẩy": 7, "tám": 8, "chín": 9,
    "mười": 10, "mười một": 11, "mười hai": 12, "mười lăm": 15, "hai mươi": 20, "ba mươi": 30,
}  # fmt: skip


def find(paper: Paper) -> Iterator[Slip]:
    for m in COUNT.finditer(paper.text):
        if int(m["n"]) != NUMBERS[m["w"]]:
            message = f"Số viết {m['n']} nhưng chữ viết “{m['w']}”."
            yield Slip(message, Span(*m.span()), found=m[0], doubtful=paper.may_be_misread)


RULE = Rule(
    code="LT-S25",
    title="Số và chữ ghi cùng một lượng",
    title_en="Figure and word say one number",
    severity="error",
    source=ITSELF,
    confidence="A",
    looks_at="text",
    bad=state(body="1. Mỗi trường trồng 05 (sáu) cây."),
    good=state(body="1. Mỗi trường trồng 05 (năm) cây."),
    find=find,
    legal_acts=True,
)
