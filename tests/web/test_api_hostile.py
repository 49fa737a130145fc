"""Every address is sent what its document allows and what it does not: nothing fails, each answer is as written.

In this process and without a socket; the same seed each time, so that a failure is found again. Keys are of things
that are there, so that what is sent meets the rules behind the door instead of an empty place.
"""

from __future__ import annotations

import uuid
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from hypothesis import HealthCheck, Phase, given, seed
from hypothesis import settings as tries
from pytest_django.fixtures import Settings
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.core.result import Ok
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from lotrinh.web import clock
from lotrinh.web.api.token_actions import make_token
from lotrinh.web.api.v1 import openapi
from lotrinh.web.organisation.models import Role
from lotrinh.web.programmes.activities.actions import report_activity
from lotrinh.web.programmes.calendar.actions import make_feed
from lotrinh.web.programmes.models import Activity, Assignment, Event, Evidence, Programme
from lotrinh.web.workdays.models import DayRule
from lotrinh.web.wsgi import application
from tests.web.builders import photo
from tests.web.conftest import Ward

TRIES = 8  # of each address, as the document allows and as it does not
CHECKS = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]
NOBODYS = 2**40  # a key that nothing has


@pytest.fixture
def one_connection() -> Iterator[None]:
    """Keep the connection that holds the test's transaction over the end of a request, as Django's own client does."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


def keys_there(programme: Programme, work: Assignment, activity: Activity) -> dict[str, int]:
    """Return a key of something that is there, by the first word of an address."""
    rule = DayRule.objects.create(
        body=programme.owner, name="Làm bù", worked_on="2026-05-09", decided_by="1/TB", decided_on="2026-05-01"
    )
    return {
        "units": programme.owner_id,
        "documents": programme.document_id,
        "programmes": programme.pk,
        "duties": programme.duties.filter(assignments=None)[0].pk,
        "assignments": work.pk,
        "activities": activity.pk,
        "evidence": Evidence.objects.get(activity=activity).pk,
        "events": Event.objects.all()[0].pk,
        "stages": programme.stages.all()[0].pk,
        "feeds": make_feed(by=activity.by)[0].pk,
        "workdays": rule.pk,
    }


def document_with(keys: dict[str, int]) -> dict[str, Any]:
    """Return the document with these keys, and one that nothing has, instead of any number.

    Without what it says of tokens: those that open nothing have tests of their own, and would be most of what is sent.
    """
    document = openapi()
    for path, item in document["paths"].items():
        for operation in item.values():
            del operation["security"]
            for one in operation.get("parameters", ()):
                if one["name"] == "pk":
                    one["schema"] = {"type": "integer", "enum": [keys[path.split("/")[3]], NOBODYS]}
    return document


def closed(environ: Any, start: Any) -> list[bytes]:
    """Answer as the server does that closes what it has sent."""
    answer = application(environ, start)
    try:
        return [b"".join(answer)]
    finally:
        answer.close()


@pytest.mark.long
def test_nothing_fails(ward: Ward, work: Assignment, settings: Settings, one_connection: None) -> None:
    settings.ALLOWED_HOSTS, settings.API_CALLS_A_MINUTE = ["*"], 1_000_000
    Role.objects.create(person=ward.clerk, unit=ward.culture, kind="officer")
    activity = report_activity(
        by=ward.clerk, assignment=work, progress="in_progress", on=clock.today(), note="",
        files=[SimpleUploadedFile("a.png", photo("PNG"))], token=uuid.uuid4(),
    )  # fmt: skip
    keys = keys_there(work.duty.programme, work, activity)
    secret = make_token(by=ward.clerk, unit=ward.body, name="x", rights=["read", "report", "run"], days=1)[1]
    answered: dict[str, Counter[int]] = {}
    for found in schemathesis.openapi.from_dict(document_with(keys)).get_all_operations():
        assert isinstance(found, Ok)
        operation = found.ok()
        operation.app = closed
        try_address(operation, {"Authorization": f"Bearer {secret}"}, answered.setdefault(operation.label, Counter()))
    unmet = [name for name, counts in answered.items() if not set(counts) - {404, 405}]
    assert not unmet, unmet  # each was asked of something that is there


def try_address(operation: Any, headers: dict[str, str], answered: Counter[int]) -> None:
    """Send to an address what its document allows and what it does not."""
    allowed = operation.as_strategy(generation_mode=GenerationMode.POSITIVE)
    wrong = operation.as_strategy(generation_mode=GenerationMode.NEGATIVE)

    @seed(2026)
    @tries(
        max_examples=TRIES,
        deadline=None,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(case=allowed | wrong)
    def send(case: Any) -> None:
        answered[case.call_and_validate(headers=headers, checks=CHECKS).status_code] += 1

    send()
