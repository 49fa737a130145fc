"""A unit plans below its work: steps and a plan document of its own, seen by the office and changed by the unit."""

from __future__ import annotations

import datetime
from collections.abc import Callable

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from lotrinh.web import clock
from lotrinh.web.organisation.actions import ChangedMeanwhile
from lotrinh.web.organisation.models import AuditEntry, Person
from lotrinh.web.programmes import actions
from lotrinh.web.programmes.models import Assignment, AttachedPlan, Programme, WorkStep
from lotrinh.web.programmes.unit_work import plan_actions as unit_plan_actions
from lotrinh.web.programmes.unit_work.plan_actions import Said
from lotrinh.web.registry.models import Document
from tests.web.builders import confirmed, text_file
from tests.web.conftest import Ward, person_with, shut

SignIn = Callable[[Person], Client]
TODAY = datetime.date(2026, 3, 20)


@pytest.fixture(autouse=True)
def fixed_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "today", lambda: TODAY)


@pytest.fixture
def work(ward: Ward) -> Assignment:
    actions.start_programme(by=ward.clerk, document=confirmed(ward.clerk, ward.body))
    return Assignment.objects.filter(unit=ward.culture)[0]


def titles(work: Assignment) -> list[str]:
    return list(work.steps.values_list("title", flat=True))


def test_an_officer_plans_and_the_office_sees(ward: Ward, work: Assignment, client_of: SignIn) -> None:
    officer, add = client_of(ward.officer), reverse("step-add", args=[work.pk])
    first = {"title": "Chọn giống", "starts_on": "2026-03-01", "ends_on": "2026-03-10", "person": ward.officer.pk}
    assert officer.post(add, first).status_code == 302
    assert officer.post(add, {"title": "Đào hố"}).status_code == 302
    step = work.steps.get(title="Chọn giống")
    officer.post(reverse("step-move", args=[step.pk]), {"move": "done", "version": step.version})
    page = client_of(ward.clerk).get(reverse("unit-plan", args=[work.pk])).content.decode()
    assert "Chọn giống" in page
    assert "Người can-bo" in page
    assert "Thêm bước" not in page
    assert "1 trên 2 bước đã xong" in client_of(ward.head).get(reverse("assignment", args=[work.pk])).content.decode()
    work.refresh_from_db()
    assert work.progress == "not_started"  # steps move no state and no figure
    assert AuditEntry.objects.filter(action="step.changed").count() == 1


@pytest.mark.parametrize("who", ["clerk", "head", "stranger", "other officer"])
def test_nobody_else_changes_the_steps_of_a_unit(
    ward: Ward, work: Assignment, stranger: Person, client_of: SignIn, who: str
) -> None:
    step = unit_plan_actions.add_step(by=ward.officer, assignment=work, said=Said("Chọn giống"))
    other = person_with("officer", ward.office, "chuyen-vien")
    person = {"clerk": ward.clerk, "head": ward.head, "stranger": stranger, "other officer": other}[who]
    client = client_of(person)
    for name, key in (("step-move", step.pk), ("step-add", work.pk), ("plan-attach", work.pk)):
        sent = {"move": "drop", "version": 1, "title": "Bước của người khác"}
        assert client.post(reverse(name, args=[key]), sent).status_code in (403, 404)
    assert titles(work) == ["Chọn giống"]


def test_steps_are_put_in_order_and_taken_out(ward: Ward, work: Assignment, client_of: SignIn) -> None:
    steps = [unit_plan_actions.add_step(by=ward.officer, assignment=work, said=Said(name)) for name in ("A", "B", "C")]
    unit_plan_actions.raise_step(by=ward.officer, step=steps[2], version=1)
    assert titles(work) == ["A", "C", "B"]
    with pytest.raises(ChangedMeanwhile):
        unit_plan_actions.drop_step(by=ward.officer, step=steps[2], version=1)
    unit_plan_actions.drop_step(by=ward.officer, step=steps[2], version=2)
    assert titles(work) == ["A", "B"]
    page = client_of(ward.officer).post(
        reverse("step-move", args=[steps[0].pk]), {"move": "up", "version": 9}, follow=True
    )
    assert "Người khác vừa sửa bước này" in page.content.decode()


REFUSED = [
    ({"title": ""}, "Hãy ghi bước này là làm gì."),
    ({"title": "A", "starts_on": "2026-03-10", "ends_on": "2026-03-01"}, "Ngày kết thúc trước ngày bắt đầu."),
]


@pytest.mark.parametrize(("said", "why"), REFUSED)
def test_a_step_that_cannot_be_is_refused_with_a_reason(
    ward: Ward, work: Assignment, client_of: SignIn, said: dict[str, str], why: str
) -> None:
    answer = client_of(ward.officer).post(reverse("step-add", args=[work.pk]), said)
    assert answer.status_code == 422
    assert why in answer.content.decode()
    assert titles(work) == []


def test_a_step_is_only_for_people_of_the_unit(ward: Ward, work: Assignment) -> None:
    with pytest.raises(ValidationError):
        unit_plan_actions.add_step(by=ward.officer, assignment=work, said=Said("A", person=ward.clerk))


def test_work_with_steps_is_not_removed(ward: Ward, work: Assignment) -> None:
    unit_plan_actions.add_step(by=ward.officer, assignment=work, said=Said("Chọn giống"))
    with pytest.raises(ValidationError):
        actions.remove_assignment(by=ward.clerk, assignment=work, version=work.version)
    assert Assignment.objects.filter(pk=work.pk).exists()


def test_a_plan_is_read_as_the_unit_s_own_and_attached(ward: Ward, work: Assignment, client_of: SignIn) -> None:
    officer, address = client_of(ward.officer), reverse("plan-attach", args=[work.pk])
    assert officer.post(address, {}).status_code == 422
    for _ in range(2):  # the same file again is the same document
        sent = {"file": text_file("KẾ HOẠCH\nTrồng cây", "cua-don-vi.txt")}
        assert officer.post(address, sent).status_code == 302
    plan = AttachedPlan.objects.get()
    assert plan.document.owner == ward.culture
    assert plan.document.reading.state == "queued"  # the worker reads it as any plan
    for person in (ward.officer, ward.clerk, ward.head):
        response = client_of(person).get(reverse("plan-file", args=[plan.pk]))
        assert response.status_code == 200
        shut(response)
    page = client_of(ward.clerk).get(reverse("unit-plan", args=[work.pk])).content.decode()
    assert reverse("document", args=[plan.document_id]) in page
    assert officer.post(reverse("plan-detach", args=[plan.pk])).status_code == 302
    assert Document.objects.filter(pk=plan.document_id).exists()
    assert not AttachedPlan.objects.exists()


def test_a_plan_of_another_unit_is_not_attached(ward: Ward, work: Assignment) -> None:
    with pytest.raises(ValidationError):
        unit_plan_actions.attach_plan(by=ward.officer, assignment=work, document=Programme.objects.get().document)


def test_whoever_sees_the_register_of_the_unit_links_what_is_there(
    ward: Ward, work: Assignment, client_of: SignIn
) -> None:
    person_with("clerk", ward.culture, "van-thu-tt")
    unit_plan_actions.upload_plan(by=ward.officer, assignment=work, upload_file=text_file("KẾ HOẠCH\nTrồng", "a.txt"))
    document = AttachedPlan.objects.get().document
    other = Assignment.objects.filter(unit=ward.culture).exclude(pk=work.pk)[0]
    assert 'name="document"' not in client_of(ward.officer).get(reverse("unit-plan", args=[other.pk])).content.decode()
    both = Person.objects.get(username="van-thu-tt")
    both.roles.create(unit=ward.culture, kind="officer")
    client = client_of(both)
    assert client.post(reverse("plan-attach", args=[other.pk]), {"document": document.pk}).status_code == 302
    assert [plan.document for plan in other.plans.all()] == [document]


def test_a_step_changed_by_two_people_is_shown_side_by_side(ward: Ward, work: Assignment, client_of: SignIn) -> None:
    step = unit_plan_actions.add_step(by=ward.officer, assignment=work, said=Said("Chọn giống"))
    WorkStep.objects.filter(pk=step.pk).update(title="Chọn giống keo", version=2)
    address = reverse("step-change", args=[step.pk])
    sent = {"title": "Chọn giống sao đen", "opened-title": "Chọn giống", "version": 1}
    page = client_of(ward.officer).post(address, sent)
    assert page.status_code == 422
    assert "Chọn giống keo" in page.content.decode()
