"""What waits of a split placed anew: the form as recorded, two clerks at once, and the day that then does as said."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from lotrinh.web import clock
from lotrinh.web.organisation.actions import ChangedMeanwhile
from lotrinh.web.organisation.audit import verify
from lotrinh.web.organisation.models import AuditEntry, Person, Role, Unit, UnitChange
from lotrinh.web.programmes import actions
from lotrinh.web.programmes.mergers.placing import WITH_REST, place_anew, placing_of
from lotrinh.web.programmes.mergers.splitting import STAYS, split_unit, things_of, withdraw_recorded
from lotrinh.web.programmes.mergers.taking_effect import take_effect
from lotrinh.web.programmes.models import Assignment, SplitAhead, SplitPlace
from tests.web.builders import confirmed
from tests.web.conftest import Ward, person_with

SignIn = Callable[[Person], Client]
TODAY = datetime.date(2026, 3, 20)
DAY = TODAY + datetime.timedelta(days=10)
NAMES = ["Nhà Văn hóa", "Trung tâm Thể thao"]


@pytest.fixture(autouse=True)
def fixed_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "today", lambda: TODAY)


@pytest.fixture
def works(ward: Ward) -> list[Assignment]:
    actions.start_programme(by=ward.clerk, document=confirmed(ward.clerk, ward.body))
    return list(Assignment.objects.filter(unit=ward.culture).order_by("pk"))


@pytest.fixture
def made(ward: Ward, works: list[Assignment]) -> list[Unit]:
    """The units of a split that waits: everything goes to the first, what comes later to the second."""
    return record(ward)


def record(ward: Ward, *, goes_on: bool = False) -> list[Unit]:
    places = {thing.key: "1" for thing in things_of(ward.culture, on=DAY)}
    return split_unit(
        by=ward.clerk, unit=ward.culture, version=None, names=NAMES, goes_on=goes_on, on=DAY, places=places, later="2",
        decision="Nghị quyết số 12/NQ-HĐND ngày 10/3/2026",
    )  # fmt: skip


def comes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "today", lambda: DAY)
    take_effect(on=DAY)


def address(ward: Ward) -> str:
    return reverse("unit-split-places", args=[ward.culture.pk])


def sent_with(client: Client, path: str) -> dict[str, str]:
    """Return what a browser would send of the page as it opened."""
    page = client.get(path).content.decode()
    sent = dict(re.findall(r'<input type="hidden" name="((?!csrf)[^"]+)" value="([^"]*)"', page))
    for name, inner in re.findall(r'<select name="([^"]+)".*?>(.*?)</select>', page, re.DOTALL):
        sent[name] = re.findall(r'value="([^"]*)" selected', inner)[0]
    return sent


def test_clerk_finds_what_was_recorded_and_places_it_anew(
    ward: Ward, works: list[Assignment], made: list[Unit], client_of: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = client_of(ward.clerk)
    assert address(ward) in client.get(reverse("unit", args=[ward.culture.pk])).content.decode()
    sent, role = sent_with(client, address(ward)), Role.objects.get(unit=ward.culture)
    keys = [*(f"work-{work.pk}" for work in works), f"role-{role.pk}"]
    assert {name: sent[name] for name in (*keys, "later")} == dict.fromkeys(keys, "1") | {"later": "2"}
    done = client.post(address(ward), sent | {keys[0]: "2", "later": "1"}, follow=True).content.decode()
    assert "Đã lưu chỗ mới" in done
    assert "Những gì đến thêm trước ngày đó sẽ về Nhà Văn hóa." in done
    assert Assignment.objects.filter(unit=ward.culture).count() == len(works)  # nothing moves before its day
    comes(monkeypatch)
    units = dict(Assignment.objects.filter(pk__in=[w.pk for w in works]).values_list("pk", "unit"))
    assert units == {works[0].pk: made[1].pk, works[1].pk: made[0].pk}
    assert verify()[1] is None


def test_audit_keeps_where_things_went_before_and_after(ward: Ward, works: list[Assignment], made: list[Unit]) -> None:
    place_anew(by=ward.clerk, unit=ward.culture, version=None, places={f"work-{works[0].pk}": "2"}, later="1")
    entry = AuditEntry.objects.get(action="unit.split_placed")
    before, after = entry.before or {}, entry.after or {}
    assert (entry.by, entry.subject_id) == (ward.clerk, ward.culture.pk)
    assert (before["rest"], after["rest"]) == (made[1].pk, made[0].pk)
    moved = {key for key, unit in after["places"].items() if before["places"][key] != unit}
    assert moved == {f"work-{works[0].pk}"}


def test_saved_as_it_was_leaves_nothing_in_the_history(ward: Ward, made: list[Unit], client_of: SignIn) -> None:
    client = client_of(ward.clerk)
    before = list(SplitPlace.objects.values()), Unit.objects.get(pk=ward.culture.pk).version
    assert client.post(address(ward), sent_with(client, address(ward))).status_code == 302
    assert (list(SplitPlace.objects.values()), Unit.objects.get(pk=ward.culture.pk).version) == before
    assert not AuditEntry.objects.filter(action="unit.split_placed").exists()


def test_second_of_two_clerks_sees_what_the_first_saved(
    ward: Ward, works: list[Assignment], made: list[Unit], client_of: SignIn
) -> None:
    client, key = client_of(ward.clerk), f"work-{works[0].pk}"
    sent = sent_with(client, address(ward))
    place_anew(by=ward.clerk, unit=ward.culture, version=None, places={key: "2"}, later="2")
    refused = client.post(address(ward), sent | {key: WITH_REST})
    page = refused.content.decode()
    assert refused.status_code == 422
    assert "Hai người cùng sửa" in page
    assert page.count('class="clash"') == 1
    assert SplitPlace.objects.get(assignment=works[0]).into == made[1]
    again = dict(re.findall(r'<input type="hidden" name="((?:opened-)?[^"]+)" value="([^"]*)"', page))
    kept = sent | again | {key: WITH_REST, f"keep-{key}": "mine"}
    assert client.post(address(ward), kept).status_code == 302
    assert not SplitPlace.objects.filter(assignment=works[0]).exists()


def test_old_version_is_refused(ward: Ward, made: list[Unit]) -> None:
    with pytest.raises(ChangedMeanwhile):
        place_anew(by=ward.clerk, unit=ward.culture, version=1, places={}, later="1")


@pytest.mark.parametrize(
    ("place", "later"),
    [pytest.param("9", "1", id="no such unit"), pytest.param(STAYS, "1", id="the old unit ends"),
     pytest.param("1", WITH_REST, id="nowhere for what comes")],
)  # fmt: skip
def test_places_that_are_none_change_nothing(
    ward: Ward, works: list[Assignment], made: list[Unit], client_of: SignIn, place: str, later: str
) -> None:
    before, key = list(SplitPlace.objects.values()), f"work-{works[0].pk}"
    with pytest.raises(ValidationError):
        place_anew(by=ward.clerk, unit=ward.culture, version=None, places={key: place}, later=later)
    client = client_of(ward.clerk)
    said = sent_with(client, address(ward)) | {key: place, "later": later}
    assert client.post(address(ward), said).status_code == 422
    assert list(SplitPlace.objects.values()) == before


def test_old_unit_that_goes_on_can_keep_things(
    ward: Ward, works: list[Assignment], monkeypatch: pytest.MonkeyPatch
) -> None:
    record(ward, goes_on=True)
    place_anew(by=ward.clerk, unit=ward.culture, version=None, places={f"work-{works[0].pk}": STAYS}, later=STAYS)
    comes(monkeypatch)
    assert Assignment.objects.get(pk=works[0].pk).unit == ward.culture


def test_what_came_since_can_be_given_a_place_and_what_is_done_keeps_its_own(
    ward: Ward, works: list[Assignment], made: list[Unit], client_of: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = client_of(ward.clerk)
    Assignment.objects.filter(pk=works[0].pk).update(progress="done", done_on=TODAY)
    newcomer = Role.objects.get(person=person_with("officer", ward.culture, "den-sau"))
    sent = sent_with(client, address(ward))
    assert f"work-{works[0].pk}" not in sent
    assert sent[f"role-{newcomer.pk}"] == WITH_REST
    Assignment.objects.filter(pk=works[0].pk).update(progress="in_progress", done_on=None)  # sent back meanwhile
    assert client.post(address(ward), sent | {f"role-{newcomer.pk}": "1"}).status_code == 302
    comes(monkeypatch)
    assert Assignment.objects.get(pk=works[0].pk).unit == made[0]
    assert Role.objects.filter(person=newcomer.person, unit=made[0]).exists()


def test_where_nothing_waits_the_page_of_the_unit_says_so(
    ward: Ward, made: list[Unit], client_of: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = client_of(ward.clerk)
    sent = sent_with(client, address(ward))
    withdraw_recorded(by=ward.clerk, change=UnitChange.objects.filter(kind="split")[0])
    assert "không còn lần chia tách nào" in client.post(address(ward), sent, follow=True).content.decode()
    with pytest.raises(ValidationError, match="không còn lần chia tách nào"):
        place_anew(by=ward.clerk, unit=ward.culture, version=None, places={}, later="1")
    assert placing_of(ward.culture) is None


def test_placed_on_the_day_itself_is_too_late(
    ward: Ward, made: list[Unit], client_of: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = client_of(ward.clerk)
    sent = sent_with(client, address(ward))
    monkeypatch.setattr(clock, "today", lambda: DAY)
    client.post(address(ward), sent | {"later": "1"})  # the request itself puts the split into force first
    assert not SplitAhead.objects.exists()
    assert not AuditEntry.objects.filter(action="unit.split_placed").exists()


@pytest.mark.parametrize(("who", "status"), [("clerk", 302), ("head", 403), ("viewer", 403), ("officer", 403)])
def test_only_who_may_split_places_anew(ward: Ward, made: list[Unit], client_of: SignIn, who: str, status: int) -> None:
    said = sent_with(client_of(ward.clerk), address(ward)) | {"later": "1"}
    client = client_of(getattr(ward, who))
    assert client.post(address(ward), said).status_code == status
    assert (SplitAhead.objects.get().rest == made[0]) is (status == 302)
    link = address(ward) in client.get(reverse("unit", args=[ward.culture.pk])).content.decode()
    assert link is (status == 302)


def test_a_stranger_and_nobody_find_nothing(
    ward: Ward, stranger: Person, made: list[Unit], client_of: SignIn, client: Client
) -> None:
    assert client_of(stranger).get(address(ward)).status_code == 404
    assert client_of(stranger).post(address(ward), {"later": "1"}).status_code == 404
    assert client.get(address(ward)).status_code == 302
