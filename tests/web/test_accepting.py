"""The six clear things of an assignment: who leads and supports, by when, what, on whose authority, who accepts."""

from __future__ import annotations

import datetime
from collections.abc import Callable

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from lotrinh.web import clock
from lotrinh.web.organisation.models import Person, Unit
from lotrinh.web.programmes import actions
from lotrinh.web.programmes.bulk_actions import Change, Pick, change_many
from lotrinh.web.programmes.models import Assignment, Event, Programme
from lotrinh.web.programmes.states.actions import accept_assignment, return_assignment
from tests.web.builders import confirmed
from tests.web.conftest import Ward, person_with

SignIn = Callable[[Person], Client]
TODAY = datetime.date(2026, 3, 20)


@pytest.fixture(autouse=True)
def fixed_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "today", lambda: TODAY)


@pytest.fixture
def programme(ward: Ward) -> Programme:
    return actions.start_programme(by=ward.clerk, document=confirmed(ward.clerk, ward.body))


@pytest.fixture
def checker(ward: Ward) -> Person:
    """An officer of the office, who oversees nothing."""
    return person_with("officer", ward.office, "chuyen-vien")


def submitted(ward: Ward, acceptor: Person | Unit | None) -> Assignment:
    work = Assignment.objects.filter(unit=ward.culture)[0]
    terms = {"part": work.part, "deliverable": "", "authority": "", "deadline": work.deadline}
    actions.change_assignment(by=ward.clerk, assignment=work, version=work.version, acceptor=acceptor, **terms)  # type: ignore[arg-type]  # one dict for all
    Assignment.objects.filter(pk=work.pk).update(progress="submitted", stopped_on=TODAY, submitted_by=ward.officer)
    return Assignment.objects.get(pk=work.pk)


def answers(client_of: SignIn, people: dict[str, Person], address: str) -> dict[str, int]:
    return {name: client_of(person).get(address).status_code for name, person in people.items()}


def test_whoever_oversees_accepts_where_nobody_is_named(
    ward: Ward, programme: Programme, checker: Person, stranger: Person, client_of: SignIn
) -> None:
    address = reverse("assignment-accept", args=[submitted(ward, None).pk])
    people = {"clerk": ward.clerk, "head": ward.head, "officer": ward.officer, "checker": checker, "stranger": stranger}
    expected = {"clerk": 200, "head": 200, "officer": 403, "checker": 404, "stranger": 404}
    assert answers(client_of, people, address) == expected


def test_only_the_person_named_accepts(ward: Ward, programme: Programme, client_of: SignIn) -> None:
    work = submitted(ward, ward.head)
    address = reverse("assignment-accept", args=[work.pk])
    people = {"clerk": ward.clerk, "head": ward.head, "officer": ward.officer}
    assert answers(client_of, people, address) == {"clerk": 403, "head": 200, "officer": 403}
    with pytest.raises(ValidationError, match="Người lanh-dao"):
        accept_assignment(by=ward.clerk, assignment=work, version=work.version)
    assert accept_assignment(by=ward.head, assignment=work, version=work.version).progress == "done"


def test_people_of_the_unit_named_see_and_accept(
    ward: Ward, programme: Programme, checker: Person, stranger: Person, client_of: SignIn
) -> None:
    work = submitted(ward, ward.office)
    address = reverse("assignment-accept", args=[work.pk])
    people = {"clerk": ward.clerk, "officer": ward.officer, "checker": checker, "stranger": stranger}
    assert answers(client_of, people, address) == {"clerk": 403, "officer": 403, "checker": 200, "stranger": 404}
    client = client_of(checker)
    for name, key in (("assignment", work.pk), ("programme", programme.pk)):
        assert client.get(reverse(name, args=[key])).status_code == 200
    assert "Chờ tôi xác nhận" in client.get(reverse("my-work")).content.decode()
    assert client.post(address, {"version": work.version}).status_code == 302
    work.refresh_from_db()
    assert work.progress == "done"


def test_a_bulk_change_says_whose_decision_it_is(ward: Ward, programme: Programme) -> None:
    work = submitted(ward, ward.head)
    picks = [Pick(work, work.version)]
    lines = change_many(by=ward.clerk, programme=programme, picks=picks, change=Change("accept"))
    assert "Người lanh-dao" in lines[0].problem
    change_many(by=ward.clerk, programme=programme, picks=picks, change=Change("deadline", deadline=TODAY))
    work.refresh_from_db()
    assert (work.due_on, work.acceptor) == (TODAY, ward.head)


def test_refused_work_waits_for_the_office_whoever_was_named(ward: Ward, programme: Programme) -> None:
    work = submitted(ward, ward.head)
    Assignment.objects.filter(pk=work.pk).update(progress="refused", stopped_on=None, reason="Không đủ người")
    back = return_assignment(by=ward.clerk, assignment=work, version=work.version, reason="Đã thêm người")
    assert back.progress == "returned"


def test_a_person_and_a_unit_are_never_named_both(ward: Ward, programme: Programme) -> None:
    work = Assignment.objects.all()[0]
    with pytest.raises(IntegrityError), transaction.atomic():
        Assignment.objects.filter(pk=work.pk).update(acceptor=ward.head, acceptor_unit=ward.office)


def test_the_form_offers_who_oversees_and_units_of_the_body_only(
    ward: Ward, programme: Programme, stranger: Person, client_of: SignIn
) -> None:
    work = Assignment.objects.filter(unit=ward.culture)[0]
    address, client = reverse("assignment-change", args=[work.pk]), client_of(ward.clerk)
    page = client.get(address).content.decode()
    assert f'value="person-{ward.head.pk}"' in page
    assert f'value="unit-{ward.office.pk}"' in page
    assert f"person-{ward.officer.pk}" not in page
    assert f"person-{stranger.pk}" not in page
    said = {"part": "lead", "version": work.version, "acceptor": f"unit-{ward.office.pk}"}
    assert client.post(address, said | {"acceptor": f"person-{stranger.pk}"}).status_code == 422
    assert client.post(address, said).status_code == 302
    shown = client.get(reverse("assignment", args=[work.pk])).content.decode()
    assert "<dt>Ai xác nhận đã xong</dt><dd>Văn phòng</dd>" in shown


def test_lead_and_supports_are_named_beside_the_work(ward: Ward, programme: Programme, client_of: SignIn) -> None:
    work = Assignment.objects.filter(unit=ward.culture)[0]
    actions.assign(by=ward.clerk, duty=work.duty, unit=ward.office, part="support")
    page = client_of(ward.officer).get(reverse("assignment", args=[work.pk])).content.decode()
    assert "<dt>Chủ trì</dt><dd>Trung tâm Văn hóa" in page
    assert "<dt>Phối hợp</dt><dd>Văn phòng" in page


DEADLINES = [
    ({"deadline_kind": "date", "deadline_date": "2026-04-18"}, "Hạn sẽ là 18/4/2026", "ngày nghỉ"),
    (
        {
            "deadline_kind": "offset",
            "deadline_days": 5,
            "deadline_working": "on",
            "deadline_origin": "date",
            "deadline_origin_date": "2026-04-27",
        },
        "Hạn sẽ là 06/5/2026",  # 30/4 and 1/5 are days off
        "",
    ),
    ({"deadline_kind": "offset", "deadline_days": 10, "deadline_origin": "issue"}, "Hạn sẽ là 15/1/2026", ""),
    (
        {
            "deadline_kind": "offset",
            "deadline_days": 3,
            "deadline_origin": "event",
            "deadline_origin_event": "Ngày hội Trồng cây",
        },
        "Hạn sẽ là 13/4/2026",
        "",
    ),
    ({"deadline_kind": "event", "deadline_event": "Lễ chưa ai biết"}, "Hạn chưa rõ ngày", ""),
    ({"deadline_kind": ""}, "Việc sẽ không có hạn", ""),
]


@pytest.mark.parametrize(("said", "shown", "note"), DEADLINES, ids=["day", "working", "issue", "event", "open", "none"])
def test_the_day_of_a_deadline_is_shown_before_it_is_saved(
    ward: Ward, programme: Programme, client_of: SignIn, said: dict[str, object], shown: str, note: str
) -> None:
    Event.objects.update(starts_on=datetime.date(2026, 4, 10))
    work = Assignment.objects.filter(unit=ward.culture)[0]
    client, address = client_of(ward.clerk), reverse("assignment-change", args=[work.pk])
    whole = {"part": "lead", "version": work.version} | said
    page = client.post(address, whole | {"step": "preview"}).content.decode()
    assert shown in page
    assert note in page
    work.refresh_from_db()
    assert work.version == whole["version"]
    assert client.post(address, whole | {"step": "save"}).status_code == 302
    work.refresh_from_db()
    day = f"{work.due_on.day:02d}/{work.due_on.month}/{work.due_on.year}" if work.due_on else "Hạn"
    assert day in shown or work.due_on is None


@pytest.mark.parametrize("origin", ["date", "event"])
def test_an_offset_from_nothing_is_refused(ward: Ward, programme: Programme, client_of: SignIn, origin: str) -> None:
    work = Assignment.objects.filter(unit=ward.culture)[0]
    said = {"part": "lead", "version": work.version, "deadline_kind": "offset", "deadline_days": 5}
    answer = client_of(ward.clerk).post(
        reverse("assignment-change", args=[work.pk]), said | {"deadline_origin": origin}
    )
    assert answer.status_code == 422
