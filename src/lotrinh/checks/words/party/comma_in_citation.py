"""Party: a comma stands between a code and its day: "số 12-NQ/ĐU, ngày 05/9/2026".

Hướng dẫn 36-HD/VPTW (2018), Quy định 399-QĐ/TW (2026).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lotrinh.checks.examples import party
from lotrinh.checks.finding import Fix, Slip
from lotrinh.checks.paper import Paper
from lotrinh.checks.rule import GUIDE_36, Rule
from lotrinh.checks.words.sources import PARTY
from lotrinh.documents.document import Span

DAY_BEHIND = re.compile(r"(?P<blank>\s{1,3})ngày\s")


def find(paper: Paper) -> Iterator[Slip]:
    for citation in paper.plan.citations:
        if citation.code is None or not re.match(r"\d+-", citation.code):
            continue
        for mention in citation.mentions:
            m = DAY_BEHIND.match(paper.text, mention.end)
            if m is not None:
                at = Span(mention.start, m.end("blank") + 4)
                message = "Trong văn bản đảng, giữa số ký hiệu và ngày của văn bản viện dẫn có dấu phẩy."
                fix = Fix(Span(mention.end, m.end("blank")), ", ")
                yield Slip(message, at, found=at.of(paper.text), asked=f"{mention.of(paper.text)}, ngày", fix=fix)


RULE = Rule(
    code="LT-B06",
    title="Văn bản đảng: dấu phẩy trước ngày của văn bản viện dẫn",
    title_en="Party: a comma before the day of a work cited",
    severity="note",
    source=PARTY,
    confidence="B",
    looks_at="citations",
    bad=party(grounds="- Căn cứ Kế hoạch số 20-KH/TU ngày 10/02/2026 của Tỉnh ủy;"),
    good=party(grounds="- Căn cứ Kế hoạch số 20-KH/TU, ngày 10/02/2026 của Tỉnh ủy;"),
    find=find,
    systems=("party",),
    in_force_from=GUIDE_36,
)
