"""What waits for a word of those who decide: seen by them, in full, and by nobody else."""

from __future__ import annotations

import uuid
from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from lotrinh.web import clock
from lotrinh.web.organisation.access import standing_of
from lotrinh.web.organisation.models import Person, Role
from lotrinh.web.programmes import actions
from lotrinh.web.programmes.access import accepts, decisions_for
from lotrinh.web.programmes.activities.actions import report_activity
from lotrinh.web.programmes.models import Assignment
from lotrinh.web.programmes.unit_work.question_actions import ask
from tests.web.builders import TEXT, confirmed, read_plan
from tests.web.conftest import Ward, person_with

SignIn = Callable[[Person], Client]


@pytest.fixture
def submitted(ward: Ward) -> Assignment:
    actions.start_programme(by=ward.clerk, document=confirmed(ward.clerk, ward.body))
    work = Assignment.objects.filter(unit=ward.culture)[0]
    report_activity(
        by=ward.officer, assignment=work, progress="submitted", on=clock.today(), note="", files=[], token=uuid.uuid4()
    )
    ask(by=ward.officer, assignment=work, text="Trồng loại cây nào?", shows_unit=True)
    read_plan(ward.clerk, ward.body, TEXT.replace("Trồng cây xanh năm 2026", "Phát động ngày đọc sách"))
    work.refresh_from_db()
    return work


def waiting(client: Client) -> str:
    page = client.get(reverse("waiting"))
    assert page.status_code == 200
    return page.content.decode()


def test_clerk_begins_with_what_waits(ward: Ward, submitted: Assignment, client_of: SignIn) -> None:
    page = waiting(client_of(ward.clerk))
    assert reverse("assignment", args=[submitted.pk]) in page
    assert "Trồng loại cây nào?" in page
    assert "Phát động ngày đọc sách" in page


def test_head_decides_on_work_and_confirms_no_plan(ward: Ward, submitted: Assignment, client_of: SignIn) -> None:
    page = waiting(client_of(ward.head))
    assert reverse("assignment", args=[submitted.pk]) in page
    assert "Phát động ngày đọc sách" not in page
    assert "Trả lời" not in page.replace("chờ trả lời", "")


def test_nothing_waits_and_the_page_says_what_comes(
    ward: Ward, stranger: Person, submitted: Assignment, client_of: SignIn
) -> None:
    assert "Không có gì đang chờ" in waiting(client_of(stranger))


def test_a_unit_that_was_named_decides_but_not_who_only_reads_there(ward: Ward, submitted: Assignment) -> None:
    Assignment.objects.filter(pk=submitted.pk).update(acceptor_unit=ward.office)
    submitted.refresh_from_db()
    reader, worker = person_with("viewer", ward.office, "chi-doc"), person_with("officer", ward.office, "can-bo-vp")
    Role.objects.create(person=reader, unit=ward.culture, kind="officer")
    for person, decides in ((reader, False), (worker, True), (ward.head, False)):
        standing = standing_of(person, on=clock.today())
        assert (accepts(standing, submitted), decisions_for(standing).exists()) == (decides, decides)
