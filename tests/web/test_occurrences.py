"""A duty that recurs: each day of it is work of its own, made once, and never dropped with work in it."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Callable

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from lotrinh.plans.occurrences import parse_rule
from lotrinh.web import clock
from lotrinh.web.organisation.access import standing_of
from lotrinh.web.organisation.actions import ChangedMeanwhile
from lotrinh.web.organisation.models import AuditEntry, Person
from lotrinh.web.programmes import actions
from lotrinh.web.programmes.access import assignments_for
from lotrinh.web.programmes.activities import actions as activity_actions
from lotrinh.web.programmes.bulk_actions import Change, Pick, change_many
from lotrinh.web.programmes.calendar.screen import due_in
from lotrinh.web.programmes.matrix.counting import count_grid
from lotrinh.web.programmes.mergers.merging import merge_units
from lotrinh.web.programmes.models import Assignment, Duty, Programme
from lotrinh.web.programmes.moves import NotAsShown
from lotrinh.web.programmes.occurrences.actions import Layout, lay_out, preview_layout
from lotrinh.web.programmes.states import actions as state_actions
from lotrinh.web.workdays.calendars import day_off_words
from tests.web.builders import TEXT, confirmed
from tests.web.conftest import Ward, person_with

SignIn = Callable[[Person], Client]
Day = datetime.date
TODAY = Day(2026, 2, 1)
MONTHLY = TEXT.replace(
    "- Chăm sóc cây trước cửa nhà; nắm tình hình tư tưởng của Nhân dân.",
    "- Báo cáo việc chăm sóc cây hằng tháng, trước ngày 20.",
)
DATED = MONTHLY.replace("2. Sau Ngày hội Trồng cây", "2. Từ tháng 4 đến hết tháng 5/2026")


@pytest.fixture(autouse=True)
def fixed_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "today", lambda: TODAY)


@pytest.fixture
def programme(ward: Ward) -> Programme:
    made = actions.start_programme(by=ward.clerk, document=confirmed(ward.clerk, ward.body, MONTHLY))
    actions.link_phrase(by=ward.clerk, programme=made, phrase="Các tổ dân phố", units=ward.groups)
    return made


def recurring(programme: Programme) -> Duty:
    return programme.duties.get(recurrence__startswith="FREQ=MONTHLY")


def laid_out(ward: Ward, duty: Duty, first: str = "2026-02-19", until: str = "2026-05-31") -> Layout:
    duty.refresh_from_db()
    rule = parse_rule(duty.recurrence)
    assert rule is not None
    days = {"first": Day.fromisoformat(first), "until": Day.fromisoformat(until)}
    mark = preview_layout(duty, rule=rule, **days).mark
    return lay_out(by=ward.clerk, duty=duty, version=duty.version, rule=rule, seen=mark, **days)


def days_of(duty: Duty, unit_pk: int) -> list[str]:
    rows = Assignment.objects.filter(duty=duty, unit=unit_pk).order_by("occurrence_on")
    return [str(row.occurrence_on) for row in rows]


def tell(ward: Ward, assignment: Assignment, progress: str = "submitted") -> None:
    activity_actions.report_activity(
        by=ward.officer, assignment=assignment, progress=progress, on=TODAY, note="", files=[], token=uuid.uuid4()
    )


FOUR = ["2026-02-19", "2026-03-19", "2026-04-19", "2026-05-19"]


def test_without_a_known_end_nothing_is_made_up(ward: Ward, programme: Programme, client_of: SignIn) -> None:
    duty = recurring(programme)
    assert days_of(duty, ward.groups[0].pk) == ["None"]
    page = client_of(ward.clerk).get(reverse("programme", args=[programme.pk])).content.decode()
    assert "Việc lặp lại chưa xếp kỳ" in page


def test_a_plan_that_says_its_end_is_laid_out_at_the_start(ward: Ward) -> None:
    made = actions.start_programme(by=ward.clerk, document=confirmed(ward.clerk, ward.body, DATED))
    actions.link_phrase(by=ward.clerk, programme=made, phrase="Các tổ dân phố", units=ward.groups)
    assert days_of(recurring(made), ward.groups[0].pk) == FOUR


def test_each_unit_gets_each_day_once(ward: Ward, programme: Programme) -> None:
    duty = recurring(programme)
    first = laid_out(ward, duty)
    assert (len(first.turned), len(first.added), first.dropped) == (3, 9, [])
    assert [days_of(duty, unit.pk) for unit in ward.groups] == [FOUR] * 3
    before = set(Assignment.objects.values_list("pk", flat=True))
    again = laid_out(ward, duty)
    assert (again.turned, again.added, again.dropped) == ([], [], [])
    assert set(Assignment.objects.values_list("pk", flat=True)) == before


def test_an_end_that_moves_drops_only_what_nobody_worked_on(ward: Ward, programme: Programme) -> None:
    duty = recurring(programme)
    laid_out(ward, duty)
    worked = Assignment.objects.get(duty=duty, unit=ward.groups[0], occurrence_on=Day(2026, 5, 19))
    tell(ward, worked)
    shorter = laid_out(ward, duty, until="2026-03-31")
    assert [row.pk for row in shorter.left] == [worked.pk]
    assert days_of(duty, ward.groups[0].pk) == ["2026-02-19", "2026-03-19", "2026-05-19"]
    assert days_of(duty, ward.groups[1].pk) == FOUR[:2]
    longer = laid_out(ward, duty, until="2026-05-31")
    assert len(longer.added) == 5
    assert days_of(duty, ward.groups[0].pk) == FOUR


def test_what_a_clerk_took_back_stays_taken_back(ward: Ward, programme: Programme) -> None:
    duty = recurring(programme)
    laid_out(ward, duty)
    gone = Assignment.objects.get(duty=duty, unit=ward.groups[0], occurrence_on=Day(2026, 3, 19))
    actions.remove_assignment(by=ward.clerk, assignment=gone, version=gone.version)
    assert laid_out(ward, duty).added == []
    laid_out(ward, duty, until="2026-06-30")
    assert days_of(duty, ward.groups[0].pk) == ["2026-02-19", "2026-04-19", "2026-05-19", "2026-06-19"]


def test_work_begun_before_keeps_its_history_in_its_occurrence(ward: Ward, programme: Programme) -> None:
    duty = recurring(programme)
    begun = Assignment.objects.get(duty=duty, unit=ward.groups[0])
    tell(ward, begun, "in_progress")
    laid_out(ward, duty, first="2026-01-19")
    begun.refresh_from_db()
    assert begun.occurrence_on == Day(2026, 2, 19)
    assert begun.activities.count() == 1
    assert days_of(duty, ward.groups[0].pk) == ["2026-01-19", *FOUR]


def test_each_occurrence_has_its_own_state_lateness_and_figures(ward: Ward, programme: Programme) -> None:
    duty = recurring(programme)
    laid_out(ward, duty, first="2026-01-19", until="2026-04-30")
    mine = Assignment.objects.filter(duty=duty, unit=ward.groups[0])
    tell(ward, mine.get(occurrence_on=Day(2026, 2, 19)))
    sent = mine.get(occurrence_on=Day(2026, 2, 19))
    state_actions.accept_assignment(by=ward.clerk, assignment=sent, version=sent.version)
    assert mine.four_figures(on=TODAY) == {"done_in_time": 1, "done_late": 0, "open_in_time": 2, "open_late": 1}
    standing = standing_of(ward.clerk, on=TODAY)
    grid = count_grid(assignments_for(standing).filter(duty=duty), [], rows="unit", columns="stage", on=TODAY)
    cell = grid.rows[ward.groups[0].pk]
    assert (cell.planned, cell.done, cell.late) == (4, 1, 1)
    spread = mine.spread_by_duty(on=TODAY)[0]
    assert (spread["units"], spread["total"]) == (1, 4)
    march = list(due_in(standing, Day(2026, 3, 1), Day(2026, 3, 31)))
    assert [(entry.on, entry.note) for entry in march if entry.on.day == 19] == [
        (Day(2026, 3, 19), "3 đơn vị, 0 đã xong")
    ]


def test_an_officer_sees_the_next_time_and_how_many_follow(ward: Ward, programme: Programme, client_of: SignIn) -> None:
    laid_out(ward, recurring(programme), first="2026-01-19")
    officer = person_with("officer", ward.groups[0], "to-truong")
    page = client_of(officer).get(reverse("my-work")).content.decode()
    assert "kỳ 19/1/2026" in page  # late: shown by itself
    assert "kỳ 19/2/2026" in page
    assert "và 3 kỳ sau" in page
    assert "kỳ 19/3/2026" not in page


def test_a_unit_that_comes_later_owes_only_what_is_to_come(ward: Ward, programme: Programme) -> None:
    duty = recurring(programme)
    laid_out(ward, duty, first="2026-01-19")
    actions.assign(by=ward.clerk, duty=duty, unit=ward.office, part="support")
    assert days_of(duty, ward.office.pk) == FOUR
    assert laid_out(ward, duty, first="2026-01-19").added == []


def test_bulk_lead_of_one_occurrence_leaves_the_others(ward: Ward, programme: Programme) -> None:
    duty = recurring(programme)
    laid_out(ward, duty)
    one = Assignment.objects.get(duty=duty, unit=ward.groups[0], occurrence_on=Day(2026, 3, 19))
    change = Change("lead", unit=ward.office)
    lines = change_many(by=ward.clerk, programme=programme, picks=[Pick(one, one.version)], change=change)
    assert [line.problem for line in lines] == [""]
    assert days_of(duty, ward.office.pk) == ["2026-03-19"]
    one.refresh_from_db()
    assert one.part == "support"
    others = Assignment.objects.filter(duty=duty, unit=ward.groups[0]).exclude(pk=one.pk)
    assert set(others.values_list("part", flat=True)) == {"lead"}


def test_bulk_deadline_and_undo_touch_one_occurrence(ward: Ward, programme: Programme) -> None:
    duty = recurring(programme)
    laid_out(ward, duty)
    one, other = Assignment.objects.filter(duty=duty, unit=ward.groups[0]).order_by("occurrence_on")[:2]
    change = Change("deadline", deadline=Day(2026, 2, 25))
    change_many(by=ward.clerk, programme=programme, picks=[Pick(one, one.version)], change=change)
    one.refresh_from_db()
    assert (one.due_on, one.occurrence_on) == (Day(2026, 2, 25), Day(2026, 2, 19))
    held = state_actions.hold_assignment(by=ward.clerk, assignment=one, version=one.version, reason="Chờ giống")
    back = state_actions.undo_last(by=ward.clerk, assignment=held, version=held.version)
    assert back.progress == "not_started"
    other.refresh_from_db()
    assert (other.due_on, other.progress) == (Day(2026, 3, 19), "not_started")


def test_units_that_merge_bring_every_time_with_them(ward: Ward, programme: Programme) -> None:
    duty = recurring(programme)
    laid_out(ward, duty)
    first, second, third = ward.groups
    merge_units(by=ward.clerk, body=ward.body, units=[second], into=first, name="", on=TODAY, decision="12/QĐ-UBND")
    assert days_of(duty, first.pk) == sorted(FOUR * 2)
    assert laid_out(ward, duty).added == []
    longer = laid_out(ward, duty, until="2026-06-30")
    assert [(like.unit, day.isoformat()) for like, day in longer.added] == [
        (first, "2026-06-19"),
        (third, "2026-06-19"),
    ]


def test_the_database_holds_one_row_for_a_unit_and_a_day(ward: Ward, programme: Programme) -> None:
    duty = recurring(programme)
    laid_out(ward, duty)
    with pytest.raises(IntegrityError), transaction.atomic():
        Assignment.objects.create(duty=duty, unit=ward.groups[0], part="lead", occurrence_on=Day(2026, 3, 19))


@pytest.mark.parametrize(
    ("first", "until"), [("2026-03-01", "2026-02-01"), ("2026-01-19", "2056-01-19")], ids=["backwards", "too many"]
)
def test_days_that_cannot_be_are_refused(ward: Ward, programme: Programme, first: str, until: str) -> None:
    with pytest.raises(ValidationError):
        laid_out(ward, recurring(programme), first=first, until=until)
    assert Assignment.objects.exclude(occurrence_on=None).count() == 0


def test_what_was_not_shown_and_old_pages_are_refused(ward: Ward, programme: Programme) -> None:
    duty = recurring(programme)
    rule = parse_rule(duty.recurrence)
    assert rule is not None
    days = {"first": Day(2026, 2, 19), "until": Day(2026, 5, 31)}
    with pytest.raises(NotAsShown):
        lay_out(by=ward.clerk, duty=duty, version=duty.version, rule=rule, seen="something else", **days)
    mark = preview_layout(duty, rule=rule, **days).mark
    with pytest.raises(ChangedMeanwhile):
        lay_out(by=ward.clerk, duty=duty, version=duty.version + 1, rule=rule, seen=mark, **days)
    assert Assignment.objects.exclude(occurrence_on=None).count() == 0


def test_the_page_shows_and_then_makes(ward: Ward, programme: Programme, client_of: SignIn) -> None:
    duty, client = recurring(programme), client_of(ward.clerk)
    address = reverse("duty-recur", args=[duty.pk])
    assert 'value="2026-02-19"' in client.get(address).content.decode()
    said = {"often": "FREQ=MONTHLY", "first": "2026-02-19", "version": duty.version}
    assert "không ai biết thì chưa xếp kỳ" in client.post(address, said | {"step": "preview"}).content.decode()
    said["until"] = "2026-05-31"
    shown = client.post(address, said | {"step": "preview"})
    html = shown.content.decode()
    assert "Thêm 9 việc, 3 việc đang có thành việc của một kỳ" in html
    assert "19/04/2026 là ngày nghỉ (Chủ nhật)" in html
    assert Assignment.objects.exclude(occurrence_on=None).count() == 0
    assert client.post(address, said | {"step": "save", "seen": "other"}).status_code == 409
    saved = client.post(address, said | {"step": "save", "seen": shown.context["layout"]["mark"]})
    assert saved.status_code == 302
    assert days_of(duty, ward.groups[2].pk) == FOUR
    entry = AuditEntry.objects.get(action="duty.laid_out")
    assert entry.after is not None
    assert entry.after["until"] == "2026-05-31"
    one = Assignment.objects.filter(duty=duty, unit=ward.groups[0])[0]
    assert "Các kỳ của việc này" in client.get(reverse("assignment", args=[one.pk])).content.decode()


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (Day(2026, 4, 17), ""),
        (Day(2026, 4, 18), "thứ Bảy"),
        (Day(2026, 9, 2), "03/09/2026"),
        (None, ""),
    ],
)
def test_a_day_off_is_told_and_not_moved(ward: Ward, day: Day | None, said: str) -> None:
    told = day_off_words(day, ward.body)
    assert (said in told) if said else told == ""
