"""Two people at one form: nothing typed is lost, nothing unseen is overwritten, and each field is chosen by itself."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from lotrinh.web.organisation.models import Person, Unit
from lotrinh.web.programmes import actions
from lotrinh.web.programmes.models import Assignment, Event, Programme
from lotrinh.web.registry.models import Document, Fact
from tests.web.builders import confirmed, read_plan
from tests.web.conftest import Ward, person_with

SignIn = Callable[[Person], Client]
INPUT = re.compile(r"<(?:input|textarea|select)\b[^>]*?\bname=\"([^\"]+)\"[^>]*>(?:([^<]*)</textarea>)?")


def opened(page: str) -> dict[str, Any]:
    """Return what a browser would send from a page without anybody touching it: fields of text and hidden ones."""
    sent: dict[str, Any] = {}
    form = page[page.rindex('<form class="card') :]
    for match in INPUT.finditer(form):
        tag, name = match[0], match[1]
        if tag.startswith("<select"):
            options = form[match.end() : form.index("</select>", match.end())]
            chosen = re.search(r'value="([^"]*)" selected', options)
            value = chosen[1] if chosen else ""
        elif tag.startswith("<textarea"):
            value = (match[2] or "").removeprefix("\n")
        elif 'type="radio"' in tag or 'type="checkbox"' in tag:
            if " checked" not in tag:
                continue
            value = re.search(r'value="([^"]*)"', tag)[1] if "value=" in tag else "on"  # type: ignore[index]
        else:
            found = re.search(r'value="([^"]*)"', tag)
            value = found[1] if found else ""
        sent[name] = unescape(value)
    return {name: value for name, value in sent.items() if name != "csrfmiddlewaretoken"}


@pytest.fixture
def programme(ward: Ward) -> Programme:
    return actions.start_programme(by=ward.clerk, document=confirmed(ward.clerk, ward.body))


@pytest.fixture
def other(ward: Ward) -> Person:
    return person_with("clerk", ward.body, "van-thu-hai")


def race(client: Client, second: Client, address: str, mine: dict[str, Any], theirs: dict[str, Any]) -> str:
    """Open a form twice, save it as the second person, then as the first. Return the page that the first one gets."""
    sent = opened(client.get(address).content.decode())
    assert second.post(address, opened(second.get(address).content.decode()) | theirs).status_code == 302
    answer = client.post(address, sent | mine)
    assert answer.status_code == 422
    return answer.content.decode()


def test_the_three_versions_of_an_assignment_stand_side_by_side(
    ward: Ward, other: Person, programme: Programme, client_of: SignIn
) -> None:
    assignment = Assignment.objects.filter(unit=ward.culture)[0]
    address = reverse("assignment-change", args=[assignment.pk])
    mine, theirs = {"deliverable": "Ảnh", "authority": "Chủ tịch"}, {"deliverable": "Biên bản"}
    page = race(client_of(ward.clerk), client_of(other), address, mine, theirs)
    clash = page[page.index('class="clash"') :]
    assert page.count('class="clash"') == 1  # only what both changed has to be chosen
    assert "để trống" in clash
    assert "Biên bản" in clash
    assert "Người van-thu-hai" in page
    sent = opened(page)
    assert (sent["deliverable"], sent["authority"], sent["keep-deliverable"]) == ("Ảnh", "Chủ tịch", "mine")
    assert client_of(ward.clerk).post(address, sent).status_code == 302
    assignment.refresh_from_db()
    assert (assignment.deliverable, assignment.authority) == ("Ảnh", "Chủ tịch")


def test_what_the_other_saved_can_be_taken_field_by_field(
    ward: Ward, other: Person, programme: Programme, client_of: SignIn
) -> None:
    assignment = Assignment.objects.filter(unit=ward.culture)[0]
    address = reverse("assignment-change", args=[assignment.pk])
    mine, theirs = {"deliverable": "Ảnh", "authority": "Chủ tịch"}, {"deliverable": "Biên bản", "authority": "Bí thư"}
    page = race(client_of(ward.clerk), client_of(other), address, mine, theirs)
    sent = opened(page) | {"keep-deliverable": "theirs"}
    assert client_of(ward.clerk).post(address, sent).status_code == 302
    assignment.refresh_from_db()
    assert (assignment.deliverable, assignment.authority) == ("Biên bản", "Chủ tịch")


def test_what_only_the_other_changed_is_proposed(
    ward: Ward, other: Person, programme: Programme, client_of: SignIn
) -> None:
    assignment = Assignment.objects.filter(unit=ward.culture)[0]
    address = reverse("assignment-change", args=[assignment.pk])
    page = race(client_of(ward.clerk), client_of(other), address, {"authority": "Bí thư"}, {"deliverable": "Biên bản"})
    sent = opened(page)
    assert sent["keep-deliverable"] == "theirs"
    client_of(ward.clerk).post(address, sent)
    assignment.refresh_from_db()
    assert (assignment.deliverable, assignment.authority) == ("Biên bản", "Bí thư")


def test_a_third_person_in_between_is_shown_again(
    ward: Ward, other: Person, programme: Programme, client_of: SignIn
) -> None:
    assignment = Assignment.objects.filter(unit=ward.culture)[0]
    address = reverse("assignment-change", args=[assignment.pk])
    page = race(client_of(ward.clerk), client_of(other), address, {"deliverable": "Ảnh"}, {"deliverable": "Biên bản"})
    again = client_of(other)
    again.post(address, opened(again.get(address).content.decode()) | {"deliverable": "Sổ"})
    answer = client_of(ward.clerk).post(address, opened(page))
    html = answer.content.decode()
    assert answer.status_code == 422
    assert "Sổ" in html
    assert opened(html)["deliverable"] == "Ảnh"


def test_an_event_shows_days_as_people_write_them(
    ward: Ward, other: Person, programme: Programme, client_of: SignIn
) -> None:
    address = reverse("event-change", args=[Event.objects.get().pk])
    second = client_of(other)
    sent = opened(client_of(ward.clerk).get(address).content.decode())
    theirs = {"starts_on": "2026-04-10", "step": "preview"}
    shown = second.post(address, opened(second.get(address).content.decode().partition("event-merge")[0]) | theirs)
    assert (
        second.post(address, theirs | {"version": 1, "step": "save", "seen": shown.context["seen"]}).status_code == 302
    )
    mine = client_of(ward.clerk).post(address, sent | {"starts_on": "2026-05-01", "version": 1, "step": "preview"})
    page = mine.content.decode()
    assert "10/04/2026" in page
    assert 'value="2026-05-01"' in page
    assert Event.objects.get().starts_on is not None


def test_a_unit_and_a_fact_take_part_too(ward: Ward, other: Person, client_of: SignIn) -> None:
    page = race(
        client_of(ward.clerk),
        client_of(other),
        reverse("unit-change", args=[ward.culture.pk]),
        {"short_name": "TTVH"},
        {"short_name": "VH"},
    )
    assert opened(page)["theirs-short_name"] == "VH"
    document = read_plan(ward.clerk, ward.body)
    fact = Fact.objects.filter(document=document, kind="duty")[0]
    page = race(
        client_of(ward.clerk),
        client_of(other),
        reverse("fact-mend", args=[document.pk, fact.pk]),
        {"deliverable": "Ảnh"},
        {"deliverable": "Biên bản"},
    )
    assert opened(page)["theirs-deliverable"] == "Biên bản"
    assert Document.objects.get().is_confirmed is False


def test_the_reason_of_a_step_is_kept(ward: Ward, programme: Programme, client_of: SignIn) -> None:
    assignment = Assignment.objects.filter(unit=ward.culture)[0]
    address, client = reverse("assignment-hold", args=[assignment.pk]), client_of(ward.clerk)
    sent = opened(client.get(address).content.decode()) | {"reason": "Chờ cây giống"}
    Assignment.objects.filter(pk=assignment.pk).update(version=7)
    page = client.post(address, sent).content.decode()
    assert opened(page)["reason"] == "Chờ cây giống"
    assert client.post(address, opened(page)).status_code == 302


def test_what_is_gone_keeps_what_was_typed(
    ward: Ward, programme: Programme, client_of: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    assignment = Assignment.objects.filter(unit=ward.culture)[0]
    address, client = reverse("assignment-change", args=[assignment.pk]), client_of(ward.clerk)
    sent = opened(client.get(address).content.decode()) | {"deliverable": "Ảnh cây đã trồng"}
    change = actions.change_assignment

    def gone_first(**said: Any) -> Assignment:
        Assignment.objects.filter(pk=assignment.pk).delete()
        return change(**said)

    monkeypatch.setattr(actions, "change_assignment", gone_first)
    answer = client.post(address, sent)
    assert answer.status_code == 422
    assert "vừa gỡ bỏ" in answer.content.decode()
    assert "Ảnh cây đã trồng" in answer.content.decode()


def test_nobody_saves_over_a_unit_by_choosing_for_it(ward: Ward, client_of: SignIn) -> None:
    """A choice only fills a field of the form; what the form does not have stays as it is."""
    address = reverse("unit-change", args=[ward.culture.pk])
    client = client_of(ward.clerk)
    sent = opened(client.get(address).content.decode())
    client.post(address, sent | {"keep-position": "theirs", "theirs-position": "99"})
    assert Unit.objects.get(pk=ward.culture.pk).position == ward.culture.position
