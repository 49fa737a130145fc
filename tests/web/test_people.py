"""Roles from a day to a day: who gives and ends them, what may not overlap, deputies, and who leaves."""

from __future__ import annotations

import datetime
from collections.abc import Callable

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from lotrinh.web import clock
from lotrinh.web.organisation import audit
from lotrinh.web.organisation.access import standing_of
from lotrinh.web.organisation.models import AuditEntry, Person, Role
from lotrinh.web.people import account_actions, role_actions
from lotrinh.web.programmes.calendar import actions as calendar_actions
from tests.web.conftest import Ward, person_with

SignIn = Callable[[Person], Client]
DAY = datetime.timedelta(days=1)


@pytest.fixture
def today() -> datetime.date:
    return clock.today()


def words_of(error: pytest.ExceptionInfo[ValidationError]) -> str:
    return " ".join(error.value.messages)


@pytest.mark.parametrize(
    ("first", "second", "overlaps"),
    [
        ((0, None), (5, None), True),
        ((0, 4), (5, None), False),
        ((0, 4), (4, 9), True),
        ((5, 9), (0, 4), False),
        ((0, 9), (3, 4), True),
    ],
    ids=["both without an end", "one after the other", "one day in both", "one before the other", "one inside"],
)
def test_periods_of_one_role_do_not_overlap(
    ward: Ward, today: datetime.date, first: tuple[int, int | None], second: tuple[int, int | None], overlaps: bool
) -> None:
    def give(since: int, last: int | None) -> Role:
        last_on = today + last * DAY if last is not None else None
        return role_actions.give_role(
            by=ward.administrator, person=ward.officer, unit=ward.office, kind="officer", since=today + since * DAY,
            last_on=last_on,
        )  # fmt: skip

    give(*first)
    if overlaps:
        with pytest.raises(ValidationError, match="đã có vai trò đó"):
            give(*second)
    else:
        give(*second)
    assert Role.objects.filter(unit=ward.office, person=ward.officer).count() == (1 if overlaps else 2)


def test_database_holds_one_open_period(ward: Ward) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Role.objects.create(person=ward.clerk, unit=ward.body, kind="clerk")


@pytest.mark.parametrize(
    ("who", "person", "unit", "kind", "status"),
    [
        ("administrator", "officer", "body", "head", 302),
        ("administrator", "clerk", "body", "administrator", 302),
        ("administrator", "officer", "office", "administrator", 422),
        ("administrator", "administrator", "body", "clerk", 422),
        ("clerk", "officer", "office", "officer", 302),
        ("clerk", "officer", "office", "clerk", 422),
        ("clerk", "clerk", "office", "officer", 422),
        ("head", "officer", "office", "officer", 403),
        ("viewer", "officer", "office", "officer", 403),
    ],
)
def test_who_gives_which_role(
    ward: Ward, client_of: SignIn, today: datetime.date, who: str, person: str, unit: str, kind: str, status: int
) -> None:
    address = reverse("role-give", args=[getattr(ward, person).pk])
    sent = {"unit": getattr(ward, unit).pk, "kind": kind, "since": today.isoformat(), "last_on": ""}
    before = Role.objects.count()
    assert client_of(getattr(ward, who)).post(address, sent).status_code == status
    assert Role.objects.count() == before + (status == 302)


def test_what_was_typed_stays_and_each_fault_is_told(ward: Ward, client_of: SignIn, today: datetime.date) -> None:
    address = reverse("role-give", args=[ward.officer.pk])
    sent = {"unit": ward.office.pk, "kind": "officer", "since": today, "last_on": today - DAY}
    page = client_of(ward.administrator).post(address, sent).content.decode()
    assert "Ngày này đã qua." in page
    assert f'value="{today - DAY}"' in page


def test_role_ends_at_once_or_after_a_day(ward: Ward, client_of: SignIn, today: datetime.date) -> None:
    role = Role.objects.get(person=ward.officer)
    client, officer = client_of(ward.administrator), client_of(ward.officer)
    client.post(reverse("role-end", args=[role.pk]), {"last_on": today + DAY})
    assert officer.get(reverse("my-work")).status_code == 200
    client.post(reverse("role-end", args=[role.pk]), {"last_on": ""})
    assert officer.get(reverse("my-work")).status_code == 403
    page = client.get(reverse("person", args=[ward.officer.pk])).content.decode()
    assert "đã kết thúc" in page
    later = client.post(reverse("role-end", args=[role.pk]), {"last_on": today + DAY})
    assert later.status_code == 422  # what is over is not made longer


def test_last_administrator_stays(ward: Ward, today: datetime.date) -> None:
    role = Role.objects.get(person=ward.administrator)
    with pytest.raises(ValidationError, match="quản trị cuối cùng"):
        role_actions.end_role(by=ward.administrator, role=role, until=today)
    other = person_with("administrator", ward.body, "quan-tri-2")
    role_actions.end_role(by=ward.administrator, role=role, until=today)
    with pytest.raises(ValidationError, match="quản trị cuối cùng"):
        account_actions.let_go(by=ward.clerk, person=other, body=ward.body, today=today)
    assert Person.objects.get(pk=other.pk).is_active


@pytest.mark.parametrize("who", ["administrator", "viewer"])
def test_neither_administrator_nor_viewer_changes_the_work(ward: Ward, who: str, today: datetime.date) -> None:
    standing = standing_of(getattr(ward, who), on=today)
    assert not standing.clerk_ids
    assert not standing.judged_ids
    assert not standing.own_ids
    assert bool(standing.overseen_ids) == (who == "viewer")


def lend(ward: Ward, role: Role, deputy: Person, since: datetime.date, days: int = 3) -> Role:
    return role_actions.name_deputy(
        by=role.person, role=role, deputy=deputy, since=since, last_on=since + (days - 1) * DAY
    )


def test_deputy_acts_in_two_names_and_stops_by_itself(ward: Ward, client_of: SignIn, today: datetime.date) -> None:
    lend(ward, Role.objects.get(person=ward.clerk), ward.officer, today)
    client = client_of(ward.officer)
    page = client.get(reverse("unit-list")).content.decode()
    assert "Đang thay Người van-thu" in page
    assert "Cán bộ văn phòng, thay Người van-thu" in page
    client.post(reverse("unit-add"), {"parent": ward.body.pk, "name": "Đơn vị mới"})
    entry = AuditEntry.objects.get(action="unit.added")
    assert (entry.by, entry.on_behalf_of) == (ward.officer, ward.clerk)
    assert entry.who == "Người can-bo thay Người van-thu"
    assert audit.verify()[1] is None
    over = standing_of(ward.officer, on=today + 3 * DAY)
    assert not over.is_clerk


def test_own_right_is_used_in_ones_own_name(ward: Ward, client_of: SignIn, today: datetime.date) -> None:
    lend(ward, Role.objects.get(person=ward.head), ward.clerk, today)
    client_of(ward.clerk).post(reverse("unit-add"), {"parent": ward.body.pk, "name": "Đơn vị mới"})
    assert AuditEntry.objects.get(action="unit.added").on_behalf_of is None


def test_altered_name_of_the_absent_breaks_the_chain(ward: Ward, client_of: SignIn, today: datetime.date) -> None:
    lend(ward, Role.objects.get(person=ward.clerk), ward.officer, today)
    client_of(ward.officer).post(reverse("unit-add"), {"parent": ward.body.pk, "name": "Đơn vị mới"})
    AuditEntry.objects.filter(action="unit.added").update(on_behalf_of=None)
    assert audit.verify()[1] is not None


def test_deputies_that_are_refused(ward: Ward, today: datetime.date) -> None:
    clerk, head = Role.objects.get(person=ward.clerk), Role.objects.get(person=ward.head)
    lent = lend(ward, clerk, ward.officer, today)
    with pytest.raises(ValidationError, match="đã có người thay"):
        lend(ward, clerk, ward.viewer, today)
    with pytest.raises(ValidationError, match="đang thay một người khác"):
        lend(ward, head, ward.officer, today)
    with pytest.raises(ValidationError, match="không cử người khác thay tiếp"):
        lend(ward, lent, ward.viewer, today)
    with pytest.raises(ValidationError, match="Không ai tự giao"):
        role_actions.name_deputy(by=ward.clerk, role=head, deputy=ward.clerk, since=today, last_on=today)
    with pytest.raises(ValidationError, match="phải là người khác"):
        lend(ward, head, ward.head, today)


@pytest.mark.parametrize(
    ("who", "role_of", "status"),
    [
        ("head", "head", 302),
        ("clerk", "head", 302),
        ("administrator", "clerk", 302),
        ("clerk", "administrator", 403),
        ("officer", "head", 404),
        ("viewer", "head", 404),
    ],
)
def test_who_names_a_deputy(
    ward: Ward, client_of: SignIn, today: datetime.date, who: str, role_of: str, status: int
) -> None:
    role = Role.objects.get(person=getattr(ward, role_of))
    other = person_with("officer", ward.office, "nguoi-thay")
    sent = {"deputy": other.pk, "since": today, "last_on": today + DAY}
    answer = client_of(getattr(ward, who)).post(reverse("deputy-name", args=[role.pk]), sent)
    assert answer.status_code == status
    assert Role.objects.filter(stands_in_for=role).exists() == (status == 302)


def test_who_leaves_keeps_the_name_and_loses_access_that_minute(
    ward: Ward, client_of: SignIn, today: datetime.date
) -> None:
    client_of(ward.clerk).post(reverse("unit-add"), {"parent": ward.body.pk, "name": "Đơn vị mới"})
    lent = lend(ward, Role.objects.get(person=ward.clerk), ward.officer, today)
    secret = calendar_actions.make_feed(by=ward.clerk)[1]
    open_session = client_of(ward.clerk)
    assert open_session.get(reverse("unit-list")).status_code == 200
    client_of(ward.administrator).post(reverse("person-leave", args=[ward.clerk.pk]))
    assert open_session.get(reverse("unit-list")).status_code == 302
    assert Client().get(reverse("calendar-feed", args=[secret])).status_code == 404
    assert not standing_of(ward.officer, on=today).is_clerk
    assert Role.objects.get(pk=lent.pk).until == today
    assert AuditEntry.objects.get(action="unit.added").by == ward.clerk
    assert audit.verify()[1] is None


def test_who_works_in_another_body_too_keeps_that(ward: Ward, stranger: Person, today: datetime.date) -> None:
    role_actions.give_role(by=ward.administrator, person=stranger, unit=ward.office, kind="officer", since=today)
    account_actions.let_go(by=ward.administrator, person=stranger, body=ward.body, today=today)
    kept = Person.objects.get(pk=stranger.pk)
    assert kept.is_active
    assert standing_of(kept, on=today).is_clerk
    assert ward.body.pk not in standing_of(kept, on=today).body_ids


def test_account_of_another_body_cannot_be_taken_over(
    ward: Ward, client_of: SignIn, stranger: Person, today: datetime.date
) -> None:
    role_actions.give_role(by=ward.administrator, person=stranger, unit=ward.office, kind="officer", since=today)
    client = client_of(ward.administrator)
    assert client.get(reverse("person", args=[stranger.pk])).status_code == 200
    assert client.post(reverse("person-open", args=[stranger.pk])).status_code == 403
    assert client.post(reverse("person-open", args=[ward.administrator.pk])).status_code == 403
    assert client.post(reverse("person-open", args=[ward.clerk.pk])).status_code == 200
