"""Starting a programme, phrases, assigning, reporting with evidence, and what can never be assigned."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Callable

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import models
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from lotrinh.web import clock
from lotrinh.web.organisation.models import Person, Unit, UnitGroup
from lotrinh.web.programmes import actions
from lotrinh.web.programmes.activities import actions as activity_actions
from lotrinh.web.programmes.models import Activity, Assignment, Duty, Evidence, Programme, SetAsideDuty
from tests.web.builders import TEXT, confirmed, photo, read_plan
from tests.web.conftest import Ward, shut

SignIn = Callable[[Person], Client]
PNG = photo("PNG")


def started(ward: Ward) -> Programme:
    return actions.start_programme(by=ward.clerk, document=confirmed(ward.clerk, ward.body))


def own_assignment(ward: Ward) -> Assignment:
    started(ward)
    return Assignment.objects.filter(unit=ward.culture).order_by("duty__position")[0]


def report(client: Client, assignment: Assignment, **changes: object) -> int:
    sent = {
        "progress": "submitted",
        "on": "2026-03-01",
        "note": "Đã trồng 40 cây",
        "token": str(uuid.uuid4()),
    } | changes
    return client.post(reverse("report", args=[assignment.pk]), sent).status_code


def test_unconfirmed_plan_starts_nothing(ward: Ward) -> None:
    with pytest.raises(ValidationError, match="xác nhận"):
        actions.start_programme(by=ward.clerk, document=read_plan(ward.clerk, ward.body))


def test_programme_holds_stages_duties_and_known_units(ward: Ward) -> None:
    programme = started(ward)
    first, second = programme.stages.all()
    assert (first.start_on, first.end_on) == (datetime.date(2026, 1, 5), datetime.date(2026, 3, 31))
    assert (second.start_on, second.start_event.name if second.start_event else "") == (None, "Ngày hội Trồng cây")
    units = {a.unit.name for a in Assignment.objects.filter(duty__programme=programme)}
    assert units == {"Trung tâm Văn hóa"}  # "các tổ dân phố" is not yet said to be anybody
    planted = Assignment.objects.get(duty__text__startswith="Trồng cây")
    assert planted.due_on == datetime.date(2026, 3, 30)  # "trước ngày 31/3" leaves that day out
    assert [d.text[:9] for d in SetAsideDuty.objects.all()] == ["Theo dõi,"]


def test_starting_twice_is_one_programme(ward: Ward) -> None:
    document = confirmed(ward.clerk, ward.body)
    first = actions.start_programme(by=ward.clerk, document=document)
    assert actions.start_programme(by=ward.clerk, document=document) == first
    assert Duty.objects.count() == 3


def test_phrase_is_linked_once_and_remembered(ward: Ward, client_of: SignIn) -> None:
    programme = started(ward)
    client = client_of(ward.clerk)
    page = client.get(reverse("programme", args=[programme.pk])).content.decode()
    assert "“Các tổ dân phố”" in page
    address = reverse("phrase-link", args=[programme.pk]) + "?phrase=C%C3%A1c+t%E1%BB%95+d%C3%A2n+ph%E1%BB%91"
    assert client.post(address, {"rule": "named", "units": [unit.pk for unit in ward.groups]}).status_code == 302
    assert Assignment.objects.filter(unit__in=ward.groups).count() == 3
    other = TEXT.replace("12/KH-UBND", "13/KH-UBND")
    again = actions.start_programme(by=ward.clerk, document=confirmed(ward.clerk, ward.body, other))
    assert Assignment.objects.filter(duty__programme=again, unit__in=ward.groups).count() == 3
    assert UnitGroup.objects.count() == 1


def test_supporting_phrase_waits_for_its_units_too(ward: Ward, client_of: SignIn) -> None:
    text = TEXT.replace("Trồng cây tại công viên", "Phối hợp với Hội Cây xanh tổ chức trồng cây tại công viên")
    programme = actions.start_programme(by=ward.clerk, document=confirmed(ward.clerk, ward.body, text))
    page = client_of(ward.clerk).get(reverse("programme", args=[programme.pk])).content.decode()
    assert "“Hội Cây xanh”" in page
    actions.link_phrase(by=ward.clerk, programme=programme, phrase="Hội Cây xanh", units=[ward.office])
    assert Assignment.objects.get(unit=ward.office).part == "support"


def test_clause_out_of_scope_reaches_no_unit(ward: Ward) -> None:
    started(ward)
    assert Duty.objects.get(unit_phrase="Các tổ dân phố").text == "Chăm sóc cây trước cửa nhà; […]."


def test_nothing_can_point_to_a_duty_set_aside() -> None:
    pointing = [
        field
        for field in SetAsideDuty._meta.get_fields(include_hidden=True)
        if isinstance(field, models.ManyToOneRel | models.ManyToManyRel)
    ]
    assert pointing == []


def test_set_aside_duty_cannot_be_assigned_by_any_address(ward: Ward, client_of: SignIn) -> None:
    programme = started(ward)
    aside = SetAsideDuty.objects.get()
    client = client_of(ward.clerk)
    page = client.get(reverse("programme", args=[programme.pk])).content.decode()
    assert aside.text in page
    before = Assignment.objects.count()
    free = max(Duty.objects.values_list("pk", flat=True)) + 1
    SetAsideDuty.objects.filter(pk=aside.pk).update(id=free)  # a key that no duty has
    for pk in (free, free + 1):
        sent = {"unit": ward.office.pk, "part": "lead"}
        assert client.post(reverse("duty-assign", args=[pk]), sent).status_code == 404
    link = reverse("phrase-link", args=[programme.pk]) + "?phrase=Nhân+dân"
    assert client.post(link, {"rule": "named", "units": [ward.office.pk]}).status_code == 404
    assert Assignment.objects.count() == before
    assert not Duty.objects.filter(text=aside.text).exists()


def test_duty_is_assigned_to_own_units_only(ward: Ward, stranger: Person, client_of: SignIn) -> None:
    started(ward)
    duty = Duty.objects.filter(unit_phrase="Các tổ dân phố").get()
    foreign = Unit.objects.get(name="Phường Khác")
    client, address = client_of(ward.clerk), reverse("duty-assign", args=[duty.pk])
    assert client.post(address, {"unit": foreign.pk, "part": "lead"}).status_code == 422
    assert client.post(address, {"unit": ward.office.pk, "part": "boss"}).status_code == 422
    assert client.post(address, {"unit": ward.office.pk, "part": "lead"}).status_code == 302
    assert client.post(address, {"unit": ward.office.pk, "part": "lead"}).status_code == 422  # it has it already
    assert client_of(stranger).post(address, {"unit": foreign.pk, "part": "lead"}).status_code == 404


def test_officer_reports_with_a_photo(ward: Ward, client_of: SignIn) -> None:
    assignment = own_assignment(ward)
    client = client_of(ward.officer)
    photo = SimpleUploadedFile("../../ảnh.php", PNG)
    assert report(client, assignment, evidence=[photo]) == 302
    assignment.refresh_from_db()
    assert (assignment.progress, assignment.stopped_on) == ("submitted", datetime.date(2026, 3, 1))
    assert (assignment.done_on, assignment.submitted_by) == (None, ward.officer)
    evidence = Evidence.objects.get()
    assert evidence.content_type == "image/png"
    assert "php" not in str(evidence.file.name)
    response = client.get(reverse("evidence", args=[evidence.pk]))
    assert b"".join(response.streaming_content) == PNG  # type: ignore[attr-defined]  # a file response streams
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    shut(response)


def test_same_form_sent_twice_counts_once(ward: Ward, client_of: SignIn) -> None:
    assignment, token = own_assignment(ward), str(uuid.uuid4())
    client = client_of(ward.officer)
    assert [report(client, assignment, token=token) for _ in range(2)] == [302, 302]
    assert Activity.objects.count() == 1


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        pytest.param({"on": "2999-01-01"}, "tương lai", id="a day to come"),
        pytest.param(
            {"evidence": [SimpleUploadedFile("a.png", b"MZ\x90\x00 a program")]}, "chỉ nhận ảnh", id="program"
        ),
        pytest.param({"progress": "done"}, "", id="a progress that is not offered"),
    ],
)
def test_refused_report_keeps_what_was_typed(
    ward: Ward, client_of: SignIn, changes: dict[str, object], sentence: str
) -> None:
    assignment = own_assignment(ward)
    sent = {
        "progress": "submitted",
        "on": "2026-03-01",
        "note": "Đã trồng 40 cây",
        "token": str(uuid.uuid4()),
    } | changes
    response = client_of(ward.officer).post(reverse("report", args=[assignment.pk]), sent)
    page = response.content.decode()
    assert response.status_code == 422
    assert sentence in page
    assert "Đã trồng 40 cây" in page
    assert not Activity.objects.exists()


def test_work_is_sent_back_with_a_reason(ward: Ward, client_of: SignIn) -> None:
    assignment = own_assignment(ward)
    report(client_of(ward.officer), assignment)
    assignment.refresh_from_db()
    clerk, address = client_of(ward.clerk), reverse("assignment-return", args=[assignment.pk])
    clerk.post(address, {"reason": " ", "version": assignment.version})
    assignment.refresh_from_db()
    assert assignment.progress == "submitted"
    clerk.post(address, {"reason": "Thiếu ảnh công viên phía đông", "version": assignment.version})
    assignment.refresh_from_db()
    assert (assignment.progress, assignment.done_on) == ("returned", None)
    assert "Thiếu ảnh công viên" in client_of(ward.officer).get(reverse("my-work")).content.decode()


def test_assignment_with_work_in_it_stays(ward: Ward, client_of: SignIn) -> None:
    assignment = own_assignment(ward)
    report(client_of(ward.officer), assignment)
    assignment.refresh_from_db()
    client_of(ward.clerk).post(reverse("assignment-remove", args=[assignment.pk]), {"version": assignment.version})
    assert Assignment.objects.filter(pk=assignment.pk).exists()


def test_change_in_an_old_tab_is_refused(ward: Ward, client_of: SignIn) -> None:
    assignment = own_assignment(ward)
    client, address = client_of(ward.clerk), reverse("assignment-change", args=[assignment.pk])
    sent = {"part": "lead", "deliverable": "Báo cáo", "version": 1, "deadline_kind": ""}
    assert client.post(address, sent).status_code == 302
    assert client.post(address, sent | {"deliverable": "Ảnh"}).status_code == 422
    assignment.refresh_from_db()
    assert assignment.deliverable == "Báo cáo"


@pytest.mark.parametrize(
    ("due", "done", "state"),
    [
        pytest.param("2026-03-30", "2026-03-30", "done_in_time", id="done on the day"),
        pytest.param(None, "2026-03-30", "done_in_time", id="done, no deadline"),
        pytest.param("2026-03-30", "2026-03-31", "done_late", id="done a day late"),
        pytest.param("2026-04-10", None, "open_in_time", id="open on the day"),
        pytest.param(None, None, "open_in_time", id="open, no deadline is never late"),
        pytest.param("2026-04-09", None, "open_late", id="open past the day"),
    ],
)
def test_four_figures(ward: Ward, due: str | None, done: str | None, state: str) -> None:
    assignment = own_assignment(ward)
    Assignment.objects.exclude(pk=assignment.pk).delete()
    progress = "done" if done else "not_started"
    Assignment.objects.filter(pk=assignment.pk).update(due_on=due, done_on=done, progress=progress)
    figures = Assignment.objects.all().four_figures(on=datetime.date(2026, 4, 10))
    assert figures == {**dict.fromkeys(figures, 0), state: 1}


def test_filters_are_in_the_address(ward: Ward, client_of: SignIn) -> None:
    programme = started(ward)
    client, address = client_of(ward.head), reverse("programme", args=[programme.pk])
    assert "Trồng cây tại công viên" in client.get(f"{address}?unit={ward.culture.pk}").content.decode()
    assert "Không có việc nào khớp" in client.get(f"{address}?unit={ward.office.pk}").content.decode()
    for strange in ("unit=abc", "unit=99999999999999999999999", "stage=-1", "state=%00"):
        assert client.get(f"{address}?{strange}").status_code == 200
    part = client.get(address, headers={"HX-Request": "true"}).content.decode()
    assert part.strip().startswith('<div id="assignments"')


@pytest.mark.parametrize(
    ("who", "status"), [("clerk", 200), ("head", 200), ("officer", 200), ("stranger", 404), (None, 302)]
)
def test_who_may_open_a_programme(
    ward: Ward, stranger: Person, client_of: SignIn, who: str | None, status: int
) -> None:
    programme = started(ward)
    person = stranger if who == "stranger" else getattr(ward, who) if who else None
    client = client_of(person) if person else Client()
    assert client.get(reverse("programme", args=[programme.pk])).status_code == status


def test_officer_sees_only_own_work(ward: Ward, client_of: SignIn) -> None:
    started(ward)
    duty = Duty.objects.get(unit_phrase="Các tổ dân phố")
    foreign = actions.assign(by=ward.clerk, duty=duty, unit=ward.office, part="lead")
    client = client_of(ward.officer)
    assert client.get(reverse("assignment", args=[foreign.pk])).status_code == 404
    assert client.post(reverse("report", args=[foreign.pk]), {}).status_code == 404
    assert client.get(reverse("assignment-change", args=[foreign.pk])).status_code == 403


def test_evidence_is_shown_to_its_own_people_only(ward: Ward, stranger: Person, client_of: SignIn) -> None:
    assignment = own_assignment(ward)
    activity_actions.report_activity(
        by=ward.officer,
        assignment=assignment,
        progress="submitted",
        on=clock.today(),
        note="",
        files=[SimpleUploadedFile("a.png", PNG)],
        token=uuid.uuid4(),
    )
    address = reverse("evidence", args=[Evidence.objects.get().pk])
    assert client_of(stranger).get(address).status_code == 404
    assert Client().get(address).status_code == 302


def test_overview_asks_the_database_little(
    ward: Ward, client_of: SignIn, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    programme = started(ward)
    client = client_of(ward.head)
    with django_assert_max_num_queries(28):
        client.get(reverse("programme", args=[programme.pk]))
