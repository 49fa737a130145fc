"""A day is one that the calendar has: not "31/6/2026". The calendar."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lotrinh.checks.examples import state
from lotrinh.checks.finding import Slip
from lotrinh.checks.paper import Paper
from lotrinh.checks.rule import Rule
from lotrinh.checks.sense.days.written_days import DAY, day_of
from lotrinh.checks.sense.sources import CALENDAR
from lotrinh.documents.document import Span

WHOLE = re.compile(rf"(?<![\w/.-]){DAY}", re.IGNORECASE)
NOT_A_DAY = re.compile(r"(?:lần|âm lịch|ÂL|[Ee]mail|điện thoại|ĐT|bản|version|TCVN|QCVN)\W{0,3}\Z")


def find(paper: Paper) -> Iterator[Slip]:
    for m in WHOLE.finditer(paper.text):
        behind = paper.text[m.end() : m.end() + 12]
        if NOT_A_DAY.search(paper.text, max(0, m.start() - 14), m.start()) or re.match(r"\s{0,2}\(?(?:âm|ÂL)", behind):
            continue
        said_as_day = m[0].lower().startswith("ngày") or m["sep"] == "/"
        if said_as_day and day_of(m) is None:
            message = "Lịch không có ngày này."
            yield Slip(message, Span(*m.span()), found=m[0], doubtful=paper.may_be_misread)


RULE = Rule(
    code="LT-S05",
    title="Ngày có trong lịch",
    title_en="A day that the calendar has",
    severity="error",
    source=CALENDAR,
    confidence="A",
    looks_at="text",
    bad=state(body="1. Trồng xong cây trước ngày 31/6/2026."),
    good=state(body="1. Trồng xong cây trước ngày 30/6/2026."),
    find=find,
    legal_acts=True,
)
