"""Whom a duty is given to: phrases said again, one lead where the plan names one, and what can never be assigned."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from lotrinh.web.organisation.actions import ChangedMeanwhile
from lotrinh.web.organisation.group_actions import link_group
from lotrinh.web.organisation.models import AuditEntry, Person, Role, Unit
from lotrinh.web.programmes import actions
from lotrinh.web.programmes.models import Assignment, Duty, Programme, SetAsideDuty
from tests.web.builders import TEXT, confirmed
from tests.web.conftest import Ward, person_with

SignIn = Callable[[Person], Client]
PHRASE = "Các tổ dân phố"


@pytest.fixture
def programme(ward: Ward) -> Programme:
    return actions.start_programme(by=ward.clerk, document=confirmed(ward.clerk, ward.body))


def units_of(duty: Duty) -> set[str]:
    return {assignment.unit.name for assignment in duty.assignments.select_related("unit")}


def change(ward: Ward, assignment: Assignment, **changes: object) -> Assignment:
    values = {
        "version": assignment.version,
        "part": assignment.part,
        "deadline": None,
        "deliverable": "",
        "authority": "",
    }
    return actions.change_assignment(by=ward.clerk, assignment=assignment, **values | changes)  # type: ignore[arg-type]  # one dict for all


def test_work_taken_back_does_not_come_again_with_another_phrase(ward: Ward, programme: Programme) -> None:
    planted = Assignment.objects.get(duty__text__startswith="Trồng cây")
    actions.remove_assignment(by=ward.clerk, assignment=planted, version=planted.version)
    assert actions.link_phrase(by=ward.clerk, programme=programme, phrase=PHRASE, units=ward.groups) == 3
    assert not Assignment.objects.filter(duty__text__startswith="Trồng cây").exists()


def test_phrase_that_grows_gives_work_to_the_new_units_only(ward: Ward, programme: Programme) -> None:
    duty = Duty.objects.get(unit_phrase=PHRASE)
    actions.link_phrase(by=ward.clerk, programme=programme, phrase=PHRASE, units=ward.groups[:2])
    first = duty.assignments.get(unit=ward.groups[0])
    actions.remove_assignment(by=ward.clerk, assignment=first, version=1)
    assert actions.link_phrase(by=ward.clerk, programme=programme, phrase=PHRASE, units=ward.groups) == 1
    assert units_of(duty) == {"Tổ dân phố 2", "Tổ dân phố 3"}


def test_phrase_that_is_known_already_gives_waiting_work(ward: Ward, programme: Programme) -> None:
    link_group(by=ward.clerk, body=ward.body, phrase=PHRASE, units=ward.groups)
    assert actions.link_phrase(by=ward.clerk, programme=programme, phrase="các tổ  dân phố", units=ward.groups) == 3


def test_clerk_of_a_unit_assigns_in_own_programmes_only(ward: Ward, programme: Programme) -> None:
    below = person_with("clerk", ward.culture, "van-thu-tt")
    own = actions.start_programme(
        by=below, document=confirmed(below, ward.culture, TEXT.replace("12/KH-UBND", "3/KH-TTVH"))
    )
    actions.link_phrase(by=below, programme=own, phrase=PHRASE, units=ward.groups)
    assert Assignment.objects.filter(duty__programme=own, unit__in=ward.groups).count() == 3
    assert not Assignment.objects.filter(duty__programme=programme, unit__in=ward.groups).exists()


def test_every_assignment_made_is_in_the_audit(ward: Ward, programme: Programme) -> None:
    started = AuditEntry.objects.get(action="programme.started")
    assert started.after is not None
    assert len(started.after["assigned"]) == Assignment.objects.count() == 2
    actions.link_phrase(by=ward.clerk, programme=programme, phrase=PHRASE, units=ward.groups)
    linked = AuditEntry.objects.get(action="phrase.assigned")
    assert linked.after is not None
    assert {unit for _duty, unit, _part in linked.after["assigned"]} == {unit.pk for unit in ward.groups}


def test_plan_that_names_one_unit_has_one_lead(ward: Ward, programme: Programme) -> None:
    first = Assignment.objects.get(duty__text__startswith="Trồng cây")
    with pytest.raises(ValidationError, match="Trung tâm Văn hóa"):
        actions.assign(by=ward.clerk, duty=first.duty, unit=ward.office, part="lead")
    second = actions.assign(by=ward.clerk, duty=first.duty, unit=ward.office, part="support")
    with pytest.raises(ValidationError, match="một đơn vị chủ trì"):
        change(ward, second, part="lead")
    change(ward, first, part="support")
    assert change(ward, second, part="lead").part == "lead"


def test_group_of_units_may_lead_together(ward: Ward, programme: Programme) -> None:
    actions.link_phrase(by=ward.clerk, programme=programme, phrase=PHRASE, units=ward.groups)
    duty = Duty.objects.get(unit_phrase=PHRASE)
    assert actions.assign(by=ward.clerk, duty=duty, unit=ward.office, part="lead").part == "lead"


def test_phrase_that_means_one_unit_leaves_the_lead_that_a_clerk_chose(ward: Ward, programme: Programme) -> None:
    duty = Duty.objects.get(unit_phrase=PHRASE)
    actions.assign(by=ward.clerk, duty=duty, unit=ward.office, part="lead")
    assert actions.link_phrase(by=ward.clerk, programme=programme, phrase=PHRASE, units=ward.groups[:1]) == 0
    assert units_of(duty) == {"Văn phòng"}


def test_closed_unit_gets_no_work(ward: Ward, programme: Programme, client_of: SignIn) -> None:
    duty = Duty.objects.get(unit_phrase=PHRASE)
    ward.office.closed_on = datetime.date(2026, 1, 1)
    ward.office.save()
    with pytest.raises(ValidationError, match="ngừng hoạt động"):
        actions.assign(by=ward.clerk, duty=duty, unit=ward.office, part="lead")
    client = client_of(ward.clerk)
    for address in (
        reverse("duty-assign", args=[duty.pk]),
        reverse("phrase-link", args=[programme.pk]) + "?phrase=" + PHRASE,
    ):
        assert "Văn phòng</" not in client.get(address).content.decode()
    sent = {"unit": ward.office.pk, "part": "lead"}
    assert client.post(reverse("duty-assign", args=[duty.pk]), sent).status_code == 422


def test_second_lead_is_refused_in_words_on_the_page(ward: Ward, programme: Programme, client_of: SignIn) -> None:
    first = Assignment.objects.get(duty__text__startswith="Trồng cây")
    second = actions.assign(by=ward.clerk, duty=first.duty, unit=ward.office, part="support")
    sent = {"part": "lead", "deliverable": "Ảnh cây", "version": second.version, "deadline_kind": ""}
    response = client_of(ward.clerk).post(reverse("assignment-change", args=[second.pk]), sent)
    assert response.status_code == 422
    page = response.content.decode()
    assert "một đơn vị chủ trì" in page
    assert "Ảnh cây" in page


def test_assignment_taken_back_meanwhile_is_said_so(ward: Ward, programme: Programme) -> None:
    seen = Assignment.objects.all()[0]
    actions.remove_assignment(by=ward.clerk, assignment=Assignment.objects.get(pk=seen.pk), version=1)
    with pytest.raises(ChangedMeanwhile):
        change(ward, seen)


def test_starting_and_linking_take_few_queries_however_many_units(
    ward: Ward, programme: Programme, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    many = [Unit(name=f"Khu phố {n}", parent=ward.body, position=100 + n) for n in range(57)]
    units = Unit.objects.bulk_create(many)
    with django_assert_max_num_queries(50):
        assert actions.link_phrase(by=ward.clerk, programme=programme, phrase=PHRASE, units=units) == 57


def attempts(aside: SetAsideDuty, programme: Programme, ward: Ward) -> Iterator[tuple[str, dict[str, object]]]:
    """Yield every address that makes or changes an assignment, with the key and the words of a duty set aside."""
    lead = {"unit": ward.office.pk, "part": "lead"}
    for pk in (aside.pk, aside.pk + 1):
        yield reverse("duty-assign", args=[pk]), lead
        yield reverse("duty-assign", args=[pk]), lead | {"duty": aside.pk, "set_aside": aside.pk, "scope": "tracked"}
        yield reverse("assignment-change", args=[pk]), {"part": "lead", "version": 1, "deadline_kind": ""}
        yield reverse("assignment-return", args=[pk]), {"reason": "x", "version": 1}
        yield reverse("assignment-remove", args=[pk]), {"version": 1}
        yield reverse("report", args=[pk]), {"progress": "submitted", "on": "2026-03-01"}
    for phrase in (aside.unit_phrase + " ", aside.text, str(aside.pk), ""):
        yield (
            reverse("phrase-link", args=[programme.pk]) + f"?phrase={phrase}",
            {"rule": "named", "units": [ward.office.pk]},
        )


def test_duty_set_aside_is_assigned_by_no_address_form_or_key(
    ward: Ward, programme: Programme, client_of: SignIn
) -> None:
    aside = SetAsideDuty.objects.get()
    free = 1000  # a key that belongs to nothing else, so whatever is found under it is the duty set aside
    SetAsideDuty.objects.filter(pk=aside.pk).update(id=free)
    aside = SetAsideDuty.objects.get(pk=free)
    Role.objects.create(person=ward.clerk, unit=ward.culture, kind="officer")
    before = list(Assignment.objects.order_by("pk").values())
    client = client_of(ward.clerk)
    answers = {client.post(address, sent).status_code for address, sent in attempts(aside, programme, ward)}
    assert answers == {404}
    with pytest.raises((ValueError, AttributeError)):
        actions.assign(by=ward.clerk, duty=aside, unit=ward.office, part="lead")  # type: ignore[arg-type]  # on purpose
    with pytest.raises(ValueError, match='must be a "Duty" instance'):
        Assignment(duty=aside, unit=ward.office, part="lead")  # type: ignore[misc]  # on purpose
    assert list(Assignment.objects.order_by("pk").values()) == before
    assert not Duty.objects.filter(text__contains="dư luận").exists()


def test_keys_of_another_body_are_refused_everywhere(
    ward: Ward, programme: Programme, stranger: Person, client_of: SignIn
) -> None:
    foreign = Unit.objects.get(name="Phường Khác")
    theirs = actions.start_programme(by=stranger, document=confirmed(stranger, foreign))
    duty, own = theirs.duties.all()[0], programme.duties.all()[0]
    client, lead = client_of(ward.clerk), {"unit": ward.office.pk, "part": "lead"}
    assert client.post(reverse("duty-assign", args=[duty.pk]), lead).status_code == 404
    assert client.post(reverse("duty-assign", args=[own.pk]), lead | {"unit": foreign.pk}).status_code == 422
    link = f"?phrase={PHRASE}"
    sent = {"rule": "named", "units": [ward.groups[0].pk, foreign.pk]}
    assert client.post(reverse("phrase-link", args=[theirs.pk]) + link, sent).status_code == 404
    assert client.post(reverse("phrase-link", args=[programme.pk]) + link, sent).status_code == 422
    assert not Assignment.objects.filter(unit=foreign, duty__programme=programme).exists()
    assert not Assignment.objects.filter(duty__programme=theirs).exists()
