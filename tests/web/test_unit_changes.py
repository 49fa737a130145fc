"""The tree in time: every change on its day by a decision, in order, after the fact or ahead, and never a ring."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.test import Client
from django.urls import reverse

from lotrinh.web import clock
from lotrinh.web.organisation.actions import add_unit, change_unit
from lotrinh.web.organisation.audit import verify
from lotrinh.web.organisation.change_actions import close_unit, move_unit, rename_unit, withdraw_change
from lotrinh.web.organisation.models import AuditEntry, Person, Unit, UnitChange
from lotrinh.web.organisation.tree import tree_of
from lotrinh.web.programmes.actions import start_programme
from lotrinh.web.programmes.mergers.closing import close_empty_unit
from lotrinh.web.programmes.mergers.taking_effect import take_effect
from lotrinh.web.programmes.models import Assignment
from tests.web.builders import confirmed
from tests.web.conftest import Ward, person_with

SignIn = Callable[[Person], Client]
TODAY = datetime.date(2026, 3, 20)
PAST, LATER = datetime.date(2025, 7, 1), datetime.date(2026, 5, 1)
DAY = datetime.timedelta(days=1)
DECISION = "Quyết định số 7/QĐ-UBND ngày 25/6/2025"


@pytest.fixture(autouse=True)
def fixed_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "today", lambda: TODAY)


def rename(ward: Ward, unit: Unit, name: str, on: datetime.date = PAST, decision: str = DECISION) -> UnitChange:
    return rename_unit(by=ward.clerk, unit=unit, version=None, name=name, on=on, decision=decision)


def move(ward: Ward, unit: Unit, parent: Unit, on: datetime.date = PAST) -> UnitChange:
    return move_unit(by=ward.clerk, unit=unit, version=None, parent=parent, on=on, decision=DECISION)


def then(ward: Ward, on: datetime.date) -> dict[str, tuple[str, bool]]:
    """Return of each unit of the ward on a day: name, unit above, open or not."""
    tree = tree_of(Unit.objects.all().of_body(ward.body.pk), on=on)
    names: dict[int | None, str] = {one.pk: one.name for one in tree.units.values()}
    return {one.name: (names.get(one.parent_id, ""), one.is_open) for one in tree.units.values()}


def test_tree_of_a_day_has_its_names_places_and_openness(ward: Ward) -> None:
    rename(ward, ward.office, "Văn phòng HĐND", PAST)
    rename(ward, ward.office, "Văn phòng HĐND và UBND", TODAY - DAY)
    move(ward, ward.culture, ward.office, TODAY - DAY)
    close_unit(by=ward.clerk, unit=ward.groups[2], version=None, on=TODAY, decision=DECISION)
    first, middle, now = then(ward, PAST - DAY), then(ward, PAST), then(ward, TODAY)
    assert first["Văn phòng"] == (ward.body.name, True)
    assert middle["Văn phòng HĐND"] == (ward.body.name, True)
    assert (middle["Trung tâm Văn hóa"], now["Trung tâm Văn hóa"]) == (
        (ward.body.name, True),
        ("Văn phòng HĐND và UBND", True),
    )
    assert (middle["Tổ dân phố 3"][1], now["Tổ dân phố 3"][1]) == (True, False)
    assert verify()[1] is None


def test_tree_of_a_day_costs_one_query(ward: Ward, django_assert_num_queries: Callable[[int], Any]) -> None:
    for unit in ward.groups:
        rename(ward, unit, f"{unit.name} mới")
    units = Unit.objects.filter(pk__in=Unit.objects.all().of_body(ward.body.pk).values("pk"))
    with django_assert_num_queries(1):
        tree_of(units, on=PAST - DAY)


def test_descendants_of_a_day(ward: Ward) -> None:
    move(ward, ward.culture, ward.office, PAST)
    below = {
        day: set(Unit.objects.all().with_descendants([ward.office.pk], on=day).values_list("name", flat=True))
        for day in (PAST - DAY, PAST)
    }
    assert below == {PAST - DAY: {"Văn phòng"}, PAST: {"Văn phòng", "Trung tâm Văn hóa"}}


def test_change_ahead_takes_effect_on_its_day_by_the_first_page(
    ward: Ward, client_of: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    rename(ward, ward.office, "Văn phòng mới", LATER)
    move(ward, ward.office, ward.culture, LATER)
    ward.office.refresh_from_db()
    assert (ward.office.name, ward.office.parent) == ("Văn phòng", ward.body)
    assert then(ward, LATER)["Văn phòng mới"] == ("Trung tâm Văn hóa", True)
    assert take_effect(on=LATER - DAY) == 0
    monkeypatch.setattr(clock, "today", lambda: LATER)
    client_of(ward.head).get(reverse("unit-list"))
    ward.office.refresh_from_db()
    assert (ward.office.name, ward.office.parent) == ("Văn phòng mới", ward.culture)
    assert take_effect(on=LATER) == 0
    assert AuditEntry.objects.filter(action="unit.change_in_force", by=None).count() == 2


def test_what_cannot_take_effect_waits_and_is_told(
    ward: Ward, client_of: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    change = rename(ward, ward.office, "Văn phòng mới", LATER)
    add_unit(by=ward.clerk, parent=ward.body, name="Văn phòng mới")
    monkeypatch.setattr(clock, "today", lambda: LATER)
    assert take_effect(on=LATER) == 0
    page = client_of(ward.clerk).get(reverse("unit", args=[ward.office.pk])).content.decode()
    assert "chưa thực hiện được" in page
    change.refresh_from_db()
    assert (change.in_force, change.tried_on) == (False, LATER)
    withdraw_change(by=ward.clerk, change=change)
    assert not UnitChange.objects.exists()


def test_only_what_is_ahead_is_withdrawn_and_the_last_first(ward: Ward) -> None:
    done = rename(ward, ward.office, "Văn phòng A", PAST)
    first, second = rename(ward, ward.office, "B", LATER), rename(ward, ward.office, "C", LATER + DAY)
    for change, sentence in ((done, "đã có hiệu lực"), (first, "sau cùng trước")):
        with pytest.raises(ValidationError, match=sentence):
            withdraw_change(by=ward.clerk, change=change)
    withdraw_change(by=ward.clerk, change=second)
    withdraw_change(by=ward.clerk, change=first)
    assert [change.name_after for change in UnitChange.objects.all()] == ["Văn phòng A"]


def test_closing_ahead_works_by_itself_and_is_withdrawn(ward: Ward) -> None:
    change = close_unit(by=ward.clerk, unit=ward.office, version=None, on=LATER, decision=DECISION)
    ward.office.refresh_from_db()
    assert (ward.office.is_open_on(LATER - DAY), ward.office.is_open_on(LATER)) == (True, False)
    with pytest.raises(ValidationError, match="đã kết thúc"):
        move(ward, ward.culture, ward.office, TODAY)
    withdraw_change(by=ward.clerk, change=change)
    ward.office.refresh_from_db()
    assert ward.office.is_open_on(LATER)
    again = close_unit(by=ward.clerk, unit=ward.office, version=None, on=LATER, decision=DECISION)
    assert take_effect(on=LATER) == 1
    again.refresh_from_db()
    assert again.in_force


def test_unit_with_open_work_is_not_closed(ward: Ward) -> None:
    programme = start_programme(by=ward.clerk, document=confirmed(ward.clerk, ward.body))
    assert Assignment.objects.filter(duty__programme=programme, unit=ward.culture).count() == 2
    with pytest.raises(ValidationError, match="còn 2 việc chưa xong"):
        close_empty_unit(by=ward.clerk, unit=ward.culture, version=None, on=TODAY, decision=DECISION)
    assert close_empty_unit(by=ward.clerk, unit=ward.culture, version=None, on=LATER, decision=DECISION)


def test_no_ring_on_any_day(ward: Ward) -> None:
    move(ward, ward.office, ward.culture, TODAY)
    with pytest.raises(ValidationError, match="nằm dưới chính nó"):
        move(ward, ward.culture, ward.office, TODAY)
    with pytest.raises(ValidationError, match="ngày 20/03/2026"):  # no ring on that day, but one later
        move(ward, ward.culture, ward.office, PAST)
    with pytest.raises(ValidationError, match="nằm dưới chính nó"):
        move(ward, ward.groups[0], ward.groups[0])


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        pytest.param({"decision": " "}, "văn bản quyết định", id="no decision"),
        pytest.param({"on": datetime.date(2025, 1, 1)}, "hãy ghi theo thứ tự", id="before a recorded change"),
        pytest.param({"on": datetime.date(2019, 1, 1)}, "thành lập ngày 01/01/2020", id="before the founding"),
        pytest.param({"on": datetime.date(2062, 5, 1)}, "xa quá", id="a year typed wrong"),
        pytest.param({"name": "Văn phòng A"}, "đang mang đúng tên", id="the same name"),
        pytest.param({"name": "Trung tâm Văn hóa"}, "đã có đơn vị cùng tên", id="a name that is there"),
    ],
)
def test_refused_rename_changes_nothing(ward: Ward, said: dict[str, Any], sentence: str) -> None:
    Unit.objects.filter(pk=ward.office.pk).update(founded_on=datetime.date(2020, 1, 1))
    rename(ward, ward.office, "Văn phòng A", PAST)
    before = AuditEntry.objects.count()
    asked: dict[str, Any] = {"name": "Văn phòng B", "on": TODAY} | said
    with pytest.raises(ValidationError) as caught:
        rename(ward, ward.office, **asked)
    assert sentence in " ".join(caught.value.messages)
    assert (UnitChange.objects.count(), AuditEntry.objects.count()) == (1, before)


def test_closed_unit_changes_no_more_and_takes_nothing_in(ward: Ward, stranger: Person) -> None:
    close_unit(by=ward.clerk, unit=ward.office, version=None, on=TODAY, decision=DECISION)
    with pytest.raises(ValidationError, match="kết thúc ngày 20/03/2026"):
        rename(ward, ward.office, "X", TODAY)
    with pytest.raises(ValidationError, match="không hoạt động"):
        move(ward, ward.culture, ward.office, TODAY)
    with pytest.raises(ValidationError, match="trong cùng một cơ quan"):
        move(ward, ward.culture, Unit.objects.get(name="Phường Khác"))
    with pytest.raises(ValidationError, match="Lịch sử của đơn vị đã ghi"):
        change_unit(by=ward.clerk, unit=ward.office, version=2, values={"closed_on": None})


def test_clerk_looks_then_says_yes(ward: Ward, client_of: SignIn) -> None:
    client, address = client_of(ward.clerk), reverse("unit-rename", args=[ward.office.pk])
    said = {"name": "Văn phòng mới", "on": "2025-07-01", "decision": DECISION, "version": 1}
    page = client.post(address, said).content.decode()
    assert "Xem trước" in page
    assert not UnitChange.objects.exists()
    page = client.post(address, said | {"yes": "1"}, follow=True).content.decode()
    assert "“Văn phòng” đổi thành “Văn phòng mới”." in page
    assert DECISION in page
    stale = client.post(address, said | {"name": "Khác", "yes": "1"})
    assert stale.status_code == 422
    assert "Người khác vừa sửa" in stale.content.decode()
    old = client.get(reverse("unit-list"), {"ngay": "2025-06-30"}).content.decode()
    assert "Văn phòng mới" not in old
    assert "Cây đơn vị ngày 30/6/2025" in old
    assert client.get(reverse("unit-list"), {"ngay": "hôm qua"}).status_code == 200
    table = client.get(reverse("unit-export", args=["csv"]), {"ngay": "2025-06-30"}).content.decode()
    assert ";Văn phòng;" in table


def test_clerk_moves_and_closes(ward: Ward, client_of: SignIn) -> None:
    client = client_of(ward.clerk)
    said = {"on": TODAY.isoformat(), "decision": DECISION, "version": 1, "yes": "1"}
    moved = client.post(reverse("unit-move", args=[ward.culture.pk]), said | {"parent": ward.office.pk})
    assert moved.status_code == 302
    refused = client.post(reverse("unit-close", args=[ward.office.pk]), said)
    assert "Còn đơn vị bên dưới đang hoạt động" in refused.content.decode()
    assert client.post(reverse("unit-close", args=[ward.groups[0].pk]), said).status_code == 302
    assert Unit.objects.get(pk=ward.groups[0].pk).closed_on == TODAY


def test_change_ahead_is_withdrawn_on_the_page(ward: Ward, stranger: Person, client_of: SignIn) -> None:
    change = rename(ward, ward.office, "Văn phòng mới", LATER)
    address = reverse("unit-change-withdraw", args=[change.pk])
    page = client_of(ward.clerk).get(reverse("unit", args=[ward.office.pk])).content.decode()
    assert "chưa tới ngày" in page
    assert address in page
    for person, status in ((stranger, 404), (ward.officer, 403), (ward.head, 403)):
        assert client_of(person).post(address).status_code == status
    assert client_of(ward.clerk).post(address).status_code == 302
    assert not UnitChange.objects.exists()


def test_clerk_of_a_unit_renames_it_but_moves_closes_and_splits_only_below(ward: Ward, client_of: SignIn) -> None:
    client = client_of(person_with("clerk", ward.office, "van-thu-van-phong"))
    child = add_unit(by=ward.clerk, parent=ward.office, name="Tổ một cửa")
    assert client.get(reverse("unit-rename", args=[ward.office.pk])).status_code == 200
    for name in ("unit-move", "unit-close", "unit-split"):
        assert client.get(reverse(name, args=[ward.office.pk])).status_code == 403
        assert client.get(reverse(name, args=[child.pk])).status_code == 200
    assert client.get(reverse("unit-rename", args=[ward.culture.pk])).status_code == 403


@pytest.mark.django_db(transaction=True)
def test_mergers_of_before_are_changes_now_and_back() -> None:
    body = Unit.objects.create(name="Phường")
    old, new = (Unit.objects.create(name=name, parent=body) for name in ("Tổ 1", "Tổ 2"))
    UnitChange.objects.create(unit=old, into=new, kind="merged", on=PAST, decision=DECISION, in_force=True)
    try:
        MigrationExecutor(connection).migrate([("organisation", "0005_unit_changes")])
        state = MigrationExecutor(connection).loader.project_state(("organisation", "0005_unit_changes")).apps
        merge = state.get_model("organisation", "UnitMerge").objects.get()
        assert (merge.unit_id, merge.into_id, merge.on, merge.decision) == (old.pk, new.pk, PAST, DECISION)
        state.get_model("organisation", "UnitChange").objects.all().delete()
    finally:
        executor = MigrationExecutor(connection)
        executor.migrate(executor.loader.graph.leaf_nodes())
    change = UnitChange.objects.get()
    assert (change.unit, change.into, change.on, change.kind, change.in_force) == (old, new, PAST, "merged", True)
