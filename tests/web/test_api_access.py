"""What a token opens to each kind of person in each place: the rules of the pages, held against the API."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from lotrinh.web import clock
from lotrinh.web.api.token_actions import make_token
from lotrinh.web.organisation.models import Person, Unit
from lotrinh.web.programmes.models import Assignment, Event
from lotrinh.web.workdays.models import DayRule
from tests.web.access_rows import DO_WORK, JUDGE_WORK, MEND_PLANS, READ_PLANS, READ_WORK, RUN_WORK, SEEN_UNITS
from tests.web.access_world import PLACES, Place, World, make_world
from tests.web.conftest import Ward, shut

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
    headers = {"Authorization": f"Bearer {secret}"}
    sort = {} if method == "get" else {"content_type": "application/json"}
    answer = getattr(Client(), method)(f"/api/v1/{path}", said, headers=headers, **sort)
    shut(answer)
    return int(answer.status_code)


def stage_of(place: Place) -> int:
    return place.programme.stages.all()[0].pk


def step(place: Place, name: str) -> str:
    return f"assignments/{place.assignment.pk}/steps/{name}"


STALE = {"version": 0, "reason": "vì mưa"}  # whoever may take a step is told that the version is an old one
OLD: dict[str, Any] = {"version": 0}
ENDS = {**OLD, "start": None, "end": None}
ADDRESSES: dict[str, tuple[str, Any, dict[str, Any] | None, Rule, int]] = {
    "document": ("get", lambda p: f"documents/{p.document.pk}", None, READ_PLANS, 200),
    "plan": ("get", lambda p: f"documents/{p.document.pk}/plan", None, READ_PLANS, 200),
    "facts": ("get", lambda p: f"documents/{p.document.pk}/facts", None, READ_PLANS, 200),
    "findings": ("get", lambda p: f"documents/{p.document.pk}/findings", None, READ_PLANS, 200),
    "judge again": ("post", lambda p: f"documents/{p.document.pk}/findings", None, MEND_PLANS, 200),
    "programme": ("get", lambda p: f"programmes/{p.programme.pk}", None, READ_WORK, 200),
    "stages": ("get", lambda p: f"programmes/{p.programme.pk}/stages", None, READ_WORK, 200),
    "duties": ("get", lambda p: f"programmes/{p.programme.pk}/duties", None, READ_WORK, 200),
    "matrix": ("get", lambda p: f"programmes/{p.programme.pk}/matrix", None, READ_WORK, 200),
    "assignment": ("get", lambda p: f"assignments/{p.assignment.pk}", None, READ_WORK, 200),
    "activities": ("get", lambda p: f"assignments/{p.assignment.pk}/activities", None, READ_WORK, 200),
    "hold": ("post", lambda p: step(p, "hold"), STALE, JUDGE_WORK, 409),
    "accept": ("post", lambda p: step(p, "accept"), STALE, {**JUDGE_WORK, "officer": "-..."}, 409),
    "refuse": ("post", lambda p: step(p, "refuse"), STALE, DO_WORK, 409),
    "activity": ("get", lambda p: f"activities/{p.evidence.activity_id}", None, READ_WORK, 200),
    "mend": ("put", lambda p: f"activities/{p.evidence.activity_id}", {**OLD, "on": "2026-01-05"}, DO_WORK, 409),
    "withdraw": ("post", lambda p: f"activities/{p.evidence.activity_id}/withdrawal", STALE, DO_WORK, 409),
    "evidence": ("get", lambda p: f"evidence/{p.evidence.pk}", None, READ_WORK, 200),
    "file": ("get", lambda p: f"evidence/{p.evidence.pk}/file", None, READ_WORK, 200),
    "thumbnail": ("get", lambda p: f"evidence/{p.evidence.pk}/thumbnail", None, READ_WORK, 200),
    "change": ("patch", lambda p: f"assignments/{p.assignment.pk}", OLD, RUN_WORK, 409),
    "remove": ("delete", lambda p: f"assignments/{p.assignment.pk}?version=0", None, RUN_WORK, 409),
    "acceptors": ("get", lambda p: f"assignments/{p.assignment.pk}/acceptors", None, RUN_WORK, 200),
    "themes": ("get", lambda p: f"programmes/{p.programme.pk}/themes", None, READ_WORK, 200),
    "channels": ("get", lambda p: f"programmes/{p.programme.pk}/channels", None, READ_WORK, 200),
    "lead": ("post", lambda p: f"assignments/{p.assignment.pk}/lead", {**OLD, "unit": 2**40}, RUN_WORK, 422),
    "stage": ("get", lambda p: f"stages/{stage_of(p)}", None, READ_WORK, 200),
    "look at a stage": ("post", lambda p: f"stages/{stage_of(p)}/preview", ENDS, RUN_WORK, 409),
    "date a stage": ("put", lambda p: f"stages/{stage_of(p)}/dates", {**ENDS, "seen": "x"}, RUN_WORK, 409),
    "confirm": ("post", lambda p: f"documents/{p.document.pk}/confirmation", OLD, MEND_PLANS, 409),
    "start": ("post", lambda p: f"documents/{p.document.pk}/programme", {}, MEND_PLANS, 200),
    "calendar": ("get", lambda p: f"calendar.ics?programme={p.programme.pk}", None, READ_WORK, 200),
    "assign": (
        "post",
        lambda p: f"duties/{p.assignment.duty_id}/assignments",
        {"unit": 2**40, "part": "lead"},
        RUN_WORK,
        422,
    ),
}


@pytest.mark.long
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


RIGHTS: list[tuple[str, str, str, dict[str, Any] | None]] = [
    ("read", "patch", "assignments/1", OLD),
    ("read", "delete", "assignments/1?version=1", None),
    ("read", "post", "assignments/1/lead", {**OLD, "unit": 1}),
    ("report", "patch", "assignments/1", OLD),
    ("report", "get", "assignments/1", None),
    ("run", "put", "activities/1", {**OLD, "on": "2026-01-05"}),
    ("run", "get", "evidence/1/file", None),
    ("run", "get", "evidence/1/thumbnail", None),
    ("read", "post", "activities/1/withdrawal", STALE),
    ("read", "put", "events/1/dates", {**OLD, "starts_on": None, "seen": "x"}),
    ("report", "post", "events/1/preview", {**OLD, "starts_on": None}),
    ("read", "put", "stages/1/dates", {**ENDS, "seen": "x"}),
    ("report", "post", "stages/1/preview", ENDS),
    ("read", "post", "documents/1/confirmation", OLD),
    ("read", "post", "documents/1/programme", None),
    ("read", "post", "documents/1/findings", None),
    ("read", "post", "workdays/preview", {}),
    ("read", "post", "workdays/rules", {}),
    ("report", "put", "workdays/rules/1", {}),
    ("read", "post", "workdays/rules/1/preview", {}),
    ("read", "post", "workdays/rules/1/removal/preview", OLD),
    ("read", "delete", "workdays/rules/1?version=1&seen=x", None),
    ("read", "post", "reminders/read", {"ids": [1]}),
    ("read", "delete", "feeds/1", None),
    ("run", "get", "search?q=x", None),
    ("run", "get", "figures", None),
    ("run", "get", "calendar.ics", None),
    ("run", "get", "reminders", None),
    ("run", "get", "feeds", None),
    ("run", "get", "workdays?first=2026-01-05&last=2026-01-06", None),
]


def test_a_right_that_was_not_given_opens_nothing(ward: Ward) -> None:
    made = {
        right: make_token(by=ward.clerk, unit=ward.body, name=right, rights=[right], days=1)[1]
        for right in ("read", "report", "run")
    }
    for right, method, path, said in RIGHTS:
        headers = {"Authorization": f"Bearer {made[right]}"}
        sort = {} if method == "get" else {"content_type": "application/json"}
        answer = getattr(Client(), method)(f"/api/v1/{path}", said, headers=headers, **sort)
        assert (answer.status_code, answer.json()["type"]) == (403, "urn:lotrinh:wrong-scope"), (right, path)
        assert answer.json()["detail"] == "Mã này không có quyền cho địa chỉ này."
        assert getattr(Client(), method)(f"/api/v1/{path}", said, **sort).status_code == 401


def test_what_belongs_to_the_whole_body_is_not_moved_by_a_token_of_less(world: World) -> None:
    office, rule, event = world.people["office"], DayRule.objects.get(), Event.objects.all()[0]
    assert office is not None
    row = {"name": "x", "worked_on": "2026-05-09", "decided_by": "1/TB", "decided_on": "2026-05-01", "version": 1}
    days = {"version": event.version, "starts_on": "2026-05-01"}
    calls: list[tuple[str, str, dict[str, Any]]] = [
        ("post", f"events/{event.pk}/preview", days),
        ("put", f"events/{event.pk}/dates", {**days, "seen": "x"}),
        ("post", f"workdays/rules/{rule.pk}/preview", row),
        ("put", f"workdays/rules/{rule.pk}", {**row, "seen": "x"}),
        ("post", "workdays/preview", {**row, "version": 0}),
    ]
    for unit, statuses in ((world.body, {200, 409}), (world.places["own"].unit, {403})):
        secret = make_token(by=office, unit=unit, name="x", rights=["run"], days=1)[1]
        for method, path, said in calls:
            assert call(secret, method, path, said) in statuses, (unit, path)
