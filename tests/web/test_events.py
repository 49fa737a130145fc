"""Events with dates that may be unknown: what is shown before saving is what saving does."""

from __future__ import annotations

import datetime
from collections.abc import Callable

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pytest_django import DjangoAssertNumQueries

from lotrinh.web.organisation.actions import ChangedMeanwhile
from lotrinh.web.organisation.models import Person, Unit
from lotrinh.web.programmes.actions import assign, remember_event, start_programme
from lotrinh.web.programmes.calendar import event_actions
from lotrinh.web.programmes.models import Assignment, Event, Stage
from tests.web.builders import confirmed
from tests.web.conftest import Ward, person_with

SignIn = Callable[[Person], Client]
FIRST, LAST = datetime.date(2026, 5, 10), datetime.date(2026, 5, 12)


@pytest.fixture
def event(ward: Ward) -> Event:
    start_programme(by=ward.clerk, document=confirmed(ward.clerk, ward.body))
    return Event.objects.get()


DAYS = st.dates(datetime.date(2020, 1, 1), datetime.date(2035, 12, 31))


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(starts_on=st.none() | DAYS, length=st.none() | st.integers(0, 400))
def test_preview_is_what_saving_does(
    ward: Ward, event: Event, starts_on: datetime.date | None, length: int | None
) -> None:
    ends_on = starts_on + datetime.timedelta(days=length) if starts_on and length is not None else None
    held = Event.objects.get(pk=event.pk)  # as the example before left it
    days = days_of_all()
    seen, mark = event_actions.preview_event(held, starts_on=starts_on, ends_on=ends_on)
    for move in seen:
        key = (move.thing._meta.label, move.thing.pk, move.field)
        assert days[key] == move.before
        days[key] = move.after
    event_actions.set_event_dates(
        by=ward.clerk, event=held, starts_on=starts_on, ends_on=ends_on, version=held.version, seen=mark
    )
    assert days_of_all() == days
    held.refresh_from_db()
    assert event_actions.preview_event(held, starts_on=starts_on, ends_on=ends_on)[0] == []


def days_of_all() -> dict[tuple[str, int, str], datetime.date | None]:
    """Return every day of stages and assignments: what does not hang on the event must stay."""
    stages = [(s, name) for s in Stage.objects.all() for name in ("start_on", "end_on")]
    due = [(a, "due_on") for a in Assignment.objects.all()]
    return {(thing._meta.label, thing.pk, name): getattr(thing, name) for thing, name in [*stages, *due]}


def seen_on(page: str) -> str:
    """Return the mark of the moves that a page shows."""
    return page.split('name="seen" value="')[1].split('"', maxsplit=1)[0]


def test_stage_and_deadline_follow_the_event(ward: Ward, event: Event, client_of: SignIn) -> None:
    client, address = client_of(ward.clerk), reverse("event-change", args=[event.pk])
    sent = {"starts_on": FIRST.isoformat(), "ends_on": LAST.isoformat(), "version": 1}
    preview = client.post(address, sent | {"step": "preview"}).content.decode()
    assert "13/5/2026" in preview  # the stage begins the day after it ends
    assert "09/5/2026" in preview  # the deadline is the day before it starts
    assert Stage.objects.get(start_event=event).start_on is None
    client.post(address, sent | {"step": "save", "seen": seen_on(preview)})
    assert Stage.objects.get(start_event=event).start_on == datetime.date(2026, 5, 13)
    assert Assignment.objects.get(deadline_event=event).due_on == datetime.date(2026, 5, 9)


@pytest.mark.parametrize(
    "changes",
    [
        pytest.param({"starts_on": "2026-06-01", "ends_on": "2026-06-02"}, id="other dates typed after looking"),
        pytest.param({"seen": ""}, id="never looked"),
        pytest.param({"seen": "0" * 32}, id="a mark made up"),
    ],
)
def test_what_was_not_shown_is_shown_and_not_saved(
    ward: Ward, event: Event, client_of: SignIn, changes: dict[str, str]
) -> None:
    client, address = client_of(ward.clerk), reverse("event-change", args=[event.pk])
    sent = {"starts_on": FIRST.isoformat(), "ends_on": LAST.isoformat(), "version": 1}
    seen = seen_on(client.post(address, sent | {"step": "preview"}).content.decode())
    sent = sent | {"step": "save", "seen": seen} | changes
    answer = client.post(address, sent)
    assert answer.status_code == 409
    assert "chưa lưu gì" in answer.content.decode()
    event.refresh_from_db()
    assert event.starts_on is None
    assert client.post(address, sent | {"seen": seen_on(answer.content.decode())}).status_code == 302


def test_work_given_between_looking_and_saving_is_shown_first(ward: Ward, event: Event, client_of: SignIn) -> None:
    client, address = client_of(ward.clerk), reverse("event-change", args=[event.pk])
    sent = {"starts_on": FIRST.isoformat(), "ends_on": "", "version": 1}
    seen = seen_on(client.post(address, sent | {"step": "preview"}).content.decode())
    duty = Assignment.objects.get(deadline_event=event).duty
    assign(by=ward.clerk, duty=duty, unit=ward.office, part="support")
    answer = client.post(address, sent | {"step": "save", "seen": seen})
    assert answer.status_code == 409
    assert "Văn phòng: Tổ chức lễ phát động" in answer.content.decode()


@pytest.mark.parametrize("step", ["preview", "save"])
def test_other_tab_is_told_and_keeps_what_was_typed(ward: Ward, event: Event, client_of: SignIn, step: str) -> None:
    client, address = client_of(ward.clerk), reverse("event-change", args=[event.pk])
    event_actions.set_event_dates(by=ward.clerk, event=event, starts_on=LAST, ends_on=None, version=1)
    sent = {"starts_on": FIRST.isoformat(), "ends_on": "", "version": 1, "step": step, "seen": ""}
    answer = client.post(address, sent)
    assert answer.status_code == 422
    assert "Người khác vừa sửa" in answer.content.decode()
    assert FIRST.isoformat() in answer.content.decode()
    event.refresh_from_db()
    assert event.starts_on == LAST


def test_deadline_that_moves_makes_an_open_form_old(ward: Ward, event: Event) -> None:
    before = Assignment.objects.get(deadline_event=event)
    event_actions.set_event_dates(by=ward.clerk, event=event, starts_on=FIRST, ends_on=None, version=1)
    assert Assignment.objects.get(pk=before.pk).version == before.version + 1


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


def test_dates_that_only_the_first_name_had_are_kept(ward: Ward, event: Event) -> None:
    other = remember_event(ward.body, "Tết trồng cây").event
    event_actions.set_event_dates(by=ward.clerk, event=event, starts_on=FIRST, ends_on=LAST, version=1)
    event_actions.merge_events(by=ward.clerk, event=event, into=other)
    kept = Event.objects.get()
    assert (kept.pk, kept.starts_on, kept.ends_on) == (other.pk, FIRST, LAST)
    assert Stage.objects.get(start_event=kept).start_on == LAST + datetime.timedelta(days=1)


def test_merging_shows_what_moves_first(ward: Ward, event: Event, client_of: SignIn) -> None:
    other = remember_event(ward.body, "Tết trồng cây").event
    event_actions.set_event_dates(by=ward.clerk, event=other, starts_on=FIRST, ends_on=None, version=1)
    client, address = client_of(ward.clerk), reverse("event-merge", args=[event.pk])
    page = client.post(address, {"into": other.pk, "step": "preview"}).content.decode()
    assert "09/5/2026" in page
    assert Event.objects.count() == 2
    assert client.post(address, {"into": other.pk, "step": "save", "seen": "x"}).status_code == 409
    assert Event.objects.count() == 2
    assert client.post(address, {"into": other.pk, "step": "save", "seen": seen_on(page)}).status_code == 302
    assert Event.objects.get() == other
    assert client.post(address, {"into": other.pk, "step": "save", "seen": seen_on(page)}).status_code == 404


def test_event_of_another_body_cannot_be_merged_into(
    ward: Ward, event: Event, stranger: Person, client_of: SignIn
) -> None:
    foreign = remember_event(Unit.objects.get(name="Phường Khác"), "Ngày hội Trồng cây").event
    address = reverse("event-merge", args=[event.pk])
    client_of(ward.clerk).post(address, {"into": foreign.pk, "step": "save", "seen": ""})
    with pytest.raises(ValidationError):
        event_actions.merge_events(by=ward.clerk, event=event, into=foreign)
    assert Event.objects.count() == 2


def test_list_says_what_hangs_on_each(ward: Ward, event: Event, client_of: SignIn) -> None:
    page = client_of(ward.head).get(reverse("event-list")).content.decode()
    assert "1 mốc giai đoạn, 1 hạn" in page
    assert "Đặt ngày" not in page


def test_list_asks_as_much_for_many_events(
    ward: Ward, event: Event, client_of: SignIn, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for n in range(20):
        remember_event(ward.body, f"Hội nghị {n}")
    client = client_of(ward.clerk)
    with django_assert_max_num_queries(16):
        client.get(reverse("event-list"))


def test_stranger_and_officer_are_kept_out(ward: Ward, event: Event, stranger: Person, client_of: SignIn) -> None:
    address = reverse("event-change", args=[event.pk])
    below = person_with("clerk", ward.culture, "van-thu-tt")
    assert client_of(stranger).get(address).status_code == 404
    assert client_of(ward.officer).get(address).status_code == 403
    assert client_of(ward.head).get(address).status_code == 403
    assert client_of(below).get(address).status_code == 403  # its days move the work of the whole body
    assert client_of(below).post(address, {"starts_on": "2026-05-10", "version": 1, "step": "save"}).status_code == 403
