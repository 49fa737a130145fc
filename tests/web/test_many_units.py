"""What stays the same when a body has thousands of units: who sees what, and how often the database is asked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from lotrinh.web.bench.country import COMMUNE_HEAD, HEAD, OFFICER, PROVINCE_HEAD
from lotrinh.web.bench.seed import Amounts, fill
from lotrinh.web.organisation.access import Standing, below, standing_of
from lotrinh.web.organisation.models import Person, Unit
from lotrinh.web.programmes import filters
from lotrinh.web.programmes.access import assignments_for, assignments_in, assignments_of, programmes_for
from lotrinh.web.programmes.models import Assignment, Programme
from lotrinh.web.programmes.screen import programme_rows
from lotrinh.web.programmes.unit_work.own_work import CARDS_A_PAGE
from tests.web.conftest import Ward
from tests.web.test_programmes_pages import TODAY

SMALL = Amounts(units=60, assignments=700, activities=0, plans=12)


@pytest.mark.parametrize("reach", [0, 1, 2])
def test_among_finds_what_in_finds(ward: Ward, reach: int) -> None:
    keys = [group.pk for group in ward.groups[:reach]]
    assert set(Unit.objects.filter(pk__among=keys)) == set(Unit.objects.filter(pk__in=keys))
    assert set(Unit.objects.exclude(parent__among=keys)) == set(Unit.objects.exclude(parent__in=keys))


def test_everything_below_is_one_query(ward: Ward) -> None:
    room = Unit.objects.create(name="Tổ một", parent=ward.office)
    with CaptureQueriesContext(connection) as queries:
        assert below([ward.office.pk]) == {ward.office.pk, room.pk}
    assert len(queries) == 1
    assert below([]) == frozenset()


def oversees(standing: Standing, programme: Programme) -> bool:
    return programme.owner_id in standing.overseen_ids


@pytest.mark.django_db
@pytest.mark.parametrize("username", [HEAD, PROVINCE_HEAD, COMMUNE_HEAD, OFFICER])
def test_short_ways_to_work_show_what_the_long_one_does(username: str) -> None:
    fill(SMALL, seed=1, tell=lambda _line: None)
    standing = standing_of(Person.objects.get(username=username), on=TODAY)
    seen = set(assignments_for(standing))
    assert seen
    assert seen == {one for each in Programme.objects.all() for one in assignments_in(standing, each)}
    seen_in = {one.duty.programme for one in seen}
    assert set(programmes_for(standing)) == seen_in | {p for p in Programme.objects.all() if oversees(standing, p)}
    counted = {row["pk"]: row["total"] for row in programme_rows(programmes_for(standing), standing)}
    assert {pk: n for pk, n in counted.items() if n} == Counter(one.duty.programme_id for one in seen)
    at_work = Unit.objects.filter(pk__in=Assignment.objects.values("unit"))
    assert seen == {one for each in at_work for one in assignments_of(standing, each)}


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "username"),
    [("programme", HEAD), ("matrix", HEAD), ("programme-list", HEAD), ("unit", HEAD), ("my-work", OFFICER)],
)
def test_pages_ask_as_often_however_many_units(name: str, username: str, client_of: Callable[[Person], Client]) -> None:
    fill(SMALL, seed=1, tell=lambda _line: None)
    client = client_of(Person.objects.get(username=username))
    commune = Unit.objects.get(name="Xã 1")
    keys = {"programme": Programme.objects.earliest("pk").pk, "matrix": Programme.objects.earliest("pk").pk}
    keys["unit"] = commune.pk
    address = reverse(name, args=[keys[name]] if name in keys else [])
    asked = [count_queries(client, address)]
    more = Unit.objects.bulk_create(Unit(name=f"Thôn thêm {n}", parent=commune) for n in range(50))
    duty = Programme.objects.earliest("pk").duties.all()[0]
    Assignment.objects.bulk_create(Assignment(duty=duty, unit=unit, part="lead") for unit in more)
    asked.append(count_queries(client, address))
    assert asked[0] == asked[1]


def count_queries(client: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return len(queries)


@pytest.mark.django_db
def test_officer_reads_all_work_page_by_page(client_of: Callable[[Person], Client]) -> None:
    fill(Amounts(units=3, assignments=200, activities=0, plans=2), seed=1, tell=lambda _line: None)
    client = client_of(Person.objects.get(username=OFFICER))
    pages = [client.get(reverse("my-work"), {"page": number}).context["groups"][:-1] for number in range(1, 12)]
    shown = [row["pk"] for groups in pages for group in groups for row in group["rows"]]
    totals = sum(group["total"] for group in pages[0])
    assert len(shown) == len(set(shown)) == totals > CARDS_A_PAGE
    assert all(sum(len(group["rows"]) for group in groups) <= CARDS_A_PAGE for groups in pages)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("unit_words=xa 1", {"Xã 1"}),
        ("unit_words=XÃ", {"Xã 1", "Xã 2", "Xã 10", "Xã 11"}),
        ("unit_words=không có xã nào thế này", set()),
        ("unit_words=", {"Xã 1", "Xã 2", "Xã 10", "Xã 11"}),
        ("unit={key}", {"Xã 11"}),
    ],
)
def test_a_unit_among_many_is_typed(
    query: str, shown: set[str], client_of: Callable[[Person], Client], monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(Amounts(units=40, assignments=200, activities=0, plans=1), seed=1, tell=lambda _line: None)
    monkeypatch.setattr(filters, "MOST_CHOICES", 5)
    programme = Programme.objects.get()
    eleventh = Unit.objects.get(name="Xã 11")
    client = client_of(Person.objects.get(username=HEAD))
    address = reverse("programme", args=[programme.pk])
    answer = client.get(f"{address}?by=unit&{query.format(key=eleventh.pk)}")
    assert {"Xã 1", "Xã 2", "Xã 10", "Xã 11"} & {row["unit"] for row in answer.context["rows"]} == shown
    field = answer.context["filters"][0]
    assert field["is_typed"]
    assert field["asked"] == ("Xã 11" if "key" in query else query.partition("=")[2])
