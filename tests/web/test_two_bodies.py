"""One account in two bodies: a role taken up by invitation, and work in one body at a time or in both."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from lotrinh.web import clock
from lotrinh.web.organisation import audit
from lotrinh.web.organisation.models import AuditEntry, Person, Role, Unit
from lotrinh.web.people import account_actions, invitation_actions, role_actions
from lotrinh.web.people.models import Invitation
from lotrinh.web.programmes.actions import start_programme
from lotrinh.web.programmes.models import Assignment
from tests.web.builders import confirmed
from tests.web.conftest import PASSWORD, Ward, person_with

SignIn = Callable[[Person], Client]
TAKE = {"take": "1"}


@pytest.fixture
def address(ward: Ward) -> str:
    """Return the address of an invitation into the ward's culture centre."""
    return address_of(ward, "officer", ward.culture)


@pytest.fixture
def both(ward: Ward, stranger: Person) -> Person:
    """Return a clerk of the other body who is a clerk of the ward too."""
    Role.objects.create(person=stranger, unit=ward.body, kind="clerk")
    return stranger


def address_of(ward: Ward, kind: str, unit: Unit) -> str:
    made = invitation_actions.invite(by=ward.administrator, full_name="Trần Thị Mới", unit=unit, kind=kind)
    return reverse("invitation", args=[made[1]])


def body_of(person: Person) -> Unit:
    return Unit.objects.get(name="Phường Khác", roles__person=person, roles__kind="clerk")


def test_signed_in_person_takes_the_role_of_a_second_body(
    ward: Ward, stranger: Person, address: str, client_of: SignIn
) -> None:
    client, people = client_of(stranger), Person.objects.count()
    page = client.get(address).content.decode()
    assert "Nhận thêm vai trò bằng tài khoản này" in page
    assert "Đặt tên đăng nhập" not in page
    done = client.post(address, TAKE, follow=True).content.decode()
    assert "Bạn đã nhận vai trò Cán bộ đơn vị, Trung tâm Văn hóa (Phường Thử Nghiệm)." in done
    assert Person.objects.count() == people
    role = Role.objects.get(person=stranger, unit=ward.culture)
    assert (role.kind, role.since) == ("officer", clock.today())
    assert AuditEntry.objects.filter(action="invitation.accepted", by=stranger).count() == 1
    assert audit.verify()[1] is None
    assert client.get(reverse("unit", args=[ward.culture.pk])).status_code == 200
    assert client.get(reverse("unit-rename", args=[ward.culture.pk])).status_code == 403  # an officer there, no clerk


def test_sign_in_leads_back_to_the_invitation(ward: Ward, stranger: Person, address: str) -> None:
    client = Client()
    page = client.get(address).content.decode()
    found = re.search(r'href="([^"]+)">Đăng nhập để nhận<', page)
    assert found is not None
    sent = {"username": stranger.username, "password": PASSWORD, "next": address}
    assert f'name="next" value="{address}"' in client.get(found[1]).content.decode()
    assert client.post(reverse("sign-in"), sent).headers["Location"] == address
    assert client.post(address, TAKE).status_code == 302
    assert Role.objects.filter(person=stranger, unit=ward.culture).exists()


def test_page_says_the_same_whether_the_invited_has_an_account_or_not(ward: Ward, stranger: Person) -> None:
    known, unknown = (
        invitation_actions.invite(by=ward.administrator, full_name=name, unit=ward.culture, kind="officer")[1]
        for name in (stranger.full_name, "Chưa Có Ai")
    )
    pages = [
        Client().get(reverse("invitation", args=[secret])).content.decode().replace(secret, "").replace(name, "")
        for secret, name in ((known, stranger.full_name), (unknown, "Chưa Có Ai"))
    ]
    token = re.compile(r'name="csrfmiddlewaretoken" value="[^"]+"')
    assert token.sub("", pages[0]) == token.sub("", pages[1])


def test_post_without_the_word_takes_nothing(ward: Ward, stranger: Person, address: str, client_of: SignIn) -> None:
    names = {"full_name": "A", "username": "a-moi", "password": PASSWORD, "again": PASSWORD}
    assert client_of(stranger).post(address, names).status_code == 422
    assert not Person.objects.filter(username="a-moi").exists()
    assert Invitation.objects.open_at(clock.now()).count() == 1


def test_used_twice_opens_nothing(ward: Ward, stranger: Person, address: str, client_of: SignIn) -> None:
    client = client_of(stranger)
    client.post(address, TAKE)
    assert client.post(address, TAKE).status_code == 404
    assert client_of(person_with(None, None, "nguoi-khac")).get(address).status_code == 404
    assert Role.objects.filter(unit=ward.culture).count() == 2  # the ward's officer, and who took it


@pytest.mark.parametrize("how", ["expired", "withdrawn"])
def test_expired_or_withdrawn_gives_no_role(
    ward: Ward, stranger: Person, address: str, client_of: SignIn, how: str
) -> None:
    if how == "expired":
        past = clock.now() - datetime.timedelta(days=8)
        Invitation.objects.update(made_at=past, expires_at=past + invitation_actions.OPEN_FOR)
    else:
        account_actions.withdraw_invitation(by=ward.administrator, invitation=Invitation.objects.get())
    assert client_of(stranger).post(address, TAKE).status_code == 404
    assert not Role.objects.filter(person=stranger, unit=ward.culture).exists()


def test_closed_unit_gives_no_role_to_anyone(ward: Ward, stranger: Person, address: str, client_of: SignIn) -> None:
    Unit.objects.filter(pk=ward.culture.pk).update(closed_on=clock.today())
    answer = client_of(stranger).post(address, TAKE)
    assert (answer.status_code, "hiện không hoạt động" in answer.content.decode()) == (422, True)
    names = {"full_name": "A", "username": "a-moi", "password": PASSWORD, "again": PASSWORD}
    assert Client().post(address, names).status_code == 422
    assert not Person.objects.filter(username="a-moi").exists()
    assert Invitation.objects.open_at(clock.now()).count() == 1


def test_who_made_it_and_who_has_the_role_already_take_nothing(ward: Ward, address: str, client_of: SignIn) -> None:
    made = client_of(ward.administrator).post(address, TAKE)
    assert (made.status_code, "Không ai tự giao vai trò" in made.content.decode()) == (422, True)
    has = client_of(ward.officer).post(address, TAKE)
    assert (has.status_code, "đã có vai trò đó" in has.content.decode()) == (422, True)


def test_new_password_of_one_is_not_set_by_another_who_is_signed_in(
    ward: Ward, stranger: Person, client_of: SignIn
) -> None:
    secret = invitation_actions.invite_back(by=ward.administrator, person=ward.officer, body=ward.body)[1]
    address, new = reverse("invitation", args=[secret]), "mot-mat-khau-khac-2026"
    sent = {"password": new, "again": new}
    answer = client_of(stranger).post(address, sent | TAKE)
    assert answer.status_code == 403
    assert ward.officer.username not in answer.content.decode()
    assert Client().post(address, sent).status_code == 302


def test_body_is_chosen_left_and_never_given(ward: Ward, both: Person, client_of: SignIn) -> None:
    client, choose, units = client_of(both), reverse("body-choose"), reverse("unit-list")
    page = client.get(units).content.decode()
    assert "Tất cả cơ quan" in page
    assert ("Trung tâm Văn hóa" in page, "Phường Khác" in page) == (True, True)
    assert client.post(choose, {"body": body_of(both).pk, "next": units}).headers["Location"] == units
    assert "Trung tâm Văn hóa" not in client.get(units).content.decode()
    rows = client.get(choose).content.decode()
    assert (rows.count("Làm việc ở đây"), "đang chọn" in rows) == (1, True)
    assert client.post(choose, {"body": ""}).status_code == 302
    assert "Trung tâm Văn hóa" in client.get(units).content.decode()
    assert client.post(choose, {"body": ward.body.pk, "next": "https://example.org/"}).headers["Location"] == "/"


def test_body_of_others_is_not_chosen(ward: Ward, both: Person, stranger: Person, client_of: SignIn) -> None:
    third = Unit.objects.create(name="Phường Thứ Ba")
    assert client_of(both).post(reverse("body-choose"), {"body": third.pk}).status_code == 404
    assert client_of(ward.officer).post(reverse("body-choose"), {"body": body_of(both).pk}).status_code == 404
    assert "Tất cả cơ quan" not in client_of(ward.officer).get(reverse("my-work")).content.decode()


def test_link_into_the_other_body_opens_and_ends_the_choice(ward: Ward, both: Person, client_of: SignIn) -> None:
    start_programme(by=ward.clerk, document=confirmed(ward.clerk, ward.body))
    work = reverse("assignment", args=[Assignment.objects.filter(unit=ward.culture)[0].pk])
    client = client_of(both)
    client.post(reverse("body-choose"), {"body": body_of(both).pk})
    assert client.get(reverse("assignment", args=[999_999])).status_code == 404
    assert client.session["body"] == body_of(both).pk
    assert client.get(work).status_code == 200
    assert "body" not in client.session
    assert "nên từ đây hiện tất cả cơ quan" in client.get(reverse("unit-list")).content.decode()


def test_choice_ends_with_the_role(ward: Ward, both: Person, client_of: SignIn) -> None:
    client = client_of(both)
    client.post(reverse("body-choose"), {"body": ward.body.pk})
    role = Role.objects.get(person=both, unit=ward.body)
    role_actions.end_role(by=ward.administrator, role=role, until=clock.today())
    page = client.get(reverse("unit-list")).content.decode()
    assert ("Phường Khác" in page, "Trung tâm Văn hóa" in page) == (True, False)
    assert client.get(reverse("unit", args=[ward.culture.pk])).status_code == 404


def test_clerk_of_two_bodies_is_asked_which_before_a_merger(ward: Ward, both: Person, client_of: SignIn) -> None:
    client, merge = client_of(both), reverse("unit-merge")
    led = client.get(f"{merge}?units={ward.culture.pk}", follow=True)
    assert "hãy chọn cơ quan rồi làm tiếp" in led.content.decode()
    back = f"{merge}?units={ward.culture.pk}"
    page = client.post(reverse("body-choose"), {"body": ward.body.pk, "next": back}, follow=True).content.decode()
    assert "Trung tâm Văn hóa" in page


def test_second_factor_of_one_body_is_owed_in_the_other_too(ward: Ward, both: Person, client_of: SignIn) -> None:
    Unit.objects.filter(pk=ward.body.pk).update(asks_second_factor=True)
    client = client_of(both)
    session = client.session
    session["body"] = body_of(both).pk
    session.save()
    assert client.get(reverse("unit-list")).headers["Location"] == reverse("account")
