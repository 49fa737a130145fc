"""The states of work: which step from which state, with a reason, by whom; holds that stop the clock; undoing."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from lotrinh.web import clock
from lotrinh.web.organisation.actions import ChangedMeanwhile
from lotrinh.web.organisation.models import AuditEntry, Person, Role
from lotrinh.web.programmes import actions
from lotrinh.web.programmes.activities.actions import report_activity
from lotrinh.web.programmes.models import Activity, Assignment, Hold
from lotrinh.web.programmes.screen import days_past, row_of
from lotrinh.web.programmes.states import actions as state_actions
from lotrinh.web.programmes.states.actions import (
    accept_assignment,
    hold_assignment,
    refuse_assignment,
    resume_assignment,
    return_assignment,
    undo_last,
)
from tests.web.builders import confirmed
from tests.web.conftest import Ward, person_with

SignIn = Callable[[Person], Client]
TODAY = datetime.date(2026, 3, 20)
DUE = datetime.date(2026, 3, 31)  # of the work below


@pytest.fixture(autouse=True)
def fixed_day(monkeypatch: pytest.MonkeyPatch) -> None:
    go_to(monkeypatch, TODAY)


def go_to(monkeypatch: pytest.MonkeyPatch, day: datetime.date) -> None:
    monkeypatch.setattr(clock, "today", lambda: day)


@pytest.fixture
def work(ward: Ward) -> Assignment:
    actions.start_programme(by=ward.clerk, document=confirmed(ward.clerk, ward.body))
    found = Assignment.objects.get(duty__text__startswith="Trồng cây tại công viên")
    Assignment.objects.filter(pk=found.pk).update(due_on=DUE)
    return fresh(found)


def fresh(assignment: Assignment) -> Assignment:
    return Assignment.objects.get(pk=assignment.pk)


def tell(by: Person, assignment: Assignment, progress: str = "submitted", on: datetime.date = TODAY) -> Assignment:
    report_activity(by=by, assignment=assignment, progress=progress, on=on, note="", files=[], token=uuid.uuid4())
    return fresh(assignment)


def step(action: Callable[..., Assignment], by: Person, assignment: Assignment, **said: Any) -> Assignment:
    return action(by=by, assignment=assignment, version=fresh(assignment).version, **said)


def test_submitted_work_is_accepted_by_somebody_else(ward: Ward, work: Assignment) -> None:
    tell(ward.officer, work)
    held = step(accept_assignment, ward.head, work)
    assert (held.progress, held.done_on, held.accepted_by, held.submitted_by) == (
        "done",
        TODAY,
        ward.head,
        ward.officer,
    )
    assert AuditEntry.objects.filter(action="assignment.accepted", by=ward.head).count() == 1


def test_nobody_accepts_the_own_work(ward: Ward, work: Assignment, client_of: SignIn) -> None:
    Role.objects.create(person=ward.officer, unit=ward.body, kind="clerk")
    held = tell(ward.officer, work)
    answer = client_of(ward.officer).post(reverse("assignment-accept", args=[work.pk]), {"version": held.version})
    assert answer.status_code == 422
    assert "không tự xác nhận được" in answer.content.decode()
    assert fresh(work).progress == "submitted"
    with pytest.raises(IntegrityError), transaction.atomic():
        Assignment.objects.filter(pk=work.pk).update(accepted_by=ward.officer)


STATES = [choice.value for choice in Assignment.Progress]


@pytest.mark.parametrize("progress", STATES)
@pytest.mark.parametrize("name", ["accept", "return", "refuse", "hold", "resume"])
def test_a_step_starts_only_where_it_may(ward: Ward, work: Assignment, name: str, progress: str) -> None:
    put_in(work, progress)
    steps: dict[str, tuple[Callable[..., Assignment], dict[str, str]]] = {
        "accept": (accept_assignment, {}),
        "return": (return_assignment, {"reason": "x"}),
        "refuse": (refuse_assignment, {"reason": "x"}),
        "hold": (hold_assignment, {"reason": "x"}),
        "resume": (resume_assignment, {}),
    }
    action, said = steps[name]
    if progress in state_actions.FROM[name]:
        assert step(action, ward.head, work, **said).progress != progress
    else:
        with pytest.raises(ValidationError, match="không làm được bước này"):
            step(action, ward.head, work, **said)
        assert fresh(work).progress == progress


def put_in(work: Assignment, progress: str) -> None:
    stands = progress in ("submitted", "on_hold")
    Assignment.objects.filter(pk=work.pk).update(
        progress=progress,
        done_on=TODAY if progress == "done" else None,
        stopped_on=TODAY if stands else None,
        reason="vì" if progress in ("returned", "refused", "on_hold") else "",
    )
    if progress == "on_hold":
        Hold.objects.create(assignment=work, starts_on=TODAY, reason="vì")


@pytest.mark.parametrize("name", ["return", "refuse", "hold"])
def test_a_step_without_a_reason_keeps_what_was_typed(
    ward: Ward, work: Assignment, client_of: SignIn, name: str
) -> None:
    put_in(work, "submitted" if name == "return" else "not_started")
    client = client_of(ward.officer if name == "refuse" else ward.clerk)
    address = reverse(f"assignment-{name}", args=[work.pk])
    before = fresh(work).progress
    sent = {"reason": "   ", "version": 1, "expected_on": "2026-04-05"}
    answer = client.post(address, sent)
    assert answer.status_code == 422
    assert ('value="2026-04-05"' in answer.content.decode()) == (name == "hold")
    assert fresh(work).progress == before
    late = client.post(address, sent | {"reason": "Chờ kinh phí", "version": 9})
    assert late.status_code == 422
    assert "Người khác vừa sửa" in late.content.decode()
    assert "Chờ kinh phí" in late.content.decode()
    assert client.post(address, sent | {"reason": "Chờ kinh phí"}).status_code == 302
    assert fresh(work).reason == "Chờ kinh phí"
    with pytest.raises(IntegrityError), transaction.atomic():
        Assignment.objects.filter(pk=work.pk).update(reason="")


def test_unit_refuses_and_the_office_answers(ward: Ward, work: Assignment, client_of: SignIn) -> None:
    client_of(ward.officer).post(
        reverse("assignment-refuse", args=[work.pk]), {"reason": "Không đủ người", "version": 1}
    )
    html = client_of(ward.clerk).get(reverse("assignment", args=[work.pk])).content.decode()
    assert "Đơn vị từ chối: Không đủ người" in html
    assert reverse("assignment-remove", args=[work.pk]) in html
    held = step(return_assignment, ward.clerk, work, reason="Đã cử thêm hai người")
    assert (held.progress, held.reason) == ("returned", "Đã cử thêm hai người")


def test_refused_work_may_be_taken_back(ward: Ward, work: Assignment) -> None:
    step(refuse_assignment, ward.officer, work, reason="Không đủ người")
    actions.remove_assignment(by=ward.clerk, assignment=work, version=fresh(work).version)
    assert not Assignment.objects.filter(pk=work.pk).exists()
    entry = AuditEntry.objects.get(action="assignment.removed")
    assert entry.before is not None
    assert entry.before["reason"] == "Không đủ người"


def test_days_on_hold_do_not_count_as_late(ward: Ward, work: Assignment, monkeypatch: pytest.MonkeyPatch) -> None:
    step(hold_assignment, ward.clerk, work, reason="Chờ kinh phí", expected_on=datetime.date(2026, 4, 10))
    later = datetime.date(2026, 4, 12)
    assert late_on(later) == []  # twelve days past the deadline, on hold since before it
    assert row_of(fresh(work), on=later)["holds"] == ["tạm dừng từ 20/03/2026, dự kiến đến 10/04/2026: Chờ kinh phí"]
    go_to(monkeypatch, later)
    held = fresh(step(resume_assignment, ward.clerk, work))
    assert (held.progress, held.held_days, held.late_after) == ("not_started", 23, datetime.date(2026, 4, 23))
    assert row_of(held, on=later)["holds"] == ["tạm dừng từ 20/03/2026 đến 12/04/2026: Chờ kinh phí"]
    assert late_on(datetime.date(2026, 4, 23)) == []
    assert late_on(datetime.date(2026, 4, 24)) == [work.pk]
    assert days_past(held, on=datetime.date(2026, 4, 25)) == 2


def late_on(day: datetime.date) -> list[int]:
    return list(Assignment.objects.all().open_late(on=day).values_list("pk", flat=True))


@pytest.mark.parametrize(("day", "late"), [(31, 0), (32, 0), (33, 1)], ids=["on the day", "the day after", "two after"])
def test_what_was_late_before_its_hold_stays_late(
    ward: Ward, work: Assignment, monkeypatch: pytest.MonkeyPatch, day: int, late: int
) -> None:
    start = datetime.date(2026, 3, 1) + datetime.timedelta(days=day - 1)
    go_to(monkeypatch, start)
    step(hold_assignment, ward.clerk, work, reason="Chờ kinh phí")
    much_later = datetime.date(2026, 8, 1)
    assert max(days_past(fresh(work), on=much_later), 0) == late
    assert len(late_on(much_later)) == late
    figures = Assignment.objects.filter(pk=work.pk).four_figures(on=much_later)
    assert figures["open_late"] == late


def test_slow_office_makes_nobody_late(ward: Ward, work: Assignment, monkeypatch: pytest.MonkeyPatch) -> None:
    tell(ward.officer, work)
    later = datetime.date(2026, 5, 1)
    assert late_on(later) == []
    assert row_of(fresh(work), on=later)["standing"] == "nộp đúng hạn"
    go_to(monkeypatch, later)
    held = step(accept_assignment, ward.clerk, work)
    assert held.done_on == TODAY
    assert Assignment.objects.all().done_in_time().get().pk == work.pk


def test_work_on_hold_takes_no_reports(ward: Ward, work: Assignment) -> None:
    step(hold_assignment, ward.clerk, work, reason="Chờ kinh phí")
    with pytest.raises(ValidationError, match="Tạm dừng"):
        tell(ward.officer, work)


def test_more_evidence_leaves_accepted_work_accepted(ward: Ward, work: Assignment) -> None:
    tell(ward.officer, work)
    step(accept_assignment, ward.clerk, work)
    held = tell(ward.officer, work, on=TODAY - datetime.timedelta(days=2))
    assert (held.progress, held.done_on, held.accepted_by) == ("done", TODAY, ward.clerk)
    with pytest.raises(ValidationError):
        tell(ward.officer, work, "in_progress")
    assert step(undo_last, ward.clerk, work).progress == "submitted"  # the last change is still the acceptance


def test_undo_gives_back_the_state_and_keeps_the_history(ward: Ward, work: Assignment, client_of: SignIn) -> None:
    tell(ward.officer, work)
    held = step(accept_assignment, ward.clerk, work)
    client, address = client_of(ward.clerk), reverse("assignment-undo", args=[work.pk])
    assert client.post(address, {"version": held.version}).status_code == 302
    held = fresh(work)
    assert (held.progress, held.stopped_on, held.done_on, held.accepted_by) == ("submitted", TODAY, None, None)
    assert held.submitted_by == ward.officer
    assert Activity.objects.filter(progress="done", undone_at__isnull=False).count() == 1
    assert "đã hoàn tác" in client.get(reverse("assignment", args=[work.pk])).content.decode()
    answer = client.post(address, {"version": held.version})  # what stands now is the officer's
    assert answer.status_code == 422
    assert "Chỉ người vừa đổi" in answer.content.decode()


def test_undo_of_a_hold_and_of_its_end(ward: Ward, work: Assignment, monkeypatch: pytest.MonkeyPatch) -> None:
    step(hold_assignment, ward.clerk, work, reason="Chờ kinh phí")
    go_to(monkeypatch, TODAY + datetime.timedelta(days=5))
    step(resume_assignment, ward.clerk, work)
    held = step(undo_last, ward.clerk, work)
    assert (held.progress, held.held_days, held.reason) == ("on_hold", 0, "Chờ kinh phí")
    assert Hold.objects.get().ends_on is None
    held = step(undo_last, ward.clerk, work)
    assert (held.progress, held.stopped_on) == ("not_started", None)
    assert not Hold.objects.exists()
    with pytest.raises(ValidationError):
        step(undo_last, ward.clerk, work)


def test_returned_work_is_returned_again_after_its_hold(ward: Ward, work: Assignment) -> None:
    tell(ward.officer, work)
    step(return_assignment, ward.clerk, work, reason="Thiếu ảnh")
    step(hold_assignment, ward.clerk, work, reason="Chờ kinh phí")
    held = step(resume_assignment, ward.clerk, work)
    assert (held.progress, held.reason) == ("returned", "Thiếu ảnh")


def test_other_version_is_a_conflict(ward: Ward, work: Assignment) -> None:
    for action, said in ((hold_assignment, {"reason": "x"}), (refuse_assignment, {"reason": "x"}), (undo_last, {})):
        with pytest.raises(ChangedMeanwhile):
            action(by=ward.clerk, assignment=work, version=7, **said)


STEPS = ("accept", "return", "refuse", "hold", "resume", "undo")


@pytest.mark.parametrize("who", ["stranger", "officer of another unit", "anonymous"])
@pytest.mark.parametrize("name", STEPS)
def test_nobody_else_takes_a_step(
    ward: Ward, work: Assignment, stranger: Person, client_of: SignIn, who: str, name: str
) -> None:
    other = person_with("officer", ward.office, "can-bo-khac")
    client = {"stranger": client_of(stranger), "officer of another unit": client_of(other)}.get(who, Client())
    answer = client.post(reverse(f"assignment-{name}", args=[work.pk]), {"reason": "x", "version": 1})
    assert answer.status_code == (302 if who == "anonymous" else answer.status_code)
    assert answer.status_code in (302, 403, 404)
    assert fresh(work).version == 1


@pytest.mark.parametrize(("name", "who"), [("accept", "officer"), ("hold", "officer"), ("refuse", "clerk")])
def test_a_step_of_the_other_side_is_refused(
    ward: Ward, work: Assignment, client_of: SignIn, name: str, who: str
) -> None:
    client = client_of(getattr(ward, who))
    assert client.post(reverse(f"assignment-{name}", args=[work.pk]), {"reason": "x"}).status_code == 403
