"""The motto: "Độc lập - Tự do - Hạnh phúc", hyphens with spaces, one capital for each part.

Nghị định 30/2020/NĐ-CP, Phụ lục I, phần II.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lotrinh.checks.examples import state
from lotrinh.checks.finding import Fix, Slip
from lotrinh.checks.paper import Paper
from lotrinh.checks.rule import DECREE_30, Rule
from lotrinh.documents.document import Span

MOTTO = "Độc lập - Tự do - Hạnh phúc"
WRITTEN = re.compile(r"độc lập\s{0,3}[-–—.,]?\s{0,3}tự do\s{0,3}[-–—.,]?\s{0,3}hạnh phúc", re.IGNORECASE)
HEAD_LINES = 15


def find(paper: Paper) -> Iterator[Slip]:
    end = paper.lines[min(HEAD_LINES, len(paper.lines)) - 1].end if paper.lines else 0
    m = WRITTEN.search(paper.text, 0, end)
    if m is None or m[0] == MOTTO:
        return
    span = Span(m.start(), m.end())
    only_dash = re.sub("[–—]", "-", m[0]) == MOTTO  # a word processor turns the hyphen by itself
    yield Slip(
        f"Tiêu ngữ viết là “{MOTTO}”.",
        span,
        found=m[0],
        asked=MOTTO,
        fix=Fix(span, MOTTO),
        doubtful=only_dash or not paper.has_sure_letters,
    )


RULE = Rule(
    code="LT-H01",
    title="Tiêu ngữ viết đúng chữ hoa và dấu gạch nối",
    title_en="The motto has its capitals and hyphens",
    severity="note",
    source="Nghị định 30/2020/NĐ-CP, Phụ lục I, phần II, Quốc hiệu và Tiêu ngữ",
    confidence="C",
    looks_at="text",
    bad=state(nation="CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc Lập - Tự Do - Hạnh Phúc"),
    good=state(nation="CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc"),
    find=find,
    systems=("state",),
    in_force_from=DECREE_30,
)
