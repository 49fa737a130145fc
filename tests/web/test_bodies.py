"""Every unit carries the body that walking up its tree leads to, whatever was done to the tree."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.migrations.executor import MigrationExecutor
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pytest_django.fixtures import Settings

from lotrinh.web import clock
from lotrinh.web.backup.rows import lines_of, put_rows
from lotrinh.web.bench.country import CLERK, HEAD
from lotrinh.web.bench.seed import Amounts, fill
from lotrinh.web.demo.city import load_city
from lotrinh.web.organisation.access import below, reach_of, standing_of
from lotrinh.web.organisation.actions import add_unit, change_unit
from lotrinh.web.organisation.change_actions import close_unit, move_unit
from lotrinh.web.organisation.country import Place, load_places
from lotrinh.web.organisation.models import Person, Role, Unit
from lotrinh.web.organisation.reach import Reach
from lotrinh.web.organisation.unit_loading import load_rows
from lotrinh.web.organisation.unit_tables import UnitRow
from lotrinh.web.programmes.mergers.merging import merge_units
from lotrinh.web.programmes.mergers.splitting import split_unit
from lotrinh.web.programmes.mergers.taking_effect import take_effect
from lotrinh.web.programmes.models import Programme
from tests.web.conftest import Ward

TODAY = datetime.date(2026, 3, 20)
LATER = datetime.date(2026, 4, 1)
DECISION = "Nghị quyết số 12/NQ-HĐND ngày 10/3/2026"


@pytest.fixture(autouse=True)
def fixed_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "today", lambda: TODAY)


def walked(unit: Unit) -> int:
    """Return the key of the body of a unit, as its tree has it."""
    while unit.parent is not None:
        unit = unit.parent
    return unit.pk


def wrong() -> list[tuple[str, int, int | None]]:
    """Return the units whose body is not the one that walking finds."""
    rows = [(unit, walked(unit)) for unit in Unit.objects.all()]
    return [
        (unit.name, unit.body_key, unit.body_above_id)
        for unit, root in rows
        if (unit.body_key, unit.body_above_id, unit.body.pk) != (root, None if root == unit.pk else root, root)
    ]


def add(ward: Ward) -> None:
    add_unit(by=ward.clerk, parent=add_unit(by=ward.clerk, parent=ward.office, name="Tổ một cửa"), name="Quầy 1")


def mend(ward: Ward) -> None:
    change_unit(by=ward.clerk, unit=ward.groups[0], version=1, values={"parent": ward.office})


def move(ward: Ward, on: datetime.date = TODAY) -> None:
    move_unit(by=ward.clerk, unit=ward.culture, version=None, parent=ward.office, on=on, decision=DECISION)


def move_ahead(ward: Ward) -> None:
    move(ward, LATER)
    assert take_effect(on=LATER) == 1


def merge(ward: Ward) -> None:
    said = {"by": ward.clerk, "body": ward.body, "on": TODAY, "decision": DECISION}
    merge_units(**said, units=ward.groups, into=None, name="Tổ dân phố Mới")  # type: ignore[arg-type]  # given by name


def split(ward: Ward) -> None:
    split_unit(
        by=ward.clerk, unit=ward.groups[0], version=None, names=["Tổ 1A", "Tổ 1B"], goes_on=False, on=TODAY,
        decision=DECISION, places={},
    )  # fmt: skip


def close(ward: Ward) -> None:
    close_unit(by=ward.clerk, unit=ward.office, version=None, on=TODAY, decision=DECISION)


def load_table(ward: Ward) -> None:
    said = [("T1", "Tổ 1", "D1"), ("D1", "Đội Cây xanh", ""), ("", "Văn phòng", "Đội Cây xanh")]
    rows = [UnitRow(n, name, code, parent=above) for n, (code, name, above) in enumerate(said, start=2)]
    load_rows(by=ward.clerk, body=ward.body, rows=rows)


def load_country(_ward: Ward) -> None:
    load_places([Place("01", "Tỉnh Mẫu", (Place("001", "Xã Một"),))], digest="a", on=TODAY)


def bring_back(ward: Ward) -> None:
    """As a backup does, which knows the rows by their keys: here the one above comes after the one below it."""
    above = Unit.objects.create(name="Khối mới", parent=ward.body)
    Unit.objects.filter(pk=ward.groups[0].pk).update(parent=above)
    lines = list(lines_of(Unit))
    for table in (Role, Unit):
        rows = table._default_manager.all()
        rows._raw_delete(rows.db)
    assert put_rows(Unit, lines) == len(lines)


@pytest.mark.parametrize(
    "act", [add, mend, move, move_ahead, merge, split, close, load_table, load_country, bring_back]
)
def test_every_change_of_a_tree_leaves_the_body_that_walking_finds(ward: Ward, act: Callable[[Ward], None]) -> None:
    before = set(Unit.objects.values_list("pk", "parent", "closed_on"))
    act(ward)
    assert wrong() == []
    assert set(Unit.objects.values_list("pk", "parent", "closed_on")) != before
    connection.check_constraints()


@pytest.mark.django_db
def test_what_is_invented_has_bodies_too(settings: Settings) -> None:
    fill(Amounts(units=40, assignments=20, activities=0, plans=2), seed=1, tell=lambda _line: None)
    settings.DEMO = True
    load_city()
    assert wrong() == []


def store(unit: Unit, values: dict[str, Unit | None]) -> None:
    Unit.objects.filter(pk=unit.pk).update(**values)
    connection.check_constraints()


@pytest.mark.parametrize(
    ("which", "values"),
    [
        pytest.param("office", {"parent": "other"}, id="under another body, keeping its own"),
        pytest.param("office", {"parent": "other", "body_above": "other"}, id="to another body, leaving what is below"),
        pytest.param("office", {"body_above": "other"}, id="another body"),
        pytest.param("office", {"body_above": None}, id="no body"),
        pytest.param("office", {"parent": None}, id="under nothing, in a body"),
        pytest.param("room", {"body_above": "office"}, id="a unit that is no body"),
        pytest.param("body", {"body_above": "other"}, id="a body in another"),
    ],
)
def test_database_refuses_what_walking_would_not_find(
    ward: Ward, stranger: Person, which: str, values: dict[str, str | None]
) -> None:
    room = Unit.objects.create(name="Tổ một cửa", parent=ward.office)
    units = {
        "office": ward.office,
        "room": room,
        "body": ward.body,
        "other": Role.objects.filter(person=stranger)[0].unit,
    }
    with pytest.raises(IntegrityError), transaction.atomic():
        store(units[which], {name: units[said] if said else None for name, said in values.items()})
    assert wrong() == []


@pytest.mark.django_db(transaction=True)
def test_units_of_before_get_their_bodies() -> None:
    try:
        MigrationExecutor(connection).migrate([("organisation", "0009_audit_through")])
        state = MigrationExecutor(connection).loader.project_state(("organisation", "0009_audit_through")).apps
        old = state.get_model("organisation", "Unit").objects
        for name in ("Phường A", "Phường B"):
            above = None
            for level in range(4):
                above = old.create(name=f"{name} {level}", parent=above)
    finally:
        executor = MigrationExecutor(connection)
        executor.migrate(executor.loader.graph.leaf_nodes())
    assert wrong() == []
    assert Unit.objects.filter(body_above=None).count() == 2


class TestReach:
    def test_is_a_set_of_keys_that_need_not_be_listed(self, ward: Ward, stranger: Person) -> None:
        room = Unit.objects.create(name="Tổ một cửa", parent=ward.office)
        whole, part = reach_of([ward.body]), reach_of([ward.office])
        other = Role.objects.filter(person=stranger)[0].unit
        of_office = {ward.office.pk, room.pk}
        assert set(whole) == below([ward.body.pk]) == set(whole | part) == set(whole & whole)
        assert [set(each) for each in (part, whole & part, part & whole, of_office & whole)] == [of_office] * 4
        assert (whole & part).bodies == frozenset()
        assert reach_of([ward.body, room]).units == frozenset()
        assert [reach.holds(room) for reach in (whole, part, Reach(), reach_of([other]))] == [True, True, False, False]
        assert not Reach()
        assert other.pk not in whole
        assert set({other.pk} | part) == {other.pk} | of_office

    @pytest.mark.parametrize("names", [(), ("body",), ("office",), ("body", "other"), ("office", "other")])
    def test_asks_the_database_for_what_it_lists(self, ward: Ward, stranger: Person, names: tuple[str, ...]) -> None:
        Unit.objects.create(name="Tổ một cửa", parent=ward.office)
        units = {"body": ward.body, "office": ward.office, "other": Role.objects.filter(person=stranger)[0].unit}
        reach = reach_of(units[name] for name in names)
        assert set(Unit.objects.all().within(reach)) == set(Unit.objects.filter(pk__in=set(reach)))
        assert set(Role.objects.filter(reach.at("unit"))) == set(Role.objects.filter(unit__in=set(reach)))
        assert set(Unit.objects.exclude(reach.at("parent"))) == set(Unit.objects.exclude(parent__in=set(reach)))


@pytest.mark.django_db
@pytest.mark.parametrize("username", [HEAD, CLERK])
@pytest.mark.parametrize("name", ["programme", "matrix", "programme-list", "unit", "document-list", "waiting"])
def test_who_oversees_a_body_walks_and_lists_nothing(
    name: str, username: str, client_of: Callable[[Person], Client]
) -> None:
    fill(Amounts(units=200, assignments=400, activities=100, plans=3), seed=1, tell=lambda _line: None)
    person = Person.objects.get(username=username)
    keys = {"programme": Programme.objects.earliest("pk").pk, "matrix": Programme.objects.earliest("pk").pk}
    keys["unit"] = Unit.objects.get(name="Xã 1").pk
    with CaptureQueriesContext(connection) as queries:
        address = reverse(name, args=[keys[name]] if name in keys else [])
        assert client_of(person).get(address).status_code == 200
    assert [q["sql"][:80] for q in queries if re.search(r"RECURSIVE|(?:\d+, ?){60}", q["sql"])] == []
    assert len(standing_of(person, on=TODAY).overseen_ids) == 200
