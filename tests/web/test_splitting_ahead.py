"""A split recorded ahead: done on its day by itself, with what came in between, or withdrawn with all it would make."""

from __future__ import annotations

import datetime
from collections.abc import Callable

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from lotrinh.web import clock
from lotrinh.web.organisation.audit import verify
from lotrinh.web.organisation.change_actions import close_unit, rename_unit
from lotrinh.web.organisation.group_actions import link_group
from lotrinh.web.organisation.models import AuditEntry, Person, Role, Unit, UnitChange
from lotrinh.web.programmes import actions
from lotrinh.web.programmes.mergers.splitting import STAYS, split_unit, things_of, withdraw_recorded
from lotrinh.web.programmes.mergers.taking_effect import take_effect
from lotrinh.web.programmes.models import Assignment, SplitAhead, SplitPlace
from tests.web.builders import confirmed
from tests.web.conftest import Ward, person_with

SignIn = Callable[[Person], Client]
TODAY = datetime.date(2026, 3, 20)
DAY = TODAY + datetime.timedelta(days=10)
DECISION = "Nghị quyết số 12/NQ-HĐND ngày 10/3/2026"
NAMES = ["Nhà Văn hóa", "Trung tâm Thể thao"]


@pytest.fixture(autouse=True)
def fixed_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "today", lambda: TODAY)


@pytest.fixture
def works(ward: Ward) -> list[Assignment]:
    """Return the two works of the culture centre; each group has work too."""
    link_group(by=ward.clerk, body=ward.body, phrase="các tổ dân phố", units=ward.groups)
    actions.start_programme(by=ward.clerk, document=confirmed(ward.clerk, ward.body))
    return list(Assignment.objects.filter(unit=ward.culture).order_by("pk"))


def record(ward: Ward, *, place: str = "1", later: str = "2", goes_on: bool = False) -> list[Unit]:
    places = {thing.key: place for thing in things_of(ward.culture, on=DAY)}
    return split_unit(
        by=ward.clerk, unit=ward.culture, version=None, names=NAMES, goes_on=goes_on, on=DAY, decision=DECISION,
        places=places, later=later,
    )  # fmt: skip


def comes(monkeypatch: pytest.MonkeyPatch) -> int:
    """Let the day come, and return how many changes it put into force."""
    monkeypatch.setattr(clock, "today", lambda: DAY)
    return take_effect(on=DAY)


def test_split_ahead_waits_for_its_day_and_then_hands_out_as_said(
    ward: Ward, works: list[Assignment], monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = record(ward)
    assert set(Assignment.objects.filter(pk__in=[w.pk for w in works]).values_list("unit", flat=True)) == {
        ward.culture.pk
    }
    ward.culture.refresh_from_db()
    assert (ward.culture.is_open_on(TODAY), first.is_open_on(TODAY), first.is_open_on(DAY)) == (True, False, True)
    assert take_effect(on=DAY - datetime.timedelta(days=1)) == 0
    assert comes(monkeypatch) == 1
    ward.culture.refresh_from_db()
    assert ward.culture.closed_on == DAY
    assert Assignment.objects.filter(unit=first, origin=ward.culture).count() == len(works)
    assert not Assignment.objects.filter(unit=second).exists()
    assert Role.objects.filter(person=ward.officer, unit=first, since=DAY).exists()
    assert set(UnitChange.objects.filter(kind="split").values_list("in_force", flat=True)) == {True}
    assert not SplitAhead.objects.exists()
    assert comes(monkeypatch) == 0
    assert verify()[1] is None


def test_what_came_in_between_goes_where_was_said_and_what_is_done_stays(
    ward: Ward, works: list[Assignment], monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = record(ward)
    Assignment.objects.filter(pk=works[0].pk).update(progress="done", done_on=TODAY)
    late = Assignment.objects.filter(unit=ward.groups[0])[0]
    Assignment.objects.filter(pk=late.pk).update(unit=ward.culture)
    newcomer = person_with("officer", ward.culture, "den-sau")
    comes(monkeypatch)
    units = dict(Assignment.objects.filter(pk__in=[works[0].pk, works[1].pk, late.pk]).values_list("pk", "unit"))
    assert units == {works[0].pk: ward.culture.pk, works[1].pk: first.pk, late.pk: second.pk}
    assert Role.objects.filter(person=newcomer, unit=second).exists()


def test_old_unit_that_goes_on_keeps_what_stays(
    ward: Ward, works: list[Assignment], monkeypatch: pytest.MonkeyPatch
) -> None:
    record(ward, place=STAYS, later=STAYS, goes_on=True)
    comes(monkeypatch)
    ward.culture.refresh_from_db()
    assert ward.culture.closed_on is None
    assert Assignment.objects.filter(unit=ward.culture, origin=None).count() == len(works)


def test_withdrawn_split_leaves_nothing_behind(ward: Ward, works: list[Assignment]) -> None:
    before = Unit.objects.count()
    record(ward)
    withdraw_recorded(by=ward.clerk, change=UnitChange.objects.filter(kind="split")[0])
    assert (Unit.objects.count(), UnitChange.objects.count()) == (before, 0)
    assert (SplitAhead.objects.exists(), SplitPlace.objects.exists()) == (False, False)
    assert AuditEntry.objects.filter(action="unit.change_withdrawn").count() == 2
    assert take_effect(on=DAY) == 0
    assert len(record(ward)) == 2  # the names are free again


def test_split_in_force_is_not_withdrawn(ward: Ward, works: list[Assignment], monkeypatch: pytest.MonkeyPatch) -> None:
    record(ward)
    comes(monkeypatch)
    with pytest.raises(ValidationError, match="đã có hiệu lực"):
        withdraw_recorded(by=ward.clerk, change=UnitChange.objects.filter(kind="split")[0])
    assert UnitChange.objects.filter(kind="split").count() == 2


def test_unit_that_is_to_split_takes_no_second_split_and_no_change_after_its_end(ward: Ward) -> None:
    record(ward)
    with pytest.raises(ValidationError, match="kết thúc ngày"):
        close_unit(by=ward.clerk, unit=ward.culture, version=None, on=DAY, decision=DECISION)
    withdraw_recorded(by=ward.clerk, change=UnitChange.objects.filter(kind="split")[0])
    record(ward, goes_on=True)
    with pytest.raises(ValidationError, match="Đã ghi một lần chia tách"):
        record(ward, goes_on=True)
    later = DAY + datetime.timedelta(days=1)
    rename_unit(by=ward.clerk, unit=ward.culture, version=None, name="Tên mới", on=later, decision=DECISION)


def test_split_into_what_has_closed_waits_and_is_withdrawn(
    ward: Ward, works: list[Assignment], client_of: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, _second = record(ward)
    close_unit(by=ward.clerk, unit=first, version=None, on=DAY, decision=DECISION)
    assert comes(monkeypatch) == 1  # the closing
    assert Assignment.objects.filter(unit=ward.culture).count() == len(works)
    page = client_of(ward.clerk).get(reverse("unit", args=[ward.culture.pk])).content.decode()
    assert "chưa thực hiện được" in page
    withdraw_recorded(by=ward.clerk, change=UnitChange.objects.filter(kind="split")[0])
    assert not SplitAhead.objects.exists()


def test_clerk_records_a_split_ahead_sees_it_and_withdraws_it(
    ward: Ward, works: list[Assignment], client_of: SignIn
) -> None:
    client, address = client_of(ward.clerk), reverse("unit-split", args=[ward.culture.pk])
    said = {"names": "\n".join(NAMES), "on": DAY.isoformat(), "decision": DECISION, "version": 1}
    assert "đến thêm trước ngày chia tách" in client.post(address, said).content.decode()
    role = Role.objects.get(unit=ward.culture)
    chosen = {"yes": "1", "rest": "2", f"role-{role.pk}": "1"}
    nowhere = client.post(address, said | chosen)
    assert (nowhere.status_code, nowhere.content.decode().count("Hãy chọn nơi nhận.")) == (422, 1)
    done = client.post(address, said | chosen | {"later": "1"}, follow=True).content.decode()
    assert "tự chia tách khi đến ngày" in done
    assert "Sẽ chia tách ngày 30/3/2026" in done
    assert "Những gì đến thêm trước ngày đó sẽ về Nhà Văn hóa." in done
    Assignment.objects.filter(pk=Assignment.objects.filter(unit=ward.groups[0])[0].pk).update(unit=ward.culture)
    page = client.get(reverse("unit", args=[ward.culture.pk])).content.decode()
    assert "Đến thêm sau khi ghi, sẽ về Nhà Văn hóa:" in page
    change = UnitChange.objects.filter(kind="split")[0]
    gone = client.post(reverse("unit-change-withdraw", args=[change.pk]), follow=True).content.decode()
    assert "Đã rút thay đổi này" in gone
    assert "Sẽ chia tách" not in gone


@pytest.mark.parametrize(("who", "sees"), [("clerk", True), ("head", True), ("officer", False)])
def test_what_waits_is_told_to_who_oversees(ward: Ward, client_of: SignIn, who: str, sees: bool) -> None:
    record(ward)
    page = client_of(getattr(ward, who)).get(reverse("unit", args=[ward.culture.pk])).content.decode()
    assert ("Sẽ chia tách ngày" in page) is sees
