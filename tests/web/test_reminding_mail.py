"""Letters of reminders: at most once each, many in one, never in quiet hours, and to confirmed addresses only."""

from __future__ import annotations

import datetime
import logging
import re
from collections.abc import Callable
from smtplib import SMTPRecipientsRefused, SMTPServerDisconnected
from zoneinfo import ZoneInfo

import pytest
from django.core import mail
from django.core.mail import EmailMultiAlternatives
from django.core.mail.backends.locmem import EmailBackend
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pytest_django.fixtures import Settings

from lotrinh.web import clock
from lotrinh.web.log_secrets import HideSecrets
from lotrinh.web.organisation.actions import ChangedMeanwhile
from lotrinh.web.organisation.models import AuditEntry, Person, Role
from lotrinh.web.programmes import actions
from lotrinh.web.programmes.models import Assignment, Programme
from lotrinh.web.reminding import posting
from lotrinh.web.reminding.actions import set_contact
from lotrinh.web.reminding.confirming import token_of
from lotrinh.web.reminding.models import Contact, Mail, Reminder
from lotrinh.web.reminding.tasks import remind, send_confirmation
from lotrinh.web.workdays.models import DayRule
from tests.web.builders import confirmed, do_jobs
from tests.web.conftest import Ward

SignIn = Callable[[Person], Client]
HANOI = ZoneInfo("Asia/Ho_Chi_Minh")
DUE = datetime.date(2026, 3, 31)  # a Tuesday
PLANTED = "Trồng cây tại công viên"


@pytest.fixture(autouse=True)
def mail_server(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.MAIL_IS_ON = True
    set_clock(monkeypatch, DUE)


def set_clock(monkeypatch: pytest.MonkeyPatch, day: datetime.date, hour: int = 9) -> None:
    now = datetime.datetime.combine(day, datetime.time(hour), HANOI)
    monkeypatch.setattr(clock, "now", lambda: now)


@pytest.fixture
def programme(ward: Ward) -> Programme:
    made = actions.start_programme(by=ward.clerk, document=confirmed(ward.clerk, ward.body))
    actions.link_phrase(by=ward.clerk, programme=made, phrase="Các tổ dân phố", units=ward.groups)
    Assignment.objects.update(due_on=None)
    Assignment.objects.filter(duty__text__startswith=PLANTED).update(due_on=DUE)
    return made


def wants_mail(person: Person, **changes: object) -> Contact:
    values = {"address": f"{person.username}@phuong.example", "confirmed_at": clock.now()} | changes
    return Contact.objects.create(person=person, **values)


@pytest.fixture
def contact(ward: Ward, programme: Programme) -> Contact:
    return wants_mail(ward.officer)


def all_to_the_officer(ward: Ward) -> None:
    """Let every work be due, and the officer's."""
    Assignment.objects.update(due_on=DUE)
    for group in ward.groups:
        Role.objects.create(person=ward.officer, unit=group, kind="officer")


def test_letter_is_sent_once_in_both_forms(contact: Contact) -> None:
    for _again in range(3):
        remind.call()
    (letter,) = mail.outbox
    assert isinstance(letter, EmailMultiAlternatives)
    assert letter.to == ["can-bo@phuong.example"]
    assert letter.subject.startswith(f"Nhắc việc, hôm nay là hạn: {PLANTED}")
    work = Assignment.objects.get(due_on=DUE)
    for form in (letter.body, str(letter.alternatives[0][0])):
        assert PLANTED in form
        assert f"http://127.0.0.1/v/{work.pk}" in form
    assert Reminder.objects.get().mail == Mail.objects.get(sent_at__isnull=False)


def test_message_id_is_that_of_what_it_carries(contact: Contact) -> None:
    remind.call()
    Reminder.objects.all().delete()
    Mail.objects.all().delete()
    remind.call()
    first, second = (letter.extra_headers["Message-ID"] for letter in mail.outbox)
    assert first == second
    assert f"\nMessage-ID: {first}\n" in mail.outbox[0].message().as_string()  # in one line, as it is
    assert re.fullmatch(r"<[0-9a-f]{32}@[0-9a-f]{16}\.lotrinh>", first)


def test_worker_killed_between_claim_and_mark_sends_no_second_letter(
    contact: Contact, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Killed(BaseException):
        pass

    def die(*_: object, **__: object) -> None:
        raise Killed

    with monkeypatch.context() as patch:
        patch.setattr(posting, "hand_over", die)
        with pytest.raises(Killed):
            remind.call()
    remind.call()
    assert mail.outbox == []
    assert Mail.objects.get().sent_at is None
    assert Reminder.objects.get().read_at is None  # and it stands on the page


def test_many_come_in_one(ward: Ward, contact: Contact) -> None:
    all_to_the_officer(ward)
    remind.call()
    (letter,) = mail.outbox
    assert letter.subject == "Nhắc việc: 5 việc, 0 việc quá hạn"
    assert letter.body.count("http://127.0.0.1/v/") == 5
    assert set(Reminder.objects.values_list("mail", flat=True)) == {Mail.objects.get().pk}


def test_what_comes_later_that_day_is_counted_with_what_came(ward: Ward, contact: Contact) -> None:
    Role.objects.create(person=ward.officer, unit=ward.groups[0], kind="officer")
    Assignment.objects.filter(unit=ward.groups[0]).update(due_on=DUE)
    remind.call()
    assert len(mail.outbox) == 2
    Role.objects.create(person=ward.officer, unit=ward.groups[1], kind="officer")
    Role.objects.create(person=ward.officer, unit=ward.groups[2], kind="officer")
    Assignment.objects.update(due_on=DUE)
    remind.call()
    assert len(mail.outbox) == 3


@pytest.mark.parametrize(
    ("day", "hour", "changes", "count"),
    [
        (DUE, 6, {}, 0),
        (DUE, 7, {}, 1),
        (DUE, 20, {}, 0),
        (DUE, 12, {"quiet_since": "11:30", "quiet_until": "13:30"}, 0),
        (DUE, 21, {"quiet_since": "00:00", "quiet_until": "00:00"}, 1),
        (datetime.date(2026, 4, 4), 9, {}, 0),  # a Saturday
        (datetime.date(2026, 4, 4), 9, {"on_days_off": True}, 1),
        (DUE, 9, {"confirmed_at": None}, 0),
        (DUE, 9, {"refused_at": datetime.datetime(2026, 1, 1, tzinfo=HANOI)}, 0),
    ],
)
def test_letters_come_when_and_where_they_are_wanted(
    ward: Ward, programme: Programme, monkeypatch: pytest.MonkeyPatch,
    day: datetime.date, hour: int, changes: dict[str, object], count: int,
) -> None:  # fmt: skip
    wants_mail(ward.officer, **changes)
    set_clock(monkeypatch, day, hour)
    remind.call()
    assert (len(mail.outbox), Reminder.objects.count()) == (count, 1)


def test_a_day_off_of_the_body_is_a_day_off(ward: Ward, contact: Contact) -> None:
    DayRule.objects.create(
        body=ward.body, name="Ngày hội", off_from=DUE, off_until=DUE, decided_by="12/QĐ-UBND", decided_on=DUE
    )
    remind.call()
    assert mail.outbox == []


def test_without_a_server_nothing_is_sent_and_the_page_says_so(
    ward: Ward, contact: Contact, settings: Settings, client_of: SignIn
) -> None:
    settings.MAIL_IS_ON = False
    remind.call()
    assert mail.outbox == []
    html = client_of(ward.officer).get(reverse("reminder-list")).content.decode()
    assert "chưa được cài để gửi thư" in html
    assert PLANTED in html


def test_who_left_the_unit_gets_no_letter_and_done_work_none_either(
    ward: Ward, contact: Contact, settings: Settings
) -> None:
    settings.MAIL_IS_ON = False
    remind.call()
    settings.MAIL_IS_ON = True
    Role.objects.filter(person=ward.officer).update(unit=ward.office)
    remind.call()
    Role.objects.filter(person=ward.officer).update(unit=ward.culture)
    Assignment.objects.update(progress="done", done_on=DUE)
    remind.call()
    assert mail.outbox == []


class Refusing(EmailBackend):
    """A mail server that answers as it is told."""

    error: Exception = OSError()

    def send_messages(self, messages: object) -> int:  # noqa: ARG002  # as Django calls it
        raise self.error


@pytest.mark.parametrize(
    ("error", "later", "is_refused"),
    [
        (SMTPRecipientsRefused({"a": (550, b"no such user")}), 0, True),
        (SMTPRecipientsRefused({"a": (451, b"try again")}), 1, False),
        (SMTPServerDisconnected("gone"), 0, False),
        (TimeoutError(), 0, False),
    ],
    ids=["no such address", "not now", "nobody knows", "nobody knows either"],
)
def test_what_becomes_of_a_letter_that_fails(
    contact: Contact,
    settings: Settings,
    monkeypatch: pytest.MonkeyPatch,
    error: Exception,
    later: int,
    is_refused: bool,
) -> None:
    monkeypatch.setattr(Refusing, "error", error)
    settings.EMAIL_BACKEND = "tests.web.test_reminding_mail.Refusing"
    remind.call()
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    remind.call()
    contact.refresh_from_db()
    assert (len(mail.outbox), contact.refused_at is not None) == (later, is_refused)


def test_a_server_that_cannot_be_reached_costs_nothing(
    contact: Contact, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unreachable(_self: object) -> None:
        raise ConnectionRefusedError

    with monkeypatch.context() as patch:
        patch.setattr(EmailBackend, "open", unreachable)
        with pytest.raises(ConnectionRefusedError):
            remind.call()
    remind.call()
    assert len(mail.outbox) == 1


def test_log_holds_no_words_of_a_document(
    contact: Contact, settings: Settings, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(Refusing, "error", SMTPServerDisconnected(PLANTED))
    settings.EMAIL_BACKEND = "tests.web.test_reminding_mail.Refusing"
    with caplog.at_level(logging.DEBUG):
        remind.call()
    assert "SMTPServerDisconnected" in caplog.text
    assert PLANTED not in caplog.text
    assert contact.address not in caplog.text


def test_more_reminders_are_looked_up_in_as_few_queries(ward: Ward, contact: Contact) -> None:
    with CaptureQueriesContext(connection) as few:
        remind.call()
    Reminder.objects.all().delete()
    Mail.objects.all().delete()
    all_to_the_officer(ward)
    with CaptureQueriesContext(connection) as many:
        remind.call()
    assert len(mail.outbox) == 2
    assert len(many) == len(few)


def send(client: Client, **changes: object) -> int:
    data = {"address": "toi@phuong.example", "quiet_since": "20:00", "quiet_until": "07:00", "version": 0} | changes
    return client.post(reverse("contact"), data).status_code


def test_an_address_is_confirmed_by_the_link_in_a_letter(ward: Ward, client_of: SignIn) -> None:
    assert send(client_of(ward.officer)) == 302
    assert do_jobs() == ["send_confirmation"]
    (letter,) = mail.outbox
    link = re.findall(r"http://127\.0\.0\.1(/nhac-viec/xac-nhan/\S+)", str(letter.body))[0]
    held = Contact.objects.get(person=ward.officer)
    assert Client().get(link).status_code == 200
    held.refresh_from_db()
    assert held.confirmed_at is None  # a program that opens links has changed nothing
    assert Client().post(link).status_code == 200
    held.refresh_from_db()
    assert held.confirmed_at is not None
    assert Client().post(link[:-2] + "xx/").status_code == 404
    told = str(list(AuditEntry.objects.filter(subject_type="reminding.contact").values_list("before", "after")))
    assert "phuong.example" not in told


def test_link_of_another_address_or_an_old_one_confirms_nothing(ward: Ward, monkeypatch: pytest.MonkeyPatch) -> None:
    held = wants_mail(ward.officer, confirmed_at=None)
    link = reverse("contact-confirm", args=[token_of(held)])
    Contact.objects.update(address="khac@phuong.example")
    assert Client().post(link).status_code == 404
    Contact.objects.update(address=held.address)
    monkeypatch.setattr("django.core.signing.time.time", lambda: 4_000_000_000)
    assert Client().post(link).status_code == 404
    assert not Contact.objects.exclude(confirmed_at=None).exists()


def test_confirmation_is_sent_once_and_for_the_present_address_only(ward: Ward) -> None:
    held = wants_mail(ward.officer, confirmed_at=None)
    for version in (held.version, held.version, held.version + 1):
        send_confirmation.call(held.pk, version)
    assert len(mail.outbox) == 1


def test_form_keeps_what_was_typed_and_says_what_is_wrong(ward: Ward, client_of: SignIn) -> None:
    client = client_of(ward.officer)
    answer = client.post(reverse("contact"), {"address": "không phải", "quiet_since": "20:00", "version": 0})
    assert answer.status_code == 422
    assert "không phải" in answer.content.decode()
    assert send(client) == 302
    assert send(client) == 422  # another window was first
    with pytest.raises(ChangedMeanwhile):
        set_contact(
            by=ward.officer, address="", quiet_since=datetime.time(1), quiet_until=datetime.time(2),
            on_days_off=False, version=0,
        )  # fmt: skip


def test_another_address_waits_for_its_own_letter(ward: Ward, client_of: SignIn) -> None:
    held = wants_mail(ward.officer)
    client = client_of(ward.officer)
    assert send(client, address=held.address, version=1, quiet_since="21:00") == 302
    held.refresh_from_db()
    assert held.confirmed_at is not None
    assert send(client, address="khac@phuong.example", version=2) == 302
    held.refresh_from_db()
    assert held.confirmed_at is None


def test_secret_of_a_link_is_never_written_to_the_log() -> None:
    said = "Not Found: /nhac-viec/xac-nhan/WzEsImEiXQ:1abc:xyz/"
    line = logging.LogRecord("django.request", logging.WARNING, "", 0, said, (), None)
    assert HideSecrets().filter(line)
    assert line.getMessage() == "Not Found: /nhac-viec/xac-nhan/…/"
