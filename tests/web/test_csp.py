"""What every answer carries: the policy, cookies, caches; and pages of error that a person can read."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import path, reverse
from pytest_django.fixtures import Settings

from lotrinh.web import urls
from lotrinh.web.organisation.models import Person
from tests.web.conftest import Ward, shut

SignIn = Callable[[Person], Client]
WHERE = ("home", "sign-in", "health", "unit-list", "unit-add", "group-add", "document-list", "document-upload",
         "programme-list", "event-list", "my-work", "calendar")  # fmt: skip
ROBUST = ("default-src 'none'", "script-src 'self'", "style-src 'self'", "base-uri 'none'", "frame-ancestors 'none'")


def boom(_request: HttpRequest) -> HttpResponse:
    raise RuntimeError("a fault of ours")


urlpatterns = [*urls.urlpatterns, path("hong/", boom)]


@pytest.mark.parametrize("who", ["anonymous", "clerk", "officer"])
def test_every_answer_carries_the_policy(ward: Ward, client_of: SignIn, who: str) -> None:
    client = Client() if who == "anonymous" else client_of(getattr(ward, who))
    for address in [reverse(name) for name in WHERE] + ["/khong-co/"]:
        answer = client.get(address)
        shut(answer)
        policy = answer.headers["Content-Security-Policy"]
        assert "unsafe" not in policy
        assert all(part in policy for part in ROBUST), address
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["X-Frame-Options"] == "DENY"
        assert answer.headers["Referrer-Policy"] == "same-origin"
        assert "geolocation=()" in answer.headers["Permissions-Policy"]
        if who != "anonymous":
            assert "no-store" in answer.headers["Cache-Control"], address


def test_health_needs_nobody(db: None) -> None:
    assert Client().get("/suc-khoe/").content == b"ok"


@pytest.mark.parametrize(
    ("address", "status", "said"),
    [("/khong-co/", 404, "Không có trang này"), ("/don-vi/them/", 403, "Bạn không có quyền làm việc này")],
)
def test_error_pages_speak_plainly(ward: Ward, client_of: SignIn, address: str, status: int, said: str) -> None:
    answer = client_of(ward.officer).get(address)
    assert answer.status_code == status
    page = answer.content.decode()
    assert page.count("<h1") == 1
    assert said in page


def test_form_without_its_token_is_told_what_to_do(ward: Ward) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(ward.clerk, backend="lotrinh.web.organisation.backends.PasswordBackend")
    answer = client.post(reverse("unit-add"), {"name": "X"})
    assert answer.status_code == 403
    assert "Phiên làm việc đã hết hạn" in answer.content.decode()


def test_fault_of_ours_shows_a_page_and_no_trace(db: None, settings: Settings) -> None:
    settings.ROOT_URLCONF = __name__
    answer = Client(raise_request_exception=False).get("/hong/")
    assert answer.status_code == 500
    page = answer.content.decode()
    assert "Có lỗi ở máy chủ" in page
    assert "RuntimeError" not in page
    assert "unsafe" not in answer.headers["Content-Security-Policy"]


def test_request_for_another_host_is_refused(db: None) -> None:
    answer = Client().get("/dang-nhap/", headers={"Host": "la.example"})
    assert answer.status_code == 400
    assert "Yêu cầu không đọc được" in answer.content.decode()


def test_style_of_the_bare_error_pages_is_where_they_say(db: None) -> None:
    templates = Path(urls.__file__).parent / "templates"
    for name in ("400.html", "500.html"):  # shown when nothing else may work, so the address is written out
        assert 'href="/static/css/base.css"' in (templates / name).read_text(encoding="utf-8")
    assert (templates.parent / "static/css/base.css").is_file()


def settings_with(home: Path, expression: str, **environment: str) -> str:
    code = f"from lotrinh.web import settings as s; print({expression})"
    # Only what belongs to us is taken out: the interpreter still needs its own variables.
    kept = {name: value for name, value in os.environ.items() if not name.startswith("LOTRINH_")}
    shown = subprocess.run(
        [sys.executable, "-c", code], env=kept | {"LOTRINH_HOME": str(home)} | environment, check=True,
        capture_output=True, text=True,
    )  # fmt: skip
    return shown.stdout.strip()


FLAGS = "s.SESSION_COOKIE_SECURE, s.CSRF_COOKIE_SECURE, s.LANGUAGE_COOKIE_SECURE, s.SECURE_HSTS_SECONDS > 0"


def test_cookies_are_secure_where_the_address_is(tmp_path: Path) -> None:
    assert settings_with(tmp_path, FLAGS, LOTRINH_HTTPS="1") == "True True True True"
    assert settings_with(tmp_path, FLAGS) == "False False False False"


FORMS = (
    "s.CONTENT_SECURITY_POLICY['DIRECTIVES']['form-action'], len(s.SOCIALACCOUNT_PROVIDERS['openid_connect']['APPS'])"
)


def test_forms_lead_elsewhere_for_the_identity_provider_only(tmp_path: Path) -> None:
    issuer = "https://sso.example.gov.vn/realms/tp"
    assert settings_with(tmp_path, FORMS) == "[\"'self'\"] 0"
    told = settings_with(tmp_path, FORMS, LOTRINH_OIDC_ISSUER=issuer)
    assert told == "[\"'self'\", 'https://sso.example.gov.vn'] 1"
    other = settings_with(
        tmp_path, FORMS, LOTRINH_OIDC_ISSUER=issuer, LOTRINH_OIDC_SIGN_IN="https://dang-nhap.example/"
    )
    assert other == "[\"'self'\", 'https://dang-nhap.example'] 1"


def test_key_is_made_once_for_its_owner_only(tmp_path: Path) -> None:
    first = settings_with(tmp_path, "s.SECRET_KEY")
    assert len(first) > 60
    assert settings_with(tmp_path, "s.SECRET_KEY") == first
    assert [path.name for path in tmp_path.iterdir()] == ["secret-key"]
    assert (tmp_path / "secret-key").stat().st_mode & 0o077 == 0


def test_cookies_are_out_of_reach_of_scripts(ward: Ward, client_of: SignIn) -> None:
    client = Client()
    client.get(reverse("sign-in"))
    client.post(reverse("set_language"), {"language": "en", "next": "/"})
    client.post(reverse("sign-in"), {"username": "van-thu", "password": "mot-mat-khau-dai-2026"})
    for name in ("csrftoken", "django_language", "sessionid"):
        assert client.cookies[name]["httponly"], name
        assert client.cookies[name]["samesite"] == "Lax", name


@pytest.mark.parametrize(("sent", "language"), [("en", "en"), ("xx", "vi"), ("vi", "vi")])
def test_language_is_one_of_ours(ward: Ward, client_of: SignIn, sent: str, language: str) -> None:
    client = client_of(ward.head)
    answer = client.post(reverse("set_language"), {"language": sent, "next": "https://la.example/"})
    assert answer.headers["Location"] == "/"
    page = client.get(reverse("unit-list"))
    assert f'<html lang="{language}">' in page.content.decode()
    assert page.headers["Content-Language"] == language


def test_language_changes_by_post_only(ward: Ward, client_of: SignIn) -> None:
    client = client_of(ward.head)
    client.get(reverse("set_language"), {"language": "en"})
    assert '<html lang="vi">' in client.get(reverse("unit-list")).content.decode()
