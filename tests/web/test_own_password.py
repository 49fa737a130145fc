"""A person changes their own password: with the old one, and every other session ends that minute."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from lotrinh.web.organisation.models import AuditEntry, Person
from tests.web.conftest import PASSWORD, Ward

NEW = "mot-cau-dai-de-nho"
PAGE = "password-change"


def come_in(person: Person, password: str = PASSWORD) -> Client:
    client = Client()
    client.post(reverse("sign-in"), {"username": person.username, "password": password})
    return client


def said(old: str = PASSWORD, password: str = NEW, again: str = NEW) -> dict[str, str]:
    return {"old": old, "password": password, "again": again}


def test_this_session_stays_and_others_end(ward: Ward) -> None:
    here, elsewhere = come_in(ward.viewer), come_in(ward.viewer)
    done = here.post(reverse(PAGE), said())
    assert done.headers["Location"] == reverse("account")
    assert "Đã đổi mật khẩu" in here.get(reverse("account")).content.decode()
    assert elsewhere.get(reverse("account")).status_code == 302
    assert come_in(ward.viewer).get(reverse("account")).status_code == 302
    assert come_in(ward.viewer, NEW).get(reverse("account")).status_code == 200
    entry = AuditEntry.objects.get(action="password.changed")
    assert (entry.by, entry.after) == (ward.viewer, None)


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        pytest.param(said(old="sai-mat-khau-cu"), "Mật khẩu không đúng", id="wrong old one"),
        pytest.param(said(again="khac-hoan-toan-nhe"), "không giống nhau", id="typed twice differently"),
        pytest.param(said(password="ngan", again="ngan"), "12", id="weak"),
        pytest.param(said(password=PASSWORD, again=PASSWORD), "giống mật khẩu cũ", id="the same"),
    ],
)
def test_refused_change_changes_nothing(ward: Ward, sent: dict[str, str], sentence: str) -> None:
    client = come_in(ward.officer)
    page = client.post(reverse(PAGE), sent)
    assert page.status_code == 422
    assert sentence in page.content.decode()
    assert come_in(ward.officer).get(reverse("account")).status_code == 200
    assert not AuditEntry.objects.filter(action="password.changed").exists()


def test_who_has_no_password_or_is_of_the_demo_is_told_so(ward: Ward) -> None:
    client = come_in(ward.officer)
    Person.objects.filter(pk=ward.head.pk).update(password="!")
    other = Client()
    other.force_login(Person.objects.get(pk=ward.head.pk), backend="lotrinh.web.organisation.backends.PasswordBackend")
    assert "chưa có mật khẩu" in other.post(reverse(PAGE), said()).content.decode()
    assert reverse(PAGE) not in other.get(reverse("account")).content.decode()
    assert reverse(PAGE) in client.get(reverse("account")).content.decode()
