"""Second factors: a code from a phone, recovery codes, a body that asks for them, a device that is lost."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import re
import struct
import time

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client
from django.urls import reverse
from pytest_django.fixtures import Settings

from lotrinh.web import clock
from lotrinh.web.organisation import audit
from lotrinh.web.organisation.models import AuditEntry, Person
from lotrinh.web.people import account_actions, factor_actions
from tests.web.conftest import PASSWORD, Ward


def code_of(seed: str, steps: int = 0) -> str:
    """Return the six digits that a phone shows (RFC 6238)."""
    moment = struct.pack(">Q", int(time.time()) // 30 + steps)
    digest = hmac.new(base64.b32decode(seed), moment, hashlib.sha1).digest()
    start = digest[-1] & 15
    return f"{(struct.unpack('>I', digest[start : start + 4])[0] & 0x7FFFFFFF) % 1_000_000:06}"


def come_in(person: Person) -> Client:
    client = Client()
    client.post(reverse("sign-in"), {"username": person.username, "password": PASSWORD})
    return client


def turn_on(client: Client) -> str:
    """Turn codes on, as a person does; return the seed that the phone keeps."""
    address = reverse("mfa_activate_totp")
    asked = client.get(address).headers["Location"]
    assert asked.startswith(reverse("account_reauthenticate"))
    client.post(asked, {"password": PASSWORD, "next": address})
    page = client.get(address).content.decode()
    found = re.search(r'<code class="secret">([A-Z2-7]+)</code>', page)
    assert found is not None
    assert 'src="data:image/svg+xml;base64,' in page
    answer = client.post(address, {"code": code_of(found[1])})
    assert answer.headers["Location"] == reverse("mfa_view_recovery_codes")
    return found[1]


def test_code_is_asked_after_the_password(ward: Ward) -> None:
    seed = turn_on(come_in(ward.clerk))
    client = come_in(ward.clerk)
    assert client.get(reverse("unit-list")).status_code == 302  # the password alone opens nothing
    step = reverse("mfa_authenticate")
    refused = client.post(step, {"code": "000000"})
    assert "Mã không đúng" in refused.content.decode()
    assert client.post(step, {"code": code_of(seed)}).headers["Location"] == reverse("home")
    assert client.get(reverse("unit-list")).status_code == 200
    again = come_in(ward.clerk)
    again.post(step, {"code": code_of(seed)})
    assert again.get(reverse("unit-list")).status_code == 302  # a code works once


def test_recovery_code_works_once(ward: Ward) -> None:
    client = come_in(ward.clerk)
    turn_on(client)
    page = client.get(reverse("mfa_view_recovery_codes")).content.decode()
    codes = re.findall(r"<li><code>([0-9]+)</code></li>", page)
    assert len(codes) == 10
    for expected in (200, 302):
        other = come_in(ward.clerk)
        other.post(reverse("mfa_authenticate"), {"code": codes[0]})
        assert other.get(reverse("unit-list")).status_code == expected


def test_guessing_codes_is_stopped(ward: Ward) -> None:
    seed = turn_on(come_in(ward.clerk))
    client = come_in(ward.clerk)
    for _n in range(6):
        page = client.post(reverse("mfa_authenticate"), {"code": "000000"}).content.decode()
    assert "Đã nhập sai nhiều lần" in page
    client.post(reverse("mfa_authenticate"), {"code": code_of(seed)})
    assert client.get(reverse("unit-list")).status_code == 302


def test_seed_lies_sealed_and_the_audit_says_what_happened(ward: Ward) -> None:
    seed = turn_on(come_in(ward.clerk))
    kept = json.dumps(list(Authenticator.objects.values_list("data", flat=True)))
    assert seed not in kept
    entry = AuditEntry.objects.get(action="factor.codes_added")
    assert entry.by == ward.clerk
    assert seed not in json.dumps(list(AuditEntry.objects.values("before", "after")))
    assert audit.verify()[1] is None


def test_seed_survives_a_new_key_of_the_installation(ward: Ward, settings: Settings) -> None:
    seed = turn_on(come_in(ward.clerk))
    settings.SECRET_KEY_FALLBACKS, settings.SECRET_KEY = [settings.SECRET_KEY], "mot-khoa-moi-cua-may-chu" * 3
    client = come_in(ward.clerk)
    client.post(reverse("mfa_authenticate"), {"code": code_of(seed)})
    assert client.get(reverse("unit-list")).status_code == 200


@pytest.mark.parametrize(
    ("who", "is_led"), [("clerk", True), ("head", True), ("administrator", True), ("officer", False), ("viewer", False)]
)
def test_body_asks_those_who_decide(ward: Ward, who: str, is_led: bool) -> None:
    come_in(ward.administrator).post(reverse("body-sign-in", args=[ward.body.pk]), {"asked": "1"})
    client = come_in(getattr(ward, who))
    answer = client.get(reverse("unit-list"))
    assert answer.status_code == (302 if is_led else 200)
    if is_led:
        page = client.get(answer.headers["Location"]).content.decode()
        assert "Cơ quan yêu cầu thêm một bước xác nhận" in page
        turn_on(client)
        assert client.get(reverse("unit-list")).status_code == 200


@pytest.mark.parametrize(
    ("who", "status"),
    [("administrator", 302), ("clerk", 403), ("head", 403), ("officer", 403), ("viewer", 403)],
)
def test_who_settles_sign_in(ward: Ward, who: str, status: int) -> None:
    client = come_in(getattr(ward, who))
    assert client.post(reverse("body-sign-in", args=[ward.body.pk]), {"asked": "1"}).status_code == status
    ward.body.refresh_from_db()
    assert ward.body.asks_second_factor == (status == 302)


def test_lost_device_is_forgotten_and_sessions_end(ward: Ward) -> None:
    client = come_in(ward.clerk)
    turn_on(client)
    answer = come_in(ward.administrator).post(reverse("factors-forget", args=[ward.clerk.pk]))
    assert answer.status_code == 302
    assert client.get(reverse("unit-list")).status_code == 302
    assert come_in(ward.clerk).get(reverse("unit-list")).status_code == 200
    assert AuditEntry.objects.get(action="factors.forgotten").by == ward.administrator


def test_who_left_leaves_no_factor_behind(ward: Ward) -> None:
    turn_on(come_in(ward.officer))
    account_actions.let_go(by=ward.administrator, person=ward.officer, body=ward.body, today=clock.today())
    assert not Authenticator.objects.exists()


def test_codes_are_turned_off_by_the_person_alone(ward: Ward) -> None:
    client = come_in(ward.clerk)
    turn_on(client)
    client.post(reverse("mfa_deactivate_totp"))
    assert come_in(ward.clerk).get(reverse("unit-list")).status_code == 200
    assert not Authenticator.objects.exists()


def test_closed_account_is_stopped_at_the_second_step(ward: Ward) -> None:
    seed = turn_on(come_in(ward.clerk))
    client = come_in(ward.clerk)
    Person.objects.filter(pk=ward.clerk.pk).update(is_active=False)
    client.post(reverse("mfa_authenticate"), {"code": code_of(seed)})
    assert client.get(reverse("unit-list")).status_code == 302


def test_nobody_forgets_their_own_factors_through_the_back_door(ward: Ward) -> None:
    client = come_in(ward.administrator)
    assert client.post(reverse("factors-forget", args=[ward.administrator.pk])).status_code == 403
    assert factor_actions.unlink_identities(by=ward.administrator) == 0
