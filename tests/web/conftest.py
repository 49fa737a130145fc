"""A small body with its people, and a stranger from another one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from django.http import HttpResponseBase
from django.test import Client
from pytest_django.fixtures import Settings

from lotrinh.web.organisation.models import Person, Role, Unit

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
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
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
