"""Sign-in, units and phrases, the policy of what a page may load, and the language."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from pytest_django.fixtures import Settings

from lotrinh.web import clock
from lotrinh.web.organisation import actions
from lotrinh.web.organisation.group_actions import link_group
from lotrinh.web.organisation.models import Person, Unit
from lotrinh.web.organisation.phrases import open_book
from tests.web.conftest import PASSWORD, Ward

SignIn = Callable[[Person], Client]


def sign_in(person: Person, password: str = PASSWORD) -> Client:
    client = Client()
    client.post(reverse("sign-in"), {"username": person.username, "password": password})
    return client


@pytest.mark.parametrize(("who", "page"), [("clerk", "waiting"), ("head", "programme-list"), ("officer", "my-work")])
def test_everybody_comes_to_their_own_page(ward: Ward, who: str, page: str) -> None:
    assert sign_in(getattr(ward, who)).get("/").headers["Location"] == reverse(page)


def test_wrong_password_and_closed_account(ward: Ward) -> None:
    assert sign_in(ward.clerk, "sai").get("/").headers["Location"].startswith(reverse("sign-in"))
    Person.objects.filter(pk=ward.clerk.pk).update(is_active=False)
    assert sign_in(ward.clerk).get("/").headers["Location"].startswith(reverse("sign-in"))


def test_demo_person_signs_in_to_a_demo_only(ward: Ward, settings: Settings) -> None:
    Person.objects.filter(pk=ward.clerk.pk).update(is_demo=True)
    assert sign_in(ward.clerk).get("/").headers["Location"].startswith(reverse("sign-in"))
    settings.DEMO = True
    client = sign_in(ward.clerk)
    assert client.get("/").headers["Location"] == reverse("waiting")
    assert "Bản trình diễn" in client.get(reverse("unit-list")).content.decode()
    settings.DEMO = False  # an open session ends with the demo
    assert client.get("/").headers["Location"].startswith(reverse("sign-in"))


def test_clerk_adds_and_mends_a_unit_but_ends_it_by_a_decision_only(ward: Ward, client_of: SignIn) -> None:
    client = client_of(ward.clerk)
    client.post(reverse("unit-add"), {"name": "Đội văn nghệ", "parent": ward.culture.pk})
    unit = Unit.objects.get(name="Đội văn nghệ")
    sent = {"name": "Đội văn nghệ", "parent": ward.office.pk, "version": 1, "closed_on": "2026-01-01"}
    assert client.post(reverse("unit-change", args=[unit.pk]), sent).status_code == 302
    unit.refresh_from_db()
    assert unit.parent == ward.office
    assert unit.is_open_on(clock.today())  # this page has no field for an end
    assert client.post(reverse("unit-change", args=[unit.pk]), sent).status_code == 422  # an old tab


def test_unit_never_stands_under_itself(ward: Ward, client_of: SignIn) -> None:
    child = actions.add_unit(by=ward.clerk, parent=ward.office, name="Tổ một cửa")
    with pytest.raises(ValidationError):
        actions.change_unit(by=ward.clerk, unit=ward.office, version=1, values={"parent": child})


def test_units_of_another_body_do_not_exist(ward: Ward, stranger: Person, client_of: SignIn) -> None:
    assert client_of(stranger).get(reverse("unit-change", args=[ward.office.pk])).status_code == 404
    assert "Phường Thử Nghiệm" not in client_of(stranger).get(reverse("unit-list")).content.decode()
    foreign = {"name": "X", "parent": ward.body.pk}
    assert client_of(stranger).post(reverse("unit-add"), foreign).status_code == 422


def test_phrase_means_what_was_said_once(ward: Ward) -> None:
    today = clock.today()
    assert open_book(ward.body, on=today).units_meant_by("các tổ dân phố") == []
    link_group(by=ward.clerk, body=ward.body, phrase="Các tổ dân phố", units=ward.groups)
    book = open_book(ward.body, on=today)
    assert book.units_meant_by("CÁC TỔ  DÂN PHỐ") == ward.groups
    assert book.units_meant_by("văn phòng") == [ward.office]
    with pytest.raises(ValidationError):
        link_group(by=ward.clerk, body=ward.body, phrase="x", units=[])


def test_policy_and_headers(ward: Ward, client_of: SignIn) -> None:
    response = client_of(ward.clerk).get(reverse("document-list"))
    policy = response.headers["Content-Security-Policy"]
    assert "unsafe" not in policy
    assert "default-src 'none'" in policy
    assert response.headers["Cache-Control"] == "no-store, private"
    assert response.headers["X-Frame-Options"] == "DENY"
    cookie = sign_in(ward.clerk).cookies["sessionid"]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"


def test_forms_need_their_token(ward: Ward) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(ward.clerk, backend="lotrinh.web.organisation.backends.PasswordBackend")
    assert client.post(reverse("unit-add"), {"name": "X"}).status_code == 403


def test_vietnamese_first_and_english_where_chosen(ward: Ward, client_of: SignIn) -> None:
    client = client_of(ward.clerk)
    page = client.get(reverse("unit-list"), headers={"Accept-Language": "en-US"}).content.decode()
    assert '<html lang="vi">' in page
    assert "Cây đơn vị" in page
    client.post(reverse("set_language"), {"language": "en", "next": reverse("unit-list")})
    page = client.get(reverse("unit-list")).content.decode()
    assert '<html lang="en">' in page
    assert "Cây đơn vị" not in page
