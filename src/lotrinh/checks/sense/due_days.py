"""Deadlines before the signing, and deadlines on a day off."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from lotrinh.checks.examples import state
from lotrinh.checks.finding import Slip
from lotrinh.checks.paper import Paper
from lotrinh.checks.rule import Rule
from lotrinh.documents.document import Span
from lotrinh.plans.plan import DateMoment
from lotrinh.vietnamese.calendar import national_working_days

FIRST_KNOWN, LAST_KNOWN = 2025, 2026  # years of which the table of days off is whole


def dated_deadlines(paper: Paper) -> Iterator[DateMoment]:
    """Yield the deadlines of duties that are a day, each place once."""
    seen: set[Span] = set()
    for duty in paper.plan.duties:
        if isinstance(duty.deadline, DateMoment) and duty.deadline.span not in seen:
            seen.add(duty.deadline.span)
            yield duty.deadline


def find_past(paper: Paper) -> Iterator[Slip]:
    signed = paper.plan.header.issued_on
    if signed is None:
        return
    day = date.fromisoformat(signed.value)
    for deadline in dated_deadlines(paper):
        if deadline.date < day:
            message = f"Thời hạn {deadline.date:%d/%m/%Y} trước ngày ban hành {day:%d/%m/%Y}."
            yield Slip(message, deadline.span, found=deadline.span.of(paper.text), doubtful=paper.may_be_misread)


def find_off(paper: Paper) -> Iterator[Slip]:
    for deadline in dated_deadlines(paper):
        if deadline.exclusive or not FIRST_KNOWN <= deadline.date.year <= LAST_KNOWN:
            continue
        says_a_day = any(fact.precision == "day" and deadline.span.holds(fact.span) for fact in paper.plan.dates)
        days = national_working_days(FIRST_KNOWN, LAST_KNOWN)
        if says_a_day and not days.includes(deadline.date):
            message = f"Thời hạn {deadline.date:%d/%m/%Y} rơi vào ngày nghỉ."
            yield Slip(message, deadline.span, found=deadline.span.of(paper.text))


RULES = (
    Rule(
        code="LT-S09",
        title="Thời hạn không trước ngày ban hành",
        title_en="A deadline is not before the signing",
        severity="warning",
        source="Văn bản tự đối chiếu với chính nó",
        confidence="A",
        looks_at="duties[].deadline, header.issued_on",
        bad=state(body="I. TỔ CHỨC THỰC HIỆN\n1. Phòng Kinh tế\n- Chuẩn bị cây giống xong trước ngày 20/2/2026."),
        good=state(body="I. TỔ CHỨC THỰC HIỆN\n1. Phòng Kinh tế\n- Chuẩn bị cây giống xong trước ngày 20/4/2026."),
        find=find_past,
    ),
    Rule(
        code="LT-S10",
        title="Thời hạn không rơi vào ngày nghỉ",
        title_en="A deadline is not on a day off",
        severity="note",
        source="Bộ luật Lao động 2019, Điều 111, 112; lịch nghỉ từng năm",
        confidence="C",
        looks_at="duties[].deadline",
        bad=state(body="I. TỔ CHỨC THỰC HIỆN\n1. Phòng Kinh tế\n- Báo cáo kết quả chậm nhất ngày 02/9/2026."),
        good=state(body="I. TỔ CHỨC THỰC HIỆN\n1. Phòng Kinh tế\n- Báo cáo kết quả chậm nhất ngày 09/9/2026."),
        find=find_off,
    ),
)
