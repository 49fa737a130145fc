"""Invitations: a secret shown once, used once, for seven days, and what each kind of person may invite to."""

from __future__ import annotations

import datetime
import logging
import re
from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from lotrinh.web import clock
from lotrinh.web.log_secrets import HideSecrets
from lotrinh.web.organisation import audit
from lotrinh.web.organisation.models import AuditEntry, Person, Role
from lotrinh.web.people import account_actions, invitation_actions
from lotrinh.web.people.models import Invitation
from tests.web.conftest import PASSWORD, Ward

SignIn = Callable[[Person], Client]
NEW = {"full_name": "Trần Thị Mới", "username": "tran-moi", "password": PASSWORD, "again": PASSWORD}


def invited(ward: Ward, kind: str = "officer") -> str:
    return invitation_actions.invite(by=ward.administrator, full_name="Trần Thị Mới", unit=ward.culture, kind=kind)[1]


def test_from_the_invitation_to_the_first_page(ward: Ward, client_of: SignIn) -> None:
    sent = {"full_name": "Trần Thị Mới", "unit": ward.culture.pk, "kind": "officer", "last_on": ""}
    page = client_of(ward.clerk).post(reverse("invitation-make"), sent).content.decode()
    found = re.search(r"http://testserver(/loi-moi/([^/<]+)/)", page)
    assert found is not None
    assert found[2] not in str(list(Invitation.objects.values())) + str(list(AuditEntry.objects.values()))
    newcomer = Client()
    assert "Trung tâm Văn hóa" in newcomer.get(found[1]).content.decode()
    assert newcomer.post(found[1], NEW).headers["Location"] == reverse("sign-in")
    assert newcomer.get(found[1]).status_code == 404
    newcomer.post(reverse("sign-in"), {"username": "tran-moi", "password": PASSWORD})
    assert newcomer.get(reverse("my-work")).status_code == 200
    assert Role.objects.get(person__username="tran-moi").unit == ward.culture
    assert audit.verify()[1] is None


@pytest.mark.parametrize(
    ("who", "kind", "status"),
    [
        ("administrator", "head", 200),
        ("administrator", "administrator", 422),  # not below a body
        ("clerk", "officer", 200),
        ("clerk", "head", 422),
        ("officer", "officer", 403),
        ("viewer", "officer", 403),
    ],
)
def test_who_invites_to_what(ward: Ward, client_of: SignIn, who: str, kind: str, status: int) -> None:
    sent = {"full_name": "Trần Thị Mới", "unit": ward.culture.pk, "kind": kind, "last_on": ""}
    assert client_of(getattr(ward, who)).post(reverse("invitation-make"), sent).status_code == status
    assert Invitation.objects.count() == (status == 200)


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"username": "van-thu"}, "đăng nhập"),
        ({"again": "khac"}, "Hai lần nhập không giống nhau."),
        ({"password": "ngan", "again": "ngan"}, "12"),
        ({"full_name": ""}, "bắt buộc"),
    ],
)
def test_what_is_wrong_is_told_and_the_invitation_stays(ward: Ward, changed: dict[str, str], said: str) -> None:
    address = reverse("invitation", args=[invited(ward)])
    answer = Client().post(address, NEW | changed)
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert PASSWORD not in answer.content.decode()
    assert Client().post(address, NEW).status_code == 302


def test_old_or_withdrawn_invitations_open_nothing(ward: Ward, client_of: SignIn) -> None:
    address = reverse("invitation", args=[invited(ward)])
    past = clock.now() - datetime.timedelta(days=8)
    Invitation.objects.update(made_at=past, expires_at=past + invitation_actions.OPEN_FOR)
    assert Client().get(address).status_code == 404
    second = reverse("invitation", args=[invited(ward)])
    waiting = Invitation.objects.open_at(clock.now()).get()
    assert client_of(ward.clerk).post(reverse("invitation-withdraw", args=[waiting.pk])).status_code == 302
    assert Client().post(second, NEW).status_code == 404
    assert not Person.objects.filter(username="tran-moi").exists()


def test_invitations_of_who_left_are_withdrawn(ward: Ward) -> None:
    secret = invitation_actions.invite(by=ward.clerk, full_name="A", unit=ward.culture, kind="officer")[1]
    account_actions.let_go(by=ward.administrator, person=ward.clerk, body=ward.body, today=clock.today())
    assert Client().get(reverse("invitation", args=[secret])).status_code == 404


def test_password_is_renewed_and_old_sessions_end(ward: Ward, client_of: SignIn) -> None:
    _invitation, secret = invitation_actions.invite_back(by=ward.administrator, person=ward.officer, body=ward.body)
    session = client_of(ward.officer)
    new = "mot-mat-khau-khac-2026"
    Client().post(reverse("invitation", args=[secret]), {"password": new, "again": new})
    assert session.get(reverse("my-work")).status_code == 302
    again = Client()
    again.post(reverse("sign-in"), {"username": "can-bo", "password": new})
    assert again.get(reverse("my-work")).status_code == 200


def test_secret_is_never_written_to_the_log() -> None:
    line = logging.LogRecord("django.request", logging.WARNING, "", 0, "Not Found: %s", ("/loi-moi/bi-mat-9/",), None)
    assert HideSecrets().filter(line)
    assert line.getMessage() == "Not Found: /loi-moi/…/"
