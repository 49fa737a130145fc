"""Every address is sent what its document allows and what it does not: nothing fails, each answer is as written.

In this process and without a socket; the same seed each time, so that a failure is found again.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
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

from lotrinh.web.api.token_actions import make_token
from lotrinh.web.api.v1 import openapi
from lotrinh.web.programmes import actions
from lotrinh.web.wsgi import application
from tests.web.builders import confirmed
from tests.web.conftest import Ward

TRIES = 10  # of each address, as the document allows and as it does not
CHECKS = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]
SCHEMA = schemathesis.openapi.from_dict(openapi())


@pytest.fixture
def one_connection() -> Iterator[None]:
    """Keep the connection that holds the test's transaction over the end of a request, as Django's own client does."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


def test_nothing_fails(ward: Ward, settings: Settings, one_connection: None) -> None:
    settings.ALLOWED_HOSTS, settings.API_CALLS_A_MINUTE = ["*"], 1_000_000
    actions.start_programme(by=ward.clerk, document=confirmed(ward.clerk, ward.body))
    secret = make_token(by=ward.clerk, unit=ward.body, name="x", rights=["read", "report", "run"], days=1)[1]
    answered: Counter[int] = Counter()
    for found in SCHEMA.get_all_operations():
        assert isinstance(found, Ok)
        operation = found.ok()
        operation.app = application
        try_address(operation, {"Authorization": f"Bearer {secret}"}, answered)
    assert {200, 404, 422} <= set(answered), answered  # what is there, what is not, and what is wrong


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
