"""The drawing of stages: known days in their place, open ends open, whatever days a plan has."""

from __future__ import annotations

import datetime
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lotrinh.web.programmes.calendar.timeline import WIDTH, Span, draw, month_from
from lotrinh.web.programmes.calendar.timeline_days import DOT, LETTER, NEAR, Due, Happening

D = datetime.date
TODAY = D(2026, 4, 10)
KNOWN = Span("1", D(2026, 1, 1), D(2026, 3, 31), 1)
DAYS = st.none() | st.dates()


@pytest.mark.parametrize(
    ("span", "look", "fades"),
    [
        pytest.param(KNOWN, "past", [], id="both ends behind"),
        pytest.param(Span("1", D(2026, 4, 10), D(2026, 4, 10), 1), "now", [], id="today alone"),
        pytest.param(Span("1", D(2026, 5, 1), D(2026, 6, 30), 1), "ahead", [], id="to come"),
        pytest.param(Span("1", D(2026, 3, 1), None, 1), "now", ["end"], id="end not known"),
        pytest.param(Span("1", D(2026, 5, 1), None, 1), "ahead", ["end"], id="to come, end not known"),
        pytest.param(Span("1", None, D(2026, 6, 30), 1), "now", ["start"], id="start not known"),
        pytest.param(Span("1", None, D(2026, 3, 1), 1), "past", ["start"], id="start not known, over"),
        pytest.param(Span("1", None, None, 1), "unknown", ["start", "end"], id="nothing known"),
    ],
)
def test_looks_and_open_ends(span: Span, look: str, fades: list[str]) -> None:
    bar = draw([span], TODAY).bars[0]
    assert (bar.look, [side for side, _x, _width in bar.fades]) == (look, fades)


def test_open_end_does_not_look_like_a_day() -> None:
    bar = draw([Span("1", D(2026, 4, 1), None, 1)], TODAY).bars[0]
    assert bar.x + bar.width == WIDTH
    assert bar.width > WIDTH / 2  # two months past the last known day


@pytest.mark.parametrize(
    ("span", "where"),
    [
        pytest.param(KNOWN, [], id="no event"),
        pytest.param(Span("1", KNOWN.start, KNOWN.end, 1, start_tied=True), ["left"], id="starts at one"),
        pytest.param(Span("1", KNOWN.start, KNOWN.end, 1, end_tied=True), ["right"], id="ends at one"),
        pytest.param(
            Span("1", KNOWN.start, KNOWN.end, 1, start_tied=True, end_tied=True), ["left", "right"], id="both"
        ),
        pytest.param(Span("1", None, None, 1, start_tied=True), ["left"], id="an event without a day"),
    ],
)
def test_ends_that_hang_on_events_are_marked(span: Span, where: list[str]) -> None:
    bar = draw([span], TODAY).bars[0]
    middle = bar.x + bar.width / 2
    assert ["left" if x < middle else "right" for x in bar.ties] == where


def test_months_name_the_year_where_it_begins() -> None:
    names = [name for _x, name in draw([Span("1", D(2025, 11, 3), D(2026, 2, 1), 1)], TODAY).months]
    assert names == ["T11/2025", "T12", "T1/2026", "T2", "T3", "T4"]


def test_no_stages_are_an_empty_line() -> None:
    line = draw([], TODAY)
    assert (line.bars, [name for _x, name in line.months]) == ([], ["T4/2026"])


@pytest.mark.parametrize(
    ("day", "months", "first"),
    [
        (D(2026, 12, 5), 1, D(2027, 1, 1)),
        (D(2026, 1, 31), -1, D(2025, 12, 1)),
        (D.min, -3, D.min),
        (D.max, 3, D.max),
    ],
)
def test_months_stop_where_the_calendar_does(day: D, months: int, first: D) -> None:
    assert month_from(day, months) == first


@given(st.lists(st.tuples(DAYS, DAYS, st.booleans(), st.booleans()), max_size=6), st.dates())
def test_whatever_the_days_everything_stays_on_the_paper(
    ends: list[tuple[D | None, D | None, bool, bool]], today: D
) -> None:
    spans = [
        Span("Giai đoạn " * 20, start, end, n, start_tied=a, end_tied=b) for n, (start, end, a, b) in enumerate(ends)
    ]
    line = draw(spans, today)
    assert len(line.months) <= 15
    assert 0 <= line.today <= WIDTH
    for bar in line.bars:
        assert bar.x >= 0
        assert bar.x + bar.width <= WIDTH + 0.2
        assert bar.width >= 8
        assert bar.label_x >= 0
        assert all(0 <= x <= WIDTH for x in bar.ties)
        assert bar.y + bar.height < line.height


@given(st.lists(st.dates(D(2025, 1, 1), D(2027, 12, 31)), max_size=30), st.lists(st.integers(1, 9), max_size=30))
def test_deadlines_never_touch_and_none_is_left_out(days: list[datetime.date], counts: list[int]) -> None:
    dues = [Due(day, n, 0, 0) for day, n in zip(sorted(set(days)), counts, strict=False)]
    dots = draw([KNOWN], TODAY, dues=dues).dots
    assert sum(dot.total for dot in dots) == sum(due.total for due in dues)
    assert all(DOT < dot.x < WIDTH - DOT for dot in dots)
    places = [dot.x for dot in dots[1:-1]]  # those at the edge are moved in
    assert all(b - a >= NEAR - 0.2 for a, b in pairwise(places))


@pytest.mark.parametrize(
    ("late", "done", "look"), [(1, 0, "late"), (0, 2, "ok"), (0, 1, "open")], ids=["some late", "all done", "open"]
)
def test_look_of_a_deadline(late: int, done: int, look: str) -> None:
    assert draw([], TODAY, dues=[Due(TODAY, 2, late, done)]).dots[0].look == look


def test_names_of_events_near_each_other_stand_in_rows() -> None:
    events = [Happening("Ngày hội Trồng cây", D(2026, 3, n)) for n in (1, 2, 3)]
    line = draw([KNOWN], TODAY, happenings=[*events, Happening("Đại hội", D(2026, 1, 2))])
    assert [mark.lane for mark in line.marks] == [0, 0, 1, 2]
    assert len({(mark.lane, mark.x) for mark in line.marks}) == 4
    assert line.height > draw([KNOWN], TODAY).height


def test_name_at_the_right_edge_stands_on_the_left_of_its_day() -> None:
    mark = draw([KNOWN], TODAY, happenings=[Happening("Tổng kết chương trình của phường", D(2026, 4, 29))]).marks[0]
    assert mark.anchor == "end"
    assert mark.label_x - len(mark.label) * LETTER > 0
