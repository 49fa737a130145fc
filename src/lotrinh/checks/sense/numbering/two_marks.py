"""Sections of one level are marked in one way: not "I." and "II-".

The document against itself; its layout by Nghị định 30/2020/NĐ-CP.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lotrinh.checks.examples import state
from lotrinh.checks.finding import Slip
from lotrinh.checks.paper import Paper
from lotrinh.checks.rule import Rule
from lotrinh.checks.sense.sources import NUMBERING
from lotrinh.documents.document import Span

ROMAN_MARK = re.compile(r"[IVX]{1,6}\s?(?P<mark>[.\-–/)])")


def find(paper: Paper) -> Iterator[Slip]:
    first: tuple[str, str] | None = None
    for span, words in paper.body():
        if (m := ROMAN_MARK.match(words)) is None or not words[m.end() :].strip()[:12].isupper():
            continue
        mark = m["mark"].replace("–", "-")
        if first is None:
            first = (mark, m[0])
        elif mark != first[0]:
            message = f"Cùng một cấp mà có mục viết “{first[1]}”, có mục viết “{m[0]}”."
            yield Slip(message, Span(span.start, span.start + m.end()), found=m[0])
            return


RULE = Rule(
    code="LT-S04",
    title="Các mục cùng cấp đánh dấu cùng một kiểu",
    title_en="Sections of one level are marked in one way",
    severity="note",
    source=NUMBERING,
    confidence="A",
    looks_at="text",
    bad=state(body="I. MỤC ĐÍCH\nTrồng cây.\nII- TỔ CHỨC THỰC HIỆN\nCác trường học tự trồng."),
    good=state(body="I. MỤC ĐÍCH\nTrồng cây.\nII. TỔ CHỨC THỰC HIỆN\nCác trường học tự trồng."),
    find=find,
    legal_acts=True,
)
