"""Party: the text ends with ".", never with "./.". Hướng dẫn 36-HD/VPTW (2018), Quy định 399-QĐ/TW (2026)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lotrinh.checks.examples import party
from lotrinh.checks.finding import Slip
from lotrinh.checks.paper import Paper
from lotrinh.checks.rule import GUIDE_36, Rule
from lotrinh.checks.words.body.last_line import last_line
from lotrinh.checks.words.sources import PARTY
from lotrinh.documents.document import Span


def find(paper: Paper) -> Iterator[Slip]:
    seen = last_line(paper)
    if seen is not None and (m := re.search(r"\.\s?/\s?\.\W{0,2}\Z", seen[1])) is not None:
        at = Span(seen[0].start + m.start(), seen[0].end)
        yield Slip("Văn bản đảng kết thúc bằng dấu “.”, không dùng “./.”.", at, found=m[0].strip(), asked=".")


RULE = Rule(
    code="LT-B03",
    title="Văn bản đảng kết thúc bằng “.”",
    title_en="Party: the text ends with a full stop",
    severity="warning",
    source=PARTY,
    confidence="B",
    looks_at="text",
    bad=party(end="Các chi bộ báo cáo kết quả về Văn phòng Đảng ủy./."),
    good=party(end="Các chi bộ báo cáo kết quả về Văn phòng Đảng ủy."),
    find=find,
    systems=("party",),
    in_force_from=GUIDE_36,
)
