"""Units and phrases: who may change which, and what the tree never becomes."""

from __future__ import annotations

import datetime
import unicodedata
from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from lotrinh.web import clock
from lotrinh.web.organisation import actions, audit
from lotrinh.web.organisation.group_actions import link_group
from lotrinh.web.organisation.models import AuditEntry, Person, Role, Unit, UnitGroup
from lotrinh.web.organisation.phrases import open_book
from tests.web.conftest import Ward, person_with

SignIn = Callable[[Person], Client]
DAY = datetime.timedelta(days=1)


def change(client: Client, unit: Unit, **values: Any) -> tuple[int, str]:
    """Send the form of a unit as it stands, but for some values; return the status and the page."""
    sent = {"name": unit.name, "parent": unit.parent_id or "", "version": unit.version} | values
    answer = client.post(reverse("unit-change", args=[unit.pk]), sent)
    return answer.status_code, answer.content.decode()


@pytest.fixture
def unit_clerk(ward: Ward) -> Person:
    """A clerk of one unit of the ward only."""
    return person_with("clerk", ward.culture, "van-thu-trung-tam")


def test_clerk_of_another_body_stays_an_officer_here(ward: Ward, stranger: Person, client_of: SignIn) -> None:
    Role.objects.create(person=stranger, unit=ward.culture, kind="officer")
    group = link_group(by=ward.clerk, body=ward.body, phrase="các tổ", units=ward.groups)
    client = client_of(stranger)
    assert ward.office.name in client.get(reverse("unit-list")).content.decode()
    assert client.get(reverse("unit-change", args=[ward.office.pk])).status_code == 403
    assert change(client, ward.office, name="Tên lạ")[0] == 403
    assert client.get(reverse("group-change", args=[group.pk])).status_code == 403
    assert client.post(reverse("unit-add"), {"name": "X", "parent": ward.body.pk}).status_code == 422
    group_page = client.get(reverse("group-add")).content.decode()
    assert "Phường Khác" in group_page
    assert ward.office.name not in group_page


def test_clerk_of_a_unit_changes_what_is_below_it_only(ward: Ward, unit_clerk: Person, client_of: SignIn) -> None:
    client = client_of(unit_clerk)
    assert client.post(reverse("unit-add"), {"name": "Đội 1", "parent": ward.culture.pk}).status_code == 302
    assert client.post(reverse("unit-add"), {"name": "Đội 2", "parent": ward.body.pk}).status_code == 422
    assert change(client, Unit.objects.get(name="Đội 1"), name="Đội Một")[0] == 302
    assert (
        change(client, ward.culture, name="Nhà Văn hóa", parent="")[0] == 302
    )  # its own place is not theirs to change
    assert change(client, ward.body, name="Phường khác hẳn")[0] == 403
    assert change(client, ward.office, name="X")[0] == 403
    assert client.get(reverse("group-add")).status_code == 403
    ward.culture.refresh_from_db()
    assert ward.culture.parent == ward.body
    page = client.get(reverse("unit-list")).content.decode()
    assert reverse("unit-change", args=[ward.culture.pk]) in page
    assert reverse("unit-change", args=[ward.body.pk]) not in page
    assert reverse("group-add") not in page


@pytest.mark.parametrize("who", ["officer", "head"])
def test_officer_and_head_read_only(ward: Ward, client_of: SignIn, who: str) -> None:
    client = client_of(getattr(ward, who))
    page = client.get(reverse("unit-list")).content.decode()
    assert ward.groups[2].name in page
    assert "/sua/" not in page
    assert reverse("unit-add") not in page
    assert client.post(reverse("unit-add"), {"name": "X", "parent": ward.body.pk}).status_code == 403
    assert change(client, ward.office, name="X")[0] == 403


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"founded_on": "2026-05-05", "closed_on": "2026-01-01"}, "Ngày kết thúc không thể trước ngày thành lập."),
        ({"name": "Trung tâm Văn hóa"}, "đã có đơn vị cùng tên"),
        ({"name": " "}, "Trường này là bắt buộc"),
        ({"closed_on": "2026-01-01"}, "Còn đơn vị bên dưới đang hoạt động (Tổ một cửa)"),
    ],
    ids=["dates out of order", "a name twice", "no name", "open units below"],
)
def test_refusal_is_in_words(ward: Ward, client_of: SignIn, values: dict[str, str], said: str) -> None:
    actions.add_unit(by=ward.clerk, parent=ward.office, name="Tổ một cửa")
    last = datetime.date(2026, 12, 31)
    Unit.objects.filter(pk=ward.office.pk).update(closed_on=last)  # only then has the page a field for the end
    Unit.objects.filter(parent=ward.office).update(closed_on=last)
    status, page = change(client_of(ward.clerk), ward.office, **{"closed_on": last.isoformat()} | values)
    assert status == 422
    assert said in page
    ward.office.refresh_from_db()
    assert (ward.office.name, ward.office.version, ward.office.closed_on) == ("Văn phòng", 1, last)


def test_no_unit_is_open_under_a_closed_one(ward: Ward, client_of: SignIn) -> None:
    today = clock.today()
    actions.change_unit(by=ward.clerk, unit=ward.office, version=1, values={"closed_on": today})
    with pytest.raises(ValidationError, match="đã kết thúc"):
        actions.add_unit(by=ward.clerk, parent=ward.office, name="Tổ một cửa")
    with pytest.raises(ValidationError, match="đã kết thúc"):
        actions.change_unit(by=ward.clerk, unit=ward.culture, version=1, values={"parent": ward.office})
    page = client_of(ward.clerk).get(reverse("unit-add")).content.decode()
    assert f'<option value="{ward.office.pk}"' not in page
    tree = client_of(ward.clerk).get(reverse("unit-list")).content.decode()
    assert "1 đã kết thúc" in tree
    assert ward.office.name in tree  # its history stays


def test_reopening_under_a_closed_unit_is_refused_in_words(ward: Ward, unit_clerk: Person, client_of: SignIn) -> None:
    today = clock.today()
    Unit.objects.filter(pk__in=[ward.culture.pk, ward.body.pk]).update(closed_on=today)
    status, page = change(client_of(unit_clerk), ward.culture, parent="", closed_on="")
    assert status == 422
    assert "Đơn vị cấp trên này đã kết thúc" in page  # though this clerk's form has no field for the unit above


def test_tree_keeps_no_ring_and_no_stranger(ward: Ward, stranger: Person, client_of: SignIn) -> None:
    child = actions.add_unit(by=ward.clerk, parent=ward.office, name="Tổ một cửa")
    page = client_of(ward.clerk).get(reverse("unit-change", args=[ward.office.pk])).content.decode()
    assert f'<option value="{child.pk}"' not in page
    other = Unit.objects.get(name="Phường Khác")
    with pytest.raises(ValidationError, match="trong cùng một cơ quan"):
        actions.change_unit(by=ward.clerk, unit=child, version=1, values={"parent": other})
    with pytest.raises(ValidationError, match="chính nó"):
        actions.change_unit(by=ward.clerk, unit=ward.body, version=1, values={"parent": child})


def test_two_clerks_at_once_one_is_told(ward: Ward, client_of: SignIn) -> None:
    client = client_of(ward.clerk)
    assert change(client, ward.office, name="Văn phòng HĐND và UBND")[0] == 302
    status, page = change(client, ward.office, name="Văn phòng mới")
    assert status == 422
    assert "Người khác vừa sửa chỗ này" in page
    assert Unit.objects.get(pk=ward.office.pk).name == "Văn phòng HĐND và UBND"
    assert AuditEntry.objects.filter(action="unit.changed").count() == 1
    assert audit.verify()[1] is None


def test_names_are_kept_composed(ward: Ward, client_of: SignIn) -> None:
    typed = unicodedata.normalize("NFD", "Tổ dân phố Đồng Tâm")
    client_of(ward.clerk).post(reverse("unit-add"), {"name": typed, "parent": ward.body.pk})
    assert Unit.objects.filter(name="Tổ dân phố Đồng Tâm").exists()


def test_people_of_today_are_shown(ward: Ward, client_of: SignIn) -> None:
    today = clock.today()
    for name, values in {"da-nghi": {"until": today}, "chua-toi": {"since": today + DAY}, "dang-lam": {}}.items():
        person = person_with(None, None, name)
        Role.objects.create(person=person, unit=ward.office, kind="officer", **values)
    Role.objects.create(person=person_with(None, None, "khoa"), unit=ward.office, kind="officer")
    Person.objects.filter(username="khoa").update(is_active=False)
    page = client_of(ward.head).get(reverse("unit-list")).content.decode()
    shown = {name for name in ("da-nghi", "chua-toi", "dang-lam", "khoa") if f"Người {name}" in page}
    assert shown == {"dang-lam"}


def test_tree_costs_the_same_for_many_people(
    ward: Ward, client_of: SignIn, django_assert_max_num_queries: Callable[[int], Any]
) -> None:
    for n in range(20):
        person_with("officer", Unit.objects.create(name=f"Chi hội {n}", parent=ward.culture), f"nguoi-{n}")
    client = client_of(ward.head)
    with django_assert_max_num_queries(20):
        client.get(reverse("unit-list"))


def test_clerk_says_and_unsays_what_a_phrase_means(ward: Ward, client_of: SignIn) -> None:
    client, first, second = client_of(ward.clerk), ward.groups[0].pk, ward.groups[1].pk
    assert (
        client.post(reverse("group-add"), {"rule": "named", "phrase": "Các tổ", "units": [first, second]}).status_code
        == 302
    )
    group = UnitGroup.objects.get()
    page = client.get(reverse("group-change", args=[group.pk])).content.decode()
    assert page.count(" checked") == 3  # by name, and two of them
    assert client.post(reverse("group-change", args=[group.pk]), {"rule": "named", "units": [first]}).status_code == 302
    client.post(
        reverse("group-add"), {"rule": "named", "phrase": "CÁC  TỔ", "units": [second]}
    )  # the same words, not a second phrase
    assert [unit.pk for unit in UnitGroup.objects.get().units.all()] == [second]
    kept = AuditEntry.objects.filter(action="group.linked").values_list("after", flat=True)
    assert [after["units"] for after in kept if after] == [[first, second], [first], [second]]


@pytest.mark.parametrize(
    ("phrase", "chosen", "said"),
    [("các tổ", "none", "bắt buộc"), ("…", "own", "Hãy ghi cụm từ bằng chữ."), ("các tổ", "foreign", "không phải")],
    ids=["no unit", "no words", "a unit of another body"],
)
def test_phrase_needs_words_and_own_units(
    ward: Ward, stranger: Person, client_of: SignIn, phrase: str, chosen: str, said: str
) -> None:
    other = Unit.objects.get(name="Phường Khác").pk
    units: dict[str, list[int]] = {"none": [], "own": [ward.office.pk], "foreign": [other]}
    answer = client_of(ward.clerk).post(
        reverse("group-add"), {"rule": "named", "phrase": phrase, "units": units[chosen]}
    )
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert not UnitGroup.objects.exists()


def test_phrase_means_no_closed_unit(ward: Ward, client_of: SignIn) -> None:
    today = clock.today()
    group = link_group(by=ward.clerk, body=ward.body, phrase="Các tổ dân phố", units=ward.groups)
    actions.change_unit(by=ward.clerk, unit=ward.groups[0], version=1, values={"closed_on": today})
    assert open_book(ward.body, on=today).units_meant_by("các tổ dân phố") == ward.groups[1:]
    assert open_book(ward.body, on=today - DAY).units_meant_by("các tổ dân phố") == ward.groups
    client = client_of(ward.clerk)
    assert ward.groups[0].name not in client.get(reverse("group-add")).content.decode()
    assert ward.groups[0].name in client.get(reverse("group-change", args=[group.pk])).content.decode()


def test_long_phrase_is_found_again(ward: Ward) -> None:
    phrase = "các đơn vị, tổ chức, cá nhân có liên quan trên địa bàn phường " * 6
    link_group(by=ward.clerk, body=ward.body, phrase=phrase, units=ward.groups)
    assert open_book(ward.body, on=clock.today()).units_meant_by(phrase) == ward.groups
