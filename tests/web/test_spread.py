"""One duty of many units is one row for the head, spread over the four figures, and opens to its assignments."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from lotrinh.web import clock
from lotrinh.web.organisation.models import Person, Unit
from lotrinh.web.programmes import actions
from lotrinh.web.programmes.models import Assignment, Duty, Programme
from lotrinh.web.programmes.spread import parts_of
from tests.web.builders import confirmed
from tests.web.conftest import Ward

SignIn = Callable[[Person], Client]
TODAY = datetime.date(2026, 4, 10)


@pytest.fixture(autouse=True)
def fixed_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "today", lambda: TODAY)


@pytest.fixture
def programme(ward: Ward) -> Programme:
    """Return a programme with a duty of three units: done in time, late and open, and open in time."""
    made = actions.start_programme(by=ward.clerk, document=confirmed(ward.clerk, ward.body))
    actions.link_phrase(by=ward.clerk, programme=made, phrase="Các tổ dân phố", units=ward.groups)
    first, second, third = ward.groups
    day = datetime.date(2026, 4, 1)
    Assignment.objects.filter(unit=first).update(progress="done", done_on=day, due_on=day)
    Assignment.objects.filter(unit=second).update(due_on=day)
    Assignment.objects.filter(unit=third).update(due_on=datetime.date(2026, 5, 1))
    return made


def page(client: Client, programme: Programme, query: str = "") -> str:
    return client.get(reverse("programme", args=[programme.pk]) + query).content.decode()


def cared() -> Duty:
    return Duty.objects.get(text__startswith="Chăm sóc cây trước cửa")


def test_spread_in_numbers(programme: Programme) -> None:
    spread = Assignment.objects.filter(duty=cared()).spread_by_duty(on=TODAY)[0]
    figures = {name: spread[name] for name in ("done_in_time", "done_late", "open_in_time", "open_late", "total")}
    assert figures == {"done_in_time": 1, "done_late": 0, "open_in_time": 1, "open_late": 1, "total": 3}
    assert (spread["earliest"], spread["latest"]) == (datetime.date(2026, 4, 1), datetime.date(2026, 5, 1))


def test_bar_is_whole() -> None:
    spread = {"duty": 1, "total": 7, "done_in_time": 2, "done_late": 1, "open_in_time": 0, "open_late": 4}
    parts = parts_of(spread, {})
    assert [part["state"] for part in parts] == ["done_in_time", "done_late", "open_late"]
    assert parts[0]["x"] == 0
    assert parts[1]["x"] == pytest.approx(parts[0]["width"])
    assert parts[2]["x"] + parts[2]["width"] == pytest.approx(100)


def test_head_sees_one_row_with_words_and_opens_it(ward: Ward, programme: Programme, client_of: SignIn) -> None:
    client = client_of(ward.head)
    html = page(client, programme)
    assert html.count("Chăm sóc cây trước cửa") == 1
    row = html.split("Chăm sóc cây trước cửa")[1].split("</tr>")[0]
    for words in ("3 đơn vị", "1 xong đúng hạn", "1 đang làm, trong hạn", "1 quá hạn", "01/4/2026 – 01/5/2026"):
        assert words in row
    assert "xong trễ hạn" not in row
    opened = page(client, programme, f"?duty={cared().pk}&by=unit")
    assert [unit.name for unit in ward.groups if f'data-label="Đơn vị">{unit.name}<' in opened] == [
        unit.name for unit in ward.groups
    ]
    late = page(client, programme, f"?duty={cared().pk}&state=open_late")
    assert re.findall(r'data-label="Đơn vị">([^<]+)<', late) == [ward.groups[1].name]


def test_duty_of_one_unit_opens_the_work_itself(ward: Ward, programme: Programme, client_of: SignIn) -> None:
    held = Assignment.objects.get(duty__text__startswith="Trồng cây tại công viên")
    html = page(client_of(ward.head), programme)
    assert f'<a href="{reverse("assignment", args=[held.pk])}">Trồng cây tại công viên' in html
    assert ward.culture.name in html


@pytest.mark.parametrize(
    ("who", "query", "is_by_duty"),
    [
        pytest.param("head", "", True, id="a head reads duties"),
        pytest.param("head", "?by=unit", False, id="a head may ask for each assignment"),
        pytest.param("head", "?state=open_late", False, id="a figure opens assignments"),
        pytest.param("clerk", "", False, id="a clerk works on assignments"),
        pytest.param("clerk", "?by=duty&state=open_late", True, id="a clerk may ask for duties"),
        pytest.param("officer", "", False, id="an officer has assignments"),
        pytest.param("head", "?by=nonsense", True, id="nonsense is no choice"),
    ],
)
def test_who_reads_duties(
    ward: Ward, programme: Programme, client_of: SignIn, who: str, query: str, is_by_duty: bool
) -> None:
    html = page(client_of(getattr(ward, who)), programme, query)
    assert ('<th scope="col">Nhiệm vụ</th>' in html) == is_by_duty


def test_officer_asks_for_duties_and_gets_the_own_only(ward: Ward, programme: Programme, client_of: SignIn) -> None:
    html = page(client_of(ward.officer), programme, f"?by=duty&duty={cared().pk}")
    assert "Chăm sóc cây trước cửa" not in html


def test_few_queries_whatever_the_size(ward: Ward, programme: Programme, client_of: SignIn) -> None:
    client, address = client_of(ward.head), reverse("programme", args=[programme.pk])
    client.get(address)
    with CaptureQueriesContext(connection) as few:
        client.get(address)
    more = Unit.objects.bulk_create(Unit(name=f"Chi hội {n}", parent=ward.body) for n in range(40))
    Assignment.objects.bulk_create(
        Assignment(duty=duty, unit=u, part="lead") for duty in Duty.objects.all() for u in more
    )
    with CaptureQueriesContext(connection) as many:
        client.get(address)
    assert len(many) == len(few) <= 28
