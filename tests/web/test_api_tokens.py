"""Tokens: made on one's own page, shown once, kept as a digest; they end, and never give more than their person."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from typing import Any

import pytest
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from pytest_django.fixtures import Settings

from lotrinh.web import clock
from lotrinh.web.api.models import Token
from lotrinh.web.api.token_actions import MOST_TOKENS, make_token, withdraw_token
from lotrinh.web.organisation import audit
from lotrinh.web.organisation.models import AuditEntry, Person, Role, Unit
from lotrinh.web.people.account_actions import let_go
from lotrinh.web.registry.models import Reading
from tests.web.builders import read_plan
from tests.web.conftest import Ward

SignIn = Callable[[Person], Client]
RIGHTS = ("read", "report", "run")


def secret_of(person: Person, unit: Unit, *rights: str, days: int = 7) -> str:
    return make_token(by=person, unit=unit, name="Phần mềm", rights=rights or RIGHTS, days=days)[1]


def ask(secret: str, path: str = "me", **more: Any) -> Any:
    return Client().get(f"/api/v1/{path}", headers={"Authorization": f"Bearer {secret}", **more})


def test_a_token_is_shown_once_and_only_its_digest_is_kept(ward: Ward, client_of: SignIn) -> None:
    client = client_of(ward.officer)
    said = {"name": "Báo cáo", "unit": ward.culture.pk, "rights": ["read", "report"], "days": "30"}
    page = client.post(reverse("token-make"), said)
    secret = page.context["secret"]
    assert secret in page.content.decode()
    assert secret not in client.get(reverse("token-list")).content.decode()
    assert secret not in str(list(Token.objects.values())) + str(list(AuditEntry.objects.values()))
    told = ask(secret).json()
    assert told["rights"] == ["read", "report"]
    assert told["unit"]["name"] == "Trung tâm Văn hóa"
    assert [role["kind"] for role in told["roles"]] == ["officer"]
    assert "chưa dùng" not in client.get(reverse("token-list")).content.decode()


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        pytest.param({"rights": []}, "rights", id="no right"),
        pytest.param({"rights": ["all"]}, "rights", id="a right that is none"),
        pytest.param({"unit": 0}, "unit", id="a unit out of reach"),
        pytest.param({"days": "9999"}, "days", id="for ever"),
        pytest.param({"name": ""}, "name", id="no name"),
    ],
)
def test_a_form_that_is_refused_keeps_what_was_typed(
    ward: Ward, client_of: SignIn, changes: dict[str, Any], field: str
) -> None:
    said = {"name": "Báo cáo", "unit": ward.culture.pk, "rights": ["read"], "days": "30"}
    page = client_of(ward.officer).post(reverse("token-make"), said | changes)
    assert page.status_code == 422
    assert field in page.context["form"].errors
    assert not Token.objects.exists()


def test_nobody_binds_a_token_to_a_unit_that_their_roles_do_not_reach(
    ward: Ward, stranger: Person, client_of: SignIn
) -> None:
    said = {"name": "x", "unit": ward.body.pk, "rights": ["read"], "days": "30"}
    for person in (ward.officer, stranger):
        assert client_of(person).post(reverse("token-make"), said).status_code == 422
    assert client_of(ward.clerk).post(reverse("token-make"), said).status_code == 200


def test_a_person_withdraws_their_own_tokens_only(ward: Ward, client_of: SignIn) -> None:
    secret = secret_of(ward.officer, ward.culture)
    token = Token.objects.get()
    assert client_of(ward.clerk).post(reverse("token-withdraw", args=[token.pk])).status_code == 404
    assert ask(secret).status_code == 200
    assert client_of(ward.officer).post(reverse("token-withdraw", args=[token.pk])).status_code == 302
    answer = ask(secret)
    assert answer.status_code == 401
    assert answer["Content-Type"] == "application/problem+json"
    assert answer["WWW-Authenticate"] == "Bearer"
    first = Token.objects.get().withdrawn_at
    assert withdraw_token(by=ward.officer, token=token).withdrawn_at == first


def test_an_expired_token_opens_nothing(ward: Ward) -> None:
    secret = secret_of(ward.officer, ward.culture)
    at = clock.now()
    Token.objects.update(made_at=at - datetime.timedelta(days=8), expires_at=at)
    assert ask(secret).status_code == 401


@pytest.mark.parametrize("header", ["", "Bearer", "Bearer x", "Basic eA==", "Bearer \x00"])
def test_what_is_no_token_opens_nothing(ward: Ward, client_of: SignIn, header: str) -> None:
    assert Client().get("/api/v1/me", headers={"Authorization": header}).status_code == 401
    assert client_of(ward.clerk).get("/api/v1/me").status_code == 401  # nor does a session


def test_a_person_who_leaves_loses_their_tokens_at_once(ward: Ward) -> None:
    secret = secret_of(ward.officer, ward.culture)
    let_go(by=ward.administrator, person=ward.officer, body=ward.body, today=clock.today())
    assert ask(secret).status_code == 401


def test_a_role_that_ended_takes_with_it_what_the_token_gave(ward: Ward) -> None:
    secret = secret_of(ward.clerk, ward.culture)
    assert ask(secret, "units").status_code == 200
    Role.objects.filter(person=ward.clerk).update(until=clock.today())
    assert ask(secret, "units").status_code == 403


def test_a_second_factor_that_the_body_asks_for_is_asked_of_tokens_too(ward: Ward) -> None:
    secret = secret_of(ward.clerk, ward.body)
    Unit.objects.filter(pk=ward.body.pk).update(asks_second_factor=True)
    assert ask(secret).status_code == 403


def test_each_right_opens_its_own_addresses_only(ward: Ward) -> None:
    report, run = secret_of(ward.clerk, ward.body, "report"), secret_of(ward.clerk, ward.body, "run")
    for secret in (report, run):
        assert ask(secret).status_code == 200
        assert ask(secret, "units").json()["type"] == "urn:lotrinh:wrong-scope"
    read = secret_of(ward.clerk, ward.body, "read")
    sent = Client().post("/api/v1/documents", headers={"Authorization": f"Bearer {read}"})
    assert sent.json()["type"] == "urn:lotrinh:wrong-scope"


def test_a_token_asks_so_often_and_no_more(ward: Ward, settings: Settings) -> None:
    settings.API_CALLS_A_MINUTE = 3
    cache.clear()
    secret, other = secret_of(ward.officer, ward.culture), secret_of(ward.officer, ward.culture)
    answers = [ask(secret) for _ in range(8)]  # eight calls in two minutes at the most: two are refused for certain
    refused = [answer for answer in answers if answer.status_code == 429]
    assert len(refused) >= 2
    assert 1 <= int(refused[0]["Retry-After"]) <= 60
    assert ask(other).status_code == 200


def test_what_is_too_long_is_refused_before_it_is_read(ward: Ward) -> None:
    secret = secret_of(ward.clerk, ward.body)
    answer = Client().post(
        "/api/v1/assignments/1/steps/hold",
        b" " * 70_000,
        content_type="application/json",
        headers={"Authorization": f"Bearer {secret}"},
    )
    assert answer.status_code == 413


def test_a_person_keeps_so_many_tokens_at_once(ward: Ward) -> None:
    for _ in range(MOST_TOKENS):
        secret_of(ward.officer, ward.culture)
    with pytest.raises(ValidationError):
        secret_of(ward.officer, ward.culture)
    withdraw_token(by=ward.officer, token=Token.objects.all()[0])
    secret_of(ward.officer, ward.culture)


def test_refusals_speak_the_language_that_is_asked_for(ward: Ward) -> None:
    vietnamese, english = ask("x"), ask("x", **{"Accept-Language": "en"})
    assert vietnamese["Content-Language"] == "vi"
    assert "Mã không dùng được" in vietnamese.json()["detail"]
    assert english["Content-Language"] == "en"
    assert english.json()["detail"].startswith("The token")


def test_a_change_says_through_which_token_it_came(ward: Ward, client_of: SignIn) -> None:
    document = read_plan(ward.clerk, ward.body)
    Reading.objects.filter(document=document).update(state=Reading.State.FAILED)
    secret = secret_of(ward.clerk, ward.body, "run")
    headers = {"Authorization": f"Bearer {secret}"}
    assert Client().post(f"/api/v1/documents/{document.pk}/reading", headers=headers).status_code == 200
    sent = AuditEntry.objects.get(action="reading.again")
    assert sent.through == "Phần mềm"
    assert sent.who == "Người van-thu, qua mã truy cập “Phần mềm”"
    assert AuditEntry.objects.get(action="document.uploaded").through == ""
    page = client_of(ward.clerk).get(reverse("document-history", args=[document.pk]))
    assert sent.who in page.content.decode()
    assert audit.verify()[1] is None
    AuditEntry.objects.filter(pk=sent.pk).update(through="Khác")
    assert audit.verify()[1] is not None
