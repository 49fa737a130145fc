"""What other software changes through the API: programmes begun, work, activities, days; each looked at first."""

from __future__ import annotations

import datetime
import hashlib
import uuid
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from lotrinh.web import clock
from lotrinh.web.organisation.models import AuditEntry, Person
from lotrinh.web.programmes.activities.actions import report_activity
from lotrinh.web.programmes.evidence.tasks import look_at_evidence
from lotrinh.web.programmes.models import Activity, Assignment, Event, Evidence, Programme, Stage
from lotrinh.web.workdays.models import DayRule
from tests.web.builders import photo, read_plan
from tests.web.conftest import Call, Ward, shut


@pytest.fixture
def activity(ward: Ward, work: Assignment) -> Activity:
    told = report_activity(
        by=ward.officer, assignment=work, progress="in_progress", on=clock.today(), note="Đã đào hố",
        files=[SimpleUploadedFile("hố cây.png", photo("PNG"))], token=uuid.uuid4(),
    )  # fmt: skip
    look_at_evidence.func(Evidence.objects.get(activity=told).pk)
    return told


@pytest.fixture
def event(programme: Programme) -> Event:
    return Event.objects.get(name="Ngày hội Trồng cây")


def test_a_plan_is_confirmed_and_started(ward: Ward, call: Call) -> None:
    document = read_plan(ward.clerk, ward.body)
    start, confirm = f"documents/{document.pk}/programme", f"documents/{document.pk}/confirmation"
    early = call(ward.clerk, "post", start)
    assert early.status_code == 422
    assert "xác nhận" in early.json()["detail"]
    said = {"version": document.version}
    assert call(ward.head, "post", confirm, said).status_code == 403
    assert call(ward.officer, "post", confirm, said).status_code == 403
    assert call(ward.clerk, "post", confirm, {"version": document.version + 1}).status_code == 409
    assert call(ward.clerk, "post", confirm, said).json()["confirmed_at"]
    assert call(ward.clerk, "post", confirm, said).json()["type"] == "urn:lotrinh:already-confirmed"
    begun, again = call(ward.clerk, "post", start), call(ward.clerk, "post", start)
    assert (begun.status_code, again.status_code) == (201, 200)
    assert begun.json()["id"] == again.json()["id"]
    assert call(ward.clerk, "get", f"programmes/{begun.json()['id']}").json()["document"] == document.pk
    assert AuditEntry.objects.get(action="programme.started").through == "x"


@pytest.mark.parametrize(
    ("said", "told"),
    [
        pytest.param({"part": "support"}, {"part": "support", "due_on": "2026-03-30"}, id="the part alone"),
        pytest.param({"deadline": {"kind": "date", "date": "2026-05-04"}}, {"due_on": "2026-05-04"}, id="a day"),
        pytest.param({"deadline": None}, {"due_on": None, "deadline": None}, id="no longer known"),
        pytest.param(
            {"deadline": {"kind": "offset", "days": 10, "from": {"kind": "date", "date": "2026-05-04"}}},
            {"due_on": "2026-05-14"},
            id="days from a day",
        ),
        pytest.param(
            {"deadline": {"kind": "event", "event": "Ngày hội Trồng cây", "relation": "before"}},
            {"due_on": None},
            id="an event without days",
        ),
        pytest.param(
            {"deliverable": "Báo cáo", "authority": "Chủ tịch"},
            {"deliverable": "Báo cáo", "authority": "Chủ tịch", "due_on": "2026-03-30"},
            id="words",
        ),
    ],
)
def test_an_assignment_changes_in_what_was_sent(
    ward: Ward, call: Call, work: Assignment, said: dict[str, Any], told: dict[str, Any]
) -> None:
    answer = call(ward.clerk, "patch", f"assignments/{work.pk}", {"version": work.version, **said})
    assert answer.status_code == 200, answer.json()
    assert {name: answer.json()[name] for name in told} == told
    assert answer.json()["version"] == work.version + 1
    stale = call(ward.clerk, "patch", f"assignments/{work.pk}", {"version": work.version, **said})
    assert stale.json()["type"] == "urn:lotrinh:changed-meanwhile"


@pytest.mark.parametrize(
    ("said", "field"),
    [
        pytest.param({"deadline": {"kind": "date"}}, "deadline_date", id="a day without the day"),
        pytest.param({"deadline": {"kind": "offset"}}, "deadline_days", id="days without a number"),
        pytest.param({"deadline": {"kind": "tomorrow"}}, "deadline.kind", id="a kind that is none"),
        pytest.param({"acceptor": {"person": 2**40}}, "acceptor", id="nobody"),
        pytest.param({"acceptor": {"person": 1, "unit": 1}}, "acceptor", id="two acceptors"),
        pytest.param({"mood": "x"}, "mood", id="a field that is none"),
    ],
)
def test_a_wrong_change_is_refused_by_its_field(
    ward: Ward, call: Call, work: Assignment, said: dict[str, Any], field: str
) -> None:
    answer = call(ward.clerk, "patch", f"assignments/{work.pk}", {"version": work.version, **said})
    assert answer.status_code == 422
    assert field in answer.json()["errors"][0]["field"]
    assert answer.json()["errors"][0]["detail"]
    work.refresh_from_db()
    assert work.version == 1


def test_who_accepts_is_named_and_forgotten(ward: Ward, call: Call, work: Assignment) -> None:
    path = f"assignments/{work.pk}"
    named = call(ward.clerk, "patch", path, {"version": 1, "acceptor": {"person": ward.head.pk}}).json()
    assert named["acceptor"]["id"] == ward.head.pk
    kept = call(ward.clerk, "patch", path, {"version": 2, "authority": "Chủ tịch"}).json()
    assert kept["acceptor"]["id"] == ward.head.pk
    unit = call(ward.clerk, "patch", path, {"version": 3, "acceptor": {"unit": ward.office.pk}}).json()
    assert (unit["acceptor"], unit["acceptor_unit"]["id"]) == (None, ward.office.pk)
    assert call(ward.clerk, "patch", path, {"version": 4, "acceptor": None}).json()["acceptor_unit"] is None


def test_the_lead_goes_to_another_unit(ward: Ward, call: Call, work: Assignment, stranger: Person) -> None:
    path = f"assignments/{work.pk}/lead"
    theirs = stranger.roles.all()[0].unit.pk
    assert call(ward.clerk, "post", path, {"version": 1, "unit": theirs}).json()["errors"][0]["field"] == "unit"
    assert call(ward.head, "post", path, {"version": 1, "unit": ward.office.pk}).status_code == 403
    assert call(ward.clerk, "post", path, {"version": 9, "unit": ward.office.pk}).status_code == 409
    assert call(ward.clerk, "post", path, {"version": 1, "unit": ward.office.pk}).json()["part"] == "support"
    assert Assignment.objects.get(duty=work.duty, unit=ward.office).part == "lead"


def test_an_assignment_is_taken_back_while_nothing_was_told(ward: Ward, call: Call, work: Assignment) -> None:
    path = f"assignments/{work.pk}?version={work.version}"
    assert call(ward.head, "delete", path).status_code == 403
    assert call(ward.clerk, "delete", f"assignments/{work.pk}?version=9").status_code == 409
    assert call(ward.clerk, "delete", f"assignments/{work.pk}").status_code == 422  # no version
    assert call(ward.clerk, "delete", path).status_code == 204
    assert not Assignment.objects.filter(pk=work.pk).exists()
    assert call(ward.clerk, "delete", path).status_code == 404


def test_work_that_was_told_of_is_kept(ward: Ward, call: Call, activity: Activity) -> None:
    work = activity.assignment
    answer = call(ward.clerk, "delete", f"assignments/{work.pk}?version={work.version}")
    assert answer.status_code == 422
    assert answer.json()["detail"] == "Việc này đã có báo cáo nên không gỡ được."


def test_an_author_mends_an_activity_and_takes_it_back(ward: Ward, call: Call, activity: Activity) -> None:
    path, said = f"activities/{activity.pk}", {"version": 1, "on": clock.today().isoformat(), "people": 30}
    assert call(ward.clerk, "put", path, said).status_code == 403  # somebody else told it
    mended = call(ward.officer, "put", path, {**said, "note": "Đã trồng"}).json()
    assert (mended["people"], mended["note"], mended["version"]) == (30, "Đã trồng", 2)
    assert len(mended["evidence"]) == 1
    assert call(ward.officer, "put", path, said).status_code == 409
    assert call(ward.officer, "put", path, {**said, "version": 2, "stage": 2**40}).status_code == 422
    back = f"{path}/withdrawal"
    assert call(ward.officer, "post", back, {"version": 2, "reason": " "}).status_code == 422
    assert call(ward.officer, "post", back, {"version": 2, "reason": "nhầm"}).json()["withdrawn_at"]
    assert call(ward.officer, "get", path).json()["version"] == 3


def test_a_file_of_evidence_is_fetched_as_it_is_kept(ward: Ward, call: Call, activity: Activity) -> None:
    evidence = Evidence.objects.get(activity=activity)
    path = f"evidence/{evidence.pk}"
    assert call(ward.clerk, "get", path).json()["has_thumbnail"] is True
    answer = call(ward.clerk, "get", f"{path}/file")
    sent = b"".join(answer.streaming_content)
    shut(answer)
    assert hashlib.sha256(sent).hexdigest() == evidence.sha256
    assert answer["Content-Type"] == "image/png"
    assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert answer["Cache-Control"] == "no-store, private"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "h%E1%BB%91%20c%C3%A2y.png" in answer["Content-Disposition"]
    small = call(ward.officer, "get", f"{path}/thumbnail")
    assert small["Content-Type"] == "image/jpeg"
    assert b"".join(small.streaming_content).startswith(b"\xff\xd8")
    shut(small)


@pytest.mark.parametrize("state", ["waiting", "refused"])
def test_a_file_in_quarantine_is_not_sent(ward: Ward, call: Call, activity: Activity, state: str) -> None:
    evidence = Evidence.objects.get(activity=activity)
    Evidence.objects.filter(pk=evidence.pk).update(state=state)
    assert call(ward.clerk, "get", f"evidence/{evidence.pk}").json()["state"] == state
    for kind in ("file", "thumbnail"):
        refused = call(ward.clerk, "get", f"evidence/{evidence.pk}/{kind}")
        assert refused.status_code == 404
        assert refused["Content-Type"] == "application/problem+json"


def test_an_event_is_dated_after_a_look_at_what_moves(ward: Ward, call: Call, event: Event) -> None:
    days = {"version": event.version, "starts_on": "2026-06-05", "ends_on": "2026-06-07"}
    look, date = f"events/{event.pk}/preview", f"events/{event.pk}/dates"
    seen = call(ward.clerk, "post", look, days).json()
    assert {(move["what"], move["after"]) for move in seen["moves"]} >= {("assignment", "2026-06-04")}
    assert Assignment.objects.filter(deadline_event=event).exclude(due_on=None).count() == 0
    assert call(ward.head, "post", look, days).status_code == 403
    assert call(ward.officer, "put", date, {**days, "seen": seen["seen"]}).status_code == 403
    other = call(ward.clerk, "put", date, {**days, "ends_on": None, "seen": seen["seen"]})
    assert other.json()["type"] == "urn:lotrinh:not-as-seen"
    dated = call(ward.clerk, "put", date, {**days, "seen": seen["seen"]}).json()
    assert dated["event"]["starts_on"] == "2026-06-05"
    assert dated["moves"] == seen["moves"]
    assert call(ward.clerk, "post", look, days).status_code == 409
    backwards = {"version": event.version + 1, "starts_on": "2026-06-05", "ends_on": "2026-06-01"}
    assert call(ward.clerk, "post", look, backwards).json()["detail"] == "Ngày kết thúc trước ngày bắt đầu."


def test_a_stage_is_dated_after_a_look(ward: Ward, call: Call, programme: Programme) -> None:
    stage = Stage.objects.filter(programme=programme).order_by("position")[0]
    path = f"stages/{stage.pk}"
    assert call(ward.officer, "get", path).json()["version"] == stage.version
    ends = {"version": stage.version, "start": {"kind": "issue"}, "end": {"kind": "date", "date": "2026-04-10"}}
    seen = call(ward.clerk, "post", f"{path}/preview", ends).json()
    assert {"what": "stage", "id": stage.pk, "field": "end_on", "before": "2026-03-31", "after": "2026-04-10"} in seen[
        "moves"
    ]
    assert call(ward.head, "post", f"{path}/preview", ends).status_code == 404
    assert call(ward.clerk, "put", f"{path}/dates", {**ends, "seen": "x"}).status_code == 409
    dated = call(ward.clerk, "put", f"{path}/dates", {**ends, "seen": seen["seen"]}).json()
    assert dated["stage"]["end_on"] == "2026-04-10"
    wrong = {**ends, "version": stage.version + 1, "end": {"kind": "event"}}
    assert call(ward.clerk, "post", f"{path}/preview", wrong).json()["errors"][0]["field"] == "end_event"


def test_days_off_move_what_counts_in_working_days(ward: Ward, call: Call, work: Assignment) -> None:
    counted = {"kind": "offset", "days": 5, "working": True, "from": {"kind": "date", "date": "2026-05-04"}}
    due = call(ward.clerk, "patch", f"assignments/{work.pk}", {"version": 1, "deadline": counted}).json()["due_on"]
    assert due == "2026-05-11"
    row = {"name": "Nghỉ bù", "off_from": "2026-05-06", "decided_by": "12/TB-UBND", "decided_on": "2026-04-20"}
    assert call(ward.head, "post", "workdays/preview", row).status_code == 403
    seen = call(ward.clerk, "post", "workdays/preview", row).json()
    assert [move["after"] for move in seen["moves"]] == ["2026-05-12"]
    assert call(ward.clerk, "post", "workdays/rules", {**row, "seen": "x"}).status_code == 409
    added = call(ward.clerk, "post", "workdays/rules", {**row, "seen": seen["seen"]})
    assert added.status_code == 201
    rule = added.json()["rule"]
    work.refresh_from_db()
    assert work.due_on == datetime.date(2026, 5, 12)
    asked = "workdays?first=2026-05-04&last=2026-05-10"
    told = call(ward.officer, "get", asked).json()
    assert told["working_days"] == 4
    assert {"on": "2026-05-06", "name": "Nghỉ bù", "is_worked": False} in told["days"]
    path = f"workdays/rules/{rule['id']}"
    later = {**row, "off_from": "2026-05-07", "off_until": "2026-05-07", "version": rule["version"]}
    look = call(ward.clerk, "post", f"{path}/preview", later).json()
    changed = call(ward.clerk, "put", path, {**later, "seen": look["seen"]}).json()["rule"]
    assert changed["off_from"] == "2026-05-07"
    gone = call(ward.clerk, "post", f"{path}/removal/preview", {"version": changed["version"]}).json()
    assert [move["after"] for move in gone["moves"]] == ["2026-05-11"]
    last = f"{path}?version={changed['version']}&seen={gone['seen']}"
    assert call(ward.head, "delete", last).status_code == 403
    assert call(ward.clerk, "delete", last).status_code == 204
    assert not DayRule.objects.exists()


@pytest.mark.parametrize(
    "query",
    ["first=2026-05-04&last=2026-05-01", "first=2026-05-04&last=2028-05-04", "first=1999-01-01&last=1999-01-02"],
)
def test_working_days_have_their_bounds(ward: Ward, call: Call, query: str) -> None:
    answer = call(ward.clerk, "get", f"workdays?{query}")
    assert answer.status_code == 422
    assert answer.json()["detail"]
