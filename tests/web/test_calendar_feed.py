"""A person's calendar by a secret address: what it holds, who loses it, and what is kept of it."""

from __future__ import annotations

import datetime
import logging
import re
from collections.abc import Callable
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar
from pytest_django.fixtures import Settings

from lotrinh.web.log_secrets import HideSecrets
from lotrinh.web.organisation.audit import installation_name
from lotrinh.web.organisation.models import AuditEntry, Person, Role
from lotrinh.web.programmes import actions
from lotrinh.web.programmes.calendar import actions as calendar_actions
from lotrinh.web.programmes.calendar import event_actions
from lotrinh.web.programmes.models import Assignment, CalendarFeed, Event, Programme, Stage
from tests.web.builders import confirmed
from tests.web.conftest import Ward

SignIn = Callable[[Person], Client]
HELD = datetime.date(2026, 9, 10)


@pytest.fixture
def programme(ward: Ward) -> Programme:
    made = actions.start_programme(by=ward.clerk, document=confirmed(ward.clerk, ward.body))
    actions.link_phrase(by=ward.clerk, programme=made, phrase="Các tổ dân phố", units=ward.groups)
    return made


def make(person: Person) -> str:
    _feed, secret = calendar_actions.make_feed(by=person)
    return reverse("calendar-feed", args=[secret])


def entries(address: str) -> dict[str, Any]:
    """Return what somebody who never signed in reads, by key."""
    response = Client().get(address)
    assert response.status_code == 200
    assert response.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert "no-store" in response.headers["Cache-Control"]
    calendar: Any = Calendar.from_ical(response.content.decode())
    return {str(entry["UID"]): entry for entry in calendar.walk("VEVENT")}


def date_event(ward: Ward, starts_on: datetime.date, ends_on: datetime.date | None = None) -> Event:
    event = Event.objects.get()
    event_actions.set_event_dates(
        by=ward.clerk, event=event, starts_on=starts_on, ends_on=ends_on, version=event.version
    )
    return Event.objects.get()


def test_moved_event_keeps_its_key_and_moves_what_hangs_on_it(ward: Ward, programme: Programme) -> None:
    date_event(ward, HELD, HELD + datetime.timedelta(days=1))
    address = make(ward.officer)
    before = entries(address)
    date_event(ward, HELD + datetime.timedelta(days=7))
    after = entries(address)
    assert before.keys() == after.keys()
    event = Event.objects.get()
    key = f"event-{event.pk}@{installation_name()}"
    assert before[key]["DTSTART"].dt == HELD
    assert before[key]["DTEND"].dt == HELD + datetime.timedelta(days=2)
    assert after[key]["DTSTART"].dt == HELD + datetime.timedelta(days=7)
    assert after[key]["DTEND"].dt == HELD + datetime.timedelta(days=8)
    hanging = Assignment.objects.get(deadline_event=event)
    moved = {key, f"assignment-{hanging.pk}@{installation_name()}"}
    for uid, entry in after.items():
        assert (entry["SEQUENCE"] > before[uid]["SEQUENCE"]) is (uid in moved), uid
        assert (entry["DTSTART"].dt != before[uid]["DTSTART"].dt) is (uid in moved), uid
        assert type(entry["DTSTART"].dt) is datetime.date


def test_end_of_a_stage_that_moves_has_a_higher_sequence(ward: Ward, programme: Programme) -> None:
    date_event(ward, HELD)
    stage = programme.stages.all()[0]
    Stage.objects.filter(pk=stage.pk).update(
        end=Assignment.objects.exclude(deadline_event=None)[0].deadline, end_event=Event.objects.get()
    )
    address, key = make(ward.head), f"stage-end-{stage.pk}@{installation_name()}"
    before = entries(address)[key]
    date_event(ward, HELD + datetime.timedelta(days=7))
    after = entries(address)[key]
    assert after["SEQUENCE"] > before["SEQUENCE"]
    assert after["DTSTART"].dt > before["DTSTART"].dt


def test_feed_holds_what_the_person_may_see(ward: Ward, programme: Programme, stranger: Person) -> None:
    Assignment.objects.update(due_on="2026-12-01")
    groups = Assignment.objects.filter(unit__in=ward.groups)
    keys = {f"assignment-{assignment.pk}@{installation_name()}" for assignment in groups}
    assert len(keys) == 3
    assert keys <= entries(make(ward.head)).keys()
    assert not keys & entries(make(ward.officer)).keys()
    assert entries(make(stranger)) == {}


def test_duty_out_of_scope_is_never_in_it(ward: Ward, programme: Programme) -> None:
    Assignment.objects.update(due_on="2026-12-01")
    said = Client().get(make(ward.clerk)).content.decode().replace("\r\n ", "")
    assert "Chăm sóc cây trước cửa nhà" in said
    assert programme.set_aside.exists()
    for words in ("tư tưởng", "dư luận", "tâm trạng"):
        assert words not in said


def test_address_is_made_shown_once_and_withdrawn(ward: Ward, client_of: SignIn) -> None:
    client = client_of(ward.officer)
    made = client.post(reverse("calendar-feed-make")).content.decode()
    address = made.split('<code class="secret">')[1].split("</code>")[0].removeprefix("http://testserver")
    secret = address.removeprefix("/lich/").removesuffix(".ics")
    assert entries(address) == {}
    assert secret not in client.get(reverse("calendar")).content.decode()
    assert "Tạo lại địa chỉ" in client.get(reverse("calendar")).content.decode()
    again = client.post(reverse("calendar-feed-withdraw"), follow=True)
    assert "Đã thu hồi" in again.content.decode()
    assert "Đã thu hồi" not in client.post(reverse("calendar-feed-withdraw"), follow=True).content.decode()
    gone, never = Client().get(address), Client().get(reverse("calendar-feed", args=["a" * len(secret)]))
    assert gone.status_code == never.status_code == 404
    assert without(secret, gone.content.decode()) == without("a" * len(secret), never.content.decode())


def without(secret: str, html: str) -> str:
    """Return a page without the address that was asked for and the token that every answer has anew."""
    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", html.replace(secret, ""))


def test_making_anew_withdraws_the_one_before_and_nobody_elses(ward: Ward) -> None:
    first, other = make(ward.officer), make(ward.head)
    second = make(ward.officer)
    assert [Client().get(address).status_code for address in (first, second, other)] == [404, 200, 200]
    feed = CalendarFeed.objects.get(person=ward.officer, withdrawn_at=None)
    with pytest.raises(IntegrityError), transaction.atomic():
        CalendarFeed.objects.create(person=ward.officer, digest="x", made_at=timezone.now())
    assert feed.digest not in second


def test_who_left_has_no_calendar(ward: Ward, settings: Settings) -> None:
    left, roleless, demo = make(ward.officer), make(ward.head), make(ward.clerk)
    Person.objects.filter(pk=ward.officer.pk).update(is_active=False)
    Role.objects.filter(person=ward.head).update(until=datetime.date(2026, 1, 1))
    Person.objects.filter(pk=ward.clerk.pk).update(is_demo=True)
    assert [Client().get(address).status_code for address in (left, roleless, demo)] == [404, 404, 404]
    settings.DEMO = True
    assert Client().get(demo).status_code == 200


def test_secret_is_kept_nowhere(ward: Ward) -> None:
    feed, secret = calendar_actions.make_feed(by=ward.officer)
    calendar_actions.withdraw_feed(by=ward.officer)
    rows = list(AuditEntry.objects.filter(subject_type="programmes.calendarfeed"))
    assert {(row.action, row.by_id) for row in rows} == {
        ("calendar_feed.made", ward.officer.pk),
        ("calendar_feed.withdrawn", ward.officer.pk),
    }
    told = str([(row.before, row.after) for row in rows])
    assert secret not in told
    assert feed.digest not in told
    assert secret not in str(CalendarFeed.objects.values())


@pytest.mark.parametrize("name", ["calendar-feed-make", "calendar-feed-withdraw"])
def test_a_person_without_a_role_is_refused(ward: Ward, client_of: SignIn, name: str) -> None:
    Role.objects.filter(person=ward.officer).delete()
    assert client_of(ward.officer).post(reverse(name)).status_code == 403
    assert not CalendarFeed.objects.exists()


def test_feed_is_read_only(ward: Ward) -> None:
    assert Client().post(make(ward.officer)).status_code == 405


def test_secret_is_never_written_to_the_log(settings: Settings) -> None:
    line = logging.LogRecord("django.request", logging.WARNING, "", 0, "Not Found: %s", ("/lich/bi-mat-9.ics",), None)
    other = logging.LogRecord("django.request", logging.WARNING, "", 0, "Not Found: %s", ("/lich/?thang=1",), None)
    assert all(HideSecrets().filter(record) for record in (line, other))
    assert (line.getMessage(), other.getMessage()) == ("Not Found: /lich/….ics", "Not Found: /lich/?thang=1")
    handler = settings.LOGGING["handlers"]["console"]
    assert handler["filters"] == ["secrets"]


def make_of(person: Person, **subject: Any) -> str:
    _feed, secret = calendar_actions.make_feed(by=person, **subject)
    return reverse("calendar-feed", args=[secret])


def test_feed_of_a_unit_holds_its_work_and_no_others(ward: Ward, programme: Programme) -> None:
    Assignment.objects.update(due_on="2026-12-01")
    own = {a.pk for a in Assignment.objects.filter(unit=ward.groups[0])}
    held = entries(make_of(ward.clerk, unit=ward.groups[0]))
    assert own
    assert {int(uid.split("-")[1].split("@")[0]) for uid in held if uid.startswith("assignment")} == own
    all_units = {uid for uid in entries(make_of(ward.clerk, unit=ward.body)) if uid.startswith("assignment")}
    assert len(all_units) == Assignment.objects.count()


def test_feed_of_a_programme_holds_what_its_maker_sees_of_it(ward: Ward, programme: Programme) -> None:
    date_event(ward, HELD)
    Assignment.objects.filter(due_on=None).update(due_on="2026-12-01")
    Event.objects.create(body=ward.body, name="Ngày hội khác", starts_on=HELD)
    head, officer = make_of(ward.head, programme=programme), make_of(ward.officer, programme=programme)
    said = Client().get(head).content.decode()
    assert "Ngày hội khác" not in said
    assert "X-WR-CALNAME:Lộ Trình: Trồng cây xanh năm 2026" in said
    assert entries(officer).keys() < entries(head).keys()
    assert {uid.split("-")[0] for uid in entries(head)} == {"event", "stage", "assignment"}


def test_feed_of_what_its_maker_may_not_see_any_more_is_gone(ward: Ward, programme: Programme) -> None:
    of_unit, of_programme = make_of(ward.officer, unit=ward.culture), make_of(ward.officer, programme=programme)
    assert [Client().get(address).status_code for address in (of_unit, of_programme)] == [200, 200]
    Role.objects.filter(person=ward.officer).update(unit=ward.office)
    assert [Client().get(address).status_code for address in (of_unit, of_programme)] == [404, 404]


def test_each_address_is_withdrawn_by_itself(ward: Ward, programme: Programme, client_of: SignIn) -> None:
    addresses = [make(ward.head), make_of(ward.head, unit=ward.culture), make_of(ward.head, programme=programme)]
    client = client_of(ward.head)
    client_of(ward.clerk).post(reverse("calendar-feed-withdraw"), {"unit": ward.culture.pk})
    assert [Client().get(address).status_code for address in addresses] == [200, 200, 200]
    client.post(reverse("calendar-feed-withdraw"), {"unit": ward.culture.pk})
    assert [Client().get(address).status_code for address in addresses] == [200, 404, 200]
    client.post(reverse("calendar-feed-withdraw"), {"programme": programme.pk})
    assert [Client().get(address).status_code for address in addresses] == [200, 404, 404]


def test_who_may_make_which_address(ward: Ward, programme: Programme, stranger: Person, client_of: SignIn) -> None:
    tries = [{"unit": ward.culture.pk}, {"unit": ward.office.pk}, {"programme": programme.pk}, {"unit": "x"}]
    for person, statuses in (
        (ward.clerk, [200, 200, 200, 404]),
        (ward.head, [200, 200, 200, 404]),
        (ward.officer, [200, 403, 200, 404]),
        (stranger, [404, 404, 404, 404]),
    ):
        client = client_of(person)
        assert [client.post(reverse("calendar-feed-make"), data).status_code for data in tries] == statuses
    shown = client_of(ward.officer).get(reverse("calendar-feeds")).content.decode()
    assert "Thu hồi" in shown
    assert '<code class="secret">' not in shown


def test_keys_do_not_hang_on_the_name_that_was_asked(ward: Ward, programme: Programme, settings: Settings) -> None:
    settings.ALLOWED_HOSTS = ["a.example", "b.example"]
    address = make(ward.head)
    said = [Client(headers={"host": host}).get(address).content.decode() for host in settings.ALLOWED_HOSTS]
    keys = [set(re.findall(r"UID:(\S+)", text)) for text in said]
    assert keys[0]
    assert keys[0] == keys[1]


def test_feed_is_of_one_thing(ward: Ward, programme: Programme) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        CalendarFeed.objects.create(
            person=ward.head, unit=ward.body, programme=programme, digest="x", made_at=timezone.now()
        )
