"""The weekday fits its day: "thứ Ba, ngày 10/3/2026". The calendar."""

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

WEEKDAY = re.compile(
    rf"(?P<name>[Tt]hứ\s{{1,3}}(?:[Hh]ai|[Bb]a|[Tt]ư|[Nn]ăm|[Ss]áu|[Bb]ảy|[2-7])|[Cc]hủ\s{{1,3}}nhật),?\s{{1,3}}\(?{DAY}"
)
NAMES = {"hai": 0, "ba": 1, "tư": 2, "năm": 3, "sáu": 4, "bảy": 5, "nhật": 6} | {str(n): n - 2 for n in range(2, 8)}
SAID = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")


def find(paper: Paper) -> Iterator[Slip]:
    for m in WEEKDAY.finditer(paper.text):
        day = day_of(m)
        named = NAMES.get(m["name"].split()[-1].lower())
        if day is not None and named is not None and day.weekday() != named:
            asked = SAID[day.weekday()]
            yield Slip(
                f"Ngày {day:%d/%m/%Y} là {asked}.",
                Span(*m.span()),
                found=m["name"],
                asked=asked,
                doubtful=paper.may_be_misread,
            )


RULE = Rule(
    code="LT-S06",
    title="Thứ trong tuần khớp với ngày",
    title_en="The weekday fits its day",
    severity="error",
    source=CALENDAR,
    confidence="A",
    looks_at="text",
    bad=state(body="1. Ra quân vào thứ Hai, ngày 10/3/2026."),
    good=state(body="1. Ra quân vào thứ Ba, ngày 10/3/2026."),
    find=find,
    legal_acts=True,
)
