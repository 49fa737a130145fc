"""The reading job: claimed once, seen when it dies, run again; and of two who confirm, one."""

from __future__ import annotations

import datetime
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from django.db import connection, connections
from django.test import Client
from django.urls import reverse
from pytest_django.fixtures import Settings

from lotrinh.documents import limits
from lotrinh.web import clock
from lotrinh.web.organisation import audit
from lotrinh.web.organisation.actions import ChangedMeanwhile
from lotrinh.web.organisation.models import AuditEntry, Person, Role, Unit
from lotrinh.web.registry import actions, child, tasks
from lotrinh.web.registry.models import Document, Fact, Reading
from lotrinh.web.registry.tasks import read_document
from tests.web.builders import TEXT, facts, read_plan, text_file
from tests.web.conftest import PASSWORD, Ward

SignIn = Callable[[Person], Client]


@pytest.fixture
def waiting(ward: Ward) -> Reading:
    return Reading.objects.get(document=actions.upload(by=ward.clerk, owner=ward.body, upload_file=text_file()))


def age(reading: Reading, seconds: int, **values: object) -> None:
    long_ago = clock.now() - datetime.timedelta(seconds=seconds)
    beat = long_ago if values.get("state") == "running" else None
    Reading.objects.filter(pk=reading.pk).update(queued_at=long_ago, heartbeat_at=beat, **values)


@pytest.mark.parametrize(
    ("state", "late", "sentence"),
    [
        ("queued", -30, "Thường mất vài giây"),
        ("queued", 30, "Chưa có tiến trình nào nhận đọc"),
        ("running", -30, "Thường mất vài giây"),
        ("running", 30, "Việc đọc đã dừng giữa chừng"),
    ],
)
def test_page_tells_a_slow_reading_from_a_dead_one(
    ward: Ward, client_of: SignIn, waiting: Reading, settings: Settings, state: str, late: int, sentence: str
) -> None:
    age(waiting, settings.READING_LEASE_SECONDS + late, state=state)
    address = waiting.document.get_absolute_url()
    again = reverse("reading-again", args=[waiting.document_id])
    page = client_of(ward.clerk).get(address).content.decode()
    assert sentence in page
    assert (again in page) is (late > 0)
    assert again not in client_of(ward.head).get(address).content.decode()  # a head looks, and changes nothing
    answer = client_of(ward.clerk).post(again)
    assert answer.status_code == 302
    assert Reading.objects.get().attempt == (2 if late > 0 else 1)


def test_page_polls_with_and_without_javascript(ward: Ward, client_of: SignIn, waiting: Reading) -> None:
    client, address = client_of(ward.clerk), waiting.document.get_absolute_url()
    page = client.get(address).content.decode()
    assert '<noscript><meta http-equiv="refresh"' in page
    fragment = client.get(address, headers={"HX-Request": "true"})
    assert "<html" not in fragment.content.decode()
    assert f'hx-get="{address}"' in fragment.content.decode()
    assert "HX-Refresh" not in fragment.headers
    read_document.func(waiting.pk, 1)
    assert client.get(address, headers={"HX-Request": "true"}).headers["HX-Refresh"] == "true"


def test_failed_reading_stops_polling_and_says_why(ward: Ward, client_of: SignIn, waiting: Reading) -> None:
    Reading.objects.update(state="failed", error="a.txt: <b>hỏng</b>; hãy lưu lại.")
    page = client_of(ward.clerk).get(waiting.document.get_absolute_url()).content.decode()
    assert "hx-get" not in page
    assert "http-equiv" not in page
    assert "a.txt: &lt;b&gt;hỏng&lt;/b&gt;; hãy lưu lại." in page
    assert reverse("document-original", args=[waiting.document_id]) in page


def test_step_is_said_in_the_language_of_the_person(ward: Ward, client_of: SignIn, waiting: Reading) -> None:
    Reading.objects.update(state="running", step=tasks.READING, percent=40, heartbeat_at=clock.now())
    page = client_of(ward.clerk).get(waiting.document.get_absolute_url()).content.decode()
    assert "Đang đọc: Đọc văn bản" in page
    assert '<progress id="reading-progress" max="100" value="40">' in page


@pytest.mark.parametrize("attempt", [0, 2], ids=["of before", "of never"])
def test_job_of_another_attempt_does_nothing(waiting: Reading, attempt: int) -> None:
    read_document.func(waiting.pk, attempt)
    assert Reading.objects.get().state == "queued"


def test_two_workers_with_one_job_read_once(waiting: Reading, monkeypatch: pytest.MonkeyPatch) -> None:
    runs: list[int] = []
    reader = tasks.run_reader

    def run(reading: Reading) -> object:
        runs.append(reading.pk)
        read_document.func(reading.pk, reading.attempt)  # the second worker comes while the first reads
        return reader(reading)

    monkeypatch.setattr(tasks, "run_reader", run)
    read_document.func(waiting.pk, 1)
    assert runs == [waiting.pk]
    assert Reading.objects.get().state == "done"


def test_what_a_fallen_worker_began_is_begun_again(waiting: Reading, settings: Settings) -> None:
    long_ago = clock.now() - datetime.timedelta(seconds=settings.READING_LEASE_SECONDS + 1)
    Reading.objects.update(state="running", heartbeat_at=long_ago)
    read_document.func(waiting.pk, 1)
    assert Reading.objects.get().state == "done"


def test_reading_that_lost_its_claim_writes_nothing(
    ward: Ward, waiting: Reading, monkeypatch: pytest.MonkeyPatch, settings: Settings
) -> None:
    reader = tasks.run_reader

    def run(reading: Reading) -> object:
        answer = reader(reading)
        age(reading, settings.READING_LEASE_SECONDS + 1, state="running")
        actions.read_again(by=ward.clerk, document=reading.document)
        return answer

    monkeypatch.setattr(tasks, "run_reader", run)
    read_document.func(waiting.pk, 1)
    assert (Reading.objects.get().state, Reading.objects.get().attempt) == ("queued", 2)
    assert not Fact.objects.exists()
    monkeypatch.undo()
    read_document.func(waiting.pk, 2)
    assert Reading.objects.get().state == "done"


def test_slow_reading_beats_and_is_stopped_in_the_end(waiting: Reading, monkeypatch: pytest.MonkeyPatch) -> None:
    """A reader that hangs: the worker tells that it waits, then kills it, and lives."""
    beats: list[int] = []
    hang = Path(waiting.document.file.path).parent / "hang"
    hang.write_text("#!/bin/sh\nexec sleep 60\n", encoding="ascii")
    hang.chmod(0o700)
    monkeypatch.setattr(sys, "executable", str(hang))
    monkeypatch.setattr(child, "BEAT", 0.02)
    monkeypatch.setattr(limits, "SECONDS", 0.1)
    monkeypatch.setattr(tasks, "beat", lambda _reading, *, percent: beats.append(percent))
    read_document.func(waiting.pk, 1)
    reading = Reading.objects.get()
    assert beats
    assert reading.state == "failed"
    assert "nên đã dừng" in reading.error


@pytest.mark.parametrize(
    ("code", "said"),
    [(139, ""), (1, "Traceback: some words of the document"), (0, "")],
    ids=["killed", "a mistake of ours", "no answer"],
)
def test_reader_that_breaks_gives_one_sentence(
    waiting: Reading, monkeypatch: pytest.MonkeyPatch, code: int, said: str
) -> None:
    broken = Path(waiting.document.file.path).parent / "broken"
    broken.write_text(f"#!/bin/sh\necho '{said}' >&2\nexit {code}\n", encoding="ascii")
    broken.chmod(0o700)
    monkeypatch.setattr(sys, "executable", str(broken))
    read_document.func(waiting.pk, 1)
    reading = Reading.objects.get()
    assert reading.state == "failed"
    assert reading.error.startswith("ke-hoach.txt: ")
    assert "Traceback" not in reading.error


def test_confirming_what_is_not_read_is_refused(ward: Ward, client_of: SignIn, waiting: Reading) -> None:
    address = reverse("document-confirm", args=[waiting.document_id])
    told = client_of(ward.clerk).post(address, {"version": 1}, follow=True).content.decode()
    assert "chưa đọc xong" in told
    assert not Document.objects.get().is_confirmed


def test_clerk_of_another_unit_neither_confirms_nor_reads_again(
    ward: Ward, stranger: Person, client_of: SignIn, waiting: Reading
) -> None:
    for name in ("document-confirm", "reading-again"):
        assert client_of(stranger).post(reverse(name, args=[waiting.document_id])).status_code == 404
        assert client_of(ward.officer).post(reverse(name, args=[waiting.document_id])).status_code == 403
        assert client_of(ward.head).post(reverse(name, args=[waiting.document_id])).status_code == 403


def test_confirmed_by_the_version_that_was_seen(ward: Ward) -> None:
    document = read_plan(ward.clerk, ward.body)
    seen = document.version
    fact = facts(document, "recipient")[0]
    actions.drop_fact(by=ward.clerk, fact=fact, version=1, is_deleted=True)
    with pytest.raises(ChangedMeanwhile):
        actions.confirm(by=ward.clerk, document=document, version=seen)
    actions.confirm(by=ward.clerk, document=document, version=seen + 1)
    with pytest.raises(actions.AlreadyConfirmed):
        actions.confirm(by=ward.clerk, document=document, version=seen + 2)
    with pytest.raises(actions.AlreadyConfirmed):
        actions.drop_fact(by=ward.clerk, fact=fact, version=2, is_deleted=False)


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif("connection.vendor == 'sqlite'", reason="threads would share SQLite's one connection in memory")
def test_at_once_one_clerk_confirms_and_one_change_wins() -> None:
    """Eight threads at one gate: confirmations and changes of one fact, over real connections."""
    body = Unit.objects.create(name="Phường Cùng Lúc")
    people = [Person.objects.create_user(f"vt-{n}", PASSWORD, full_name=f"Văn thư {n}") for n in range(8)]
    for person in people:
        Role.objects.create(person=person, unit=body, kind="clerk")
    document = read_plan(people[0], body, TEXT)
    fact, gate, ends = facts(document, "recipient")[0], threading.Barrier(8), []

    def go(n: int) -> None:
        gate.wait()
        try:
            if n % 2:
                actions.confirm(by=people[n], document=Document.objects.get(), version=document.version)
                ends.append("confirmed")
            else:
                actions.drop_fact(by=people[n], fact=fact, version=1, is_deleted=True)
                ends.append("dropped")
        except (ChangedMeanwhile, actions.AlreadyConfirmed) as error:
            ends.append(type(error).__name__)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=go, args=(n,)) for n in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert len(ends) == 8
    assert ends.count("confirmed") + ends.count("dropped") == 1  # whoever was first made the others' page old
    assert AuditEntry.objects.filter(action__in=("document.confirmed", "fact.deleted")).count() == 1
    assert Document.objects.get().is_confirmed is ("confirmed" in ends)
    assert audit.verify()[1] is None
    assert connection.vendor == "postgresql"
