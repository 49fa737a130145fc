"""The API at work: pages of lists, filters, steps with versions, activities sent twice, documents sent and read."""

from __future__ import annotations

import uuid
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from pytest_django.fixtures import DjangoAssertNumQueries

from lotrinh.web import clock
from lotrinh.web.organisation.change_actions import rename_unit
from lotrinh.web.organisation.models import AuditEntry, Unit
from lotrinh.web.programmes.models import Activity, Assignment, Evidence, Programme
from tests.web.builders import do_jobs, photo, text_file
from tests.web.conftest import Call, Ward


def test_a_list_comes_in_pages_and_each_row_once(ward: Ward, call: Call) -> None:
    seen, cursor = [], ""
    for _page in range(4):
        said = call(ward.clerk, "get", f"units?limit=2{cursor}").json()
        seen += [row["id"] for row in said["items"]]
        if said["next"] is None:
            break
        cursor = f"&cursor={said['next']}"
    assert sorted(seen) == sorted(Unit.objects.values_list("pk", flat=True))


@pytest.mark.parametrize(
    "query",
    ["limit=0", "limit=201", "limit=36893488147419103232", "cursor=zzz", "cursor=%FF", "cursor=%00", "on=9999-01-01"],
)
def test_a_page_that_cannot_be_is_refused_in_words(ward: Ward, call: Call, query: str) -> None:
    answer = call(ward.clerk, "get", f"units?{query}")
    assert answer.status_code == 422
    assert answer["Content-Type"] == "application/problem+json"
    assert answer.json()["detail"]


def test_a_slip_in_a_filter_does_not_show_everything(ward: Ward, call: Call) -> None:
    answer = call(ward.clerk, "get", "assignments?progres=done")
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["field"] == "progres"


def test_units_are_as_of_a_day(ward: Ward, call: Call) -> None:
    today = clock.today()
    rename_unit(by=ward.clerk, unit=ward.culture, version=None, name="Nhà hát", on=today, decision="Số 7/QĐ-UBND")
    before = today.replace(year=today.year - 1).isoformat()
    assert call(ward.clerk, "get", f"units/{ward.culture.pk}").json()["name"] == "Nhà hát"
    assert call(ward.clerk, "get", f"units/{ward.culture.pk}?on={before}").json()["name"] == "Trung tâm Văn hóa"


def test_assignments_are_filtered(ward: Ward, call: Call, work: Assignment) -> None:
    def found(query: str) -> set[int]:
        return {row["id"] for row in call(ward.clerk, "get", f"assignments?{query}").json()["items"]}

    everything = set(Assignment.objects.values_list("pk", flat=True))
    assert found("") == everything
    assert found(f"unit={ward.culture.pk}") == everything
    assert found(f"unit={ward.office.pk}") == set()
    assert found("progress=done") == set()
    late, rest = found("is_late=true"), found("is_late=false")
    assert late | rest == everything
    assert not late & rest
    assert work.due_on is not None
    day = work.due_on.isoformat()
    assert work.pk in found(f"due_from={day}&due_to={day}")


def test_a_list_asks_a_fixed_number_of_queries(
    ward: Ward, call: Call, work: Assignment, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    call(ward.clerk, "get", "assignments")
    with django_assert_max_num_queries(30):
        call(ward.clerk, "get", "assignments")


def test_what_was_set_aside_is_nowhere(ward: Ward, call: Call, programme: Programme) -> None:
    assert programme.set_aside.exists()
    told = call(ward.clerk, "get", f"programmes/{programme.pk}/duties?limit=200").json()["items"]
    assert {row["id"] for row in told} == set(programme.duties.values_list("pk", flat=True))
    for aside in programme.set_aside.all():
        assert aside.text not in {row["text"] for row in told}


def test_a_step_wants_the_version_that_stands(ward: Ward, call: Call, work: Assignment) -> None:
    path = f"assignments/{work.pk}/steps/hold"
    said = {"version": work.version, "reason": "chờ cây giống"}
    assert call(ward.clerk, "post", path, {**said, "version": 99}).status_code == 409
    held = call(ward.clerk, "post", path, said).json()
    assert held["progress"] == "on_hold"
    assert held["version"] > work.version
    assert call(ward.clerk, "post", path, said).json()["type"] == "urn:lotrinh:changed-meanwhile"
    again = call(ward.clerk, "post", path, {**said, "version": held["version"]})
    assert again.status_code == 422
    assert "Tạm dừng" in again.json()["detail"]
    back = call(ward.clerk, "post", f"assignments/{work.pk}/steps/undo", {"version": held["version"]}).json()
    assert back["progress"] == "not_started"


@pytest.mark.parametrize(
    ("said", "status"),
    [
        pytest.param({"version": 1, "reason": " "}, 422, id="no reason"),
        pytest.param({"version": 1, "reason": "x", "more": 1}, 422, id="a field that is none"),
        pytest.param({"version": "một"}, 422, id="a version that is no number"),
        pytest.param({"version": 2**70, "reason": "x"}, 422, id="a version out of all bounds"),
        pytest.param({"version": 1, "reason": "a\x00b"}, 422, id="a letter that no database keeps"),
        pytest.param({"version": 1, "reason": "x", "expected_on": "2001-01-01"}, 422, id="a day that is over"),
    ],
)
def test_a_step_with_wrong_words_is_refused(
    ward: Ward, call: Call, work: Assignment, said: dict[str, Any], status: int
) -> None:
    Assignment.objects.filter(pk=work.pk).update(version=1)
    answer = call(ward.clerk, "post", f"assignments/{work.pk}/steps/hold", said)
    assert answer.status_code == status
    work.refresh_from_db()
    assert work.progress == "not_started"


def test_an_activity_sent_twice_counts_once(ward: Ward, call: Call, work: Assignment) -> None:
    path, token = f"assignments/{work.pk}/activities", str(uuid.uuid4())

    def send(**changes: Any) -> Any:
        file = SimpleUploadedFile("a.png", photo("PNG"))
        said = {"token": token, "on": clock.today().isoformat(), "progress": "submitted", "people": "12"}
        return call(ward.officer, "post", path, said | {"files": [file]} | changes, is_form=True)

    first, second = send(), send()
    assert (first.status_code, second.status_code) == (201, 201)
    assert first.json()["id"] == second.json()["id"]
    assert first.json()["people"] == 12
    assert Activity.objects.count() == Evidence.objects.count() == 1
    told = call(ward.clerk, "get", path).json()["items"]
    assert told[0]["evidence"][0]["file_name"] == "a.png"
    assert send(token=str(uuid.uuid4()), people="-1").status_code == 422
    assert send(token=str(uuid.uuid4()), channel="999999").json()["errors"][0]["field"] == "channel"
    assert send(token=str(uuid.uuid4()), mood="x").status_code == 422
    assert AuditEntry.objects.get(action="activity.reported").by == ward.officer


def test_who_submitted_does_not_accept(ward: Ward, call: Call, work: Assignment) -> None:
    said = {"token": str(uuid.uuid4()), "on": clock.today().isoformat(), "progress": "submitted"}
    assert call(ward.officer, "post", f"assignments/{work.pk}/activities", said, is_form=True).status_code == 201
    version = call(ward.clerk, "get", f"assignments/{work.pk}").json()["version"]
    accept = f"assignments/{work.pk}/steps/accept"
    assert call(ward.officer, "post", accept, {"version": version}).status_code == 403
    assert call(ward.viewer, "post", accept, {"version": version}).status_code == 403
    assert call(ward.head, "post", accept, {"version": version}).json()["progress"] == "done"


def test_a_document_is_sent_read_and_there_once(ward: Ward, call: Call) -> None:
    said = {"unit": ward.body.pk}
    sent = call(ward.clerk, "post", "documents", said | {"file": text_file()}, is_form=True)
    assert sent.status_code == 201
    assert do_jobs() == ["read_document"]
    pk = sent.json()["id"]
    assert call(ward.clerk, "get", f"documents/{pk}").json()["reading"]["state"] == "done"
    assert call(ward.clerk, "get", f"documents/{pk}/plan").json()["schema"] == "lotrinh.plan/1"
    assert call(ward.clerk, "get", f"documents/{pk}/facts?limit=3").json()["next"]
    again = call(ward.clerk, "post", "documents", said | {"file": text_file()}, is_form=True)
    assert (again.status_code, again.json()["id"]) == (200, pk)
    assert call(ward.clerk, "post", f"documents/{pk}/reading").status_code == 409
    assert call(ward.head, "post", "documents", said | {"file": text_file()}, is_form=True).status_code == 404
    broken = call(ward.clerk, "post", "documents", said | {"file": text_file("", "a.docx")}, is_form=True)
    assert broken.status_code == 422


def test_the_matrix_counts_what_the_token_shows(ward: Ward, call: Call, programme: Programme) -> None:
    path = f"programmes/{programme.pk}/matrix"
    told = call(ward.clerk, "get", f"{path}?rows=unit&columns=stage").json()
    assert told["total"]["planned"] == Assignment.objects.count()
    assert [row["row"]["name"] for row in told["items"]] == ["Trung tâm Văn hóa"]
    assert sum(row["planned"] for row in told["items"]) == told["total"]["planned"]
    assert call(ward.clerk, "get", f"{path}?rows=unit&columns=unit").status_code == 422


def test_a_duty_is_assigned_within_the_reach_of_the_token(ward: Ward, call: Call, programme: Programme) -> None:
    duty = programme.duties.get(unit_phrase="Các tổ dân phố")
    path, said = f"duties/{duty.pk}/assignments", {"unit": ward.groups[0].pk, "part": "lead"}
    assert call(ward.head, "post", path, said).status_code == 404
    assert call(ward.clerk, "post", path, said).status_code == 201
    assert call(ward.clerk, "post", path, {**said, "unit": 2**40}).status_code == 422


def test_the_calendar_holds_some_days(ward: Ward, call: Call, work: Assignment) -> None:
    told = call(ward.officer, "get", "calendar?first=2026-03-01&last=2026-03-31").json()
    assert [row["on"] for row in told["due"]] == ["2026-03-30"]
    assert told["is_cut"] is False
    assert call(ward.officer, "get", "calendar?first=2026-03-01&last=2027-03-31").status_code == 422
    assert call(ward.officer, "get", "calendar?first=2026-03-02&last=2026-03-01").status_code == 422
    assert [event["name"] for event in call(ward.officer, "get", "events").json()["items"]]


def test_other_methods_and_addresses_are_refused_in_the_same_shape(ward: Ward, call: Call) -> None:
    answer = call(ward.clerk, "delete", "units")
    assert answer.status_code == 405
    assert answer["Allow"] == "GET"
    assert answer.json()["type"] == "urn:lotrinh:no-such-method"
