"""Days off of a body: who may write them, what moves with them, and what never moves by itself."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from lotrinh.web.organisation.models import AuditEntry, Person
from lotrinh.web.programmes import actions
from lotrinh.web.programmes.models import Assignment, Programme, Stage
from lotrinh.web.workdays.calendars import day_off_words, names_for, working_days_of
from lotrinh.web.workdays.models import DayRule
from tests.web.builders import confirmed
from tests.web.conftest import Ward

SignIn = Callable[[Person], Client]
ISSUED = {"kind": "issue", "span": [0, 1]}  # 05/01/2026, a Monday
FIVE = {"kind": "offset", "days": 5, "working": True, "from": ISSUED, "span": [0, 1]}
BEFORE, AFTER = datetime.date(2026, 1, 10), datetime.date(2026, 1, 12)  # the 10th is a Saturday that the state works
OFF = datetime.date(2026, 1, 8)
PLANTED = "Trồng cây tại công viên"


@pytest.fixture
def programme(ward: Ward) -> Programme:
    """A programme with a stage and a deadline five working days after the plan was issued."""
    made = actions.start_programme(by=ward.clerk, document=confirmed(ward.clerk, ward.body))
    Assignment.objects.filter(duty__text__startswith=PLANTED).update(deadline=FIVE, due_on=BEFORE)
    Stage.objects.filter(pk=made.stages.all()[0].pk).update(end=FIVE, end_on=BEFORE)
    return made


def planted() -> Assignment:
    return Assignment.objects.get(duty__text__startswith=PLANTED)


def form(**changes: Any) -> dict[str, Any]:
    return {
        "name": "Ngày hội phường", "off_from": OFF, "off_until": "", "worked_on": "", "decided_by": "TB 1/TB-UBND",
        "decided_on": "2026-01-05", "version": 0, "step": "preview",
    } | changes  # fmt: skip


def save(client: Client, address: str, **changes: Any) -> Any:
    """Look at what moves, then save what was shown."""
    shown = client.post(address, form(**changes))
    assert shown.status_code == 200, shown.content.decode()
    step = "save-remove" if "remove" in changes.get("step", "") else "save"
    return client.post(address, form(**changes | {"step": step, "seen": shown.context["seen"]}))


def rule(ward: Ward, **changes: Any) -> DayRule:
    values = {"name": "Ngày hội", "off_from": OFF, "off_until": OFF, "decided_by": "1/TB", "decided_on": OFF}
    return DayRule.objects.create(body=ward.body, **values | changes)


def test_row_is_shown_before_it_moves_anything(ward: Ward, programme: Programme, client_of: SignIn) -> None:
    client, address = client_of(ward.clerk), reverse("workday-add")
    shown = client.post(address, form()).content.decode()
    assert "2 mốc dời" in shown
    assert (planted().due_on, DayRule.objects.count()) == (BEFORE, 0)
    assert save(client, address).status_code == 302
    assert planted().due_on == AFTER
    assert Stage.objects.get(end_on=AFTER).programme == programme
    made = DayRule.objects.get()
    assert (made.off_from, made.off_until, made.version) == (OFF, OFF, 1)
    entry = AuditEntry.objects.get(action="day_rule.set")
    assert entry.after is not None
    assert len(entry.after["moved"]) == 2


def test_row_is_changed_and_taken_off_again(ward: Ward, programme: Programme, client_of: SignIn) -> None:
    client = client_of(ward.clerk)
    save(client, reverse("workday-add"))
    address = reverse("workday-change", args=[DayRule.objects.get().pk])
    assert save(client, address, off_from="2026-01-09", version=1, name="Ngày khác").status_code == 302
    assert (planted().due_on, DayRule.objects.get().name) == (AFTER, "Ngày khác")
    assert save(client, address, version=2, step="remove").status_code == 302
    assert (planted().due_on, DayRule.objects.count()) == (BEFORE, 0)
    assert AuditEntry.objects.filter(action="day_rule.removed").count() == 1


def test_nothing_is_saved_that_was_not_shown(ward: Ward, programme: Programme, client_of: SignIn) -> None:
    client = client_of(ward.clerk)
    assert client.post(reverse("workday-add"), form(step="save")).status_code == 409
    rule(ward, off_from="2026-01-07", off_until="2026-01-07")
    address = reverse("workday-change", args=[DayRule.objects.get().pk])
    assert save(client, address, version=1).status_code == 302
    assert client.post(address, form(version=1, step="save")).status_code == 422  # another one was first


def test_what_names_its_day_stays(ward: Ward, programme: Programme, client_of: SignIn) -> None:
    day = {"kind": "date", "date": OFF.isoformat(), "relation": "by", "span": [0, 1]}
    Assignment.objects.filter(pk=planted().pk).update(deadline=day, due_on=OFF)
    Stage.objects.update(end=None, end_on=None)
    assert "Không mốc nào dời" in client_of(ward.clerk).post(reverse("workday-add"), form()).content.decode()
    save(client_of(ward.clerk), reverse("workday-add"))
    assert planted().due_on == OFF
    html = client_of(ward.officer).get(reverse("assignment", args=[planted().pk])).content.decode()
    assert "là ngày nghỉ (Ngày hội phường)" in html
    assert "Điều 148, khoản 5" in html
    assert "09/01/2026" in html


def test_lists_say_days_off_of_the_body_and_not_days_that_it_works(
    ward: Ward, programme: Programme, client_of: SignIn
) -> None:
    worked = datetime.date(2026, 1, 11)  # a Sunday
    rule(ward, off_from=OFF.isoformat(), off_until=OFF.isoformat(), worked_on=worked.isoformat())
    Assignment.objects.filter(unit=ward.culture).update(due_on=OFF)
    mine, all_of_it = reverse("my-work"), reverse("programme", args=[programme.pk])
    officer, clerk = client_of(ward.officer), client_of(ward.clerk)
    assert "là ngày nghỉ (Ngày hội" in officer.get(mine).content.decode()
    assert "là ngày nghỉ (Ngày hội" in clerk.get(all_of_it).content.decode()
    Assignment.objects.update(due_on=worked)
    assert "là ngày nghỉ" not in officer.get(mine).content.decode()
    assert "là ngày nghỉ" not in clerk.get(all_of_it).content.decode()


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (datetime.date(2026, 1, 6), None),
        (datetime.date(2026, 1, 10), None),  # worked instead of the 2nd
        (datetime.date(2026, 1, 11), "Chủ nhật"),
        (datetime.date(2026, 9, 2), "Quốc khánh"),
        (None, None),
    ],
)
def test_rule_that_applies_is_said_of_days_off_only(ward: Ward, day: datetime.date | None, said: str | None) -> None:
    words = day_off_words(day, ward.body)
    assert (said is None) == (words == "")
    assert (said or "").lower() in words.lower()


def test_rows_of_a_body_stand_over_the_law_for_that_body_alone(ward: Ward, stranger: Person) -> None:
    sunday, holiday = datetime.date(2026, 8, 30), datetime.date(2026, 9, 2)
    rule(ward, off_from=None, off_until=None, worked_on=sunday)
    rule(ward, off_from="2026-09-03", off_until="2026-09-04", worked_on=holiday)
    own, other = working_days_of(ward.body), working_days_of(stranger.roles.all()[0].unit)
    assert [own.includes(day) for day in (sunday, holiday, datetime.date(2026, 9, 4))] == [True, True, False]
    assert [other.includes(day) for day in (sunday, holiday, datetime.date(2026, 9, 4))] == [False, False, True]
    names = names_for([ward.body.pk], sunday, datetime.date(2026, 9, 4))
    assert names[sunday] == "Làm bù: Ngày hội"


def test_body_row_is_named_in_the_calendar(ward: Ward, programme: Programme, client_of: SignIn) -> None:
    rule(ward)
    html = client_of(ward.officer).get(reverse("calendar"), {"thang": "2026-01"}).content.decode()
    assert "Ngày hội" in html.split('datetime="2026-01-08"', maxsplit=1)[1].split("</td>", maxsplit=1)[0]


def test_rows_are_seen_by_their_body_and_written_by_its_clerk(
    ward: Ward, programme: Programme, stranger: Person, client_of: SignIn
) -> None:
    held = rule(ward)
    for person, sees, status in (
        (ward.clerk, True, 200), (ward.head, True, 403), (ward.officer, True, 403), (stranger, False, 404),
    ):  # fmt: skip
        client = client_of(person)
        assert ("Ngày hội" in client.get(reverse("workday-list"), {"nam": "2026"}).content.decode()) is sees
        assert client.get(reverse("workday-change", args=[held.pk])).status_code == status
    assert "Ngày hội" not in client_of(ward.clerk).get(reverse("workday-list"), {"nam": "2027"}).content.decode()


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"off_from": ""}, "Hãy ghi ngày nghỉ hoặc ngày làm bù"),
        ({"off_until": "2026-01-07"}, "Ngày cuối phải sau ngày đầu"),
        ({"off_until": "2026-03-07"}, "không quá 31 ngày"),
        ({"off_from": "", "off_until": "2026-01-07", "worked_on": "2026-01-11"}, "cần có ngày đầu"),
        ({"off_from": "1999-01-01"}, "Năm phải từ 2021"),
        ({"decided_by": ""}, "bắt buộc"),
    ],
)
def test_each_mistake_is_said(ward: Ward, client_of: SignIn, changes: dict[str, str], said: str) -> None:
    answer = client_of(ward.clerk).post(reverse("workday-add"), form(**changes))
    assert answer.status_code == 422
    html = answer.content.decode()
    assert said in html
    assert "Ngày hội phường" in html


def test_a_row_without_a_day_or_a_document_is_no_row(ward: Ward) -> None:
    for changes in ({"off_from": None, "off_until": None}, {"off_until": OFF.replace(day=1)}, {"decided_by": ""}):
        with pytest.raises(IntegrityError), transaction.atomic():
            rule(ward, **changes)
