"""The form of a merger begins with the successor that a recorded decision or the table of communes names."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from lotrinh.web import clock
from lotrinh.web.organisation.models import Person, Unit
from lotrinh.web.programmes.mergers import suggestions as merge_suggestions
from lotrinh.web.programmes.mergers.merging import merge_units
from tests.web.conftest import Ward

SignIn = Callable[[Person], Client]
TODAY = datetime.date(2026, 3, 20)
DECISION = "Nghị quyết số 12/NQ-HĐND ngày 10/3/2026"


@pytest.fixture(autouse=True)
def fixed_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "today", lambda: TODAY)


def table_says(monkeypatch: pytest.MonkeyPatch, **successors: tuple[str, ...]) -> None:
    """Let the table of communes know these names, with `_` for a blank."""
    known = {name.replace("_", " "): frozenset(names) for name, names in successors.items()}
    monkeypatch.setattr(merge_suggestions, "successors_of", lambda name: known.get(name, frozenset()))


def form_of(client: Client, units: list[Unit]) -> tuple[str, str, str]:
    """Return the unit that is chosen beforehand, the name that stands there, and the page."""
    page = client.get(reverse("unit-merge"), {"units": [unit.pk for unit in units]}).content.decode()
    select = re.search(r'<select name="into".*?</select>', page, re.S)
    assert select is not None
    chosen = re.search(r"<option[^>]* selected>([^<]*)<", select[0])
    name = re.search(r'<input[^>]*name="name"[^>]*>', page)
    assert name is not None
    typed = re.search(r'value="([^"]*)"', name[0])
    return chosen[1] if chosen else "", typed[1] if typed else "", page


def test_table_names_a_unit_that_is_there(ward: Ward, client_of: SignIn, monkeypatch: pytest.MonkeyPatch) -> None:
    table_says(monkeypatch, Tổ_dân_phố_1=("Tổ dân phố 3",), Tổ_dân_phố_2=("Tổ dân phố 3", "Xã Khác"))
    chosen, name, page = form_of(client_of(ward.clerk), ward.groups[:2])
    assert (chosen, name) == ("Tổ dân phố 3", "")
    assert "Đã chọn sẵn đơn vị nhận: Tổ dân phố 3. Theo bảng đối chiếu" in page


def test_longer_name_of_the_same_unit_is_found(ward: Ward, client_of: SignIn, monkeypatch: pytest.MonkeyPatch) -> None:
    Unit.objects.create(name="UBND phường Mới", parent=ward.body)
    table_says(monkeypatch, Tổ_dân_phố_1=("Phường Mới",))
    assert form_of(client_of(ward.clerk), ward.groups[:1])[0] == "UBND phường Mới"


def test_table_names_one_to_be_founded(ward: Ward, client_of: SignIn, monkeypatch: pytest.MonkeyPatch) -> None:
    table_says(monkeypatch, Tổ_dân_phố_1=("Phường Mới",))
    chosen, name, page = form_of(client_of(ward.clerk), ward.groups[:2])
    assert (chosen, name) == ("lập đơn vị mới, tên ghi ở dưới", "Phường Mới")
    assert "Đã ghi sẵn tên đơn vị mới: Phường Mới." in page


@pytest.mark.parametrize(
    "successors",
    [
        pytest.param({}, id="nobody knows them"),
        pytest.param({"Tổ_dân_phố_1": ("A", "B")}, id="a part for each of two"),
        pytest.param({"Tổ_dân_phố_1": ("A",), "Tổ_dân_phố_2": ("B",)}, id="each into another"),
    ],
)
def test_nothing_is_chosen_where_it_is_not_one(
    ward: Ward, client_of: SignIn, monkeypatch: pytest.MonkeyPatch, successors: dict[str, tuple[str, ...]]
) -> None:
    table_says(monkeypatch, **successors)
    chosen, name, page = form_of(client_of(ward.clerk), ward.groups[:2])
    assert (chosen in ("", "lập đơn vị mới, tên ghi ở dưới"), name, "Đã chọn sẵn" in page) == (True, "", False)


def test_decision_that_is_recorded_names_the_successor(ward: Ward, client_of: SignIn) -> None:
    merge_units(
        by=ward.clerk, body=ward.body, units=ward.groups[:1], into=ward.office, name="", on=TODAY, decision=DECISION
    )
    client, said = (
        client_of(ward.clerk),
        {"units": [ward.groups[1].pk], "on": TODAY.isoformat(), "into": "", "name": ""},
    )
    other = client.post(reverse("unit-merge"), said | {"decision": "Quyết định khác"})
    assert other.status_code == 422
    page = client.post(reverse("unit-merge"), said | {"decision": DECISION}).content.decode()
    assert "Xem trước: sáp nhập vào Văn phòng" in page
    assert "Quyết định này đã được ghi khi sáp nhập đơn vị khác vào đây." in page
    assert Unit.objects.get(pk=ward.groups[1].pk).closed_on is None  # looked at, not done


def test_what_was_typed_stays(ward: Ward, client_of: SignIn, monkeypatch: pytest.MonkeyPatch) -> None:
    table_says(monkeypatch, Tổ_dân_phố_1=("Phường Mới",))
    said = {"units": [ward.groups[0].pk], "on": TODAY.isoformat(), "decision": DECISION, "into": ward.office.pk}
    page = client_of(ward.clerk).post(reverse("unit-merge"), said).content.decode()
    assert "Xem trước: sáp nhập vào Văn phòng" in page
    assert "Phường Mới" not in page
