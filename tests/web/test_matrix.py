"""The matrix of a programme: its numbers, its holes, the lists behind its cells, and its sheet."""

from __future__ import annotations

import datetime
import io
import re
import zipfile
from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from lotrinh.web import clock
from lotrinh.web.organisation.actions import ChangedMeanwhile
from lotrinh.web.organisation.models import AuditEntry, Person, Unit
from lotrinh.web.programmes import actions
from lotrinh.web.programmes.matrix.counting import NONE, Grid, count_grid
from lotrinh.web.programmes.matrix.placing import place_duty
from lotrinh.web.programmes.models import Assignment, Channel, Duty, Programme, Theme
from tests.web.builders import confirmed
from tests.web.conftest import Ward

SignIn = Callable[[Person], Client]
TODAY = datetime.date(2026, 4, 10)
PHRASE = "Các tổ dân phố"
PLANTED, LAUNCHED, CARED = "Trồng cây tại công viên", "Tổ chức lễ phát động", "Chăm sóc cây trước cửa"


@pytest.fixture(autouse=True)
def fixed_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "today", lambda: TODAY)


@pytest.fixture
def programme(ward: Ward) -> Programme:
    """Return a programme of five assignments: two of the culture unit, and one duty for each of three groups."""
    made = actions.start_programme(by=ward.clerk, document=confirmed(ward.clerk, ward.body))
    actions.link_phrase(by=ward.clerk, programme=made, phrase=PHRASE, units=ward.groups)
    theme = Theme.objects.create(programme=made, position=90, title="Phát động")
    care = Theme.objects.create(programme=made, position=91, title="Chăm sóc")
    meeting = Channel.objects.create(programme=made, position=90, kind="meeting")
    display = Channel.objects.create(programme=made, position=91, kind="display")
    duty(LAUNCHED).themes.add(theme)
    duty(LAUNCHED).channels.add(meeting, display)
    duty(CARED).themes.add(theme, care)
    duty(CARED).channels.add(display)
    Assignment.objects.filter(unit=ward.groups[0]).update(progress="done", done_on="2026-03-01")
    return made


def duty(text: str) -> Duty:
    return Duty.objects.get(text__startswith=text)


def key(kind: str) -> int:
    return Channel.objects.get(kind=kind).pk


def theme(title: str) -> int:
    return Theme.objects.get(title=title).pk


def grid_of(programme: Programme, rows: str, columns: str) -> Grid:
    own = Assignment.objects.filter(duty__programme=programme)
    return count_grid(own, list(programme.stages.all()), rows=rows, columns=columns, on=TODAY)


def figures(grid: Grid) -> dict[tuple[int, int], tuple[int, int, int]]:
    return {at: (c.planned, c.done, c.late) for at, c in grid.cells.items()}


def test_units_by_channels(ward: Ward, programme: Programme) -> None:
    grid, culture, groups = grid_of(programme, "unit", "channel"), ward.culture.pk, [g.pk for g in ward.groups]
    assert figures(grid) == {
        (culture, NONE): (1, 0, 1),
        (culture, key("meeting")): (1, 0, 0),
        (culture, key("display")): (1, 0, 0),
        (groups[0], key("display")): (1, 1, 0),
        (groups[1], key("display")): (1, 0, 0),
        (groups[2], key("display")): (1, 0, 0),
    }
    assert (grid.total.planned, grid.total.done, grid.total.late) == (5, 1, 1)
    assert grid.rows[culture].planned == 2  # the duty of two channels counts once in the total of its unit


def test_themes_by_stages(programme: Programme) -> None:
    first = programme.stages.all()[0].pk
    assert figures(grid_of(programme, "theme", "stage")) == {
        (NONE, first): (1, 0, 1),  # under no stage, and due within the first
        (theme("Phát động"), NONE): (4, 1, 0),
        (theme("Chăm sóc"), NONE): (3, 1, 0),
    }


@pytest.mark.parametrize(("rows", "columns"), [("unit", "stage"), ("theme", "channel"), ("stage", "unit")])
def test_every_cell_agrees_with_its_list(
    ward: Ward, programme: Programme, client_of: SignIn, rows: str, columns: str
) -> None:
    client = client_of(ward.head)
    html = client.get(reverse("matrix", args=[programme.pk]) + f"?rows={rows}&columns={columns}").content.decode()
    cells = re.findall(r'<a href="(/chuong-trinh/\d+/\?[^"]*)">(?:<span[^>]*>✓ </span>)?(\d+)/(\d+)', html)
    assert len(cells) > 3
    for address, _done, planned in cells:
        listed = client.get(address.replace("&amp;", "&").removesuffix("#viec")).content.decode()
        assert f"{planned} việc trên tổng số 5" in listed


def test_axes_filter_one_another(ward: Ward, programme: Programme, client_of: SignIn) -> None:
    address = reverse("matrix", args=[programme.pk])
    html = client_of(ward.head).get(f"{address}?rows=unit&columns=theme&channel={key('meeting')}").content.decode()
    assert len(re.findall(r'<td class="(?:none|little|much|full)">', html)) == 1
    assert f"channel={key('meeting')}&amp;unit={ward.culture.pk}" in html.replace("&amp;theme=", "&amp;x=")


@pytest.mark.parametrize("query", ["?rows=unit&columns=unit", "?rows=x&columns=y&theme=z&stage=²", "?rows=theme"])
def test_nonsense_is_a_matrix_too(ward: Ward, programme: Programme, client_of: SignIn, query: str) -> None:
    response = client_of(ward.head).get(reverse("matrix", args=[programme.pk]) + query)
    assert response.status_code == 200
    assert '<th scope="col">Tổng</th>' in response.content.decode()


def test_holes_stand_out_in_words(ward: Ward, programme: Programme, client_of: SignIn) -> None:
    html = client_of(ward.head).get(reverse("matrix", args=[programme.pk])).content.decode()
    row = html.split(f'<th scope="row">{ward.office.name}</th>')[1].split("</tr>")[0]
    assert row.count('<td class="hole"><span class="blank">trống</span>') == row.count('<td class="hole">') == 2
    assert "<caption" in html
    assert html.count('scope="row"') == 6  # five units and the total; the body itself is no row of its own


def test_officer_sees_the_work_of_the_own_unit_only(ward: Ward, programme: Programme, client_of: SignIn) -> None:
    client = client_of(ward.officer)
    html = client.get(reverse("matrix", args=[programme.pk])).content.decode()
    assert ward.culture.name in html
    assert ward.groups[0].name not in html
    assert ward.groups[0].name not in sheet_words(client, programme)


def sheet_words(client: Client, programme: Programme) -> str:
    response = client.get(reverse("matrix-excel", args=[programme.pk]))
    assert response["Content-Disposition"] == f'attachment; filename="ma-tran-{programme.pk}-2026-04-10.xlsx"'
    with zipfile.ZipFile(io.BytesIO(response.content)) as book:
        assert b"<f>" not in book.read("xl/worksheets/sheet1.xml")
        return book.read("xl/sharedStrings.xml").decode()


def test_sheet_holds_the_matrix_and_no_formula(ward: Ward, programme: Programme, client_of: SignIn) -> None:
    Unit.objects.filter(pk=ward.groups[1].pk).update(name='=HYPERLINK("http://x")')
    words = sheet_words(client_of(ward.head), programme)
    assert "=HYPERLINK" in words
    assert ward.culture.name in words
    assert "cổ động trực quan" in words


def test_few_queries_whatever_the_size(ward: Ward, programme: Programme, client_of: SignIn) -> None:
    client, address = client_of(ward.head), reverse("matrix", args=[programme.pk])
    client.get(address)
    with CaptureQueriesContext(
        connection,
    ) as few:
        client.get(address)
    more = [Unit(name=f"Chi hội {n}", parent=ward.body, position=50 + n) for n in range(30)]
    Assignment.objects.bulk_create(
        Assignment(duty=duty(CARED), unit=unit, part="lead") for unit in Unit.objects.bulk_create(more)
    )
    with CaptureQueriesContext(connection) as many:
        client.get(address)
    assert len(many) == len(few) <= 22


def test_plan_puts_duties_under_its_headings(ward: Ward) -> None:
    document = confirmed(ward.clerk, ward.body)
    facts = document.facts.filter(kind="duty").order_by("span_start")
    first = facts[0]
    first.data = first.data | {"channels": ["display", "display"], "themes": ["Chuẩn bị cây giống"]}
    first.save()
    made = actions.start_programme(by=ward.clerk, document=document)
    planted = made.duties.get(text__startswith=PLANTED)
    assert [channel.kind for channel in planted.channels.all()] == ["display"]
    assert [theme.title for theme in planted.themes.all()] == ["Chuẩn bị cây giống"]
    assert {theme.stage for theme in made.themes.all()} <= set(made.stages.all())


def test_clerk_places_a_duty(ward: Ward, programme: Programme, client_of: SignIn) -> None:
    held = duty(PLANTED)
    address = reverse("duty-place", args=[held.pk])
    sent = {"stage": programme.stages.all()[1].pk, "themes": [theme("Chăm sóc")], "channels": [], "version": 1}
    client = client_of(ward.clerk)
    assert client.post(address, sent).status_code == 302
    held.refresh_from_db()
    assert (held.stage_id, held.version) == (sent["stage"], 2)
    assert AuditEntry.objects.filter(action="duty.placed").count() == 1
    late = client.post(address, sent)  # a page of the first version
    assert late.status_code == 422
    assert "Người khác vừa sửa" in late.content.decode()
    assert f'value="{theme("Chăm sóc")}" id="id_themes_' in late.content.decode()


def test_only_a_clerk_places_a_duty(ward: Ward, programme: Programme, stranger: Person, client_of: SignIn) -> None:
    address = reverse("duty-place", args=[duty(PLANTED).pk])
    for person, status in ((ward.officer, 403), (ward.head, 403), (stranger, 404)):
        assert client_of(person).post(address, {"version": 1}).status_code == status
    with pytest.raises(ChangedMeanwhile):
        place_duty(by=ward.clerk, duty=duty(PLANTED), version=7, stage=None, themes=[], channels=[])
