"""What other software reads beside the lists: figures, iCalendar, reminders, finding; in the unit of its token."""

from __future__ import annotations

import datetime

import pytest
from django.test import Client
from icalendar import Calendar
from pytest_django.fixtures import Settings

from lotrinh.checks.rules_version import rules_version
from lotrinh.web import clock
from lotrinh.web.api.token_actions import make_token
from lotrinh.web.finding.following import follow
from lotrinh.web.organisation.models import Person, Unit
from lotrinh.web.programmes.calendar.actions import make_feed
from lotrinh.web.programmes.models import Assignment, CalendarFeed, Programme
from lotrinh.web.registry.models import Judging, Reading
from lotrinh.web.reminding.models import Reminder
from lotrinh.web.reminding.noting import note_due
from tests.web.builders import TEXT, do_jobs, read_plan
from tests.web.conftest import Call, Ward


def test_figures_are_those_of_the_work_that_is_shown(ward: Ward, call: Call, programme: Programme) -> None:
    told = call(ward.clerk, "get", "figures").json()
    assert [row["of"]["name"] for row in told["items"]] == ["Trung tâm Văn hóa"]
    assert told["items"][0]["total"] == sum(told["total"].values()) == Assignment.objects.count()
    by_programme = call(ward.clerk, "get", "figures?by=programme&is_late=true").json()
    assert sum(by_programme["total"].values()) == Assignment.objects.open_late(on=clock.today()).count()
    assert call(ward.clerk, "get", f"figures?unit={ward.office.pk}").json()["items"] == []
    assert call(ward.clerk, "get", "figures?by=mood").status_code == 422


def test_the_calendar_comes_as_icalendar(ward: Ward, call: Call, work: Assignment) -> None:
    answer = call(ward.officer, "get", "calendar.ics")
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    keys = {str(one["uid"]).partition("@")[0] for one in Calendar.from_ical(answer.content).walk("VEVENT")}
    assert f"assignment-{work.pk}" in keys
    own = call(ward.clerk, "get", f"calendar.ics?unit={ward.culture.pk}").content
    assert b"assignment-" in own
    assert b"assignment-" not in call(ward.clerk, "get", f"calendar.ics?unit={ward.office.pk}").content
    assert call(ward.officer, "get", f"calendar.ics?unit={ward.office.pk}").status_code == 404
    assert call(ward.clerk, "get", f"calendar.ics?programme={work.duty.programme_id}").status_code == 200
    assert call(ward.clerk, "get", "calendar.ics?programme=999999").json()["type"] == "urn:lotrinh:not-found"


def test_an_address_of_a_calendar_is_withdrawn_by_its_maker(ward: Ward, call: Call, programme: Programme) -> None:
    feed, secret = make_feed(by=ward.officer)
    listed = call(ward.officer, "get", "feeds").json()["items"]
    assert [row["id"] for row in listed] == [feed.pk]
    assert secret not in str(listed)
    assert call(ward.clerk, "get", "feeds").json()["items"] == []
    assert call(ward.clerk, "delete", f"feeds/{feed.pk}").status_code == 404
    assert call(ward.officer, "delete", f"feeds/{feed.pk}").status_code == 204
    assert CalendarFeed.objects.get().withdrawn_at


def test_an_address_of_all_is_out_of_reach_of_a_token_of_less(ward: Ward, settings: Settings) -> None:
    make_feed(by=ward.clerk)
    make_feed(by=ward.clerk, unit=ward.culture)
    secret = make_token(by=ward.clerk, unit=ward.culture, name="x", rights=["read"], days=1)[1]
    listed = Client().get("/api/v1/feeds", headers={"Authorization": f"Bearer {secret}"}).json()["items"]
    assert [row["unit"] and row["unit"]["name"] for row in listed] == ["Trung tâm Văn hóa"]


def test_reminders_are_the_persons_own(ward: Ward, call: Call, work: Assignment) -> None:
    work.due_on = clock.today() - datetime.timedelta(days=1)
    work.save()
    note_due(now=clock.now())
    told = call(ward.officer, "get", "reminders").json()["items"]
    assert work.pk in [row["assignment"] for row in told]
    assert call(ward.clerk, "get", "reminders").json()["items"] == []
    ids = {"ids": [row["id"] for row in told]}
    assert call(ward.clerk, "post", "reminders/read", ids).json() == {"read": 0}
    assert call(ward.officer, "post", "reminders/read", ids).json() == {"read": len(told)}
    assert not Reminder.objects.filter(read_at=None).exists()
    assert call(ward.officer, "post", "reminders/read", {"ids": []}).status_code == 422


@pytest.fixture
def index(ward: Ward, work: Assignment) -> None:
    follow()


def test_finding_is_that_of_the_page(ward: Ward, call: Call, work: Assignment, index: None) -> None:
    found = call(ward.clerk, "get", "search?q=cong vien").json()["items"]
    assert ("assignment", work.pk) in {(row["kind"], row["id"]) for row in found}
    only = call(ward.clerk, "get", "search?q=cong vien&kind=duty").json()["items"]
    assert {row["kind"] for row in only} == {"duty"}
    assert {row["programme"] for row in only} == {work.duty.programme_id}
    assert call(ward.clerk, "get", "search?q=").json()["items"] == []
    assert call(ward.clerk, "get", "search").status_code == 422
    assert call(ward.clerk, "get", "search?q=x&kind=mood").status_code == 422


def test_a_token_finds_in_its_unit_alone(
    ward: Ward, call: Call, work: Assignment, index: None, stranger: Person
) -> None:
    Assignment.objects.filter(pk=work.pk).update(acceptor=ward.clerk)

    def found(person: Person, unit: Unit, words: str) -> set[tuple[str, int]]:
        secret = make_token(by=person, unit=unit, name="x", rights=["read"], days=1)[1]
        headers = {"Authorization": f"Bearer {secret}"}
        rows = Client().get(f"/api/v1/search?q={words}", headers=headers).json()["items"]
        return {(row["kind"], row["id"]) for row in rows}

    assert ("assignment", work.pk) in found(ward.clerk, ward.culture, "cong vien")
    assert found(ward.clerk, ward.office, "cong vien") == set()  # though the clerk was named to accept it
    assert found(ward.clerk, ward.office, "trung tam van hoa") == set()
    assert found(stranger, stranger.roles.all()[0].unit, "cong vien") == set()


def test_the_matrix_is_narrowed_by_the_other_axes(ward: Ward, call: Call, programme: Programme) -> None:
    path = f"programmes/{programme.pk}/matrix?rows=unit&columns=channel"
    stages = call(ward.clerk, "get", f"programmes/{programme.pk}/stages").json()["items"]
    by_stage = [call(ward.clerk, "get", f"{path}&stage={stage['id']}").json()["total"]["planned"] for stage in stages]
    under_none = call(ward.clerk, "get", f"{path}&stage=none").json()["total"]["planned"]
    whole = call(ward.clerk, "get", path).json()["total"]["planned"]
    assert sum(by_stage) + under_none == whole
    assert 0 < max(by_stage) < whole
    assert call(ward.clerk, "get", f"{path}&stage=none&theme=none").status_code == 200
    other = f"programmes/{programme.pk}/matrix?rows=stage&columns=channel&unit="
    assert call(ward.clerk, "get", f"{other}{ward.culture.pk}").json()["total"]["planned"] == whole
    assert call(ward.clerk, "get", f"{other}{ward.office.pk}").json()["total"]["planned"] == 0


WRONG_PLACES = ["unit=1", "unit=none", "stage=999999", "theme=999999", "stage=all", f"theme={10**18}"]


@pytest.mark.parametrize("query", WRONG_PLACES)
def test_a_place_that_is_none_does_not_show_everything(
    ward: Ward, call: Call, programme: Programme, query: str
) -> None:
    answer = call(ward.clerk, "get", f"programmes/{programme.pk}/matrix?rows=unit&columns=channel&{query}")
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["field"].startswith(("query", query.partition("=")[0]))


def test_what_may_be_named_can_be_listed(ward: Ward, call: Call, work: Assignment) -> None:
    path = f"programmes/{work.duty.programme_id}"
    for name in ("themes", "channels"):
        rows = call(ward.officer, "get", f"{path}/{name}").json()["items"]
        assert [row["id"] for row in rows] == [row.pk for row in getattr(work.duty.programme, name).all()]
    people = {row["id"] for row in call(ward.clerk, "get", f"assignments/{work.pk}/acceptors").json()["items"]}
    assert people == {ward.clerk.pk, ward.head.pk}


def test_findings_are_those_of_the_page_and_are_found_again(ward: Ward, call: Call) -> None:
    document = read_plan(ward.clerk, ward.body, TEXT.replace("Số: 12/KH-UBND", "Số: 5/KH-UBND"))
    address = f"documents/{document.pk}/findings"
    told = call(ward.clerk, "get", address).json()
    assert "LT-N01" in [row["code"] for row in told["findings"]]
    assert (told["rules"], told["is_old"], told["again"]) == (rules_version(), False, None)
    Reading.objects.update(findings=None, rules="", judged_at=None)
    told = call(ward.clerk, "get", address).json()
    assert (told["findings"], told["rules"], told["judged_at"]) == (None, None, None)
    assert call(ward.clerk, "post", address).json()["again"] == "queued"
    assert call(ward.clerk, "post", address).json()["again"] == "queued"  # the same, not another
    assert Judging.objects.get().attempt == 1
    do_jobs()
    told = call(ward.clerk, "get", address).json()
    assert (told["again"], "LT-N01" in [row["code"] for row in told["findings"]]) == ("done", True)
