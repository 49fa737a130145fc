"""A moment comes to a day when its event, or the day of issue, is known; else to none."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lotrinh.documents.document import Span
from lotrinh.plans.plan import DateMoment, EventMoment, IssueMoment, Moment, OffsetMoment, Relation
from lotrinh.plans.resolution import EventDays, Side, resolve
from lotrinh.vietnamese.calendar import WorkingDays, national_working_days

SPAN = Span(0, 1)
ISSUED = date(2026, 3, 6)  # a Friday
FAIR: dict[str, EventDays] = {"Ngày hội Chuyển đổi số": (date(2026, 10, 8), date(2026, 10, 10))}


def day_of(moment: Moment | None, *, events: dict[str, EventDays] = FAIR, side: Side = "end") -> date | None:
    return resolve(moment, issued_on=ISSUED, events=events, working_days=national_working_days(2026, 2026), side=side)


@pytest.mark.parametrize(
    ("relation", "side", "day"),
    [
        pytest.param("before", "end", date(2026, 10, 7), id="before: the day before it opens"),
        pytest.param("at", "end", date(2026, 10, 8), id="at, as an end: when it opens"),
        pytest.param("at", "start", date(2026, 10, 8), id="at, as a start"),
        pytest.param("during", "start", date(2026, 10, 8), id="during, as a start"),
        pytest.param("during", "end", date(2026, 10, 10), id="during, as an end"),
        pytest.param("after", "start", date(2026, 10, 11), id="after: the day after it closes"),
    ],
)
def test_an_event_gives_a_day(relation: Relation, side: Side, day: date) -> None:
    assert day_of(EventMoment("ngày hội chuyển đổi số", relation, SPAN), side=side) == day


def test_an_event_without_dates_gives_none() -> None:
    moment = EventMoment("Ngày hội Chuyển đổi số", "before", SPAN)
    assert day_of(moment, events={}) is None
    assert day_of(moment, events={"Ngày hội Chuyển đổi số": (None, None)}) is None


def test_after_an_event_with_no_known_end_counts_from_its_start() -> None:
    moment = EventMoment("Ngày hội Chuyển đổi số", "after", SPAN)
    assert day_of(moment, events={"Ngày hội Chuyển đổi số": (date(2026, 10, 8), None)}) == date(2026, 10, 9)


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        pytest.param(None, None, id="nothing was read"),
        pytest.param(DateMoment(date(2026, 5, 5), SPAN), date(2026, 5, 5), id="a day is itself"),
        pytest.param(IssueMoment(SPAN), ISSUED, id="from now: the day of issue"),
        pytest.param(OffsetMoment(10, False, IssueMoment(SPAN), SPAN), date(2026, 3, 16), id="plain days"),
        pytest.param(OffsetMoment(5, True, IssueMoment(SPAN), SPAN), date(2026, 3, 13), id="working days"),
        pytest.param(
            OffsetMoment(-3, False, EventMoment("Ngày hội Chuyển đổi số", "at", SPAN), SPAN),
            date(2026, 10, 5),
            id="days before an event",
        ),
        pytest.param(OffsetMoment(5, True, None, SPAN), None, id="no origin was named"),
        pytest.param(OffsetMoment(10**7, False, IssueMoment(SPAN), SPAN), None, id="past the calendar"),
    ],
)
def test_moments(moment: Moment | None, day: date | None) -> None:
    assert day_of(moment) == day


def test_the_day_of_issue_may_be_unknown() -> None:
    assert resolve(IssueMoment(SPAN), issued_on=None, events={}, working_days=WorkingDays()) is None


@pytest.mark.parametrize(
    ("day", "worked"),
    [
        pytest.param(date(2026, 3, 6), True, id="a Friday"),
        pytest.param(date(2026, 3, 7), False, id="a Saturday"),
        pytest.param(date(2026, 4, 30), False, id="a holiday of the solar calendar"),
        pytest.param(date(2026, 2, 17), False, id="Tết"),
        pytest.param(date(2026, 4, 27), False, id="Giỗ Tổ fell on a Sunday, so Monday is off"),
        pytest.param(date(2026, 1, 10), True, id="a Saturday worked for another day"),
        pytest.param(date(2026, 11, 24), False, id="24/11 from 2026"),
    ],
)
def test_working_days(day: date, worked: bool) -> None:
    assert national_working_days(2026, 2026).includes(day) is worked


def test_a_new_holiday_is_not_held_against_earlier_years() -> None:
    assert national_working_days(2025, 2025).includes(date(2025, 11, 24))


@given(st.dates(date(2020, 1, 1), date(2030, 1, 1)), st.integers(0, 40))
def test_counting_back_and_forth_meets(day: date, days: int) -> None:
    calendar = WorkingDays()
    while not calendar.includes(day):
        day += timedelta(days=1)
    later = calendar.count(day, days)
    assert later is not None
    assert calendar.count(later, -days) == day
