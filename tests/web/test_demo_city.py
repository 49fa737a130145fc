"""The demo: a person of each role, and the three wards that merged on 1 July 2025 in history, pages and sums."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django.fixtures import Settings

from lotrinh.checks.check import check
from lotrinh.web import clock
from lotrinh.web.demo.city import CITY, DECISION, MERGED_ON, MERGING, SUCCESSOR, load_city
from lotrinh.web.demo.load import load_people, load_units
from lotrinh.web.demo.sample import online_services, vaccination
from lotrinh.web.organisation.models import Person, Role, Unit, UnitChange
from lotrinh.web.programmes.models import Assignment
from lotrinh.writing.official_docx import write_docx

SignIn = Callable[[Person], Client]
DAY = datetime.date(2026, 9, 7)


@pytest.mark.django_db
def test_three_wards_merged_with_their_work(client_of: SignIn, settings: Settings) -> None:
    settings.DEMO = True
    programme = load_city()
    work = Assignment.objects.filter(duty__programme=programme)
    heir = Unit.objects.get(name=SUCCESSOR)
    assert Counter(work.filter(unit=heir).values_list("origin__name", flat=True)) == {
        "Phường An Bình": 1,
        "Phường Bình Hưng": 1,
        "Phường Hòa An": 2,
    }
    assert work.filter(unit__name__in=MERGING, progress="done").count() == 2
    assert work.count() == 1 + 2 * 5  # the office's, and two of each ward and commune
    assert set(UnitChange.objects.filter(into=heir).values_list("on", "decision")) == {(MERGED_ON, DECISION)}
    client = client_of(Person.objects.get(username="van-phong-thanh-pho"))
    page = client.get(reverse("unit", args=[heir.pk])).content.decode()
    assert [name for name in MERGING if f"Nhận {name}." not in page] == []
    before = client.get(reverse("unit-list"), {"ngay": "2025-06-30"}).content.decode()
    tree = before[before.index('class="tree"') : before.index('class="phrases"')]
    assert SUCCESSOR not in tree
    assert "đã kết thúc" not in tree
    matrix = client.get(reverse("matrix", args=[programme.pk]), {"rows": "unit", "columns": "stage"}).content.decode()
    assert SUCCESSOR in matrix


@pytest.mark.django_db
def test_loaded_again_nothing_is_made_twice() -> None:
    load_city()
    counts = [model.objects.count() for model in (Unit, UnitChange, Assignment, Person)]
    load_city()
    assert [model.objects.count() for model in (Unit, UnitChange, Assignment, Person)] == counts
    assert Unit.objects.filter(name=CITY).count() == 1


@pytest.mark.django_db
def test_each_role_has_a_person_and_the_head_a_deputy(client_of: SignIn, settings: Settings) -> None:
    settings.DEMO = True
    today = clock.today()
    load_people(load_units(), today)
    load_people(load_units(), today)  # a second run adds nothing
    kinds = Role.objects.filter(stands_in_for=None).values_list("kind", flat=True)
    assert set(kinds) == set(Role.Kind.values)
    [lent] = Role.objects.exclude(stands_in_for=None)
    assert (lent.person.username, lent.kind, lent.since) == ("thay-lanh-dao", Role.Kind.HEAD, today)
    for username in ("nguoi-theo-doi", "thay-lanh-dao"):
        assert client_of(Person.objects.get(username=username)).get(reverse("home"), follow=True).status_code == 200


def test_documents_of_the_demo_are_well_formed(tmp_path: Path) -> None:
    for document in (online_services(DAY), vaccination(DAY)):
        path = tmp_path / "ke-hoach.docx"
        path.write_bytes(write_docx(document, on=DAY))
        assert [finding.code for finding in check(path) if finding.severity != "note"] == []
