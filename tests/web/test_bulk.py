"""One change to many assignments: shown before it is made, made whole or not at all, each with its own audit."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from lotrinh.web import clock
from lotrinh.web.organisation.models import AuditEntry, Person
from lotrinh.web.programmes import actions
from lotrinh.web.programmes.models import Activity, Assignment, Programme
from tests.web.builders import confirmed
from tests.web.conftest import Ward

SignIn = Callable[[Person], Client]
TODAY = datetime.date(2026, 3, 20)
NEW_DAY = "2026-05-04"


@pytest.fixture(autouse=True)
def fixed_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "today", lambda: TODAY)


@pytest.fixture
def programme(ward: Ward) -> Programme:
    made = actions.start_programme(by=ward.clerk, document=confirmed(ward.clerk, ward.body))
    actions.link_phrase(by=ward.clerk, programme=made, phrase="Các tổ dân phố", units=ward.groups)
    return made


def work(ward: Ward) -> list[Assignment]:
    """Return the three assignments of the residential groups."""
    return list(Assignment.objects.filter(unit__in=ward.groups).order_by("pk"))


def send(client: Client, programme: Programme, rows: list[Assignment], step: str, **said: Any) -> HttpResponse:
    picks = [f"{row.pk}:{row.version}" for row in rows]
    answer = client.post(reverse("bulk", args=[programme.pk]), {"pick": picks, "step": step} | said)
    assert isinstance(answer, HttpResponse)
    return answer


def due(rows: list[Assignment]) -> set[str]:
    return {str(Assignment.objects.get(pk=row.pk).due_on) for row in rows}


def audited(action: str) -> int:
    return AuditEntry.objects.filter(action=action).count()


def test_deadline_is_shown_then_changed(ward: Ward, programme: Programme, client_of: SignIn) -> None:
    client, rows, said = client_of(ward.clerk), work(ward), {"kind": "deadline", "deadline": NEW_DAY}
    html = send(client, programme, rows, "preview", **said).content.decode()
    assert "3 việc sẽ đổi" in html
    assert html.count("<strong>04/05/2026</strong>") == 3
    assert due(rows) == {"None"}
    assert audited("assignment.changed") == 0
    assert send(client, programme, rows, "save", **said).status_code == 302
    assert due(rows) == {NEW_DAY}
    assert audited("assignment.changed") == 3


def test_conflict_of_one_row_keeps_every_row(ward: Ward, programme: Programme, client_of: SignIn) -> None:
    client, rows, said = client_of(ward.clerk), work(ward), {"kind": "deadline", "deadline": NEW_DAY}
    Assignment.objects.filter(pk=rows[1].pk).update(version=5)
    answer = send(client, programme, rows, "save", **said)
    html = answer.content.decode()
    assert answer.status_code == 422
    assert "Chưa đổi gì: 1 việc không đổi được" in html
    assert html.count("Người khác vừa sửa việc này") == 1
    assert due(rows) == {"None"}
    assert audited("assignment.changed") == 0
    ticked = re.findall(r'name="pick" value="(\d+:\d+)" checked', html)
    assert ticked == [f"{rows[0].pk}:1", f"{rows[2].pk}:1"]
    assert f'value="{rows[1].pk}:5"' in html  # can be ticked again, at the version that stands
    sent = {"pick": ticked, "step": "save"} | said
    assert client.post(reverse("bulk", args=[programme.pk]), sent).status_code == 302
    assert due([rows[0], rows[2]]) == {NEW_DAY}


def test_work_taken_back_meanwhile_is_told(ward: Ward, programme: Programme, client_of: SignIn) -> None:
    rows = work(ward)
    actions.remove_assignment(by=ward.clerk, assignment=rows[0], version=1)
    answer = send(client_of(ward.clerk), programme, rows, "save", kind="deadline", deadline=NEW_DAY)
    assert "1 việc đã chọn không còn trong chương trình" in answer.content.decode()
    assert due(rows[1:]) == {"None"}


def test_another_unit_takes_the_lead(ward: Ward, programme: Programme, client_of: SignIn) -> None:
    client, rows, said = client_of(ward.clerk), work(ward), {"kind": "lead", "unit": ward.office.pk}
    html = send(client, programme, rows, "preview", **said).content.decode()
    assert html.count(f"Phối hợp; chủ trì: {ward.office.name}") == 3
    assert send(client, programme, rows, "save", **said).status_code == 302
    assert {Assignment.objects.get(pk=row.pk).part for row in rows} == {"support"}
    assert Assignment.objects.get(unit=ward.office).part == "lead"
    assert audited("assignment.changed") == 3
    assert audited("assignment.added") == 1


def test_the_unit_that_is_to_lead_may_be_among_those_picked(
    ward: Ward, programme: Programme, client_of: SignIn
) -> None:
    rows = work(ward)
    Assignment.objects.filter(pk=rows[0].pk).update(part="support")
    answer = send(client_of(ward.clerk), programme, rows, "save", kind="lead", unit=ward.groups[0].pk)
    assert answer.status_code == 302
    assert [Assignment.objects.get(pk=row.pk).part for row in rows] == ["lead", "support", "support"]


def test_state_changes_where_it_may(ward: Ward, programme: Programme, client_of: SignIn) -> None:
    client, rows, said = client_of(ward.clerk), work(ward), {"kind": "hold", "reason": "Chờ kinh phí"}
    Assignment.objects.filter(pk=rows[2].pk).update(progress="done", done_on=TODAY)
    html = send(client, programme, rows, "preview", **said).content.decode()
    assert "2 việc sẽ đổi" in html
    assert "Hoàn thành" in html
    assert "không làm được bước này" in html
    assert not Activity.objects.exists()
    assert send(client, programme, rows[:2], "save", **said).status_code == 302
    assert set(Assignment.objects.filter(progress="on_hold").values_list("reason", flat=True)) == {"Chờ kinh phí"}
    assert audited("assignment.held") == 2


def test_own_work_is_not_accepted_in_a_heap_either(ward: Ward, programme: Programme, client_of: SignIn) -> None:
    rows = work(ward)
    Assignment.objects.filter(unit__in=ward.groups).update(progress="submitted", stopped_on=TODAY)
    Assignment.objects.filter(pk=rows[0].pk).update(submitted_by=ward.clerk)
    answer = send(client_of(ward.clerk), programme, rows, "save", kind="accept")
    assert "không tự xác nhận được" in answer.content.decode()
    assert not Assignment.objects.filter(progress="done").exists()


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        pytest.param({"kind": "deadline"}, "Hãy chọn ngày.", id="no day"),
        pytest.param({"kind": "lead"}, "Hãy chọn đơn vị chủ trì.", id="no unit"),
        pytest.param({"kind": "hold", "expected_on": "2026-04-01"}, "Hãy ghi lý do.", id="no reason"),
        pytest.param({"kind": "delete"}, "", id="no such change"),
    ],
)
def test_what_is_missing_is_said_and_what_was_picked_stays(
    ward: Ward, programme: Programme, client_of: SignIn, said: dict[str, str], sentence: str
) -> None:
    answer = send(client_of(ward.clerk), programme, work(ward), "preview", **said)
    html = answer.content.decode()
    assert answer.status_code == 422
    assert sentence in html
    assert html.count('name="pick"') == 3
    assert said.get("expected_on", "") in html


def test_the_list_leads_to_it(ward: Ward, programme: Programme, client_of: SignIn) -> None:
    client, address = client_of(ward.clerk), reverse("bulk", args=[programme.pk])
    rows = work(ward)
    assert 'name="pick"' in client.get(reverse("programme", args=[programme.pk])).content.decode()
    assert 'name="pick"' not in client_of(ward.head).get(reverse("programme", args=[programme.pk])).content.decode()
    html = client.get(f"{address}?pick={rows[0].pk}&pick={rows[1].pk}&pick=x&pick=9:²").content.decode()
    assert html.count('name="pick"') == 2
    html = client.get(f"{address}?all=1&unit={ward.culture.pk}").content.decode()
    assert html.count('name="pick"') == 2


@pytest.mark.parametrize(("who", "status"), [("officer", 403), ("head", 403), ("stranger", 404)])
def test_only_a_clerk_of_the_programme_changes_many(
    ward: Ward, programme: Programme, stranger: Person, client_of: SignIn, who: str, status: int
) -> None:
    client = client_of(stranger if who == "stranger" else getattr(ward, who))
    answer = send(client, programme, work(ward), "save", kind="deadline", deadline=NEW_DAY)
    assert answer.status_code == status
    assert due(work(ward)) == {"None"}


def test_work_of_another_programme_cannot_be_slipped_in(ward: Ward, programme: Programme, client_of: SignIn) -> None:
    rows = work(ward)
    other = actions.start_programme(by=ward.clerk, document=confirmed(ward.clerk, ward.office, TEXT_OF_ANOTHER))
    send(client_of(ward.clerk), other, rows, "save", kind="deadline", deadline=NEW_DAY)
    assert due(rows) == {"None"}


TEXT_OF_ANOTHER = "KẾ HOẠCH\nDọn vệ sinh\n\nI. TỔ CHỨC THỰC HIỆN\n\n1. Văn phòng\n\n- Dọn vệ sinh trụ sở.\n"
