"""The pages of a programme and of an officer: what they show, to whom, and how little they ask the database."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from lotrinh.data.out_of_scope import REASONS
from lotrinh.web import clock
from lotrinh.web.organisation.models import Person, Unit
from lotrinh.web.programmes import actions
from lotrinh.web.programmes.models import Assignment, Duty, Programme
from tests.web.builders import TEXT, confirmed
from tests.web.conftest import Ward, person_with

SignIn = Callable[[Person], Client]
PHRASE = "Các tổ dân phố"
PLANTED, LAUNCHED, CARED = "Trồng cây tại công viên", "Tổ chức lễ phát động", "Chăm sóc cây trước cửa"
TODAY = datetime.date(2026, 4, 10)


@pytest.fixture(autouse=True)
def fixed_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "today", lambda: TODAY)


@pytest.fixture
def programme(ward: Ward) -> Programme:
    made = actions.start_programme(by=ward.clerk, document=confirmed(ward.clerk, ward.body))
    actions.link_phrase(by=ward.clerk, programme=made, phrase=PHRASE, units=ward.groups[:1])
    return made


def of(text: str) -> Assignment:
    return Assignment.objects.get(duty__text__startswith=text)


def page(client: Client, programme: Programme, query: str = "", **headers: str) -> str:
    response = client.get(reverse("programme", args=[programme.pk]) + query, headers=headers)
    assert response.status_code == 200
    return response.content.decode()


def rows_in(html: str) -> list[str]:
    """Return the work that the table shows, each by the words that it begins with."""
    table = html.split('id="assignments"', maxsplit=1)[1].split("</div>", maxsplit=1)[0]
    return [text for text in (PLANTED, LAUNCHED, CARED) if text in table]


def test_figures_and_their_filters_agree(ward: Ward, programme: Programme, client_of: SignIn) -> None:
    Assignment.objects.filter(pk=of(LAUNCHED).pk).update(progress="done", done_on="2026-03-01", due_on="2026-03-01")
    client = client_of(ward.head)
    html = page(client, programme)
    found = dict(re.findall(r'href="\?state=(\w+)#viec".*?<b>(?:<span[^>]*>▲</span> )?(\d+)</b>', html))
    assert found == {"done_in_time": "1", "done_late": "0", "open_in_time": "1", "open_late": "1"}
    for state, count in found.items():
        assert len(rows_in(page(client, programme, f"?state={state}"))) == int(count)


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        pytest.param("", [PLANTED, LAUNCHED, CARED], id="all"),
        pytest.param("?state=open_late", [PLANTED], id="late"),
        pytest.param("?state=open_in_time", [LAUNCHED, CARED], id="open, no day known is in time"),
        pytest.param("?state=unclear", [LAUNCHED, CARED], id="no day known"),
        pytest.param("?state=untouched", [PLANTED, LAUNCHED, CARED], id="nobody has begun"),
        pytest.param("?state=returned", [], id="sent back"),
        pytest.param("?unit={culture}", [PLANTED, LAUNCHED], id="unit"),
        pytest.param("?unit={culture}&state=unclear", [LAUNCHED], id="unit and state"),
        pytest.param("?stage={first}", [PLANTED], id="due within the stage"),
        pytest.param("?stage={second}", [], id="stage whose days are not known"),
        pytest.param("?stage=0", [PLANTED, LAUNCHED, CARED], id="no such stage is no filter"),
        pytest.param("?unit=²&stage=x&state=y&page=zz", [PLANTED, LAUNCHED, CARED], id="nonsense is no filter"),
    ],
)
def test_filters(ward: Ward, programme: Programme, client_of: SignIn, query: str, shown: list[str]) -> None:
    first, second = programme.stages.values_list("pk", flat=True)
    query = query.format(culture=ward.culture.pk, first=first, second=second)
    assert rows_in(page(client_of(ward.head), programme, query)) == shown


def test_stage_of_the_plan_itself_counts_whatever_the_deadline(
    ward: Ward, programme: Programme, client_of: SignIn
) -> None:
    second = programme.stages.all()[1]
    Duty.objects.filter(pk=of(PLANTED).duty_id).update(stage=second)
    assert rows_in(page(client_of(ward.head), programme, f"?stage={second.pk}")) == [PLANTED]
    first = programme.stages.all()[0]
    assert rows_in(page(client_of(ward.head), programme, f"?stage={first.pk}")) == []


def test_fragment_is_the_part_and_going_back_is_the_page(ward: Ward, programme: Programme, client_of: SignIn) -> None:
    client = client_of(ward.head)
    part = page(client, programme, "?state=open_late", **{"HX-Request": "true"})
    assert part.strip().startswith('<div id="assignments"')
    assert rows_in(part) == [PLANTED]
    back = page(client, programme, "", **{"HX-Request": "true", "HX-History-Restore-Request": "true"})
    assert "<html" in back


def test_address_shared_shows_what_was_chosen(ward: Ward, programme: Programme, client_of: SignIn) -> None:
    html = page(client_of(ward.head), programme, f"?unit={ward.culture.pk}&state=open_late")
    assert f'<option value="{ward.culture.pk}" selected>' in html
    assert '<option value="open_late" selected>' in html


def test_six_columns_and_what_is_not_known(ward: Ward, programme: Programme, client_of: SignIn) -> None:
    Assignment.objects.filter(pk=of(PLANTED).pk).update(authority="Chủ tịch UBND phường", deliverable="Báo cáo")
    html = page(client_of(ward.head), programme, f"?unit={ward.culture.pk}")
    for name in ("Việc", "Đơn vị", "Trách nhiệm", "Thời gian", "Sản phẩm", "Thẩm quyền"):
        assert f'<th scope="col">{name}</th>' in html
    assert "Chủ tịch UBND phường" in html
    assert "trước Ngày hội Trồng cây" in html  # a deadline without a day is told in the plan's own words


def test_authority_is_kept_and_audited(ward: Ward, programme: Programme, client_of: SignIn) -> None:
    held = of(PLANTED)
    sent = {"part": "lead", "deliverable": "", "authority": "Chủ tịch", "version": held.version, "deadline_kind": ""}
    client = client_of(ward.clerk)
    assert client.post(reverse("assignment-change", args=[held.pk]), sent).status_code == 302
    assert "Chủ tịch" in client.get(reverse("assignment", args=[held.pk])).content.decode()


def test_set_aside_duty_stands_with_its_reason(ward: Ward, programme: Programme, client_of: SignIn) -> None:
    html = page(client_of(ward.clerk), programme)
    assert REASONS["watching"] in html.split("Ngoài phạm vi")[1]
    assert REASONS["watching"] not in page(client_of(ward.officer), programme)


def test_time_line_says_what_is_not_known_and_has_a_table(ward: Ward, programme: Programme, client_of: SignIn) -> None:
    html = page(client_of(ward.head), programme)
    drawing = html.split("<svg", maxsplit=1)[1].split("</svg>", maxsplit=1)[0]
    assert "thời gian chưa rõ" in drawing
    assert "hôm nay" in drawing
    assert 'class="tie"' in drawing
    assert "<title" in drawing
    assert "<desc" in drawing
    table = html.split("Xem dạng bảng")[1].split("</table>", maxsplit=1)[0]
    for words in ("05/1/2026", "31/3/2026", "sau Ngày hội Trồng cây", "đã qua", "chưa rõ"):
        assert words in table


def test_officer_sees_and_counts_own_work_only(ward: Ward, programme: Programme, client_of: SignIn) -> None:
    client = client_of(ward.officer)
    html = page(client, programme)
    assert rows_in(html) == [PLANTED, LAUNCHED]
    for hidden in (ward.groups[0].name, "Ngoài phạm vi", "chưa gắn với đơn vị", "văn bản gốc"):
        assert hidden not in html
    assert "0 trên 2 việc đã xong" in client.get(reverse("programme-list")).content.decode()
    assert "0 trên 3 việc đã xong" in client_of(ward.head).get(reverse("programme-list")).content.decode()


def test_head_and_clerk_of_a_unit_see_its_work_and_change_nothing(
    ward: Ward, programme: Programme, client_of: SignIn
) -> None:
    for kind in ("head", "clerk"):
        client = client_of(person_with(kind, ward.culture, f"{kind}-tt"))
        assert rows_in(page(client, programme)) == [PLANTED, LAUNCHED]
        assert client.get(reverse("assignment", args=[of(PLANTED).pk])).status_code == 200
        assert client.get(reverse("assignment", args=[of(CARED).pk])).status_code == 404
        assert client.get(reverse("assignment-change", args=[of(PLANTED).pk])).status_code == 403
        assert client.get(reverse("duty-assign", args=[of(PLANTED).duty_id])).status_code in (403, 404)


def test_phrase_of_a_body_is_given_meaning_by_its_own_clerk(ward: Ward, client_of: SignIn) -> None:
    below = person_with("clerk", ward.culture, "van-thu-tt")
    text = TEXT.replace("12/KH-UBND", "3/KH-TTVH")
    own = actions.start_programme(by=below, document=confirmed(below, ward.culture, text))
    client, address = client_of(below), reverse("phrase-link", args=[own.pk]) + f"?phrase={PHRASE}"
    html = page(client, own)
    assert f"“{PHRASE}”" in html
    assert "Gắn đơn vị" not in html
    assert client.post(address, {"rule": "named", "units": [ward.groups[0].pk]}).status_code == 403
    duty = own.duties.get(unit_phrase=PHRASE)
    sent = {"unit": ward.groups[0].pk, "part": "lead"}
    assert client.post(reverse("duty-assign", args=[duty.pk]), sent).status_code == 302


def test_known_phrase_is_shown_with_its_units_chosen(ward: Ward, programme: Programme, client_of: SignIn) -> None:
    actions.remove_assignment(by=ward.clerk, assignment=of(CARED), version=1)
    client = client_of(ward.clerk)
    html = page(client, programme).split("Nhiệm vụ chưa giao cho ai")[1]
    address = reverse("phrase-link", args=[programme.pk]) + "?phrase="
    assert address in html
    chosen = client.get(address + PHRASE).content.decode()
    assert re.search(rf'value="{ward.groups[0].pk}"[^>]*checked', chosen)
    assert client.post(address + PHRASE, {"rule": "named", "units": [ward.groups[0].pk]}).status_code == 302
    assert of(CARED).unit == ward.groups[0]


GROUPS = [
    pytest.param("2026-04-09", None, "late", id="yesterday"),
    pytest.param("2026-04-10", None, "soon", id="today"),
    pytest.param("2026-04-17", None, "soon", id="in seven days"),
    pytest.param("2026-04-18", None, "later", id="in eight days"),
    pytest.param(None, None, "unclear", id="no day known"),
    pytest.param("2026-04-01", "2026-04-05", "done", id="done, late or not"),
]


@pytest.mark.parametrize(("due_on", "done_on", "group"), GROUPS)
def test_work_of_an_officer_stands_by_how_soon_it_is_due(
    ward: Ward, programme: Programme, client_of: SignIn, due_on: str | None, done_on: str | None, group: str
) -> None:
    Assignment.objects.exclude(pk=of(PLANTED).pk).delete()
    progress = "done" if done_on else "in_progress"
    Assignment.objects.update(due_on=due_on, done_on=done_on, progress=progress)
    html = client_of(ward.officer).get(reverse("my-work")).content.decode()
    heads = re.findall(r'id="g-(\w+)"', html) + (["done"] if 'class="done"' in html else [])
    assert heads == [group]


def test_each_card_holds_a_form_of_its_own(ward: Ward, programme: Programme, client_of: SignIn) -> None:
    html = client_of(ward.officer).get(reverse("my-work")).content.decode()
    tokens = re.findall(r'name="token" value="([0-9a-f-]{36})"', html)
    assert len(tokens) == len(set(tokens)) == 2
    ids = re.findall(r'\sid="([^"]+)"', html)
    assert len(ids) == len(set(ids))
    assert 'capture="environment"' in html
    sent = {"progress": "in_progress", "on": "2026-04-09", "note": "", "token": tokens[0]}
    address = re.findall(r'action="(/viec/\d+/bao-cao/)"', html)[0]
    assert client_of(ward.officer).post(address, sent).status_code == 302
    assert Assignment.objects.get(progress="in_progress")


def test_officer_without_work_is_told_what_comes(ward: Ward, client_of: SignIn) -> None:
    html = client_of(ward.officer).get(reverse("my-work")).content.decode()
    assert "Chưa có việc nào" in html


def queries_of(client: Client, address: str) -> int:
    client.get(address)  # sign-in and caches once
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    return len(asked)


@pytest.mark.parametrize(("who", "name"), [("head", "programme"), ("head", "programme-list"), ("officer", "my-work")])
def test_pages_ask_as_much_for_many_as_for_few(
    ward: Ward, programme: Programme, client_of: SignIn, who: str, name: str
) -> None:
    client = client_of(getattr(ward, who))
    address = reverse(name, args=[programme.pk] if name == "programme" else [])
    duties = [
        Duty(programme=programme, position=50 + n, unit_phrase=f"Ai đó {n}", text="Việc", span_start=0, span_end=1)
        for n in range(20)
    ]
    duties.pop(0).save()  # whose phrase means nobody yet: only then phrases are looked up
    few = queries_of(client, address)
    units = Unit.objects.bulk_create([Unit(name=f"Khu phố {n}", parent=ward.body) for n in range(60)])
    Duty.objects.bulk_create(duties)
    made = [(duty, unit) for duty in Duty.objects.filter(position__gte=55) for unit in [*units, ward.culture]]
    Assignment.objects.bulk_create([Assignment(duty=duty, unit=unit, part="lead") for duty, unit in made])
    assert queries_of(client, address) == few
    assert few <= 30


def test_many_rows_come_in_pages(ward: Ward, programme: Programme, client_of: SignIn) -> None:
    units = Unit.objects.bulk_create([Unit(name=f"Khu phố {n:02d}", parent=ward.body) for n in range(60)])
    duty = of(PLANTED).duty
    Assignment.objects.bulk_create([Assignment(duty=duty, unit=unit, part="support") for unit in units])
    client = client_of(ward.head)
    html = page(client, programme, "?state=open_in_time")
    assert html.count('data-label="Đơn vị"') == 50
    assert "state=open_in_time&amp;page=2" in html
    assert page(client, programme, "?state=open_in_time&page=2").count('data-label="Đơn vị"') == 12
