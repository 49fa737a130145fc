"""A small body with its people, and a stranger from another one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from django.http import HttpResponseBase
from django.test import Client
from pytest_django.fixtures import Settings

from lotrinh.web.api.token_actions import make_token
from lotrinh.web.organisation.models import Person, Role, Unit
from lotrinh.web.programmes import actions
from lotrinh.web.programmes.models import Assignment, Programme
from tests.web.builders import confirmed

Call = Callable[..., Any]
PASSWORD = "mot-mat-khau-dai-2026"


@dataclass
class Ward:
    """A ward with a few units and one person in each role."""

    body: Unit
    office: Unit
    culture: Unit
    groups: list[Unit]
    clerk: Person
    officer: Person  # of the culture unit
    head: Person
    viewer: Person
    administrator: Person


def person_with(role: str | None, unit: Unit | None, username: str) -> Person:
    person = Person.objects.create_user(username, PASSWORD, full_name=f"Người {username}")
    if role and unit:
        Role.objects.create(person=person, unit=unit, kind=role)
    return person


@pytest.fixture(autouse=True)
def plain_settings(settings: Settings) -> None:
    """Fast passwords and files as they are: what is tested is ours."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    settings.AXES_ENABLED = False


def shut(response: HttpResponseBase) -> None:
    """Close the file behind an answer; `close()` would close the connection that holds the test's transaction too."""
    for close in vars(response)["_resource_closers"]:
        close()


@pytest.fixture
def ward(db: None) -> Ward:
    body = Unit.objects.create(name="Phường Thử Nghiệm")
    office = Unit.objects.create(name="Văn phòng", parent=body, position=1)
    culture = Unit.objects.create(name="Trung tâm Văn hóa", parent=body, position=2)
    groups = [Unit.objects.create(name=f"Tổ dân phố {n}", parent=body, position=10 + n) for n in (1, 2, 3)]
    return Ward(
        body=body,
        office=office,
        culture=culture,
        groups=groups,
        clerk=person_with("clerk", body, "van-thu"),
        officer=person_with("officer", culture, "can-bo"),
        head=person_with("head", body, "lanh-dao"),
        viewer=person_with("viewer", body, "theo-doi"),
        administrator=person_with("administrator", body, "quan-tri"),
    )


@pytest.fixture
def stranger(db: None) -> Person:
    """A clerk and officer of another body, who must never see the first one."""
    other = Unit.objects.create(name="Phường Khác")
    person = person_with("clerk", other, "nguoi-la")
    Role.objects.create(person=person, unit=other, kind="officer")
    return person


@pytest.fixture
def client_of(db: None) -> Callable[[Person], Client]:
    def sign_in(person: Person) -> Client:
        client = Client()
        client.force_login(person, backend="lotrinh.web.organisation.backends.PasswordBackend")
        return client

    return sign_in


@pytest.fixture
def call(ward: Ward, settings: Settings) -> Call:
    """Return how a person calls an address with a token of all rights for their own unit."""
    settings.API_CALLS_A_MINUTE = 10_000
    secrets: dict[int, str] = {}

    def ask(
        person: Person, method: str, path: str, said: dict[str, Any] | None = None, *, is_form: bool = False
    ) -> Any:
        if person.pk not in secrets:
            unit = person.roles.get().unit
            secrets[person.pk] = make_token(by=person, unit=unit, name="x", rights=["read", "report", "run"], days=1)[1]
        sort = {} if is_form or method == "get" else {"content_type": "application/json"}
        headers = {"Authorization": f"Bearer {secrets[person.pk]}"}
        return getattr(Client(), method)(f"/api/v1/{path}", said, headers=headers, **sort)

    return ask


@pytest.fixture
def programme(ward: Ward) -> Programme:
    """The plan of `builders` under way: what it asks of the culture unit is assigned."""
    found = actions.start_programme(by=ward.clerk, document=confirmed(ward.clerk, ward.body))
    for duty in found.duties.filter(unit_phrase="Trung tâm Văn hóa", assignments=None):
        actions.assign(by=ward.clerk, duty=duty, unit=ward.culture, part="lead")
    return found


@pytest.fixture
def work(ward: Ward, programme: Programme) -> Assignment:
    return Assignment.objects.filter(unit=ward.culture).order_by("pk")[0]
