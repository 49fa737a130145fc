"""What a token opens to each kind of person in each place: the rules of the pages, held against the API."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from lotrinh.web import clock
from lotrinh.web.api.token_actions import make_token
from lotrinh.web.organisation.models import Person, Unit
from lotrinh.web.programmes.models import Assignment
from tests.web.access_rows import DO_WORK, JUDGE_WORK, READ_PLANS, READ_WORK, RUN_WORK, SEEN_UNITS
from tests.web.access_world import PLACES, Place, World, make_world

WHO = ("office", "clerk", "head", "viewer", "officer", "administrator", "stranger")
Rule = dict[str, str]


def body_of(person: Person, own: Unit) -> Unit:
    """Return the unit that a token of a person is bound to: the widest that their role reaches."""
    role = person.roles.order_by("pk")[0]
    return role.unit if role.unit != own else own


@pytest.fixture
def world(db: None, settings: Settings) -> World:
    settings.API_CALLS_A_MINUTE = 10_000
    return make_world()


@pytest.fixture
def secrets(world: World) -> dict[str, str]:
    own, made = world.places["own"].unit, {}
    for who in WHO:
        person = world.people[who]
        assert person is not None
        unit = body_of(person, own)
        made[who] = make_token(by=person, unit=unit, name=who, rights=["read", "report", "run"], days=1)[1]
    return made


def call(secret: str, method: str, path: str, said: dict[str, Any] | None = None) -> int:
    client, headers = Client(), {"Authorization": f"Bearer {secret}"}
    if method == "get":
        return client.get(f"/api/v1/{path}", headers=headers).status_code
    return client.post(f"/api/v1/{path}", said, content_type="application/json", headers=headers).status_code


def step(place: Place, name: str) -> str:
    return f"assignments/{place.assignment.pk}/steps/{name}"


STALE = {"version": 0, "reason": "vì mưa"}  # whoever may take a step is told that the version is an old one
ADDRESSES: dict[str, tuple[str, Any, dict[str, Any] | None, Rule, int]] = {
    "document": ("get", lambda p: f"documents/{p.document.pk}", None, READ_PLANS, 200),
    "plan": ("get", lambda p: f"documents/{p.document.pk}/plan", None, READ_PLANS, 200),
    "facts": ("get", lambda p: f"documents/{p.document.pk}/facts", None, READ_PLANS, 200),
    "programme": ("get", lambda p: f"programmes/{p.programme.pk}", None, READ_WORK, 200),
    "stages": ("get", lambda p: f"programmes/{p.programme.pk}/stages", None, READ_WORK, 200),
    "duties": ("get", lambda p: f"programmes/{p.programme.pk}/duties", None, READ_WORK, 200),
    "matrix": ("get", lambda p: f"programmes/{p.programme.pk}/matrix", None, READ_WORK, 200),
    "assignment": ("get", lambda p: f"assignments/{p.assignment.pk}", None, READ_WORK, 200),
    "activities": ("get", lambda p: f"assignments/{p.assignment.pk}/activities", None, READ_WORK, 200),
    "hold": ("post", lambda p: step(p, "hold"), STALE, JUDGE_WORK, 409),
    "accept": ("post", lambda p: step(p, "accept"), STALE, {**JUDGE_WORK, "officer": "-..."}, 409),
    "refuse": ("post", lambda p: step(p, "refuse"), STALE, DO_WORK, 409),
    "assign": (
        "post",
        lambda p: f"duties/{p.assignment.duty_id}/assignments",
        {"unit": 2**40, "part": "lead"},
        RUN_WORK,
        422,
    ),
}


def test_a_token_opens_what_its_person_may(world: World, secrets: dict[str, str]) -> None:
    wrong = []
    for name, (method, path, said, rule, opens) in ADDRESSES.items():
        assert call("", method, path(world.places["own"]), said) == 401, name  # nobody gets anything
        for who in WHO:
            for place, sign in zip(PLACES, rule[who], strict=True):
                status = call(secrets[who], method, path(world.places[place]), said)
                # Where a page says that a thing is not theirs, a token may be told that there is none.
                if status not in ({opens} if sign == "+" else {403, 404} if sign == "-" else {404}):
                    wrong.append((name, who, place, sign, status))
    assert not wrong


def test_units_are_those_of_the_token(world: World, secrets: dict[str, str]) -> None:
    assert SEEN_UNITS["clerk"] == "++++"  # a page shows the whole body; a token its own unit and what is below
    seen = {place for place in PLACES if call(secrets["clerk"], "get", f"units/{world.places[place].unit.pk}") == 200}
    assert seen == {"own", "below"}
    assert call(secrets["stranger"], "get", f"units/{world.body.pk}") == 404


def test_a_token_of_a_lower_unit_gives_less_than_its_person(world: World) -> None:
    office, below, own = world.people["office"], world.places["below"], world.places["own"]
    assert office is not None
    secret = make_token(by=office, unit=below.unit, name="x", rights=["read", "run"], days=1)[1]
    assert call(secret, "get", f"assignments/{below.assignment.pk}") == 200
    assert call(secret, "post", step(below, "hold"), STALE) == 409
    for place in (own, world.places["above"], world.places["beside"]):
        assert call(secret, "get", f"assignments/{place.assignment.pk}") == 404
        assert call(secret, "post", step(place, "hold"), STALE) == 404
        assert call(secret, "get", f"programmes/{place.programme.pk}") == 404
        assert call(secret, "get", f"documents/{place.document.pk}") in (403, 404)
        assert (
            call(secret, "post", f"duties/{place.assignment.duty_id}/assignments", {"unit": 1, "part": "lead"}) == 404
        )


def test_work_to_accept_by_name_stays_out_of_a_token_for_another_unit(world: World) -> None:
    office, below, own = world.people["office"], world.places["below"], world.places["own"]
    assert office is not None
    Assignment.objects.filter(pk=own.assignment.pk).update(acceptor=office)
    secret = make_token(by=office, unit=below.unit, name="x", rights=["read", "run"], days=1)[1]
    for path in (f"assignments/{own.assignment.pk}", f"programmes/{own.programme.pk}"):
        assert call(secret, "get", path) == 404
    assert call(secret, "post", step(own, "accept"), STALE) == 404
    headers = {"Authorization": f"Bearer {secret}"}
    listed = Client().get("/api/v1/assignments?limit=200", headers=headers).json()["items"]
    keys = {row["id"] for row in listed}
    assert below.assignment.pk in keys
    assert own.assignment.pk not in keys
    day = clock.today().isoformat()
    assert Client().get(f"/api/v1/calendar?first={day}&last={day}", headers=headers).status_code == 200
