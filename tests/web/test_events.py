"""Events with dates that may be unknown: what is shown before saving is what saving does."""

from __future__ import annotations

import datetime
from collections.abc import Callable

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from lotrinh.web.organisation.actions import ChangedMeanwhile
from lotrinh.web.organisation.models import Person
from lotrinh.web.programmes import event_actions
from lotrinh.web.programmes.actions import remember_event, start_programme
from lotrinh.web.programmes.models import Assignment, Event, Stage
from tests.web.builders import confirmed
from tests.web.conftest import Ward

SignIn = Callable[[Person], Client]
FIRST, LAST = datetime.date(2026, 5, 10), datetime.date(2026, 5, 12)


@pytest.fixture
def event(ward: Ward) -> Event:
    start_programme(by=ward.clerk, document=confirmed(ward.clerk, ward.body))
    return Event.objects.get()


@pytest.mark.parametrize(
    ("starts_on", "ends_on"),
    [
        pytest.param(FIRST, LAST, id="both days"),
        pytest.param(FIRST, None, id="end not known"),
        pytest.param(None, None, id="nothing known"),
    ],
)
def test_preview_is_what_saving_does(
    ward: Ward, event: Event, starts_on: datetime.date | None, ends_on: datetime.date | None
) -> None:
    seen = event_actions.moves_of(event, starts_on=starts_on, ends_on=ends_on)
    event_actions.set_event_dates(by=ward.clerk, event=event, starts_on=starts_on, ends_on=ends_on, version=1)
    for move in seen:
        fresh = type(move.thing)._default_manager.get(pk=move.thing.pk)
        assert getattr(fresh, move.field) == move.after
    event.refresh_from_db()
    assert event_actions.moves_of(event, starts_on=starts_on, ends_on=ends_on) == []


def test_stage_and_deadline_follow_the_event(ward: Ward, event: Event, client_of: SignIn) -> None:
    client, address = client_of(ward.clerk), reverse("event-change", args=[event.pk])
    sent = {"starts_on": FIRST.isoformat(), "ends_on": LAST.isoformat(), "version": 1}
    preview = client.post(address, sent | {"step": "preview"}).content.decode()
    assert "13/5/2026" in preview  # the stage begins the day after it ends
    assert "09/5/2026" in preview  # the deadline is the day before it starts
    assert Stage.objects.get(start_event=event).start_on is None
    client.post(address, sent | {"step": "save"})
    assert Stage.objects.get(start_event=event).start_on == datetime.date(2026, 5, 13)
    assert Assignment.objects.get(deadline_event=event).due_on == datetime.date(2026, 5, 9)


def test_old_tab_and_dates_out_of_order_are_refused(ward: Ward, event: Event) -> None:
    with pytest.raises(ValidationError):
        event_actions.set_event_dates(by=ward.clerk, event=event, starts_on=LAST, ends_on=FIRST, version=1)
    with pytest.raises(ValidationError):
        event_actions.set_event_dates(by=ward.clerk, event=event, starts_on=None, ends_on=FIRST, version=1)
    with pytest.raises(ChangedMeanwhile):
        event_actions.set_event_dates(by=ward.clerk, event=event, starts_on=FIRST, ends_on=None, version=7)


def test_two_names_become_one_event(ward: Ward, event: Event) -> None:
    other = remember_event(ward.body, "Tết trồng cây").event
    event_actions.set_event_dates(by=ward.clerk, event=other, starts_on=FIRST, ends_on=None, version=1)
    other.refresh_from_db()
    event_actions.merge_events(by=ward.clerk, event=event, into=other)
    assert Event.objects.get() == other
    assert Stage.objects.get(start_event=other).start_on == FIRST + datetime.timedelta(days=1)
    assert remember_event(ward.body, "NGÀY HỘI trồng cây").event == other


def test_stranger_and_officer_are_kept_out(ward: Ward, event: Event, stranger: Person, client_of: SignIn) -> None:
    address = reverse("event-change", args=[event.pk])
    assert client_of(stranger).get(address).status_code == 404
    assert client_of(ward.officer).get(address).status_code == 403
    assert client_of(ward.head).get(address).status_code == 403
