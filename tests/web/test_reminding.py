"""Reminders: who is told of what on which day, once, and only of what is still true."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from zoneinfo import ZoneInfo

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pytest_django.fixtures import Settings

from lotrinh.web import clock
from lotrinh.web.organisation.models import Person, Role
from lotrinh.web.programmes import actions
from lotrinh.web.programmes.models import Assignment, Programme
from lotrinh.web.reminding.models import Mail, Reminder
from lotrinh.web.reminding.noting import note_due
from lotrinh.web.reminding.tasks import prune
from tests.web.builders import confirmed
from tests.web.conftest import Ward, person_with

SignIn = Callable[[Person], Client]
HANOI = ZoneInfo("Asia/Ho_Chi_Minh")
DUE = datetime.date(2026, 3, 31)
PLANTED, CARED = "Trồng cây tại công viên", "Chăm sóc cây trước cửa nhà"


def at(day: datetime.date, hour: int = 9) -> datetime.datetime:
    return datetime.datetime.combine(day, datetime.time(hour), HANOI)


def days_from_due(days: int) -> datetime.date:
    return DUE + datetime.timedelta(days=days)


@pytest.fixture
def programme(ward: Ward) -> Programme:
    """A programme with one work of the officer's that has a deadline; the groups' work has none."""
    made = actions.start_programme(by=ward.clerk, document=confirmed(ward.clerk, ward.body))
    actions.link_phrase(by=ward.clerk, programme=made, phrase="Các tổ dân phố", units=ward.groups)
    Assignment.objects.exclude(unit=ward.culture).update(due_on=None)
    Assignment.objects.filter(unit=ward.culture).exclude(duty__text__startswith=PLANTED).update(due_on=None)
    Assignment.objects.filter(duty__text__startswith=PLANTED).update(due_on=DUE)
    return made


def planted() -> Assignment:
    return Assignment.objects.get(duty__text__startswith=PLANTED)


def told_on(day: datetime.date) -> list[tuple[str, int]]:
    """Run the pass on a day and return who was newly told on which rung."""
    before = set(Reminder.objects.values_list("pk", flat=True))
    note_due(now=at(day))
    new = Reminder.objects.exclude(pk__in=before).order_by("person__username")
    return list(new.values_list("person__username", "rung"))


def test_each_rung_is_told_once_and_the_head_from_the_second_week_late(ward: Ward, programme: Programme) -> None:
    told = {days: told_on(days_from_due(days)) for days in range(-9, 22)}
    assert {days: rows for days, rows in told.items() if rows} == {
        -7: [("can-bo", -7)],
        -3: [("can-bo", -3)],
        -1: [("can-bo", -1)],
        0: [("can-bo", 0)],
        7: [("can-bo", 7)],
        14: [("can-bo", 14), ("lanh-dao", 14)],
        21: [("can-bo", 21), ("lanh-dao", 21)],
    }


@pytest.mark.parametrize(("days", "rung"), [(-5, -7), (2, 0), (13, 7), (200, 196)])
def test_after_an_outage_what_is_true_is_told_once(ward: Ward, programme: Programme, days: int, rung: int) -> None:
    first = told_on(days_from_due(days))
    assert {row[1] for row in first} == {rung}
    assert ("can-bo", rung) in first
    assert told_on(days_from_due(days)) == []


@pytest.mark.parametrize(
    "change",
    [
        {"progress": "done", "done_on": DUE},
        {"progress": "submitted", "stopped_on": DUE},
        {"progress": "on_hold", "stopped_on": DUE, "reason": "chờ kinh phí"},
        {"progress": "refused", "reason": "không thuộc đơn vị"},
        {"due_on": None},
    ],
    ids=lambda change: str(change.get("progress", "no deadline")),
)
def test_what_is_not_to_be_done_is_not_told(ward: Ward, programme: Programme, change: dict[str, object]) -> None:
    told_on(DUE)
    Assignment.objects.filter(pk=planted().pk).update(**change)
    assert not Reminder.objects.true_on(DUE).exists()
    assert told_on(days_from_due(7)) == []


def test_a_moved_deadline_begins_a_new_ladder(ward: Ward, programme: Programme) -> None:
    assert told_on(DUE) == [("can-bo", 0)]
    Assignment.objects.filter(pk=planted().pk).update(due_on=days_from_due(3))
    assert not Reminder.objects.true_on(DUE).exists()
    assert told_on(DUE) == [("can-bo", -3)]
    Assignment.objects.filter(pk=planted().pk).update(due_on=DUE)  # and back: nothing is told a second time
    assert told_on(DUE) == []


def test_days_on_hold_move_the_ladder(ward: Ward, programme: Programme) -> None:
    Assignment.objects.filter(pk=planted().pk).update(held_days=7)
    assert told_on(DUE) == [("can-bo", -7)]


def test_only_who_works_there_today_is_told(ward: Ward, programme: Programme, stranger: Person) -> None:
    left, gone = person_with("officer", ward.culture, "da-nghi"), person_with("officer", ward.culture, "bi-khoa")
    Role.objects.filter(person=left).update(until=DUE)
    Person.objects.filter(pk=gone.pk).update(is_active=False)
    Role.objects.create(person=ward.head, unit=ward.culture, kind="officer")
    assert told_on(days_from_due(14)) == [("can-bo", 14), ("lanh-dao", 14)]


def test_the_nearest_head_is_told(ward: Ward, programme: Programme) -> None:
    person_with("head", ward.culture, "giam-doc")
    person_with("head", ward.office, "chanh-van-phong")
    assert told_on(days_from_due(14)) == [("can-bo", 14), ("giam-doc", 14)]


def test_a_duty_out_of_scope_is_never_told(ward: Ward, programme: Programme) -> None:
    Assignment.objects.update(due_on=DUE)
    for group in ward.groups:
        person_with("officer", group, f"to-truong-{group.pk}")
    told_on(days_from_due(14))
    texts = set(Reminder.objects.values_list("assignment__duty__text", flat=True))
    assert any(text.startswith(CARED) for text in texts)
    assert programme.set_aside.exists()
    assert not texts & set(programme.set_aside.values_list("text", flat=True))
    assert Reminder._meta.get_field("assignment").related_model is Assignment


def test_the_table_holds_each_row_once(ward: Ward, programme: Programme) -> None:
    told_on(DUE)
    row = Reminder.objects.get()
    row.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save(force_insert=True)


def test_more_work_asks_no_more_of_the_database(ward: Ward, programme: Programme) -> None:
    with CaptureQueriesContext(connection) as few:
        note_due(now=at(DUE))
    Reminder.objects.all().delete()
    Assignment.objects.update(due_on=DUE)
    for group in ward.groups:
        person_with("officer", group, f"to-truong-{group.pk}")
    with CaptureQueriesContext(connection) as many:
        note_due(now=at(DUE))
    assert Reminder.objects.count() > 3
    assert len(few) == len(many)


@pytest.fixture
def told(programme: Programme, monkeypatch: pytest.MonkeyPatch) -> datetime.date:
    """The second week late: officer and head are told."""
    day = days_from_due(14)
    monkeypatch.setattr(clock, "now", lambda: at(day))
    note_due(now=at(day))
    return day


def test_page_lists_ones_own_and_counts_the_unread(
    ward: Ward, told: datetime.date, stranger: Person, client_of: SignIn
) -> None:
    for person in (ward.officer, ward.head):
        html = client_of(person).get(reverse("reminder-list")).content.decode()
        assert PLANTED in html
        assert "trễ 14 ngày" in html
        assert '1<span class="hidden-text"> chưa đọc' in html
    for person in (ward.clerk, stranger):
        html = client_of(person).get(reverse("reminder-list")).content.decode()
        assert PLANTED not in html
        assert "Không có gì cần nhắc" in html


def test_read_is_ones_own(ward: Ward, told: datetime.date, stranger: Person, client_of: SignIn) -> None:
    mine = Reminder.objects.get(person=ward.officer)
    for person in (ward.head, stranger):
        client_of(person).post(reverse("reminder-read"), {"key": mine.pk})
    client_of(ward.officer).post(reverse("reminder-read"), {"key": "x"})
    mine.refresh_from_db()
    assert mine.read_at is None
    client_of(ward.officer).post(reverse("reminder-read"), {"key": mine.pk})
    mine.refresh_from_db()
    assert mine.read_at is not None
    html = client_of(ward.officer).get(reverse("reminder-list")).content.decode()
    assert PLANTED in html
    assert "chưa đọc" not in html


def test_who_changes_the_unit_loses_its_reminders(ward: Ward, told: datetime.date, client_of: SignIn) -> None:
    Role.objects.filter(person=ward.officer).update(unit=ward.groups[0])
    assert PLANTED not in client_of(ward.officer).get(reverse("reminder-list")).content.decode()


def test_ready_text_is_for_who_sees_the_work(
    ward: Ward, told: datetime.date, stranger: Person, client_of: SignIn
) -> None:
    address = reverse("work-message", args=[planted().pk])
    html = client_of(ward.clerk).get(address).content.decode()
    text = html.split("readonly>")[1].split("</textarea>")[0]
    short = reverse("work-short", args=[planted().pk])
    assert text.startswith(f"Nhắc việc: Trung tâm Văn hóa – {PLANTED}")
    assert "trễ 14 ngày" in text
    assert text.endswith(f"http://127.0.0.1{short}")
    assert client_of(stranger).get(address).status_code == 404
    followed = client_of(ward.officer).get(short)
    assert followed.headers["Location"] == reverse("assignment", args=[planted().pk])


def test_what_is_over_is_deleted_after_its_days_and_comes_no_more(
    programme: Programme, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.REMINDERS_KEPT_DAYS = 30
    note_due(now=at(days_from_due(-7)))  # the next rung takes its place three days before the deadline
    old = Reminder.objects.get()
    old.mail = Mail.objects.create(person=old.person, key="a", claimed_at=at(days_from_due(-7)))
    old.save()
    confirmation = Mail.objects.create(person=old.person, key="b", claimed_at=at(days_from_due(20)))
    note_due(now=at(days_from_due(26)))

    def rungs_after(days: int) -> list[int]:
        monkeypatch.setattr(clock, "now", lambda: at(days_from_due(days)))
        prune.call()
        return sorted(set(Reminder.objects.values_list("rung", flat=True)))

    assert rungs_after(26) == [-7, 21]
    assert rungs_after(27) == [21]
    assert list(Mail.objects.all()) == [confirmation]
    assert told_on(days_from_due(27)) == []
    assert rungs_after(49) == [21]  # its place was taken on the 28th, thirty days are not over
    assert rungs_after(58) == []
    assert not Mail.objects.exists()


def test_what_is_still_true_stays_however_short_the_days(
    programme: Programme, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.REMINDERS_KEPT_DAYS = 0
    monkeypatch.setattr(clock, "now", lambda: at(days_from_due(-5)))
    note_due(now=clock.now())
    prune.call()
    assert Reminder.objects.true_on(days_from_due(-5)).count() == 1
