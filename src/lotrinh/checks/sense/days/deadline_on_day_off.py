"""A deadline is not on a day off. Bộ luật Lao động 2019, Điều 111, 112, and the days off of each year."""

from __future__ import annotations

from collections.abc import Iterator

from lotrinh.checks.examples import state
from lotrinh.checks.finding import Slip
from lotrinh.checks.paper import Paper
from lotrinh.checks.rule import Rule
from lotrinh.checks.sense.days.deadlines import dated_deadlines
from lotrinh.vietnamese.calendar import national_working_days

FIRST_KNOWN, LAST_KNOWN = 2025, 2026  # years of which the table of days off is whole


def find(paper: Paper) -> Iterator[Slip]:
    for deadline in dated_deadlines(paper):
        if deadline.exclusive or not FIRST_KNOWN <= deadline.date.year <= LAST_KNOWN:
            continue
        says_a_day = any(fact.precision == "day" and deadline.span.holds(fact.span) for fact in paper.plan.dates)
        days = national_working_days(FIRST_KNOWN, LAST_KNOWN)
        if says_a_day and not days.includes(deadline.date):
            message = f"Thời hạn {deadline.date:%d/%m/%Y} rơi vào ngày nghỉ."
            yield Slip(message, deadline.span, found=deadline.span.of(paper.text))


RULE = Rule(
    code="LT-S10",
    title="Thời hạn không rơi vào ngày nghỉ",
    title_en="A deadline is not on a day off",
    severity="note",
    source="Bộ luật Lao động 2019, Điều 111, 112; lịch nghỉ từng năm",
    confidence="C",
    looks_at="duties[].deadline",
    bad=state(body="I. TỔ CHỨC THỰC HIỆN\n1. Phòng Kinh tế\n- Báo cáo kết quả chậm nhất ngày 02/9/2026."),
    good=state(body="I. TỔ CHỨC THỰC HIỆN\n1. Phòng Kinh tế\n- Báo cáo kết quả chậm nhất ngày 09/9/2026."),
    find=find,
)
