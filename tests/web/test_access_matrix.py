"""Every address has a decision and a row that says what each kind of person gets there; see access_rows.py."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator

import pytest
from django.db import transaction
from django.http import HttpResponseBase
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from lotrinh.web import clock
from lotrinh.web.organisation.models import Person, Role
from tests.web.access_rows import OPEN, ROWS, TOKEN, TOKEN_SENDS
from tests.web.access_world import PLACES, WHO, World, keys_of, make_world
from tests.web.conftest import person_with, shut

SignIn = Callable[[Person], Client]
ANSWERS = {"-": 403, ".": 404}
REFUSED = (403, 404, 405)
OF_THE_HOLDER = {  # what one has told oneself, and one's own tokens, are lent to nobody
    ("officer", "activity-change"): "-...",
    ("officer", "activity-withdraw"): "-...",
    ("officer", "token-withdraw"): "....",
}
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


@pytest.mark.long
@pytest.mark.parametrize("columns", [WHO[:4], WHO[4:7]], ids=", ".join)
def test_matrix(world: World, client_of: SignIn, columns: tuple[str, ...]) -> None:
    wrong = []
    for who in columns:
        person = world.people[who]
        assert person is not None
        wrong += answers_besides(world, client_of(person), {name: row.rule[who] for name, row in ROWS.items()})
    assert not wrong, "\n".join(map(str, wrong))


@pytest.mark.long
@pytest.mark.parametrize("who", ["clerk", "officer"])
def test_deputy_gets_what_the_holder_gets_but_what_is_the_holders_own(
    world: World, client_of: SignIn, who: str
) -> None:
    held = Role.objects.get(person=world.people[who])
    deputy = person_with(None, None, "m-deputy")
    since, until = clock.today(), clock.today() + datetime.timedelta(days=3)
    Role.objects.create(person=deputy, unit=held.unit, kind=held.kind, since=since, until=until, stands_in_for=held)
    signs = {name: OF_THE_HOLDER.get((who, name), row.rule[who]) for name, row in ROWS.items()}
    wrong = answers_besides(world, client_of(deputy), signs)
    assert not wrong, "\n".join(map(str, wrong))


def status_of(response: HttpResponseBase) -> int:
    shut(response)
    return response.status_code


def status_of_post(client: Client, address: str) -> int:
    """Post nothing, and take back whatever came of it: a page that takes a POST only is tried, not looked at."""
    with transaction.atomic():
        status = status_of(client.post(address))
        transaction.set_rollback(True)
    return status


def answers_besides(world: World, client: Client, signs: dict[str, str]) -> list[tuple[str, str, str, int]]:
    """Return where somebody is answered in another way than the signs of the four places say."""
    wrong = []
    for name, row in ROWS.items():
        for place, sign in zip(PLACES, signs[name], strict=True):
            keys = keys_of(name, world.places[place], world)
            address = reverse(name, args=keys) + row.query
            is_posted = row.opens == 405 and name not in POSTED_BY_ANYONE and row not in (TOKEN, TOKEN_SENDS)
            status = status_of_post(client, address) if is_posted else status_of(client.get(address))
            opens = status not in REFUSED if is_posted else status == row.opens
            if not (opens if sign == "+" else status == ANSWERS[sign]):
                wrong.append((name, place, sign, status))
            if not keys:
                break  # one page for all places
    return wrong


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
