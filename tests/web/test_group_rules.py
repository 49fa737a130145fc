"""Groups as rules over the tree: what a phrase asks for, what a rule gives on a day, and that a clerk sees it first."""

from __future__ import annotations

import datetime
from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from lotrinh.web import clock
from lotrinh.web.organisation.actions import add_unit
from lotrinh.web.organisation.group_actions import link_group
from lotrinh.web.organisation.group_rules import GroupRule, is_of_class, suggest_rule
from lotrinh.web.organisation.models import Person, Unit, UnitGroup
from lotrinh.web.organisation.phrases import open_book
from lotrinh.web.programmes import actions
from lotrinh.web.programmes.mergers.merging import merge_units
from lotrinh.web.programmes.models import Assignment
from tests.web.builders import confirmed
from tests.web.conftest import Ward

SignIn = Callable[[Person], Client]
TODAY = datetime.date(2026, 3, 20)
DAY = datetime.timedelta(days=1)
PHRASE = "Các tổ dân phố"


@pytest.fixture(autouse=True)
def fixed_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "today", lambda: TODAY)


@pytest.mark.parametrize(
    ("phrase", "rule", "words"),
    [
        ("các chi bộ trực thuộc", "children", ("chi bộ",)),
        ("Các đơn vị trực thuộc", "children", ()),
        ("các sở, ban, ngành", "below", ("sở", "ban", "ngành")),
        ("UBND các xã, phường, đặc khu", "below", ("xã", "phường", "đặc khu")),
        ("Ủy ban nhân dân các xã và phường", "below", ("xã", "phường")),
        ("Các tổ dân phố", "below", ("tổ dân phố",)),
        ("các trường", "below", ("trường",)),
        ("các trường học trên địa bàn", "below", ("trường",)),
    ],
)
def test_phrase_asks_for_a_rule(phrase: str, rule: str, words: tuple[str, ...]) -> None:
    assert suggest_rule(phrase, body=7) == GroupRule(rule=rule, root=7, words=words)


@pytest.mark.parametrize("phrase", ["Trung tâm Văn hóa", "các cơ quan có liên quan", "Phòng Kinh tế", ""])
def test_phrase_that_names_no_class_asks_for_none(phrase: str) -> None:
    assert suggest_rule(phrase, body=7) is None


@pytest.mark.parametrize(
    ("name", "words", "is_so"),
    [
        ("Phường Thử Nghiệm", ("xã", "phường"), True),
        ("UBND phường Thử Nghiệm", ("phường",), True),
        ("Xã hội học", ("xã",), True),
        ("Ban Quản lý chợ", ("bản", "ban"), True),
        ("Trường Tiểu học 1", ("trường",), True),
        ("Trung tâm Văn hóa", ("trường",), False),
        ("Sởn", ("sở",), False),
        ("Gì cũng được", (), True),
    ],
)
def test_class_of_a_unit_is_how_its_name_begins(name: str, words: tuple[str, ...], is_so: bool) -> None:
    assert is_of_class(name, words) is is_so


def meant(ward: Ward, rule: GroupRule, on: datetime.date = TODAY) -> list[str]:
    return [unit.name for unit in open_book(ward.body, on=on).units_under(rule)]


def test_rule_gives_what_is_there_on_the_day(ward: Ward) -> None:
    inner = add_unit(by=ward.clerk, parent=ward.office, name="Tổ dân phố nhà bè")
    add_unit(by=ward.clerk, parent=ward.body, name="Tổ dân phố 4", founded_on=TODAY)
    children = GroupRule("children", ward.body.pk, ("tổ dân phố",))
    below = GroupRule("below", ward.body.pk, ("tổ dân phố",), added=(ward.culture.pk,), left_out=(ward.groups[0].pk,))
    three = [unit.name for unit in ward.groups]
    assert meant(ward, children) == [*three, "Tổ dân phố 4"]
    assert meant(ward, children, TODAY - DAY) == three
    assert set(meant(ward, below)) == {inner.name, ward.culture.name, *three[1:], "Tổ dân phố 4"}
    assert meant(ward, GroupRule("children", ward.office.pk)) == [inner.name]


def test_merger_changes_the_rule_later_and_no_work_of_before(ward: Ward) -> None:
    programme = actions.start_programme(by=ward.clerk, document=confirmed(ward.clerk, ward.body))
    rule = GroupRule("children", ward.body.pk, ("tổ dân phố",))
    actions.link_phrase(by=ward.clerk, programme=programme, phrase=PHRASE, rule=rule)
    done = Assignment.objects.filter(unit=ward.groups[0])
    done.update(progress="done", done_on=TODAY)
    into = merge_units(
        by=ward.clerk, body=ward.body, units=ward.groups[:2], into=None, name="Tổ dân phố Mới", on=TODAY, decision="x"
    )
    assert meant(ward, rule) == ["Tổ dân phố 3", into.name]
    assert meant(ward, rule, TODAY - DAY) == [unit.name for unit in ward.groups]
    assert done.count() == 1


def test_clerk_sees_what_a_rule_gives_before_it_is_remembered(ward: Ward, client_of: SignIn) -> None:
    client = client_of(ward.clerk)
    page = client.get(reverse("group-add"), {"phrase": PHRASE}).content.decode()
    assert "Ngày 20/3/2026, quy tắc này gồm 3 đơn vị" in page
    said = {"phrase": PHRASE, "rule": "below", "words": "tổ dân phố", "left_out": [ward.groups[2].pk]}
    page = client.post(reverse("group-add"), said).content.decode()
    assert "quy tắc này gồm 2 đơn vị" in page
    assert not UnitGroup.objects.exists()
    page = client.post(reverse("group-add"), said | {"yes": "1"}, follow=True).content.decode()
    assert "Mọi đơn vị dưới Phường Thử Nghiệm, tên bắt đầu bằng: tổ dân phố" in page
    group = UnitGroup.objects.get()
    assert (group.rule, group.root, list(group.left_out.all())) == ("below", ward.body, [ward.groups[2]])
    again = client.get(reverse("group-change", args=[group.pk])).content.decode()
    assert "quy tắc này gồm 2 đơn vị" in again
    refused = client.post(reverse("group-add"), said | {"root": Unit.objects.create(name="Lạ").pk, "yes": "1"})
    assert refused.status_code == 422


def test_new_phrase_of_a_plan_comes_with_its_rule(ward: Ward, client_of: SignIn) -> None:
    programme = actions.start_programme(by=ward.clerk, document=confirmed(ward.clerk, ward.body))
    client, address = client_of(ward.clerk), reverse("phrase-link", args=[programme.pk]) + f"?phrase={PHRASE}"
    page = client.get(address).content.decode()
    assert "quy tắc này gồm 3 đơn vị" in page
    assert Assignment.objects.filter(unit__in=ward.groups).count() == 0
    said = {"rule": "below", "words": "tổ dân phố"}
    assert client.post(address, said).status_code == 200
    assert client.post(address, said | {"yes": "1"}).status_code == 302
    assert Assignment.objects.filter(unit__in=ward.groups).count() == 3


def test_group_by_name_is_one_step(ward: Ward) -> None:
    group = link_group(by=ward.clerk, body=ward.body, phrase=PHRASE, units=ward.groups[:1])
    assert (group.rule, group.root, group.words) == ("named", None, "")
