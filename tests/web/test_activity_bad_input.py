"""What can be sent wrongly to the addresses of activities and evidence: each is a sentence, and changes nothing."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.models import Model
from django.test import Client
from django.urls import reverse

from lotrinh.web import clock
from lotrinh.web.organisation.models import AuditEntry, Person
from lotrinh.web.programmes import actions
from lotrinh.web.programmes.activities.actions import report_activity
from lotrinh.web.programmes.models import Activity, Assignment, Channel, Evidence, Programme, Theme
from lotrinh.web.programmes.states import actions as state_actions
from tests.web.builders import confirmed, photo
from tests.web.conftest import Ward

SignIn = Callable[[Person], Client]
TODAY, DAY = datetime.date(2026, 4, 10), datetime.date(2026, 3, 1)
KEPT: tuple[type[Model], ...] = (Activity, Assignment, Evidence, AuditEntry)
HUGE = 10**30
Table = dict[str, tuple[dict[str, Any], str]]  # why it is there: what is sent wrongly, and what the page says of it


@pytest.fixture(autouse=True)
def fixed_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "today", lambda: TODAY)


@pytest.fixture
def programme(ward: Ward) -> Programme:
    return actions.start_programme(by=ward.clerk, document=confirmed(ward.clerk, ward.body))


@pytest.fixture
def work(ward: Ward, programme: Programme) -> Assignment:
    return Assignment.objects.filter(unit=ward.culture).order_by("duty__position")[0]


def told(by: Person, work: Assignment) -> Activity:
    return report_activity(
        by=by, assignment=work, progress="", on=DAY, note="Đã trồng", token=uuid.uuid4(),
        files=[SimpleUploadedFile("a.jpg", photo())],
    )  # fmt: skip


@pytest.fixture
def activity(ward: Ward, work: Assignment) -> Activity:
    return told(ward.officer, work)


@pytest.fixture
def foreign(stranger: Person) -> dict[str, Any]:
    """Keys of another body, by the field that they are sent in."""
    body = stranger.roles.all()[0].unit
    theirs = actions.start_programme(by=stranger, document=confirmed(stranger, body))
    assignment = actions.assign(by=stranger, duty=theirs.duties.all()[0], unit=body, part="lead")
    return {
        "channel": Channel.objects.create(programme=theirs, position=1, kind="display").pk,
        "themes": [Theme.objects.create(programme=theirs, position=1, title="Khác").pk],
        "stage": theirs.stages.all()[0].pk,
        "document": theirs.document_id,
        "kept": [Evidence.objects.get(activity=told(stranger, assignment)).pk],
        "assignment": assignment.pk,
        "token": Activity.objects.get(assignment=assignment).token,
    }


def state() -> list[object]:
    return [list(model._default_manager.order_by("pk").values()) for model in KEPT]


OF_BOTH: Table = {
    "day that no calendar has": ({"on": "2026-02-30"}, "ngày hợp lệ"),
    "no day": ({"on": ""}, "Trường này là bắt buộc"),
    "day in words": ({"on": "hôm qua"}, "ngày hợp lệ"),
    "day to come": ({"on": "2026-04-11"}, "không thể ở tương lai"),
    "last day there is": ({"on": "9999-12-31"}, "không thể ở tương lai"),
    "first day there is": ({"on": "0001-01-01"}, "trước ngày ký kế hoạch (05/01/2026)"),
    "channel of another body": ({"channel": "foreign"}, "không thuộc chương trình này"),
    "theme of another body": ({"themes": "foreign"}, "không thuộc chương trình này"),
    "theme that is no key": ({"themes": ["x"]}, "không thuộc chương trình này"),
    "stage of another body": ({"stage": "foreign"}, "không thuộc chương trình này"),
    "key too large for a database": ({"stage": str(HUGE)}, "không thuộc chương trình này"),
    "document of another body": ({"document": "foreign"}, "không phải của cơ quan này"),
    "link that runs": ({"link": "javascript:alert(1)"}, "http:// hoặc https://"),
    "figure in words": ({"people": "nhiều"}, "Hãy nhập một số từ 0"),
    "figure too large": ({"people": str(HUGE)}, "10000000"),
    "letter that no database keeps": ({"note": "a\x00b"}, "ký tự không lưu được"),
    "held file that is no key": ({"held": ["x"]}, "không còn được giữ"),
    "held file that is none": ({"held": ["1"]}, "không còn được giữ"),
}
OF_REPORT: Table = {
    "state that only the office gives": ({"progress": "done"}, "done"),
    "no token": ({"token": ""}, "hãy tải lại trang"),
    "token that is none": ({"token": "x"}, "hãy tải lại trang"),
    "token of other work": ({"token": "foreign"}, "đã được gửi cho một việc khác"),
    "person that is no key": ({"person": "x"}, "hãy tải lại trang"),
    "person that is none": ({"person": HUGE}, "do người khác ghi"),
}
OF_CHANGE: Table = {
    "no version": ({"version": ""}, "hãy tải lại trang"),
    "version that is none": ({"version": "x"}, "hãy tải lại trang"),
    "version to come": ({"version": HUGE}, "Người khác vừa sửa"),
    "evidence of another body": ({"kept": "foreign"}, "không thuộc hoạt động này"),
    "evidence too large for a key": ({"kept": [str(HUGE)]}, "không thuộc hoạt động này"),
    "evidence removed without a reason": ({"kept": []}, "lý do gỡ minh chứng"),
}


OF_WITHDRAWING: Table = {
    "version that is none": ({"version": "x"}, "hãy tải lại trang"),
    "no version": ({"version": ""}, "hãy tải lại trang"),
    "reason too long": ({"reason": "Công viên " * 201}, "2000"),
}


def not_refused(client: Client, address: str, data: dict[str, Any], table: Table, foreign: dict[str, Any]) -> list[str]:
    """Return which rows are not refused with their sentence, what was typed kept and nothing changed."""
    wrong, before = [], state()
    for name, (changes, said) in table.items():
        sent = data | {field: foreign[field] if value == "foreign" else value for field, value in changes.items()}
        answer = client.post(address, sent)
        page = answer.content.decode()
        if not (answer.status_code == 422 and said in page and "Công viên" in page and state() == before):
            wrong.append(name)
    return wrong


def test_report_says_what_is_wrong(ward: Ward, work: Assignment, foreign: dict[str, Any], client_of: SignIn) -> None:
    data = {"progress": "same", "on": DAY.isoformat(), "place": "Công viên", "token": uuid.uuid4()}
    address, table = reverse("report", args=[work.pk]), OF_BOTH | OF_REPORT
    assert not_refused(client_of(ward.officer), address, data, table, foreign) == []


def test_change_says_what_is_wrong(ward: Ward, activity: Activity, foreign: dict[str, Any], client_of: SignIn) -> None:
    kept = [Evidence.objects.get(activity=activity).pk]
    data = {"on": DAY.isoformat(), "place": "Công viên", "version": activity.version, "kept": kept}
    address, table = reverse("activity-change", args=[activity.pk]), OF_BOTH | OF_CHANGE
    assert not_refused(client_of(ward.officer), address, data, table, foreign) == []


def test_withdrawing_says_what_is_wrong(ward: Ward, activity: Activity, client_of: SignIn) -> None:
    data, address = {"version": 1, "reason": "Công viên"}, reverse("activity-withdraw", args=[activity.pk])
    assert not_refused(client_of(ward.officer), address, data, OF_WITHDRAWING, {}) == []


@pytest.mark.parametrize("name", ["report", "activity-change"])
def test_closed_unit_did_nothing_after_its_end(
    ward: Ward, work: Assignment, activity: Activity, client_of: SignIn, name: str
) -> None:
    client, before = client_of(ward.officer), state()
    data = {"progress": "same", "token": uuid.uuid4(), "version": 1, "link": "bao.example/a", "on": TODAY.isoformat()}
    data["kept"] = [Evidence.objects.get().pk]
    ward.culture.closed_on = DAY + datetime.timedelta(days=10)
    ward.culture.save()
    answer = client.post(reverse(name, args=[work.pk if name == "report" else activity.pk]), data)
    assert answer.status_code == 422
    assert "Đơn vị Trung tâm Văn hóa không hoạt động vào ngày này." in answer.content.decode()
    assert state() == before


@pytest.mark.parametrize("name", ["evidence", "evidence-thumbnail", "activity-change", "activity-withdraw", "report"])
def test_foreign_and_impossible_keys_are_a_page_that_says_so(
    ward: Ward, activity: Activity, foreign: dict[str, Any], client_of: SignIn, name: str
) -> None:
    theirs = Evidence.objects.get(pk=foreign["kept"][0])
    keys = {"evidence": theirs.pk, "evidence-thumbnail": theirs.pk, "report": foreign["assignment"]}
    before = state()
    for key in (keys.get(name, theirs.activity_id), 0, 2**63, HUGE):
        address, client = reverse(name, args=[key]), client_of(ward.officer)
        for answer in (client.get(address), client.post(address, {"version": 1, "reason": "Nhầm"})):
            assert answer.status_code == 404
            assert "nội dung không thuộc đơn vị của bạn" in answer.content.decode()
    assert state() == before


def test_work_taken_away_meanwhile_is_a_page_that_says_so(ward: Ward, work: Assignment, client_of: SignIn) -> None:
    client, address = client_of(ward.officer), reverse("report", args=[work.pk])
    assert client.get(address).status_code == 200
    actions.remove_assignment(by=ward.clerk, assignment=work, version=work.version)
    data = {"progress": "same", "on": DAY.isoformat(), "token": uuid.uuid4()}
    answer = client.post(address, data)
    assert answer.status_code == 404
    assert not Activity.objects.exists()


def test_held_work_is_a_sentence(ward: Ward, work: Assignment, client_of: SignIn) -> None:
    state_actions.hold_assignment(by=ward.clerk, assignment=work, version=work.version, reason="Chờ vốn")
    before = state()
    data = {"progress": "submitted", "on": DAY.isoformat(), "token": uuid.uuid4()}
    answer = client_of(ward.officer).post(reverse("report", args=[work.pk]), data)
    assert answer.status_code == 422
    assert "“Tạm dừng” nên không làm được bước này" in answer.content.decode()
    assert state() == before
