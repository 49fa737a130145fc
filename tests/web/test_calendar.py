"""The calendar of a month: what it shows, to whom, and how little it asks the database."""

from __future__ import annotations

import datetime
from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from lotrinh.vietnamese.calendar import name_days_off
from lotrinh.web import clock
from lotrinh.web.organisation.models import Person
from lotrinh.web.programmes import actions
from lotrinh.web.programmes.calendar.month import Entry, neighbours, parse_month, weeks_of
from lotrinh.web.programmes.calendar.week import parse_week
from lotrinh.web.programmes.models import Assignment, Event, Programme
from tests.web.builders import confirmed
from tests.web.conftest import Ward, person_with

SignIn = Callable[[Person], Client]
TODAY = datetime.date(2026, 4, 10)
PLANTED, CARED = "Trồng cây tại công viên", "Chăm sóc cây trước cửa nhà"


@pytest.fixture(autouse=True)
def fixed_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "today", lambda: TODAY)


@pytest.fixture
def programme(ward: Ward) -> Programme:
    made = actions.start_programme(by=ward.clerk, document=confirmed(ward.clerk, ward.body))
    actions.link_phrase(by=ward.clerk, programme=made, phrase="Các tổ dân phố", units=ward.groups)
    Assignment.objects.filter(duty__text__startswith=CARED).update(due_on="2026-03-20")
    Event.objects.update(starts_on="2026-03-26", ends_on="2026-03-27")
    return made


def page(client: Client, month: str = "2026-03") -> str:
    response = client.get(reverse("calendar"), {"thang": month})
    assert response.status_code == 200
    return response.content.decode()


def cell(html: str, day: str) -> str:
    """Return what the table shows on a day."""
    return html.split(f'datetime="{day}"', maxsplit=1)[1].split("</td>", maxsplit=1)[0]


def test_head_sees_deadlines_stages_and_events(ward: Ward, programme: Programme, client_of: SignIn) -> None:
    html = page(client_of(ward.head))
    due = Assignment.objects.get(duty__text__startswith=PLANTED).due_on
    assert due is not None
    assert PLANTED in cell(html, due.isoformat())
    assert "Quá hạn" in cell(html, due.isoformat())
    assert "Hết giai đoạn" in cell(html, "2026-03-31")
    assert "Sự kiện bắt đầu" in cell(html, "2026-03-26")
    assert "Sự kiện kết thúc" in cell(html, "2026-03-27")
    assert "tư tưởng" not in html
    assert "dư luận" not in html


def test_duty_of_many_units_is_one_entry(ward: Ward, programme: Programme, client_of: SignIn) -> None:
    html = page(client_of(ward.head))
    assert html.count(CARED) == 1
    assert "3 đơn vị, 0 đã xong" in cell(html, "2026-03-20")


def test_officer_sees_own_work_only(ward: Ward, programme: Programme, client_of: SignIn) -> None:
    html = page(client_of(ward.officer))
    assert PLANTED in html
    assert CARED not in html
    assert "event-change" not in html
    assert reverse("event-change", args=[Event.objects.get().pk]) not in html


def test_officer_sees_events_of_their_programmes_only(ward: Ward, programme: Programme, client_of: SignIn) -> None:
    Event.objects.create(body=ward.body, name="Họp kín của văn phòng", starts_on="2026-03-05")
    idle = person_with("officer", ward.office, "cho-viec")
    assert "Họp kín của văn phòng" in page(client_of(ward.clerk))
    assert "Họp kín của văn phòng" not in page(client_of(ward.officer))
    assert "Ngày hội Trồng cây" in page(client_of(ward.officer))
    assert "Không có hạn, mốc hay sự kiện nào" in page(client_of(idle))


def test_stranger_sees_nothing(ward: Ward, programme: Programme, stranger: Person, client_of: SignIn) -> None:
    html = page(client_of(stranger))
    assert PLANTED not in html
    assert "Ngày hội" not in html


def test_months_are_plain_links_and_today_is_marked(ward: Ward, client_of: SignIn) -> None:
    html = page(client_of(ward.head), "2026-04")
    assert 'href="/lich/?thang=2026-03"' in html
    assert 'href="/lich/?thang=2026-05"' in html
    assert html.count('aria-current="date"') == 1
    assert "Hôm nay" in cell(html, "2026-04-10")
    assert "Ngày Chiến thắng" in cell(html, "2026-04-30")
    assert "Giỗ Tổ Hùng Vương" in cell(html, "2026-04-26")
    assert "Nghỉ bù" in cell(html, "2026-04-27")
    assert 'scope="col"' in html
    assert 'aria-current="date"' not in page(client_of(ward.head), "2026-05")


@pytest.mark.parametrize("asked", ["", "2026-13", "2026-00", "0001-01", "9999-12", "x", "２０２６-11", "2026-1"])
def test_nonsense_is_this_month(asked: str) -> None:
    assert parse_month(asked, today=TODAY) == datetime.date(2026, 4, 1)


def test_first_and_last_month_have_one_neighbour() -> None:
    assert neighbours(datetime.date(1950, 1, 1)) == (None, datetime.date(1950, 2, 1))
    assert neighbours(datetime.date(2199, 12, 1)) == (datetime.date(2199, 11, 1), None)


def test_full_day_unfolds() -> None:
    month = datetime.date(2026, 3, 1)
    weeks = weeks_of(month, [Entry(month, "Hạn", "open", str(n)) for n in range(9)], today=TODAY, off={})
    first = next(day for week in weeks for day in week.days if day.is_in_month)
    assert [entry.title for entry in first.first + first.more] == [str(n) for n in range(9)]
    assert len(first.more) == 5
    assert [week.is_bare for week in weeks] == [False, True, True, True, True, True]


def week(client: Client, day: str) -> dict[str, str]:
    """Return what a week shows, by day."""
    html = client.get(reverse("calendar-week"), {"ngay": day}).content.decode()
    parts = html.split('<time datetime="')[1:]
    return {part[:10]: part.split("</li><li", maxsplit=1)[0] for part in parts}


def test_week_shows_all_that_falls_on_each_day(ward: Ward, programme: Programme, client_of: SignIn) -> None:
    days = week(client_of(ward.head), "2026-03-20")
    assert list(days) == [f"2026-03-{n}" for n in range(16, 23)]
    assert CARED in days["2026-03-20"]
    assert "Sự kiện bắt đầu" in week(client_of(ward.head), "2026-03-26")["2026-03-26"]
    assert CARED not in days["2026-03-19"]


def test_week_shows_an_officer_the_units_own(
    ward: Ward, programme: Programme, stranger: Person, client_of: SignIn
) -> None:
    for person in (ward.officer, stranger):
        assert CARED not in week(client_of(person), "2026-03-20")["2026-03-20"]


@pytest.mark.parametrize("asked", ["", "x", "2026-02-30", "0001-01-01", "9999-12-31", "2026-4-1"])
def test_nonsense_is_this_week(asked: str) -> None:
    assert parse_week(asked, today=TODAY) == datetime.date(2026, 4, 6)


def test_swapped_days_are_named() -> None:
    names = name_days_off(datetime.date(2026, 1, 1), datetime.date(2026, 1, 31))
    assert names[datetime.date(2026, 1, 1)] == "Tết Dương lịch"
    assert names[datetime.date(2026, 1, 2)].startswith("Nghỉ hoán đổi")
    assert names[datetime.date(2026, 1, 10)] == "Làm bù"
    assert datetime.date(2026, 1, 3) not in names


def test_more_units_ask_no_more_of_the_database(ward: Ward, programme: Programme, client_of: SignIn) -> None:
    client = client_of(ward.clerk)
    with CaptureQueriesContext(
        connection,
    ) as many:
        page(client)
    Assignment.objects.filter(unit__in=ward.groups[1:]).delete()
    with CaptureQueriesContext(connection) as few:
        page(client)
    assert len(many) == len(few) < 25
