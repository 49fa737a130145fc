"""A key that no database can hold is a wrong choice wherever several rows are chosen, and nothing fails."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from lotrinh.web.organisation.models import Person
from lotrinh.web.programmes import actions
from tests.web.builders import confirmed
from tests.web.conftest import Ward

HUGE = "9" * 40


@pytest.mark.parametrize(
    ("address", "fields"),
    [
        ("unit-merge", ("units",)),
        ("phrase-link", ("units", "left_out")),
        ("duty-place", ("themes", "channels")),
    ],
)
def test_a_huge_key_is_a_form_error(
    address: str, fields: tuple[str, ...], ward: Ward, client_of: Callable[[Person], Client]
) -> None:
    programme = actions.start_programme(by=ward.clerk, document=confirmed(ward.clerk, ward.body))
    duty = programme.duties.all()[0]
    keys = {"unit-merge": [], "phrase-link": [programme.pk], "duty-place": [duty.pk]}[address]
    query = f"?phrase={duty.unit_phrase}" if address == "phrase-link" else ""
    said = dict.fromkeys(fields, HUGE) | {"version": duty.version}
    response = client_of(ward.clerk).post(reverse(address, args=keys) + query, said)
    assert response.status_code == 422
    assert set(fields) <= set(response.context["form"].errors)
