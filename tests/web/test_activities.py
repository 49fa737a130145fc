"""An activity as something done: told, refused in a sentence, mended, taken back, summed, and counted in the matrix."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Callable

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from lotrinh.web import clock
from lotrinh.web.organisation.actions import ChangedMeanwhile
from lotrinh.web.organisation.models import AuditEntry, Person
from lotrinh.web.programmes import actions
from lotrinh.web.programmes.activities.actions import NOTHING_MORE, Told, report_activity
from lotrinh.web.programmes.activities.changes import change_activity, withdraw_activity
from lotrinh.web.programmes.activities.screen import totals_of
from lotrinh.web.programmes.matrix.activities import add_activities
from lotrinh.web.programmes.matrix.counting import NONE, Grid
from lotrinh.web.programmes.models import Activity, Assignment, Channel, Programme, Theme
from lotrinh.web.programmes.states import actions as state_actions
from tests.web.builders import confirmed
from tests.web.conftest import Ward, person_with

SignIn = Callable[[Person], Client]
TODAY = datetime.date(2026, 4, 10)
DAY = datetime.date(2026, 3, 1)


@pytest.fixture(autouse=True)
def fixed_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "today", lambda: TODAY)


@pytest.fixture
def programme(ward: Ward) -> Programme:
    made = actions.start_programme(by=ward.clerk, document=confirmed(ward.clerk, ward.body))
    Channel.objects.create(programme=made, position=90, kind="meeting")
    Theme.objects.create(programme=made, position=90, title="Phát động")
    return made


@pytest.fixture
def work(ward: Ward, programme: Programme) -> Assignment:
    return Assignment.objects.filter(unit=ward.culture).order_by("duty__position")[0]


def tell(
    ward: Ward, work: Assignment, told: Told = NOTHING_MORE, progress: str = "", on: datetime.date = DAY
) -> Activity:
    return report_activity(
        by=ward.officer, assignment=work, progress=progress, on=on, note="Đã trồng", files=[], token=uuid.uuid4(),
        told=told,
    )  # fmt: skip


def sent(**changes: object) -> dict[str, object]:
    return {"progress": "same", "on": "2026-03-01", "note": "Đã trồng 40 cây", "token": str(uuid.uuid4())} | changes


def test_activity_is_told_without_changing_the_state(
    ward: Ward, work: Assignment, programme: Programme, client_of: SignIn
) -> None:
    channel, theme, stage = (
        programme.channels.get(kind="meeting"),
        programme.themes.get(title="Phát động"),
        programme.stages.all()[1],
    )
    parts = {"channel": channel.pk, "themes": [theme.pk], "stage": stage.pk}
    figures = {"people": 120, "copies": "", "place": "Công viên", "link": "bao.example/a"}
    client = client_of(ward.officer)
    assert client.post(reverse("report", args=[work.pk]), sent(**parts, **figures)).status_code == 302
    told = Activity.objects.get()
    work.refresh_from_db()
    assert (work.progress, told.is_told, told.before) == ("not_started", True, None)
    assert (told.channel, told.stage, list(told.themes.all()), told.place) == (channel, stage, [theme], "Công viên")
    assert (told.people, told.copies, told.minutes) == (120, None, None)
    assert told.evidence.get().link == "https://bao.example/a"
    html = client.get(reverse("assignment", args=[work.pk])).content.decode()
    assert "<strong>120</strong> người dự" in html
    assert "1 hoạt động" in html


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        pytest.param({"on": "2026-04-11"}, "không thể ở tương lai", id="day to come"),
        pytest.param({"on": "2026-01-04"}, "trước ngày ký kế hoạch (05/01/2026)", id="before the plan"),
        pytest.param({"channel": "other"}, "không thuộc chương trình này", id="channel of another programme"),
        pytest.param({"themes": ["other"]}, "không thuộc chương trình này", id="theme of another programme"),
        pytest.param({"stage": "99999"}, "không thuộc chương trình này", id="stage that is none"),
        pytest.param({"document": "other"}, "không phải của cơ quan này", id="document of another body"),
        pytest.param({"link": "javascript:alert(1)"}, "http:// hoặc https://", id="link that runs"),
        pytest.param({"link": "ftp://a.example/x"}, "http:// hoặc https://", id="link of another kind"),
        pytest.param({"people": "-1"}, "0", id="fewer than nobody"),
        pytest.param({"progress": "done"}, "done", id="state that only the office gives"),
        pytest.param({"person": 99999}, "do người khác ghi", id="form of somebody else"),
    ],
)
def test_what_cannot_be_is_a_sentence_and_changes_nothing(
    ward: Ward, work: Assignment, stranger: Person, client_of: SignIn, changes: dict[str, object], said: str
) -> None:
    foreign = actions.start_programme(by=stranger, document=confirmed(stranger, stranger.roles.all()[0].unit))
    others = {
        "channel": Channel.objects.create(programme=foreign, position=1, kind="display").pk,
        "themes": [Theme.objects.create(programme=foreign, position=1, title="Khác").pk],
        "document": foreign.document_id,
    }
    changes = {k: others[k] if v in ("other", ["other"]) else v for k, v in changes.items()}
    answer = client_of(ward.officer).post(reverse("report", args=[work.pk]), sent(**changes))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert said in page
    assert "Đã trồng 40 cây" in page
    assert not Activity.objects.exists()
    work.refresh_from_db()
    assert work.version == 1


def test_action_itself_refuses_what_is_foreign(ward: Ward, work: Assignment, stranger: Person) -> None:
    foreign = actions.start_programme(by=stranger, document=confirmed(stranger, stranger.roles.all()[0].unit))
    channel = Channel.objects.create(programme=foreign, position=1, kind="display")
    for told in (Told(channel=channel), Told(stage=foreign.stages.all()[0]), Told(document=foreign.document)):
        with pytest.raises(ValidationError):
            tell(ward, work, told)
    assert not Activity.objects.exists()


def test_closed_unit_did_nothing(ward: Ward, work: Assignment) -> None:
    work.unit.closed_on = DAY
    work.unit.save()
    with pytest.raises(ValidationError, match="không hoạt động vào ngày này"):
        tell(ward, work)
    assert tell(ward, work, on=DAY - datetime.timedelta(days=1)).is_told


def test_author_mends_what_nobody_accepted(ward: Ward, work: Assignment, client_of: SignIn) -> None:
    told = tell(ward, work, Told(people=12))
    address = reverse("activity-change", args=[told.pk])
    data = {"on": "2026-03-02", "note": "Đã trồng 50 cây", "place": "", "people": "", "items": 2, "version": 1}
    client = client_of(ward.officer)
    assert client.post(address, data).status_code == 302
    told.refresh_from_db()
    assert (told.on.day, told.note, told.people, told.items, told.version) == (2, "Đã trồng 50 cây", None, 2, 2)
    assert AuditEntry.objects.get(action="activity.changed").before["people"] == 12  # type: ignore[index]
    late = client.post(address, data)
    assert late.status_code == 422
    assert "Người khác vừa sửa" in late.content.decode()


def test_others_mend_nothing(ward: Ward, work: Assignment, stranger: Person, client_of: SignIn) -> None:
    told = tell(ward, work)
    colleague = person_with("officer", ward.culture, "dong-nghiep")
    for name in ("activity-change", "activity-withdraw"):
        address = reverse(name, args=[told.pk])
        for person, status in ((colleague, 403), (ward.clerk, 403), (ward.head, 403), (stranger, 404)):
            assert client_of(person).post(address, {"version": 1}).status_code == status
        assert Client().post(address, {"version": 1}).status_code == 302
    told.refresh_from_db()
    assert (told.version, told.withdrawn_at) == (1, None)


def test_what_was_accepted_stands(ward: Ward, work: Assignment, client_of: SignIn) -> None:
    told = tell(ward, work, progress="submitted")
    work.refresh_from_db()
    state_actions.accept_assignment(by=ward.clerk, assignment=work, version=work.version)
    with pytest.raises(ValidationError, match="không sửa được nữa"):
        change_activity(by=ward.officer, activity=told, on=DAY, note="", told=NOTHING_MORE, version=1)
    page = client_of(ward.officer).get(reverse("activity-withdraw", args=[told.pk])).content.decode()
    assert "không sửa được nữa" in page
    assert 'name="reason"' not in page


def test_activity_is_withdrawn_with_a_reason_and_stays_in_sight(
    ward: Ward, work: Assignment, client_of: SignIn
) -> None:
    told = tell(ward, work, Told(people=12))
    client, address = client_of(ward.officer), reverse("activity-withdraw", args=[told.pk])
    assert client.post(address, {"version": 1, "reason": " "}).status_code == 422
    with pytest.raises(ChangedMeanwhile):
        withdraw_activity(by=ward.officer, activity=told, reason="Nhầm", version=3)
    assert client.post(address, {"version": 1, "reason": "Ghi nhầm ngày"}).status_code == 302
    html = client.get(reverse("assignment", args=[work.pk])).content.decode()
    assert "Lý do rút lại: Ghi nhầm ngày" in html
    assert "<strong>12</strong>" not in html
    with pytest.raises(ValidationError):
        withdraw_activity(by=ward.officer, activity=told, reason="Nữa", version=2)


def test_unknown_is_no_zero_in_a_total() -> None:
    found = totals_of([Activity(people=0), Activity(people=5), Activity(copies=None)])
    assert [(row["sum"], row["unknown"]) for row in found] == [(5, 1)]


def grid_of(programme: Programme, rows: str, columns: str, **asked: str) -> Grid:
    grid, own = Grid(), Assignment.objects.filter(duty__programme=programme)
    add_activities(grid, own, list(programme.stages.all()), rows=rows, columns=columns, asked=asked)
    return grid


def test_activities_count_where_they_were_told_to_belong(ward: Ward, work: Assignment, programme: Programme) -> None:
    meeting, theme = programme.channels.get(kind="meeting"), programme.themes.get(title="Phát động")
    first, second = programme.stages.all()
    tell(ward, work, Told(channel=meeting, themes=(theme,)))
    tell(ward, work, Told(stage=second))
    withdraw_activity(by=ward.officer, activity=tell(ward, work, Told(channel=meeting)), reason="Nhầm", version=1)
    by_channel = grid_of(programme, "unit", "channel")
    assert {at: c.activities for at, c in by_channel.cells.items()} == {
        (ward.culture.pk, meeting.pk): 1,
        (ward.culture.pk, NONE): 1,
    }
    assert by_channel.total.activities == 2
    assert {at: c.activities for at, c in grid_of(programme, "theme", "stage").cells.items()} == {
        (theme.pk, first.pk): 1,  # by its day
        (NONE, second.pk): 1,  # as chosen
    }
    assert grid_of(programme, "unit", "channel", theme=str(theme.pk)).total.activities == 1
    assert grid_of(programme, "unit", "channel", theme="none").total.activities == 1


def test_matrix_shows_activities_on_the_page(
    ward: Ward, work: Assignment, programme: Programme, client_of: SignIn
) -> None:
    tell(ward, work)
    html = client_of(ward.head).get(reverse("matrix", args=[programme.pk])).content.decode()
    assert '<span class="told">1 hoạt động</span>' in html
