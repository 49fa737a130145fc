"""Units merge with work under way: totals agree, by unit and by origin, and nothing of the past moves."""

from __future__ import annotations

import datetime
from collections.abc import Callable

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from lotrinh.web import clock
from lotrinh.web.organisation.access import standing_of
from lotrinh.web.organisation.audit import verify
from lotrinh.web.organisation.change_actions import withdraw_change
from lotrinh.web.organisation.history import history_of
from lotrinh.web.organisation.models import AuditEntry, Person, Role, Unit, UnitChange
from lotrinh.web.organisation.phrases import open_book
from lotrinh.web.organisation.tree import tree_of
from lotrinh.web.programmes import actions
from lotrinh.web.programmes.mergers import merge_views
from lotrinh.web.programmes.mergers.merging import merge_units, shares_of
from lotrinh.web.programmes.mergers.taking_effect import take_effect
from lotrinh.web.programmes.models import Assignment, Programme
from tests.web.builders import confirmed
from tests.web.conftest import Ward, person_with

SignIn = Callable[[Person], Client]
TODAY = datetime.date(2026, 3, 20)
DECISION = "Nghị quyết số 12/NQ-HĐND ngày 10/3/2026"


@pytest.fixture(autouse=True)
def fixed_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "today", lambda: TODAY)


@pytest.fixture
def programme(ward: Ward) -> Programme:
    made = actions.start_programme(by=ward.clerk, document=confirmed(ward.clerk, ward.body))
    actions.link_phrase(by=ward.clerk, programme=made, phrase="Các tổ dân phố", units=ward.groups)
    return made


def merge(ward: Ward, units: list[Unit], **said: object) -> Unit:
    values = {"into": None, "name": "Tổ dân phố Mới", "on": TODAY, "decision": DECISION} | said
    return merge_units(by=ward.clerk, body=ward.body, units=units, **values)  # type: ignore[arg-type]  # given by name


def totals(ward: Ward) -> dict[str, int]:
    return Assignment.objects.filter(unit__in=Unit.objects.all().of_body(ward.body.pk)).four_figures(on=TODAY)


def test_three_merge_and_totals_agree_by_unit_and_by_origin(ward: Ward, programme: Programme) -> None:
    done = Assignment.objects.filter(unit=ward.groups[0]).order_by("pk")[0]
    Assignment.objects.filter(pk=done.pk).update(progress="done", done_on=TODAY)
    brought = {share.unit.pk: share.open for share in shares_of(ward.groups, on=TODAY)}
    before = totals(ward)
    into = merge(ward, ward.groups)
    assert totals(ward) == before
    held = Assignment.objects.filter(unit=into)
    assert held.count() == sum(brought.values())
    assert {unit.pk: held.filter(origin=unit).count() for unit in ward.groups} == brought
    done.refresh_from_db()
    assert (done.unit, done.origin) == (ward.groups[0], None)
    assert {unit.closed_on for unit in Unit.objects.filter(pk__in=[unit.pk for unit in ward.groups])} == {TODAY}
    assert UnitChange.objects.filter(into=into, decision=DECISION).count() == len(ward.groups)
    assert into.founded_on == TODAY
    told = [(step.title, step.sentence, step.decision) for step in history_of(into, on=TODAY)]
    assert told[0] == ("Thành lập", "", DECISION)
    assert told[1:] == [("Sáp nhập", f"Nhận {unit.name}.", DECISION) for unit in ward.groups]
    assert held.open_by_origin() == [
        {"origin": unit.pk, "origin__name": unit.name, "total": brought[unit.pk]}
        for unit in ward.groups
        if brought[unit.pk]
    ]
    assert verify()[1] is None


def test_who_worked_there_works_on_and_the_phrase_means_the_successor(ward: Ward, programme: Programme) -> None:
    into = merge(ward, [ward.culture, ward.groups[0]], into=ward.office, name="")
    assert into == ward.office
    assert ward.office.pk in standing_of(ward.officer, on=TODAY).own_ids
    meant = open_book(ward.body, on=TODAY).units_meant_by("các tổ dân phố")
    assert meant == [ward.office, *ward.groups[1:]]
    before = TODAY - datetime.timedelta(days=1)
    assert open_book(ward.body, on=before).units_meant_by("các tổ dân phố") == ward.groups


def test_units_below_go_along_and_a_second_merger_keeps_the_first_origin(ward: Ward, programme: Programme) -> None:
    below = Unit.objects.create(name="Nhóm 1", parent=ward.groups[0])
    first = merge(ward, ward.groups[:2])
    below.refresh_from_db()
    assert below.parent == first
    yesterday = tree_of(Unit.objects.filter(pk=below.pk), on=TODAY - datetime.timedelta(days=1))
    assert yesterday.units[below.pk].parent_id == ward.groups[0].pk
    second = merge(ward, [first, ward.groups[2]], name="Tổ dân phố Mới nữa")
    origins = set(Assignment.objects.filter(unit=second).values_list("origin", flat=True))
    assert origins == {unit.pk for unit in ward.groups}


def test_merger_ahead_waits_for_its_day_and_then_moves_all(ward: Ward, programme: Programme) -> None:
    below = Unit.objects.create(name="Nhóm 1", parent=ward.groups[0])
    before, day = totals(ward), TODAY + datetime.timedelta(days=10)
    into = merge(ward, ward.groups, on=day)
    assert not Assignment.objects.filter(unit=into).exists()
    assert not into.is_open_on(TODAY)
    assert ward.groups[0] in open_book(ward.body, on=TODAY).units_meant_by("các tổ dân phố")
    with pytest.raises(ValidationError, match="kết thúc ngày"):
        merge(ward, ward.groups, name="Lần nữa", on=day)
    assert take_effect(on=day - datetime.timedelta(days=1)) == 0
    assert take_effect(on=day) == 3
    assert totals(ward) == before
    assert set(Assignment.objects.filter(unit=into).values_list("origin", flat=True)) == {u.pk for u in ward.groups}
    assert open_book(ward.body, on=day).units_meant_by("các tổ dân phố") == [into]
    below.refresh_from_db()
    assert below.parent == into
    assert verify()[1] is None


def test_unit_and_the_one_above_it_merge_beside_where_they_stood(ward: Ward, programme: Programme) -> None:
    outer = Unit.objects.create(name="Khối mới", parent=ward.body)
    Unit.objects.filter(pk=ward.groups[0].pk).update(parent=outer)
    into = merge(ward, [outer, ward.groups[0]])
    assert into.parent == ward.body
    assert Assignment.objects.filter(unit=into, origin=ward.groups[0]).exists()


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        pytest.param({"on": TODAY.replace(year=2062)}, "xa quá", id="a year typed wrong"),
        pytest.param({"decision": " "}, "văn bản quyết định", id="no decision"),
        pytest.param({"name": "Văn phòng"}, "đã có đơn vị cùng tên", id="a name that is there"),
    ],
)
def test_refused_merger_changes_nothing(
    ward: Ward, programme: Programme, said: dict[str, object], sentence: str
) -> None:
    before = (Unit.objects.count(), AuditEntry.objects.count(), totals(ward))
    with pytest.raises(ValidationError) as caught:
        merge(ward, ward.groups, **said)
    assert sentence in " ".join(caught.value.messages)
    assert (Unit.objects.count(), AuditEntry.objects.count(), totals(ward)) == before
    assert not Unit.objects.exclude(closed_on=None).exists()


def test_one_unit_a_closed_one_and_one_of_another_body_are_refused(ward: Ward, stranger: Person) -> None:
    other = Role.objects.filter(person=stranger)[0].unit
    closed = Unit.objects.create(name="Đã đóng", parent=ward.body, closed_on=TODAY)
    for units in ([ward.office], [ward.office, closed], [ward.office, other], [ward.office, ward.body]):
        with pytest.raises(ValidationError):
            merge(ward, units)
    with pytest.raises(ValidationError, match="chính nó"):
        merge(ward, [ward.office, ward.culture], into=ward.office)


def test_merger_of_long_ago_gives_nothing_to_who_has_closed_since(ward: Ward, programme: Programme) -> None:
    Unit.objects.filter(pk=ward.office.pk).update(closed_on=TODAY - datetime.timedelta(days=5))
    ward.office.refresh_from_db()
    with pytest.raises(ValidationError, match="không nhận được"):
        merge(ward, ward.groups, into=ward.office, name="", on=TODAY - datetime.timedelta(days=10))


def test_clerk_sees_what_each_brings_then_merges(ward: Ward, programme: Programme, client_of: SignIn) -> None:
    client = client_of(ward.clerk)
    said = {
        "units": [unit.pk for unit in ward.groups],
        "name": "Tổ dân phố Mới",
        "on": TODAY.isoformat(),
        "decision": DECISION,
    }
    page = client.post(reverse("unit-merge"), said)
    assert [share.open for share in page.context["shares"]] == [
        Assignment.objects.filter(unit=unit).count() for unit in ward.groups
    ]
    assert not Unit.objects.filter(name="Tổ dân phố Mới").exists()
    done = client.post(reverse("unit-merge"), said | {"yes": "1"}, follow=True)
    assert "Đã sáp nhập vào Tổ dân phố Mới" in done.content.decode()
    listed = client.get(reverse("programme", args=[programme.pk]) + "?by=unit").content.decode()
    assert f"từ {ward.groups[0].name}" in listed
    kept = client.post(reverse("unit-merge"), {"units": [], "name": "Tên đã gõ", "on": "", "decision": ""})
    assert kept.status_code == 422
    assert "Tên đã gõ" in kept.content.decode()


def test_withdrawn_merger_ahead_takes_its_new_successor_along_when_nothing_is_left(ward: Ward) -> None:
    into = merge(ward, ward.groups, on=TODAY + datetime.timedelta(days=10))
    changes = list(UnitChange.objects.filter(into=into).order_by("pk"))
    for change in changes[:-1]:
        withdraw_change(by=ward.clerk, change=change)
        assert Unit.objects.filter(pk=into.pk).exists()
    withdraw_change(by=ward.clerk, change=changes[-1])
    assert not Unit.objects.filter(pk=into.pk).exists()
    assert AuditEntry.objects.filter(action="unit.founding_withdrawn", subject_id=into.pk).count() == 1
    assert verify()[1] is None


def test_successor_that_somebody_has_a_role_in_stays(ward: Ward) -> None:
    into = merge(ward, ward.groups, on=TODAY + datetime.timedelta(days=10))
    person_with("officer", into, "den-truoc")
    for change in UnitChange.objects.filter(into=into):
        withdraw_change(by=ward.clerk, change=change)
    assert Unit.objects.filter(pk=into.pk).exists()
    assert not AuditEntry.objects.filter(action="unit.founding_withdrawn").exists()


def test_merge_page_says_what_the_table_of_communes_knows(
    ward: Ward, client_of: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(merge_views, "hint_of", lambda name: [f"{name} cũ nay thuộc Phường Kế Nhiệm."])
    client, address = client_of(ward.clerk), reverse("unit-merge")
    assert "Theo bảng đối chiếu" not in client.get(address).content.decode()
    page = client.get(address, {"units": [str(ward.groups[0].pk), "x"]}).content.decode()
    assert f"{ward.groups[0].name} cũ nay thuộc Phường Kế Nhiệm." in page
