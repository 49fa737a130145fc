"""Two administrators at the same moment: no role twice, no invitation used twice, no body without an administrator.

SQLite lets one writer in at a time, so what is tested here can go wrong on PostgreSQL only.
"""

from __future__ import annotations

import datetime

import pytest
from django.db import connection

from lotrinh.web import clock
from lotrinh.web.organisation import audit
from lotrinh.web.organisation.models import Person, Role
from lotrinh.web.people import invitation_actions, role_actions
from lotrinh.web.people.models import Invitation
from tests.web.conftest import PASSWORD, Ward, person_with
from tests.web.test_programmes_at_once import at_once

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor == "sqlite", reason="one writer at a time"),
]
DAY = datetime.timedelta(days=1)


def test_overlapping_periods_are_given_once(transactional_db: None, ward: Ward) -> None:
    today = clock.today()

    def give(first: datetime.date) -> None:
        role_actions.give_role(
            by=ward.administrator, person=ward.officer, unit=ward.office, kind="officer", since=first,
            last_on=today + 9 * DAY,
        )  # fmt: skip

    assert at_once(lambda: give(today), lambda: give(today + DAY)) == ["ValidationError", "done"]
    assert Role.objects.filter(unit=ward.office).count() == 1
    assert audit.verify()[1] is None


def test_invitation_is_taken_up_once(transactional_db: None, ward: Ward) -> None:
    invitation_actions.invite(by=ward.administrator, full_name="A", unit=ward.culture, kind="officer")
    waiting = Invitation.objects.get()

    def accept(username: str) -> None:
        invitation_actions.accept_invitation(
            invitation=waiting, username=username, full_name="Người mới", password=PASSWORD
        )

    assert at_once(lambda: accept("mot"), lambda: accept("hai")) == ["ValidationError", "done"]
    assert Person.objects.filter(username__in=("mot", "hai")).count() == 1


def test_two_last_administrators_do_not_both_go(transactional_db: None, ward: Ward) -> None:
    other, today = person_with("administrator", ward.body, "quan-tri-2"), clock.today()
    roles = {person: Role.objects.get(person=person) for person in (ward.administrator, other)}
    assert at_once(
        lambda: role_actions.end_role(by=other, role=roles[ward.administrator], until=today),
        lambda: role_actions.end_role(by=ward.administrator, role=roles[other], until=today),
    ) == ["ValidationError", "done"]
    assert Role.objects.on(today).filter(kind="administrator", unit=ward.body).count() == 1
