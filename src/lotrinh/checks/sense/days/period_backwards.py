"""A period does not end before it starts. The document against itself."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lotrinh.checks.examples import state
from lotrinh.checks.finding import Slip
from lotrinh.checks.paper import Paper
from lotrinh.checks.rule import Rule
from lotrinh.checks.sense.sources import ITSELF
from lotrinh.documents.document import Span
from lotrinh.plans.dates import safe_date

D = r"(?P<d{0}>\d{{1,2}})/(?P<m{0}>\d{{1,2}})/(?P<y{0}>(?:19|20)\d\d)(?!\d)"
FROM_TO = re.compile(
    rf"(?<!\w)từ\s{{1,3}}(?:ngày\s{{1,3}})?{D.format(1)}\s{{1,3}}(?:đến|tới)\s{{1,3}}(?:hết\s{{1,3}})?(?:ngày\s{{1,3}})?{D.format(2)}",
    re.IGNORECASE,
)
YEARS = re.compile(
    r"(?<!\w)(?:giai đoạn|nhiệm kỳ|năm|thời kỳ)\s{1,3}(?P<a>(?:19|20)\d\d)\s{0,2}[-–]\s{0,2}(?P<b>(?:19|20)\d\d)(?!\d|\s{0,2}[-/])",
    re.IGNORECASE,
)


def find(paper: Paper) -> Iterator[Slip]:
    for m in FROM_TO.finditer(paper.text):
        start = safe_date(int(m["y1"]), int(m["m1"]), int(m["d1"]))
        end = safe_date(int(m["y2"]), int(m["m2"]), int(m["d2"]))
        if start and end and end < start:
            yield Slip(
                "Khoảng thời gian kết thúc trước khi bắt đầu.",
                Span(*m.span()),
                found=m[0],
                doubtful=paper.may_be_misread,
            )
    for m in YEARS.finditer(paper.text):
        if int(m["b"]) < int(m["a"]):
            yield Slip(
                "Giai đoạn kết thúc trước khi bắt đầu.", Span(*m.span()), found=m[0], doubtful=paper.may_be_misread
            )


RULE = Rule(
    code="LT-S07",
    title="Khoảng thời gian không kết thúc trước khi bắt đầu",
    title_en="A period does not end before it starts",
    severity="error",
    source=ITSELF,
    confidence="A",
    looks_at="text",
    bad=state(body="1. Trồng cây từ ngày 20/3/2026 đến ngày 10/3/2026."),
    good=state(body="1. Trồng cây từ ngày 10/3/2026 đến ngày 20/3/2026."),
    find=find,
    legal_acts=True,
)
