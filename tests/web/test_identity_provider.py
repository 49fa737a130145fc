"""The office's identity provider, played by a fake: who has linked an identity comes in, nobody else does."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qs, urlsplit

import jwt
import pytest
from allauth.socialaccount.models import SocialAccount
from django.test import Client
from django.urls import reverse
from pytest_django.fixtures import Settings

from lotrinh.web import clock
from lotrinh.web.organisation.models import AuditEntry, Person
from lotrinh.web.people.adapters import IdentityAdapter
from lotrinh.web.people.invitation_actions import invite
from tests.web.conftest import Ward

SignIn = Callable[[Person], Client]
ISSUER = "https://sso.example"
ADDRESSES = {
    "issuer": ISSUER,
    "authorization_endpoint": f"{ISSUER}/auth",
    "token_endpoint": f"{ISSUER}/token",
    "userinfo_endpoint": f"{ISSUER}/me",
    "jwks_uri": f"{ISSUER}/keys",
}


class Answer:
    status_code = 200

    def __init__(self, data: dict[str, Any]) -> None:
        self.data = data
        self.headers = {"content-type": "application/json"}

    def json(self) -> dict[str, Any]:
        return self.data

    def raise_for_status(self) -> None:
        """All answers of the fake are good ones."""


class Provider:
    """Answers as a provider does, for whoever `subject` is."""

    subject = "so-17"
    audience = "lotrinh"

    def __enter__(self) -> Provider:
        return self

    def __exit__(self, *_error: object) -> None:
        """Nothing to close."""

    def get(self, address: str, **_kwargs: Any) -> Answer:
        return Answer({"sub": self.subject}) if address.endswith("/me") else Answer(ADDRESSES)

    def request(self, _method: str, _address: str, *, data: dict[str, str], **_kwargs: Any) -> Answer:
        assert data["client_secret"] == "bi-mat"
        assert data["code_verifier"]
        now = clock.now()
        claims = {
            "iss": ISSUER,
            "aud": self.audience,
            "sub": self.subject,
            "iat": now,
            "exp": now + datetime.timedelta(hours=1),
        }
        return Answer({"access_token": "a", "id_token": jwt.encode(claims, "k" * 32, algorithm="HS256")})


@pytest.fixture
def provider(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Provider:
    settings.OIDC_NAME = "SSO thành phố"
    app = {
        "provider_id": "co-quan", "name": "SSO thành phố", "client_id": "lotrinh", "secret": "bi-mat",
        "settings": {"server_url": ISSUER},
    }  # fmt: skip
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"OAUTH_PKCE_ENABLED": True, "APPS": [app]}}
    made = Provider()
    monkeypatch.setattr(IdentityAdapter, "get_requests_session", lambda _self: made)
    return made


def there_and_back(client: Client, process: str = "") -> str:
    """Go to the provider and come back; return where that leads."""
    address = reverse("openid_connect_login", args=["co-quan"]) + (f"?process={process}" if process else "")
    return come_back(client, client.post(address).headers["Location"])


def come_back(client: Client, there: str) -> str:
    assert there.startswith(f"{ISSUER}/auth?")
    state = parse_qs(urlsplit(there).query)["state"][0]
    back = client.get(reverse("openid_connect_callback", args=["co-quan"]), {"code": "x", "state": state})
    return back.headers.get("Location", str(back.status_code))


def test_linked_identity_signs_in(ward: Ward, client_of: SignIn, provider: Provider) -> None:
    assert there_and_back(client_of(ward.clerk), "connect") == reverse("account")
    assert SocialAccount.objects.get().user == ward.clerk
    assert AuditEntry.objects.get(action="identity.linked").by == ward.clerk
    client = Client()
    assert there_and_back(client) == reverse("home")
    assert client.get(reverse("unit-list")).status_code == 200
    assert AuditEntry.objects.filter(action="identity.linked").count() == 1  # coming in links nothing


def join(client: Client, ward: Ward, username: str) -> str:
    secret = invite(by=ward.administrator, full_name="Người mới", unit=ward.culture, kind="officer")[1]
    sent = {"full_name": "Người mới", "username": username}
    answer = client.post(reverse("invitation-by-identity", args=[secret]), sent)
    return come_back(client, answer.headers["Location"])


def test_invitation_is_taken_up_with_an_identity(ward: Ward, provider: Provider) -> None:
    client = Client()
    assert join(client, ward, "nguoi-moi") == reverse("home")
    assert client.get(reverse("my-work")).status_code == 200
    person = Person.objects.get(username="nguoi-moi")
    assert not person.has_usable_password()
    client.post(reverse("identity-unlink"))
    assert SocialAccount.objects.get().user == person  # without a password it is the only way in
    assert there_and_back(Client()) == reverse("home")


def test_name_that_is_taken_joins_nobody(ward: Ward, provider: Provider) -> None:
    client = Client()
    assert join(client, ward, "van-thu") == reverse("sign-in")
    assert not SocialAccount.objects.exists()
    assert client.get(reverse("my-work")).status_code == 302


def test_names_left_out_are_asked_for(ward: Ward, provider: Provider) -> None:
    secret = invite(by=ward.administrator, full_name="Người mới", unit=ward.culture, kind="officer")[1]
    answer = Client().post(reverse("invitation-by-identity", args=[secret]), {"full_name": "Người mới", "username": ""})
    assert answer.status_code == 422
    assert "Nhận lời mời bằng SSO thành phố" in answer.content.decode()


def test_unknown_identity_makes_no_account(ward: Ward, provider: Provider) -> None:
    before = Person.objects.count()
    client = Client()
    assert there_and_back(client) == reverse("sign-in")
    assert "Danh tính này chưa nối" in client.get(reverse("sign-in")).content.decode()
    assert Person.objects.count() == before
    assert client.get(reverse("unit-list")).status_code == 302


def test_closed_account_stays_closed(ward: Ward, client_of: SignIn, provider: Provider) -> None:
    there_and_back(client_of(ward.clerk), "connect")
    Person.objects.filter(pk=ward.clerk.pk).update(is_active=False)
    client = Client()
    assert there_and_back(client) == reverse("sign-in")
    assert client.get(reverse("unit-list")).status_code == 302


def test_answer_for_another_office_is_refused(ward: Ward, client_of: SignIn, provider: Provider) -> None:
    there_and_back(client_of(ward.clerk), "connect")
    provider.audience = "phan-mem-khac"
    client = Client()
    there_and_back(client)
    assert client.get(reverse("unit-list")).status_code == 302


def test_answer_that_nobody_asked_for_is_refused(ward: Ward, provider: Provider) -> None:
    client = Client()
    back = client.get(reverse("openid_connect_callback", args=["co-quan"]), {"code": "x", "state": "la"})
    assert "Chưa đăng nhập được" in back.content.decode()
    assert client.get(reverse("unit-list")).status_code == 302


def test_identity_of_one_person_is_not_linked_to_another(ward: Ward, client_of: SignIn, provider: Provider) -> None:
    there_and_back(client_of(ward.clerk), "connect")
    there_and_back(client_of(ward.head), "connect")
    assert SocialAccount.objects.get().user == ward.clerk


def test_identity_is_unlinked(ward: Ward, client_of: SignIn, provider: Provider) -> None:
    client = client_of(ward.clerk)
    there_and_back(client, "connect")
    client.post(reverse("identity-unlink"))
    assert there_and_back(Client()) == reverse("sign-in")
    assert AuditEntry.objects.filter(action="identity.unlinked").exists()


def test_without_settings_there_is_no_provider(ward: Ward) -> None:
    assert "openid" not in Client().get(reverse("sign-in")).content.decode()
    assert Client().post(reverse("openid_connect_login", args=["co-quan"])).status_code == 404
