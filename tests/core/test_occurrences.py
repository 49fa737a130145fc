"""From a recurrence to its days."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lotrinh.plans.occurrences import Rule, first_day, occurrence_days, parse_rule, starting
from lotrinh.plans.recurrence import find_recurrence

NAMED = [
    ("báo cáo hằng tháng, trước ngày 20", "2026-01-05", "2026-01-19 2026-02-19 2026-03-19"),
    ("báo cáo hằng quý, trước ngày 20", "2026-01-05", "2026-03-19 2026-06-19 2026-09-19"),
    ("họp vào thứ sáu hằng tuần", "2026-01-05", "2026-01-09 2026-01-16 2026-01-23"),
    ("tổng kết hằng năm, trước ngày 15/12", "2026-01-05", "2026-12-14 2027-12-14 2028-12-14"),
    ("nộp trước ngày 01 hằng tháng", "2026-01-05", "2026-01-31 2026-02-28 2026-03-31"),
    ("trực hằng ngày", "2026-02-27", "2026-02-27 2026-02-28 2026-03-01"),
]


@pytest.mark.parametrize(("words", "since", "days"), NAMED, ids=[row[0] for row in NAMED])
def test_words_become_days(words: str, since: str, days: str) -> None:
    value = find_recurrence(words, 0, len(words))
    assert value is not None
    rule = parse_rule(str(value.value))
    assert rule is not None
    first = first_day(rule, since=date.fromisoformat(since))
    assert first is not None
    found = occurrence_days(rule, first=first, until=date(2029, 1, 1), most=3)
    assert " ".join(day.isoformat() for day in found) == days


@pytest.mark.parametrize("text", ["FREQ=MONTHLY", "FREQ=MONTHLY;INTERVAL=3", "FREQ=WEEKLY", "FREQ=YEARLY;BYMONTH=6"])
def test_a_day_that_the_words_leave_open_stays_open(text: str) -> None:
    rule = parse_rule(text)
    assert rule is not None
    assert first_day(rule, since=date(2026, 1, 5)) is None


@pytest.mark.parametrize("text", ["", "hằng tháng", "FREQ=HOURLY", "FREQ=DAILY;INTERVAL=0", "FREQ=DAILY;INTERVAL=x"])
def test_what_is_no_rule_is_none(text: str) -> None:
    assert parse_rule(text) is None


@pytest.mark.parametrize(
    ("rule", "first", "told"),
    [
        (Rule("MONTHLY", month_day=-1), date(2026, 2, 28), "FREQ=MONTHLY;BYMONTHDAY=-1"),  # fits: the last day stays
        (Rule("MONTHLY", 3, month_day=19), date(2026, 2, 10), "FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=10"),
        (Rule("WEEKLY"), date(2026, 1, 9), "FREQ=WEEKLY;BYDAY=FR"),
        (Rule("YEARLY"), date(2026, 6, 30), "FREQ=YEARLY;BYMONTH=6;BYMONTHDAY=30"),
    ],
)
def test_the_first_day_decides_the_others(rule: Rule, first: date, told: str) -> None:
    assert str(starting(rule, first)) == told


def test_nothing_comes_after_the_end_nor_more_than_asked() -> None:
    rule = Rule("WEEKLY")
    assert occurrence_days(rule, first=date(2026, 1, 9), until=date(2026, 1, 8), most=9) == []
    assert len(occurrence_days(rule, first=date(2026, 1, 9), until=date(2030, 1, 1), most=5)) == 5
    assert occurrence_days(Rule("YEARLY"), first=date(9998, 1, 1), until=date.max, most=9)[-1].year == 9999


RULES = st.builds(
    Rule,
    st.sampled_from(["DAILY", "WEEKLY", "MONTHLY", "YEARLY"]),
    st.integers(1, 12),
    month_day=st.one_of(st.none(), st.integers(1, 31), st.integers(-31, -1)),
)


@given(RULES, st.dates(), st.dates())
def test_days_rise_and_stay_within(rule: Rule, first: date, until: date) -> None:
    days = occurrence_days(rule, first=first, until=until, most=20)
    assert days == sorted(set(days))
    assert all(first <= day <= until for day in days)
    assert parse_rule(str(rule)) == rule
