"""Days that the calendar does not have, and weekdays that do not fit their day."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from lotrinh.checks.examples import state
from lotrinh.checks.finding import Slip
from lotrinh.checks.paper import Paper
from lotrinh.checks.rule import Rule
from lotrinh.documents.document import Span
from lotrinh.plans.dates import safe_date

DAY = (
    r"(?:ngày\s{1,3})?(?P<d>\d{1,2})(?:\s?(?P<sep>[/.-])\s?(?P<m>\d{1,2})\s?(?P=sep)\s?|\s{1,3}tháng\s{1,3}(?P<w>\d{1,2})\s{1,3}năm\s{1,3})"
    r"(?P<y>(?:19|20)\d\d)(?![\d/])"
)
WHOLE = re.compile(rf"(?<![\w/.-]){DAY}", re.IGNORECASE)
WEEKDAY = re.compile(
    rf"(?P<name>[Tt]hứ\s{{1,3}}(?:[Hh]ai|[Bb]a|[Tt]ư|[Nn]ăm|[Ss]áu|[Bb]ảy|[2-7])|[Cc]hủ\s{{1,3}}nhật),?\s{{1,3}}\(?{DAY}"
)
NAMES = {"hai": 0, "ba": 1, "tư": 2, "năm": 3, "sáu": 4, "bảy": 5, "nhật": 6} | {str(n): n - 2 for n in range(2, 8)}
SAID = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")
NOT_A_DAY = re.compile(r"(?:lần|âm lịch|ÂL|[Ee]mail|điện thoại|ĐT|bản|version|TCVN|QCVN)\W{0,3}\Z")


def day_of(m: re.Match[str]) -> date | None:
    """Return the day that a match writes."""
    return safe_date(int(m["y"]), int(m["m"] or m["w"]), int(m["d"]))


def find_impossible(paper: Paper) -> Iterator[Slip]:
    for m in WHOLE.finditer(paper.text):
        behind = paper.text[m.end() : m.end() + 12]
        if NOT_A_DAY.search(paper.text, max(0, m.start() - 14), m.start()) or re.match(r"\s{0,2}\(?(?:âm|ÂL)", behind):
            continue
        said_as_day = m[0].lower().startswith("ngày") or m["sep"] == "/"
        if said_as_day and day_of(m) is None:
            message = "Lịch không có ngày này."
            yield Slip(message, Span(*m.span()), found=m[0], doubtful=paper.may_be_misread)


def find_weekday(paper: Paper) -> Iterator[Slip]:
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


SOURCE = "Dương lịch"
RULES = (
    Rule(
        code="LT-S05",
        title="Ngày có trong lịch",
        title_en="A day that the calendar has",
        severity="error",
        source=SOURCE,
        confidence="A",
        looks_at="text",
        bad=state(body="1. Trồng xong cây trước ngày 31/6/2026."),
        good=state(body="1. Trồng xong cây trước ngày 30/6/2026."),
        find=find_impossible,
        legal_acts=True,
    ),
    Rule(
        code="LT-S06",
        title="Thứ trong tuần khớp với ngày",
        title_en="The weekday fits its day",
        severity="error",
        source=SOURCE,
        confidence="A",
        looks_at="text",
        bad=state(body="1. Ra quân vào thứ Hai, ngày 10/3/2026."),
        good=state(body="1. Ra quân vào thứ Ba, ngày 10/3/2026."),
        find=find_weekday,
        legal_acts=True,
    ),
)
