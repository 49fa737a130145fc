"""A unit splits: every open work finds a place that the clerk chose, its origin is kept, and nothing is lost."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from lotrinh.web import clock
from lotrinh.web.organisation.audit import verify
from lotrinh.web.organisation.group_actions import link_group
from lotrinh.web.organisation.models import AuditEntry, Person, Role, Unit, UnitChange
from lotrinh.web.organisation.phrases import open_book
from lotrinh.web.programmes import actions
from lotrinh.web.programmes.mergers.splitting import STAYS, split_unit, things_of
from lotrinh.web.programmes.models import Assignment, Programme
from tests.web.builders import confirmed
from tests.web.conftest import Ward

SignIn = Callable[[Person], Client]
TODAY = datetime.date(2026, 3, 20)
DECISION = "Nghị quyết số 12/NQ-HĐND ngày 10/3/2026"
NAMES = ["Nhà Văn hóa", "Trung tâm Thể thao"]


@pytest.fixture(autouse=True)
def fixed_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "today", lambda: TODAY)


@pytest.fixture
def programme(ward: Ward) -> Programme:
    return actions.start_programme(by=ward.clerk, document=confirmed(ward.clerk, ward.body))


def split(ward: Ward, unit: Unit, places: dict[str, str], **said: Any) -> list[Unit]:
    values: dict[str, Any] = {"names": NAMES, "goes_on": False, "on": TODAY, "decision": DECISION} | said
    return split_unit(by=ward.clerk, unit=unit, version=None, places=places, **values)


def test_each_work_goes_where_it_was_said_with_its_origin(ward: Ward, programme: Programme) -> None:
    works = list(Assignment.objects.filter(unit=ward.culture).order_by("pk"))
    assert len(works) == 2
    places = {thing.key: "1" for thing in things_of(ward.culture, on=TODAY)} | {f"work-{works[1].pk}": "2"}
    first, second = split(ward, ward.culture, places)
    assert [(w.unit, w.origin) for w in Assignment.objects.filter(pk__in=[w.pk for w in works]).order_by("pk")] == [
        (first, ward.culture),
        (second, ward.culture),
    ]
    ward.culture.refresh_from_db()
    assert ward.culture.closed_on == TODAY
    assert Role.objects.filter(person=ward.officer, unit=first).exists()
    assert not Role.objects.filter(person=ward.officer, unit=second).exists()
    assert UnitChange.objects.filter(unit=ward.culture, kind="split").count() == 2
    assert AuditEntry.objects.filter(action="unit.split").count() == 1
    assert verify()[1] is None


def test_old_unit_may_go_on_with_what_stays(ward: Ward, programme: Programme) -> None:
    places = {thing.key: STAYS for thing in things_of(ward.culture, on=TODAY)}
    before = Assignment.objects.filter(unit=ward.culture).count()
    split(ward, ward.culture, places, names=NAMES[:1], goes_on=True)
    assert Assignment.objects.filter(unit=ward.culture, origin=None).count() == before
    assert Unit.objects.get(pk=ward.culture.pk).closed_on is None


def test_phrase_that_named_it_means_what_it_became(ward: Ward) -> None:
    link_group(by=ward.clerk, body=ward.body, phrase="các tổ dân phố", units=ward.groups)
    made = split(ward, ward.groups[0], {}, names=["Tổ dân phố 1A", "Tổ dân phố 1B"])
    assert open_book(ward.body, on=TODAY).units_meant_by("các tổ dân phố") == [*ward.groups[1:], *made]


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        pytest.param({}, "chưa xếp chỗ", id="work without a place"),
        pytest.param({"names": NAMES[:1]}, "từ hai đơn vị mới", id="one name only"),
        pytest.param({"names": ["A", "A"]}, "không thể cùng tên", id="one name twice"),
        pytest.param(
            {"on": TODAY + datetime.timedelta(days=1), "all": "1"}, "đến thêm trước ngày", id="ahead, no place for more"
        ),
        pytest.param({"decision": ""}, "văn bản quyết định", id="no decision"),
        pytest.param({"names": ["Văn phòng", "B"], "all": "1"}, "đã có đơn vị cùng tên", id="a name that is there"),
        pytest.param({"all": "0"}, "chưa xếp chỗ", id="the old unit keeps it, but ends"),
    ],
)
def test_refused_split_changes_nothing(ward: Ward, programme: Programme, said: dict[str, Any], sentence: str) -> None:
    place = said.pop("all", "") if "all" in (said := dict(said)) else ""
    places = {thing.key: place for thing in things_of(ward.culture, on=TODAY)}
    before = (Unit.objects.count(), AuditEntry.objects.count())
    with pytest.raises(ValidationError) as caught:
        split(ward, ward.culture, places, **said)
    assert sentence in " ".join(caught.value.messages)
    assert (Unit.objects.count(), AuditEntry.objects.count(), UnitChange.objects.count()) == (*before, 0)


def test_clerk_names_places_then_splits(ward: Ward, programme: Programme, client_of: SignIn) -> None:
    client, address = client_of(ward.clerk), reverse("unit-split", args=[ward.culture.pk])
    said = {"names": "\n".join(NAMES), "on": TODAY.isoformat(), "decision": DECISION, "version": 1}
    page = client.post(address, said).content.decode()
    assert "Xếp chỗ cho 3 mục" in page
    assert page.count(" selected") == page.count('<option value="" selected>')  # no place is chosen beforehand
    nowhere = client.post(address, said | {"yes": "1"})
    assert nowhere.status_code == 422
    assert nowhere.content.decode().count("Hãy chọn nơi nhận.") == 3
    role = Role.objects.get(unit=ward.culture)
    done = client.post(address, said | {"yes": "1", "rest": "2", f"role-{role.pk}": "2"}, follow=True)
    assert "Đã chia tách" in done.content.decode()
    heir = Unit.objects.get(name=NAMES[1])
    assert Assignment.objects.filter(unit=heir, origin=ward.culture).count() == 2
    page = client.get(reverse("unit", args=[heir.pk])).content.decode()
    assert "Tách ra từ Trung tâm Văn hóa." in page
    assert f"{ward.culture.name}</a>: 2 việc" in page
