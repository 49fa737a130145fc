"""Two people at the same moment: one wins, the other is told, and nothing is there twice.

SQLite lets one writer in at a time, so what is tested here can go wrong on PostgreSQL only.
"""

from __future__ import annotations

import datetime
import threading
import uuid
from collections.abc import Callable

import pytest
from django.core.exceptions import ValidationError
from django.db import connection

from lotrinh.web.organisation import audit
from lotrinh.web.organisation.actions import ChangedMeanwhile
from lotrinh.web.programmes import actions
from lotrinh.web.programmes.activities import actions as activity_actions
from lotrinh.web.programmes.calendar import event_actions
from lotrinh.web.programmes.models import Activity, Assignment, Duty, Event, Programme
from tests.web.builders import confirmed
from tests.web.conftest import Ward

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif("connection.vendor == 'sqlite'", reason="one writer at a time"),
]
DAY = datetime.date(2026, 3, 1)


def at_once(*works: Callable[[], object]) -> list[str]:
    """Do these at the same moment, each in a connection of its own. Return how each ended, in order of names."""
    ready, ended = threading.Barrier(len(works)), []

    def run(work: Callable[[], object]) -> None:
        ready.wait(timeout=10)
        try:
            work()
            ended.append("done")
        except (ValidationError, ChangedMeanwhile) as error:
            ended.append(type(error).__name__)
        except Exception as error:  # noqa: BLE001  # a thread's error must reach the test
            ended.append(repr(error))
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(work,)) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    return sorted(ended)


@pytest.fixture
def programme(transactional_db: None, ward: Ward) -> Programme:
    return actions.start_programme(by=ward.clerk, document=confirmed(ward.clerk, ward.body))


def test_plan_started_by_two_is_one_programme(transactional_db: None, ward: Ward) -> None:
    document = confirmed(ward.clerk, ward.body)
    start = lambda: actions.start_programme(by=ward.clerk, document=document)  # noqa: E731  # done twice
    assert at_once(start, start, start) == ["done"] * 3
    assert Programme.objects.count() == 1
    assert audit.verify()[1] is None


def test_form_sent_by_two_fingers_counts_once(programme: Programme, ward: Ward) -> None:
    held, token = Assignment.objects.filter(unit=ward.culture)[0], uuid.uuid4()

    def tell() -> None:
        activity_actions.report_activity(
            by=ward.officer, assignment=held, progress="submitted", on=DAY, note="", files=[], token=token
        )

    assert at_once(tell, tell, tell) == ["done"] * 3
    assert Activity.objects.count() == 1


def test_two_leads_at_once_are_one(programme: Programme, ward: Ward) -> None:
    first = Assignment.objects.filter(unit=ward.culture).order_by("duty__position")[0]
    actions.remove_assignment(by=ward.clerk, assignment=first, version=1)
    duty = Duty.objects.get(pk=first.duty_id)
    ended = at_once(
        *(
            lambda unit=unit: actions.assign(by=ward.clerk, duty=duty, unit=unit, part="lead")
            for unit in (ward.culture, ward.office, ward.groups[0])
        )
    )
    assert ended == ["ValidationError", "ValidationError", "done"]
    assert duty.assignments.count() == 1


def test_phrase_linked_by_two_gives_each_unit_the_work_once(programme: Programme, ward: Ward) -> None:
    def link() -> None:
        actions.link_phrase(by=ward.clerk, programme=programme, phrase="Các tổ dân phố", units=ward.groups)

    assert at_once(link, link) == ["done", "done"]
    assert Assignment.objects.filter(unit__in=ward.groups).count() == 3


def test_event_dated_by_two_has_the_dates_of_one(programme: Programme, ward: Ward) -> None:
    event = Event.objects.get()
    days = [DAY + datetime.timedelta(days=n) for n in (70, 80)]
    ended = at_once(
        *(
            lambda day=day: event_actions.set_event_dates(
                by=ward.clerk, event=event, starts_on=day, ends_on=None, version=1
            )
            for day in days
        )
    )
    assert ended == ["ChangedMeanwhile", "done"]
    event.refresh_from_db()
    assert event.starts_on is not None
    held = Assignment.objects.get(deadline_event=event)
    assert held.due_on == event.starts_on - datetime.timedelta(days=1)


@pytest.mark.parametrize("round_", range(5))
def test_deadline_follows_the_event_though_it_is_given_at_the_same_moment(
    programme: Programme, ward: Ward, round_: int
) -> None:
    event = Event.objects.get()
    held = Assignment.objects.filter(unit=ward.culture, deadline_event=None)[0]
    moment = {"kind": "event", "event": event.name, "relation": "at", "span": [0, 1]}

    def date() -> None:
        event_actions.set_event_dates(by=ward.clerk, event=event, starts_on=DAY, ends_on=None, version=1)

    def change() -> None:
        actions.change_assignment(
            by=ward.clerk, assignment=held, version=1, part="lead", deadline=moment, deliverable="", authority=""
        )

    assert at_once(date, change) == ["done", "done"]
    held.refresh_from_db()
    assert held.due_on == DAY
