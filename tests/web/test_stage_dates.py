"""The dates of a stage: looked at, saved over nothing unseen, and the occurrences that keep to its end follow."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from lotrinh.web import clock
from lotrinh.web.organisation import audit
from lotrinh.web.organisation.actions import ChangedMeanwhile
from lotrinh.web.organisation.models import AuditEntry, Person
from lotrinh.web.programmes import actions
from lotrinh.web.programmes.calendar import event_actions
from lotrinh.web.programmes.models import Assignment, Duty, Stage
from lotrinh.web.programmes.moves import NotAsShown
from lotrinh.web.programmes.stage_actions import preview_stage, set_stage_dates
from tests.web.builders import confirmed
from tests.web.conftest import Ward

SignIn = Callable[[Person], Client]
TODAY = datetime.date(2026, 1, 20)
EARLY, LATE = datetime.date(2026, 3, 31), datetime.date(2026, 6, 30)


@pytest.fixture(autouse=True)
def fixed_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "today", lambda: TODAY)


@pytest.fixture
def stage(ward: Ward) -> Stage:
    """The first stage; a duty of its months has one assignment."""
    programme = actions.start_programme(by=ward.clerk, document=confirmed(ward.clerk, ward.body))
    found: Stage = programme.stages.all()[0]
    duty = programme.duties.filter(assignments__isnull=False)[0]
    Assignment.objects.filter(duty=duty).update(deadline=None, due_on=None, deadline_event=None)
    Duty.objects.filter(pk=duty.pk).update(
        stage=found, recurrence="FREQ=MONTHLY;BYMONTHDAY=25", deadline=None, recurs_from=None, recurs_until=None
    )
    return found


def date(day: datetime.date) -> dict[str, Any]:
    return {"kind": "date", "date": day.isoformat(), "span": [0, 1]}


def put(ward: Ward, stage: Stage, end: dict[str, Any] | None, **said: Any) -> Stage:
    seen = preview_stage(stage, start=stage.start, end=end)[2]
    values: dict[str, Any] = {"start": stage.start, "end": end, "version": stage.version, "seen": seen} | said
    set_stage_dates(by=ward.clerk, stage=stage, **values)
    return Stage.objects.get(pk=stage.pk)


def days(stage: Stage) -> list[datetime.date]:
    found = Assignment.objects.filter(duty__stage=stage, occurrence_on__isnull=False)
    return [day for day in found.order_by("occurrence_on").values_list("occurrence_on", flat=True) if day]


def test_occurrences_are_laid_out_when_the_end_becomes_known_and_follow_it(ward: Ward, stage: Stage) -> None:
    stage = put(ward, stage, None)
    assert (stage.end_on, days(stage)) == (None, [])
    stage = put(ward, stage, date(EARLY))
    assert stage.end_on == EARLY
    assert days(stage) == [datetime.date(2026, month, 25) for month in (1, 2, 3)]
    stage = put(ward, stage, date(LATE))
    assert days(stage) == [datetime.date(2026, month, 25) for month in range(1, 7)]
    stage = put(ward, stage, date(EARLY))
    assert len(days(stage)) == 3
    assert AuditEntry.objects.filter(action="stage.dated").count() == 4
    assert audit.verify()[1] is None


def test_days_that_a_clerk_chose_stay(ward: Ward, stage: Stage) -> None:
    stage = put(ward, put(ward, stage, None), date(EARLY))
    Duty.objects.filter(stage=stage).exclude(recurrence="").update(recurs_until=datetime.date(2026, 4, 30))
    assert preview_stage(stage, start=stage.start, end=date(LATE))[1] == []


def test_refused_dates_change_nothing(ward: Ward, stage: Stage) -> None:
    before = AuditEntry.objects.count()
    with pytest.raises(ValidationError, match="trước khi bắt đầu"):
        preview_stage(stage, start=date(LATE), end=date(EARLY))
    with pytest.raises(NotAsShown):
        put(ward, stage, date(LATE), seen="another")
    with pytest.raises(ChangedMeanwhile):
        put(ward, stage, date(LATE), version=stage.version + 1)
    assert AuditEntry.objects.count() == before


def test_clerk_looks_then_saves_and_the_second_of_two_sees_the_first(
    ward: Ward, stage: Stage, client_of: SignIn
) -> None:
    stage = put(ward, stage, None)
    client, address = client_of(ward.clerk), reverse("stage-change", args=[stage.pk])
    assert address in client.get(reverse("programme", args=[stage.programme_id])).content.decode()
    said = {"end_kind": "date", "end_date": EARLY.isoformat(), "version": stage.version, "start_kind": "issue"}
    page = client.post(address, said | {"step": "preview"})
    html = page.content.decode()
    assert "Các kỳ của việc lặp lại cũng theo" in html
    assert not days(stage)
    done = client.post(address, said | {"step": "save", "seen": page.context["seen"]})
    assert done.headers["Location"] == reverse("programme", args=[stage.programme_id])
    assert len(days(stage)) == 3
    late = client.post(address, said | {"end_date": LATE.isoformat(), "opened-end_kind": "", "step": "preview"})
    assert late.status_code == 422
    assert "Hai người cùng sửa" in late.content.decode()


def test_occurrences_follow_an_event_that_the_stage_ends_with(ward: Ward, stage: Stage) -> None:
    after = stage.programme.stages.all()[1].start
    assert after is not None
    name = after["event"]
    stage = put(ward, stage, {"kind": "event", "event": name, "relation": "at", "span": [0, 1]})
    assert (stage.end_on, days(stage)) == (None, [])
    event = stage.end_event
    assert event is not None
    seen = event_actions.preview_event(event, starts_on=EARLY, ends_on=EARLY)[1]
    event_actions.set_event_dates(
        by=ward.clerk, event=event, starts_on=EARLY, ends_on=EARLY, version=event.version, seen=seen
    )
    assert len(days(stage)) == 3
