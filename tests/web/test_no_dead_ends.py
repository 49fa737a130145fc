"""Whatever a page offers opens: every link and every button that a person is shown, in their own role or another's."""

from __future__ import annotations

import datetime
import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from html import unescape
from urllib.parse import urljoin, urlsplit

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from lotrinh.web import clock
from lotrinh.web.organisation.models import Person, Role
from lotrinh.web.programmes.actions import start_programme
from tests.web.access_world import World, make_world
from tests.web.builders import confirmed
from tests.web.conftest import Ward, person_with, shut

SignIn = Callable[[Person], Client]
EACH = 2  # pages of one kind
WHO = ("office", "clerk", "head", "viewer", "officer", "administrator")
LINK = re.compile(r'<a\b[^>]*\bhref="([^"#]+)')
FORM = re.compile(r"<form\b([^>]*)>(.*?)</form>", re.S)
HIDDEN = re.compile(r'<input type="hidden" name="([^"]+)" value="([^"]*)"')
BUTTON = re.compile(r"<button\b([^>]*)>")
SHUT_OUT = ("/dang-xuat/", "/ngon-ngu/")


@dataclass
class Walk:
    """What somebody met who followed every link from the first page on."""

    refused: list[str] = field(default_factory=list)
    forms: dict[str, tuple[str, dict[str, str]]] = field(default_factory=dict)  # one of a kind: address and fields
    seen: Counter[str] = field(default_factory=Counter)


@pytest.fixture
def world(db: None) -> World:
    return make_world()


def kind_of(address: str) -> str:
    """Return an address without its numbers: pages of one kind offer the same."""
    return re.sub(r"\d+", "N", urlsplit(address).path)


def attribute(tag: str, name: str) -> str:
    found = re.search(rf'\b{name}="([^"]*)"', tag)
    return unescape(found[1]) if found else ""


def forms_of(html: str, address: str) -> Iterator[tuple[str, dict[str, str]]]:
    """Yield each form that is posted, with its hidden fields, once for every button."""
    for tag, inside in FORM.findall(html):
        action = urljoin(address, attribute(tag, "action") or address)
        if attribute(tag, "method") != "post" or action in SHUT_OUT:
            continue
        hidden = {name: unescape(value) for name, value in HIDDEN.findall(inside)}
        for button in BUTTON.findall(inside):
            name = attribute(button, "name")
            yield action, hidden | ({name: attribute(button, "value")} if name else {})


def walk(client: Client) -> Walk:
    """Follow every link, some pages of each kind."""
    found, waiting, known = Walk(), ["/"], {"/"}
    while waiting:
        address = waiting.pop(0)
        kind = kind_of(address)
        found.seen[kind] += 1
        if found.seen[kind] > EACH:
            continue
        response = client.get(address, follow=True)
        shut(response)
        if response.status_code >= 400:
            found.refused.append(f"{response.status_code} {address}")
        if response.status_code != 200 or "html" not in response.headers.get("Content-Type", ""):
            continue
        html, query = response.content.decode(), response.request["QUERY_STRING"]
        here = response.request["PATH_INFO"] + (f"?{query}" if query else "")
        for link in LINK.findall(html):
            target = urljoin(here, unescape(link))
            if target.startswith("/") and not target.startswith("/static/") and target not in known:
                known.add(target)
                waiting.append(target)
        for action, fields in forms_of(html, here):
            found.forms.setdefault(f"{kind_of(action)} {sorted(fields)}", (action, fields))
    return found


def press(client: Client, found: Walk) -> None:
    """Press every button with nothing typed, each as if it were the first: it may ask for more, but not refuse."""
    for action, fields in found.forms.values():
        with transaction.atomic():
            response = client.post(action, fields)
            transaction.set_rollback(True)
        shut(response)
        if response.status_code in (403, 404, 405) or response.status_code >= 500:
            found.refused.append(f"{response.status_code} POST {action} {fields}")


def deputy_of(person: Person, unit_of: Person) -> Person:
    """Return an officer from elsewhere in the body who stands in for a person today."""
    role = Role.objects.get(person=person)
    deputy = person_with("officer", Role.objects.filter(person=unit_of)[0].unit, "m-deputy")
    today = clock.today()
    until = today + datetime.timedelta(days=5)
    Role.objects.create(person=deputy, unit=role.unit, kind=role.kind, since=today, until=until, stands_in_for=role)
    return deputy


@pytest.mark.parametrize("is_deputy", [False, True], ids=["own role", "deputy"])
@pytest.mark.parametrize("who", WHO)
def test_every_link_and_button_opens(world: World, client_of: SignIn, who: str, is_deputy: bool) -> None:
    person = world.people[who]
    assert person is not None
    if is_deputy:
        person = deputy_of(person, world.places["beside"].colleague)
    client = client_of(person)
    found = walk(client)
    press(client, found)
    assert found.refused == []
    assert len(found.seen) > 8


def test_viewer_of_a_unit_without_work_is_told_what_comes_next(ward: Ward, client_of: SignIn) -> None:
    client = client_of(person_with("viewer", ward.office, "chi-xem"))
    plans = client.get(reverse("document-list")).content.decode()
    assert "Khi văn phòng tải lên kế hoạch của đơn vị này" in plans
    assert "Tải lên một kế hoạch" not in plans
    assert reverse("programme-list") in plans
    reminders = client.get(reverse("reminder-list")).content.decode()
    assert "vai trò của bạn không có việc để nhắc" in reminders
    assert reverse("contact") not in reminders


def test_who_is_reminded_is_not_told_otherwise(ward: Ward, client_of: SignIn) -> None:
    for person in (ward.officer, ward.head):
        reminders = client_of(person).get(reverse("reminder-list")).content.decode()
        assert "vai trò của bạn không có việc để nhắc" not in reminders
        assert reverse("contact") in reminders


@pytest.mark.parametrize(
    ("who", "rights"),
    [
        ("viewer", {"read"}),
        ("administrator", {"read"}),
        ("head", {"read", "run"}),
        ("clerk", {"read", "run"}),
        ("officer", {"read", "report", "run"}),
    ],
)
def test_token_form_offers_what_the_roles_can_use(ward: Ward, client_of: SignIn, who: str, rights: set[str]) -> None:
    client = client_of(getattr(ward, who))
    page = client.get(reverse("token-make")).content.decode()
    assert set(re.findall(r'name="rights" value="([^"]+)"', page)) == rights
    said = {"name": "Phần mềm", "unit": ward.culture.pk, "rights": ["read", "report", "run"], "days": "30"}
    assert client.post(reverse("token-make"), said).status_code == (200 if len(rights) == 3 else 422)


def test_without_a_role_no_form_is_shown_that_nothing_can_come_of(ward: Ward, client_of: SignIn) -> None:
    client = client_of(person_with(None, None, "chua-co-vai-tro"))
    assert reverse("token-make") not in client.get(reverse("token-list")).content.decode()
    assert 'name="rights"' not in client.get(reverse("token-make")).content.decode()


def test_deputy_of_an_officer_sees_whose_work_each_is(ward: Ward, client_of: SignIn) -> None:
    start_programme(by=ward.clerk, document=confirmed(ward.clerk, ward.body))
    work = "Trung tâm Văn hóa · Hạn:"
    assert work not in client_of(ward.officer).get(reverse("my-work")).content.decode()
    deputy = deputy_of(ward.officer, person_with("officer", ward.office, "cho-khac"))
    assert work in client_of(deputy).get(reverse("my-work")).content.decode()


@pytest.mark.parametrize(("who", "said"), [("clerk", "nói một lần"), ("viewer", "văn phòng chưa xếp kỳ")])
def test_what_waits_for_the_office_is_said_so_to_others(ward: Ward, client_of: SignIn, who: str, said: str) -> None:
    programme = start_programme(by=ward.clerk, document=confirmed(ward.clerk, ward.body))
    programme.duties.update(recurrence="FREQ=MONTHLY;BYMONTHDAY=15")
    page = client_of(getattr(ward, who)).get(reverse("programme", args=[programme.pk])).content.decode()
    assert "Việc lặp lại chưa xếp kỳ" in page
    assert said in page
