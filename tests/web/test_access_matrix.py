"""Every address has a decision and a row that says what each kind of person gets there; see access_rows.py."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from lotrinh.web.organisation.models import Person
from tests.web.access_rows import OPEN, ROWS, TOKEN, TOKEN_SENDS
from tests.web.access_world import PLACES, WHO, World, keys_of, make_world
from tests.web.conftest import shut

SignIn = Callable[[Person], Client]
ANSWERS = {"-": 403, ".": 404}
POSTED_BY_ANYONE: tuple[str, ...] = (
    "sign-in",
    "account_login",
    "set_language",
    "sign-out",
    "socialaccount_login_cancelled",
)
POSTED_BY_ANYONE += ("mfa_login_webauthn", "openid_connect_login", "openid_connect_callback")


def patterns(resolver: URLResolver | None = None) -> Iterator[URLPattern]:
    for pattern in (resolver or get_resolver()).url_patterns:
        if isinstance(pattern, URLResolver):
            yield from patterns(pattern)
        else:
            yield pattern


@pytest.fixture
def world(db: None) -> World:
    return make_world()


def test_every_address_has_a_decision_and_a_row() -> None:
    assert {pattern.name for pattern in patterns()} == set(ROWS)
    assert [p.name for p in patterns() if not hasattr(p.callback, "access_decision")] == []


@pytest.mark.parametrize("columns", [WHO[:4], WHO[4:7]], ids=", ".join)
def test_matrix(world: World, client_of: SignIn, columns: tuple[str, ...]) -> None:
    wrong = []
    for who in columns:
        person = world.people[who]
        assert person is not None
        client = client_of(person)
        for name, row in ROWS.items():
            for place, sign in zip(PLACES, row.rule[who], strict=True):
                keys = keys_of(name, world.places[place], world)
                address = reverse(name, args=keys)
                is_posted = row.opens == 405 and sign != "+"  # who is refused is refused before the method is looked at
                response = client.post(address) if is_posted else client.get(address)
                shut(response)
                if response.status_code != ANSWERS.get(sign, row.opens):
                    wrong.append((name, who, place, sign, response.status_code))
                if not keys:
                    break  # one page for all places
    assert not wrong, "\n".join(map(str, wrong))


def test_nobody_is_led_to_sign_in(world: World) -> None:
    place, wrong = world.places["own"], []
    for name, row in ROWS.items():
        response = Client().get(reverse(name, args=keys_of(name, place, world)))
        shut(response)
        is_led = response.headers.get("Location", "").startswith(reverse("sign-in"))
        if response.status_code != row.nobody or (row.nobody == 302 and not is_led and name != "set_language"):
            wrong.append((name, response.status_code, response.headers.get("Location")))
    assert not wrong, "\n".join(map(str, wrong))


def test_nobody_posts_but_to_sign_in(world: World) -> None:
    place = world.places["own"]
    for name, row in ROWS.items():
        if row in (OPEN, TOKEN, TOKEN_SENDS) or name in POSTED_BY_ANYONE:  # what tokens open: test_api_access.py
            continue
        response = Client().post(reverse(name, args=keys_of(name, place, world)), {})
        assert response.status_code == 302, name
        assert response.headers["Location"].startswith(reverse("sign-in")), name
