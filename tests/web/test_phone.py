"""What a phone needs beside the pages: manifest, service worker, and answers for a script that waited for a network."""

from __future__ import annotations

import re
import uuid
from collections.abc import Callable

import pytest
from django.contrib.staticfiles import finders
from django.test import Client
from django.urls import reverse

from lotrinh.web import clock
from lotrinh.web.organisation.models import Person
from lotrinh.web.programmes import actions
from lotrinh.web.programmes.models import Activity, Assignment
from tests.web.builders import confirmed
from tests.web.conftest import Ward, person_with

SignIn = Callable[[Person], Client]
SCRIPT = {"Accept": "application/json"}


@pytest.fixture
def work(ward: Ward) -> Assignment:
    actions.start_programme(by=ward.clerk, document=confirmed(ward.clerk, ward.body))
    return Assignment.objects.filter(unit=ward.culture).order_by("duty__position")[0]


def sent(**changes: object) -> dict[str, object]:
    today = clock.today().isoformat()
    return {"progress": "same", "on": today, "note": "Đã trồng", "token": str(uuid.uuid4())} | changes


def test_pages_can_be_installed(db: None) -> None:
    answer = Client().get("/manifest.webmanifest")
    assert answer.headers["Content-Type"] == "application/manifest+json"
    shown = answer.json()
    assert shown["start_url"] == reverse("my-work")
    assert {icon["purpose"] for icon in shown["icons"]} == {"any", "maskable"}
    assert all(finders.find(icon["src"].removeprefix("/static/")) for icon in shown["icons"])
    assert "manifest-src 'self'" in answer.headers["Content-Security-Policy"]


def test_service_worker_stands_at_the_root_and_is_asked_for_anew(ward: Ward, client_of: SignIn) -> None:
    for client in (Client(), client_of(ward.officer)):
        answer = client.get("/service-worker.js")
        assert answer.headers["Content-Type"].startswith("text/javascript")
        assert answer.headers["Cache-Control"] == "no-cache"
        words = answer.content.decode()
        assert all(finders.find(name) for name in re.findall(r'"/static/([^"]+)"', words))
        assert "csrf" not in words
        assert str(ward.officer) not in words


def test_page_without_a_network_holds_nothing_of_anybody(ward: Ward, client_of: SignIn) -> None:
    assert str(ward.officer) not in client_of(ward.officer).get(reverse("offline")).content.decode()


def test_script_is_told_who_is_signed_in(ward: Ward, client_of: SignIn) -> None:
    answer = client_of(ward.officer).get(reverse("sending-pass"))
    assert answer.json()["person"] == ward.officer.pk
    assert "no-store" in answer.headers["Cache-Control"]
    assert Client().get(reverse("sending-pass")).status_code == 302


def test_sending_twice_counts_once_and_is_answered_alike(ward: Ward, work: Assignment, client_of: SignIn) -> None:
    client, data = client_of(ward.officer), sent(person=ward.officer.pk)
    answers = [client.post(reverse("report", args=[work.pk]), data, headers=SCRIPT) for _ in range(2)]
    assert [(a.status_code, a.json()) for a in answers] == [(200, {"address": reverse("my-work")})] * 2
    assert Activity.objects.count() == 1


def test_script_is_told_every_error(ward: Ward, work: Assignment, client_of: SignIn) -> None:
    answer = client_of(ward.officer).post(reverse("report", args=[work.pk]), sent(on="2030-01-01"), headers=SCRIPT)
    assert answer.status_code == 422
    assert answer.json() == {"errors": ["Ngày làm không thể ở tương lai."]}


def test_nobody_sends_what_another_person_wrote_on_the_phone(ward: Ward, work: Assignment, client_of: SignIn) -> None:
    colleague = person_with("officer", ward.culture, "dong-nghiep")
    data = sent(person=ward.officer.pk)
    answer = client_of(colleague).post(reverse("report", args=[work.pk]), data, headers=SCRIPT)
    assert answer.status_code == 422
    assert not Activity.objects.exists()


def test_session_that_ended_sends_nothing(work: Assignment) -> None:
    assert Client().post(reverse("report", args=[work.pk]), sent(), headers=SCRIPT).status_code == 302
    assert not Activity.objects.exists()


def test_only_officers_have_a_queue(ward: Ward, client_of: SignIn) -> None:
    address = reverse("calendar")
    assert "data-sign-out" in client_of(ward.officer).get(address).content.decode()
    assert "phone.js" not in client_of(ward.clerk).get(address).content.decode()
