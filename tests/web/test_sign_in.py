"""Signing in and out: who may, what is said to who may not, and how the first person comes in."""

from __future__ import annotations

import datetime
import getpass
import io
from collections.abc import Callable

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse
from pytest_django.fixtures import Settings

from lotrinh.web import clock
from lotrinh.web.organisation import audit
from lotrinh.web.organisation.models import AuditEntry, Person, Role, Unit
from tests.web.conftest import PASSWORD, Ward

SignIn = Callable[[Person], Client]


def try_password(client: Client, username: str, password: str, **sent: str) -> int:
    return client.post(reverse("sign-in"), {"username": username, "password": password, **sent}).status_code


def test_wrong_password_is_told_in_plain_words(ward: Ward) -> None:
    answer = Client().post(reverse("sign-in"), {"username": "van-thu", "password": "mot-mat-khau-sai"})
    page = answer.content.decode()
    assert "Tên đăng nhập hoặc mật khẩu không đúng" in page
    assert 'value="van-thu"' in page
    assert "mot-mat-khau-sai" not in page


def test_session_key_changes_at_sign_in_and_ends_at_sign_out(ward: Ward) -> None:
    client = Client()
    try_password(client, "van-thu", PASSWORD)
    first = client.session.session_key
    client.post(reverse("sign-out"))
    assert client.get(reverse("unit-list")).status_code == 302
    try_password(client, "van-thu", PASSWORD)
    assert client.session.session_key != first


def test_sign_out_is_a_post(ward: Ward, client_of: SignIn) -> None:
    client = client_of(ward.clerk)
    assert client.get(reverse("sign-out")).status_code == 405
    assert client.get(reverse("unit-list")).status_code == 200


@pytest.mark.parametrize(
    ("next_page", "lands"), [("/don-vi/", "/don-vi/"), ("//la.example/", "/"), ("https://la.example/", "/")]
)
def test_next_page_is_ours(ward: Ward, next_page: str, lands: str) -> None:
    sent = {"username": "van-thu", "password": PASSWORD, "next": next_page}
    assert Client().post(reverse("sign-in"), sent).headers["Location"] == lands


def test_fragment_leads_the_whole_page_to_sign_in(ward: Ward) -> None:
    headers = {"HX-Request": "true", "HX-Current-URL": "http://testserver/don-vi/?a=1"}
    answer = Client().get(reverse("unit-list"), headers=headers)
    assert answer.headers["HX-Redirect"] == f"{reverse('sign-in')}?next=/don-vi/%3Fa%3D1"
    assert answer.content == b""


def test_guessing_is_stopped_in_plain_words(ward: Ward, settings: Settings) -> None:
    settings.AXES_ENABLED = True
    client = Client()
    codes = [try_password(client, "van-thu", f"sai-{n}") for n in range(settings.AXES_FAILURE_LIMIT)]
    assert codes == [200] * (settings.AXES_FAILURE_LIMIT - 1) + [429]
    answer = client.post(reverse("sign-in"), {"username": "van-thu", "password": PASSWORD})
    assert answer.status_code == 429
    assert "Hãy thử lại sau 15 phút" in answer.content.decode()
    assert try_password(client, "lanh-dao", PASSWORD) == 302  # others still come in


def test_demo_people_are_offered_in_a_demo_only(ward: Ward, settings: Settings) -> None:
    Person.objects.filter(pk=ward.head.pk).update(is_demo=True)
    assert "Người lanh-dao" not in Client().get(reverse("sign-in")).content.decode()
    settings.DEMO = True
    page = Client().get(reverse("sign-in")).content.decode()
    assert "Người lanh-dao" in page
    assert "Người van-thu" not in page  # a real person is never offered


@pytest.mark.parametrize("shut_out", [{"is_active": False}, {"is_demo": True}], ids=["closed", "left by a demo"])
def test_first_run_says_how_to_make_the_first_person(ward: Ward, shut_out: dict[str, bool]) -> None:
    assert "create_person" not in Client().get(reverse("sign-in")).content.decode()
    Person.objects.update(**shut_out)
    assert "create_person" in Client().get(reverse("sign-in")).content.decode()


def test_person_whose_role_has_ended_sees_no_unit(ward: Ward, client_of: SignIn) -> None:
    yesterday = clock.today() - datetime.timedelta(days=1)
    Role.objects.filter(person=ward.clerk).update(until=yesterday)
    client = client_of(ward.clerk)
    assert client.get("/").status_code == 403
    page = client.get(reverse("unit-list")).content.decode()
    assert "Bạn chưa có vai trò nào" in page
    assert ward.body.name not in page
    assert client.get(reverse("unit-change", args=[ward.office.pk])).status_code == 403


def create_person(monkeypatch: pytest.MonkeyPatch, *words: str, typed: tuple[str, str] = (PASSWORD, PASSWORD)) -> str:
    answers, out = iter(typed), io.StringIO()
    monkeypatch.setattr(getpass, "getpass", lambda _prompt: next(answers))
    call_command("create_person", *words, stdout=out)
    return out.getvalue()


def test_first_clerk_founds_the_body(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    said = create_person(monkeypatch, "van-thu", "Văn thư", "clerk", "Phường Mới")
    assert "Đã lập cơ quan mới: Phường Mới." in said
    assert Unit.objects.get().parent is None
    client = Client()
    assert try_password(client, "van-thu", PASSWORD) == 302
    assert client.get("/").headers["Location"] == reverse("waiting")
    assert list(AuditEntry.objects.values_list("action", flat=True)) == ["unit.added", "person.created"]
    assert audit.verify() == (2, None)


def test_officer_joins_a_unit_that_is_there(ward: Ward, monkeypatch: pytest.MonkeyPatch) -> None:
    create_person(monkeypatch, "to-1", "Cán bộ tổ 1", "officer", "Tổ dân phố 1")
    assert Role.objects.get(person__username="to-1").unit == ward.groups[0]


@pytest.mark.parametrize(
    ("words", "typed", "said"),
    [
        (("a", "A", "officer", "Tổ dân phố 9"), (PASSWORD, PASSWORD), "Chưa có đơn vị “Tổ dân phố 9”"),
        (("van-thu", "A", "clerk", "Văn phòng"), (PASSWORD, PASSWORD), "đăng nhập"),
        (("a", "A", "clerk", "Văn phòng"), (PASSWORD, "khac-" + PASSWORD), "không giống nhau"),
        (("a", "A", "clerk", "Phường Mới"), ("ngan", "ngan"), "12"),
        (("a" * 61, "A", "clerk", "Văn phòng"), (PASSWORD, PASSWORD), "60"),
        (("a", "A", "clerk", "x" * 201), (PASSWORD, PASSWORD), "200"),
    ],
    ids=["a unit mistyped", "a name taken", "two passwords", "a short password", "a long name", "a long unit"],
)
def test_nobody_is_half_made(
    ward: Ward, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...], typed: tuple[str, str], said: str
) -> None:
    before = (Person.objects.count(), Unit.objects.count(), Role.objects.count())
    with pytest.raises(CommandError) as error:
        create_person(monkeypatch, *words, typed=typed)
    assert said in str(error.value)
    assert (Person.objects.count(), Unit.objects.count(), Role.objects.count()) == before


def test_two_units_of_one_name_are_told_apart(ward: Ward, monkeypatch: pytest.MonkeyPatch) -> None:
    Unit.objects.create(name="Văn phòng", parent=ward.culture)
    with pytest.raises(CommandError, match="Có 2 đơn vị tên “Văn phòng”"):
        create_person(monkeypatch, "a", "A", "officer", "Văn phòng")
