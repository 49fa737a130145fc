"""Every address has a decision, and a row that says what each kind of person gets there."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from lotrinh.web import clock
from lotrinh.web.organisation.actions import link_group
from lotrinh.web.organisation.models import Person, UnitGroup
from lotrinh.web.programmes import actions, activity_actions, calendar_actions
from lotrinh.web.programmes.models import Assignment, Event, Evidence, Programme
from lotrinh.web.registry.door import keep_file
from lotrinh.web.registry.models import Document, Fact, Page
from lotrinh.web.registry.page_pictures import stored_picture
from lotrinh.web.reminding.confirming import token_of
from lotrinh.web.reminding.models import Contact
from lotrinh.web.workdays.models import DayRule
from tests.web.builders import confirmed
from tests.web.conftest import Ward, shut

SignIn = Callable[[Person], Client]
WHO = ("anonymous", "officer", "head", "clerk", "stranger")
# name of the address: what a GET answers to each of WHO. 302 for an anonymous person leads to the sign-in page.
MATRIX: dict[str, tuple[int, int, int, int, int]] = {
    "home": (302, 302, 302, 302, 302),
    "sign-in": (200, 302, 302, 302, 302),
    "sign-out": (405, 405, 405, 405, 405),
    "set_language": (302, 302, 302, 302, 302),
    "health": (200, 200, 200, 200, 200),
    "unit-list": (302, 200, 200, 200, 200),
    "unit-add": (302, 403, 403, 200, 200),
    "unit-change": (302, 403, 403, 200, 404),
    "unit-import": (302, 403, 403, 200, 200),
    "unit-merge": (302, 403, 403, 200, 200),
    "unit-export": (302, 403, 403, 200, 200),
    "group-add": (302, 403, 403, 200, 200),
    "group-change": (302, 403, 403, 200, 404),
    "document-list": (302, 403, 200, 200, 200),
    "document-upload": (302, 403, 403, 200, 200),
    "document": (302, 403, 200, 200, 404),
    "reading-again": (302, 403, 403, 405, 405),
    "document-original": (302, 403, 200, 200, 404),
    "document-page": (302, 403, 200, 200, 404),
    "document-history": (302, 403, 200, 200, 404),
    "document-confirm": (302, 403, 403, 405, 405),
    "fact-add": (302, 403, 403, 200, 404),
    "fact-mend": (302, 403, 403, 200, 404),
    "fact-drop": (302, 403, 403, 405, 405),
    "programme-list": (302, 200, 200, 200, 200),
    "programme": (302, 200, 200, 200, 404),
    "matrix": (302, 200, 200, 200, 404),
    "matrix-excel": (302, 200, 200, 200, 404),
    "bulk": (302, 403, 403, 302, 404),  # nothing is picked: back to the list
    "phrase-link": (302, 403, 403, 404, 404),  # without a phrase of the plan there is no such page
    "programme-start": (302, 403, 403, 405, 405),
    "duty-assign": (302, 403, 403, 200, 404),
    "duty-place": (302, 403, 403, 200, 404),
    "assignment": (302, 200, 200, 200, 404),
    "assignment-change": (302, 403, 403, 200, 404),
    "assignment-remove": (302, 403, 403, 405, 405),
    "assignment-accept": (302, 403, 200, 200, 404),
    "assignment-return": (302, 403, 200, 200, 404),
    "assignment-refuse": (302, 200, 403, 403, 404),
    "assignment-hold": (302, 403, 200, 200, 404),
    "assignment-resume": (302, 403, 200, 200, 404),
    "assignment-undo": (302, 200, 200, 200, 404),
    "report": (302, 200, 403, 403, 404),
    "my-work": (302, 200, 403, 403, 200),
    "evidence": (302, 200, 200, 200, 404),
    "calendar": (302, 200, 200, 200, 200),
    "calendar-week": (302, 200, 200, 200, 200),
    "calendar-feeds": (302, 200, 200, 200, 200),
    "calendar-feed-make": (302, 302, 302, 302, 302),
    "calendar-feed-withdraw": (302, 405, 405, 405, 405),
    "calendar-feed": (200, 200, 200, 200, 200),  # whoever has the secret
    "workday-list": (302, 200, 200, 200, 200),
    "workday-add": (302, 403, 403, 200, 200),
    "workday-change": (302, 403, 403, 200, 404),
    "reminder-list": (302, 200, 200, 200, 200),
    "reminder-read": (302, 405, 405, 405, 405),
    "contact": (302, 200, 200, 200, 200),
    "contact-confirm": (200, 200, 200, 200, 200),  # whoever has the link of the letter
    "work-message": (302, 200, 200, 200, 404),
    "work-short": (302, 302, 302, 302, 302),  # the page that it leads to decides
    "event-list": (302, 403, 200, 200, 200),
    "event-change": (302, 403, 403, 200, 404),
    "event-merge": (302, 403, 403, 302, 404),
}


def patterns(resolver: URLResolver | None = None) -> Iterator[URLPattern]:
    for pattern in (resolver or get_resolver()).url_patterns:
        if isinstance(pattern, URLResolver):
            yield from patterns(pattern)
        else:
            yield pattern


def officer() -> Person:
    return Person.objects.get(username="can-bo")


def keys_of(name: str) -> list[object]:
    """Return what an address needs, all of it from the ward."""
    document, fact = Document.objects.get(), Fact.objects.filter(kind="duty")[0]
    if name == "document-page":
        return [document.pk, 1]
    if name.startswith(("document", "reading-again")) and name not in ("document-list", "document-upload"):
        return [document.pk]
    one: dict[str, Callable[[], list[object]]] = {
        "unit-export": lambda: ["csv"],
        "unit-change": lambda: [document.owner_id],
        "group-change": lambda: [UnitGroup.objects.get().pk],
        "fact-add": lambda: [document.pk, "duty"],
        "fact-mend": lambda: [document.pk, fact.pk],
        "fact-drop": lambda: [document.pk, fact.pk],
        "programme": lambda: [Programme.objects.get().pk],
        "matrix": lambda: [Programme.objects.get().pk],
        "matrix-excel": lambda: [Programme.objects.get().pk],
        "bulk": lambda: [Programme.objects.get().pk],
        "duty-place": lambda: [Assignment.objects.all()[0].duty_id],
        "phrase-link": lambda: [Programme.objects.get().pk],
        "programme-start": lambda: [document.pk],
        "duty-assign": lambda: [Assignment.objects.all()[0].duty_id],
        "evidence": lambda: [Evidence.objects.get().pk],
        "calendar-feed": lambda: [calendar_actions.make_feed(by=officer())[1]],
        "workday-change": lambda: [DayRule.objects.get().pk],
        "contact-confirm": lambda: [token_of(Contact.objects.get_or_create(person=officer(), address="a@b.vn")[0])],
        "work-message": lambda: [Evidence.objects.get().activity.assignment_id],
        "work-short": lambda: [Evidence.objects.get().activity.assignment_id],
        "event-change": lambda: [Event.objects.get().pk],
        "event-merge": lambda: [Event.objects.get().pk],
    }
    if name in one:
        return one[name]()
    if name == "report" or name.startswith("assignment"):
        return [Evidence.objects.get().activity.assignment_id]
    return []


@pytest.fixture
def busy_ward(ward: Ward) -> Ward:
    """A ward in which every kind of thing exists once."""
    link_group(by=ward.clerk, body=ward.body, phrase="Các tổ dân phố", units=ward.groups)
    document = confirmed(ward.clerk, ward.body)
    Page.objects.create(document=document, number=1, width=595, height=842, words=[])
    keep_file(b"drawn before", stored_picture(document, 1))
    actions.start_programme(by=ward.clerk, document=document)
    activity_actions.report_activity(
        by=ward.officer,
        assignment=Assignment.objects.filter(unit=ward.culture)[0],
        progress="submitted",
        on=clock.today(),
        note="",
        files=[SimpleUploadedFile("a.png", b"\x89PNG\r\n\x1a\n" + b"\x00" * 30)],
        token=uuid.uuid4(),
    )
    DayRule.objects.create(
        body=ward.body, name="Làm bù", worked_on="2026-05-09", decided_by="1/TB", decided_on="2026-05-01"
    )
    return ward


def test_every_address_has_a_decision_and_a_row() -> None:
    found = {pattern.name for pattern in patterns()}
    assert found == set(MATRIX)
    assert [p.name for p in patterns() if not hasattr(p.callback, "access_decision")] == []


@pytest.mark.parametrize("who", WHO)
def test_matrix(busy_ward: Ward, stranger: Person, client_of: SignIn, who: str) -> None:
    person = stranger if who == "stranger" else None if who == "anonymous" else getattr(busy_ward, who)
    got = {}
    for name in MATRIX:
        client = client_of(person) if person else Client()
        response = client.get(reverse(name, args=keys_of(name)))
        shut(response)
        got[name] = response.status_code
        if who == "anonymous" and response.status_code == 302 and name not in ("set_language",):
            assert response.headers["Location"].startswith(reverse("sign-in"))
    assert got == {name: row[WHO.index(who)] for name, row in MATRIX.items()}


def test_anonymous_may_post_nowhere_but_to_sign_in(busy_ward: Ward) -> None:
    for name in MATRIX:
        if name in ("sign-in", "set_language", "sign-out", "health", "calendar-feed", "contact-confirm"):
            continue
        response = Client().post(reverse(name, args=keys_of(name)), {})
        assert response.status_code == 302
        assert response.headers["Location"].startswith(reverse("sign-in"))
