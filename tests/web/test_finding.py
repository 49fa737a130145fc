"""Finding: who finds what, with and without marks, the words in place, and an index that follows every change."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Callable

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils.html import escape
from pytest_django import DjangoAssertNumQueries

from lotrinh.web import clock
from lotrinh.web.finding import following, tasks, writing
from lotrinh.web.finding.following import find_again, follow
from lotrinh.web.finding.models import KINDS, OBJECTS, PLACES, Entry, Follower, key_of, keys_of
from lotrinh.web.finding.search import find
from lotrinh.web.organisation.access import standing_of
from lotrinh.web.organisation.actions import add_unit, change_unit
from lotrinh.web.organisation.group_actions import link_group
from lotrinh.web.organisation.models import AuditEntry, Person, Role, Unit
from lotrinh.web.programmes import actions
from lotrinh.web.programmes.activities import actions as activity_actions
from lotrinh.web.programmes.calendar.event_actions import set_event_dates
from lotrinh.web.programmes.mergers.merging import merge_units
from lotrinh.web.programmes.models import Activity, Assignment, Duty, Event, Programme
from lotrinh.web.registry.models import Document
from tests.web.builders import TEXT, confirmed, read_plan
from tests.web.conftest import Ward, person_with

SignIn = Callable[[Person], Client]
Kind = Entry.Kind


@pytest.fixture
def busy(ward: Ward) -> Ward:
    """A ward with a plan at work and one activity, all of it indexed."""
    link_group(by=ward.clerk, body=ward.body, phrase="Các tổ dân phố", units=ward.groups)
    actions.start_programme(by=ward.clerk, document=confirmed(ward.clerk, ward.body))
    tell(ward, "Đã trồng hai mươi cây bàng")
    find_again()
    return ward


def tell(ward: Ward, note: str) -> Activity:
    assignment = Assignment.objects.filter(unit=ward.culture).order_by("duty__position")[0]
    return activity_actions.report_activity(
        by=ward.officer, assignment=assignment, progress="in_progress", on=clock.today(), note=note, files=[],
        token=uuid.uuid4(),
    )  # fmt: skip


def found(person: Person, typed: str, kind: Kind | None = None) -> list[tuple[str, str]]:
    entries = find(standing_of(person, on=clock.today()), typed, kind=kind).entries
    return [(Kind(entry.kind).name, entry.title) for entry in entries]


def kinds(person: Person, typed: str) -> set[str]:
    return {kind for kind, _title in found(person, typed)}


TREES = "12/KH-UBND · Trồng cây xanh năm 2026"


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        pytest.param("trong cay xanh", ("DOCUMENT", TREES), id="without marks"),
        pytest.param("Trồng cây XANH", ("DOCUMENT", TREES), id="with marks, in capitals"),
        pytest.param("12kh-ubnd", ("DOCUMENT", TREES), id="a code run together"),
        pytest.param("lễ phát động", ("DUTY", "Tổ chức lễ phát động; hoàn thành trước Ngày hội Trồng cây."), id="duty"),
        pytest.param("cay bang", ("ACTIVITY", "Đã trồng hai mươi cây bàng"), id="an activity"),
        pytest.param("tổ dân phố 2", ("UNIT", "Tổ dân phố 2"), id="a unit"),
        pytest.param("chuan bi cay giong", ("SECTION", "1. Giai đoạn từ nay đến hết quý I/2026"), id="a section"),
        pytest.param("lễ phát đ", ("DUTY", "Tổ chức lễ phát động; hoàn thành trước Ngày hội Trồng cây."), id="begun"),
    ],
)
def test_the_clerk_finds_first(busy: Ward, typed: str, first: tuple[str, str]) -> None:
    assert found(busy.clerk, typed)[0] == first


def test_a_stranger_finds_nothing(busy: Ward, stranger: Person) -> None:
    for typed in ("trồng cây", "lễ phát động", "12/KH-UBND", "cây bàng", "văn hóa", "tổ dân phố 1"):
        assert found(busy.clerk, typed) != []
        assert found(stranger, typed) == []


def test_somebody_without_a_role_finds_nothing(busy: Ward) -> None:
    assert found(person_with(None, None, "chua-co-vai"), "trồng cây") == []


def test_clerk_and_head_find_all_of_theirs_and_an_officer_what_concerns_the_unit(busy: Ward) -> None:
    whole = {"DOCUMENT", "SECTION", "PROGRAMME", "DUTY", "ASSIGNMENT"}
    assert kinds(busy.clerk, "trồng cây") == kinds(busy.head, "trồng cây") == whole | {"ACTIVITY"}
    assert kinds(busy.officer, "trồng cây") == {"PROGRAMME", "ASSIGNMENT", "ACTIVITY"}


def test_an_officer_finds_the_work_of_their_own_unit_only(busy: Ward) -> None:
    assert len(found(busy.clerk, "chăm sóc cây", Kind.ASSIGNMENT)) == len(busy.groups)
    assert found(busy.officer, "chăm sóc cây") == []
    Role.objects.create(person=busy.officer, unit=busy.groups[0], kind="officer")
    assert len(found(busy.officer, "chăm sóc cây", Kind.ASSIGNMENT)) == 1


def test_an_officer_of_the_body_does_not_find_the_work_of_units_below(busy: Ward) -> None:
    above = person_with("officer", busy.body, "can-bo-phuong")
    assert kinds(above, "trồng cây") == set()
    assert kinds(above, "tổ dân phố") == {"UNIT"}


def test_the_head_of_a_unit_finds_its_work_and_not_the_plan(busy: Ward) -> None:
    chief = person_with("head", busy.culture, "giam-doc")
    assert kinds(chief, "trồng cây") == {"PROGRAMME", "ASSIGNMENT", "ACTIVITY"}


def test_the_doors_decide_even_where_the_index_says_otherwise(
    busy: Ward, stranger: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The words of an entry that was put under another body by mistake lead nowhere."""
    mistaken = writing.parents() | {busy.body.pk: Role.objects.filter(person=stranger)[0].unit_id}
    monkeypatch.setattr(writing, "parents", lambda: mistaken)
    find_again()
    assert found(stranger, "trồng cây") == []


def test_duties_set_aside_are_no_duties_to_find(busy: Ward) -> None:
    assert "DUTY" not in kinds(busy.clerk, "nắm bắt dư luận")
    assert "ASSIGNMENT" not in kinds(busy.clerk, "nắm bắt dư luận")


ODD = (
    '"', "'", "* OR *", "NEAR(a b)", "tokens:a", "-a", "a AND", "(((", "\\", "%s %d", "'; DROP TABLE x; --", "a\x00b",
    "\u0301", "𝔸 ² ½", "_4i1", "a:*", "!a & b", "🌳", " " * 300, "cây" * 400,
)  # fmt: skip


def test_whatever_is_typed_is_answered(busy: Ward, client_of: SignIn) -> None:
    client = client_of(busy.clerk)
    assert [typed for typed in ODD if client.get(reverse("find"), {"q": typed}).status_code != 200] == []


def test_tokens_of_who_may_see_cannot_be_asked_for(busy: Ward) -> None:
    assert found(busy.clerk, f"_4i{busy.body.pk}") == []


class TestPage:
    def test_words_stand_marked_in_place(self, busy: Ward, client_of: SignIn) -> None:
        page = client_of(busy.clerk).get(reverse("find"), {"q": "cay bang"}).content.decode()
        assert "Đã trồng hai mươi <mark>cây bàng</mark>" in page

    def test_what_was_typed_and_what_is_found_is_no_markup(self, busy: Ward, client_of: SignIn) -> None:
        tell(busy, "<b>cây</b> đa")
        follow()
        page = client_of(busy.clerk).get(reverse("find"), {"q": "<b>cây</b> đa"}).content.decode()
        assert "<b>" not in page
        assert escape("<b>") in page

    def test_one_kind_alone_has_pages(self, busy: Ward, client_of: SignIn) -> None:
        units = [Unit(name=f"Hội quán {n}", parent=busy.body) for n in range(40)]
        Unit.objects.bulk_create(units)
        find_again()
        client = client_of(busy.clerk)
        page = client.get(reverse("find"), {"q": "hoi quan", "loai": "don-vi"}).content.decode()
        assert page.count('class="plain results"') == 1
        assert page.count("<mark>") == 30
        assert "1 / 2" in page
        last = client.get(reverse("find"), {"q": "hoi quan", "loai": "don-vi", "page": "99"}).content.decode()
        assert last.count("<mark>") == 10

    def test_a_kind_that_is_none_asks_for_all(self, busy: Ward, client_of: SignIn) -> None:
        page = client_of(busy.clerk).get(reverse("find"), {"q": "trong cay", "loai": "khong-co", "page": "x"})
        assert page.content.decode().count('class="plain results"') > 1

    def test_as_somebody_types_only_the_results_are_sent(self, busy: Ward, client_of: SignIn) -> None:
        answer = client_of(busy.clerk).get(reverse("find"), {"q": "trong cay"}, headers={"HX-Request": "true"})
        page = answer.content.decode()
        assert "<html" not in page
        assert 'hx-swap-oob="innerHTML"' in page
        assert "Tìm thấy" in page

    def test_nothing_found_says_what_to_do(self, busy: Ward, client_of: SignIn) -> None:
        client = client_of(busy.clerk)
        assert "Không tìm thấy “xe tăng”" in client.get(reverse("find"), {"q": "xe tăng"}).content.decode()
        assert "Bạn cần tìm gì?" in client.get(reverse("find"), {"q": " ?! "}).content.decode()

    def test_every_result_leads_to_a_page_that_opens(self, busy: Ward, client_of: SignIn) -> None:
        for person in (busy.clerk, busy.head, busy.officer):
            client = client_of(person)
            for typed in ("trồng cây", "văn hóa", "tổ dân phố", "12/KH-UBND"):
                context = client.get(reverse("find"), {"q": typed}).context
                for row in [row for group in context["groups"] for row in group["rows"]]:
                    assert client.get(row["address"]).status_code == 200

    def test_every_page_has_the_field_for_who_signed_in(self, busy: Ward, client_of: SignIn) -> None:
        assert 'role="search"' in client_of(busy.officer).get(reverse("programme-list")).content.decode()
        assert 'role="search"' not in Client().get(reverse("sign-in")).content.decode()

    def test_few_queries_whatever_is_found(
        self, busy: Ward, client_of: SignIn, django_assert_max_num_queries: DjangoAssertNumQueries
    ) -> None:
        client = client_of(busy.clerk)
        with django_assert_max_num_queries(45):  # seven kinds by three questions, seven doors, names, who it is
            client.get(reverse("find"), {"q": "ba tổ trồng phố"})


@pytest.mark.usefixtures("busy")
class TestFollower:
    def test_nothing_changed_nothing_done(self, monkeypatch: pytest.MonkeyPatch) -> None:
        later = clock.now() + datetime.timedelta(hours=1)
        monkeypatch.setattr(clock, "now", lambda: later)
        follow()
        assert follow() == 0

    def test_without_a_follower_or_of_another_form_everything_is_built(self) -> None:
        count = Entry.objects.count()
        Entry.objects.all().delete()
        Follower.objects.update(form=writing.FORM - 1)
        assert follow() == count
        Follower.objects.all().delete()
        assert follow() == count
        assert words_in_index() == count

    def test_behind_another_record_of_changes_everything_is_built(self) -> None:
        """A backup was put back: the rows of the record have the same keys and are others."""
        Follower.objects.update(last_digest="0" * 64)
        assert follow() == Entry.objects.count()


class TestFollowing:
    def test_a_change_is_found_once_the_job_has_run(self, busy: Ward) -> None:
        tell(busy, "Mua thêm cuốc xẻng")
        assert found(busy.clerk, "cuốc xẻng") == []
        tasks.follow.func()
        assert found(busy.clerk, "cuoc xeng") == [("ACTIVITY", "Mua thêm cuốc xẻng")]

    def test_twice_is_once(self, busy: Ward) -> None:
        tell(busy, "Mua thêm cuốc xẻng")
        before = Follower.objects.values().get()
        follow()
        rows = list(Entry.objects.values())
        Follower.objects.update(last_change=before["last_change"], last_digest=before["last_digest"])
        follow()
        assert list(Entry.objects.values()) == rows
        assert words_in_index() == len(rows)

    def test_a_document_is_found_when_it_was_read(self, busy: Ward) -> None:
        text = TEXT.replace("Trồng cây xanh năm 2026", "Làm sạch kênh mương").replace("12/KH", "13/KH")
        document = read_plan(busy.clerk, busy.body, text)
        follow()
        assert found(busy.clerk, "kenh muong")[0] == ("DOCUMENT", "13/KH-UBND · Làm sạch kênh mương")
        Document.objects.filter(pk=document.pk).delete()
        assert found(busy.clerk, "kenh muong") == []  # its door is shut at once

    def test_a_programme_that_starts_brings_its_work(self, busy: Ward) -> None:
        text = TEXT.replace("Tổ chức lễ phát động", "Sửa đường ống nước").replace("12/KH", "14/KH")
        actions.start_programme(by=busy.clerk, document=confirmed(busy.clerk, busy.body, text))
        follow()
        assert {"DUTY", "ASSIGNMENT", "SECTION"} <= kinds(busy.clerk, "đường ống nước")
        assert kinds(busy.officer, "duong ong nuoc") == {"ASSIGNMENT"}

    def test_a_new_assignment_opens_the_programme_to_its_unit(self, busy: Ward) -> None:
        person = person_with("officer", busy.office, "can-bo-van-phong")
        assert found(person, "trồng cây") == []
        actions.assign(by=busy.clerk, duty=Duty.objects.all()[0], unit=busy.office, part="support")
        follow()
        assert kinds(person, "trồng cây") == {"PROGRAMME", "ASSIGNMENT"}

    def test_an_assignment_that_was_taken_back_is_gone(self, busy: Ward) -> None:
        assignment = Assignment.objects.filter(unit=busy.groups[0])[0]
        actions.remove_assignment(by=busy.clerk, assignment=assignment, version=assignment.version)
        follow()
        assert not Entry.objects.filter(kind=Kind.ASSIGNMENT, object_id=assignment.pk).exists()
        assert words_in_index() == Entry.objects.count()

    def test_a_unit_with_another_name_is_found_by_it_with_its_work(self, busy: Ward) -> None:
        change(busy.clerk, busy.groups[0], name="Xóm Bến Đò")
        follow()
        assert kinds(busy.clerk, "xom ben do") == {"UNIT", "ASSIGNMENT"}

    def test_what_a_moved_unit_has_is_found_by_who_oversees_it_now(self, busy: Ward) -> None:
        chief = person_with("head", busy.office, "chanh-van-phong")
        assert found(chief, "chăm sóc cây") == []
        change(busy.clerk, busy.groups[0], parent=busy.office)
        follow()
        assert kinds(chief, "chăm sóc cây") == {"ASSIGNMENT"}

    def test_work_that_a_merger_handed_over_is_found_by_its_new_unit(self, busy: Ward) -> None:
        chief = person_with("head", busy.office, "chanh-van-phong")
        merge_units(
            by=busy.clerk, body=busy.body, units=[busy.groups[0]], into=busy.office, name="", on=clock.today(),
            decision="Quyết định 5",
        )  # fmt: skip
        assert found(chief, "chăm sóc cây") == []
        follow()
        assert kinds(chief, "chăm sóc cây") == {"ASSIGNMENT"}

    def test_a_day_that_an_event_moved_is_the_day_of_the_entry(self, busy: Ward) -> None:
        event, day = Event.objects.get(), datetime.date(2026, 5, 19)
        set_event_dates(by=busy.clerk, event=event, starts_on=day, ends_on=None, version=event.version)
        follow()
        hanging = Assignment.objects.filter(deadline_event=event)
        entries = Entry.objects.filter(kind=Kind.ASSIGNMENT, object_id__in=hanging.values("pk"))
        assert {entry.day for entry in entries} == {assignment.due_on for assignment in hanging} != {None}

    def test_a_new_unit_is_found(self, busy: Ward) -> None:
        add_unit(by=busy.clerk, parent=busy.body, name="Trạm Y tế")
        follow()
        assert found(busy.officer, "tram y te") == [("UNIT", "Trạm Y tế")]

    def test_many_changes_are_followed_in_steps(self, busy: Ward, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(following, "CHANGES", 1)
        add_unit(by=busy.clerk, parent=busy.body, name="Trạm Y tế")
        add_unit(by=busy.clerk, parent=busy.body, name="Trạm Bơm")
        follow()
        assert found(busy.clerk, "trạm bơm")[0] == ("UNIT", "Trạm Bơm")
        assert Follower.objects.get().last_change == AuditEntry.objects.latest("pk").pk

    def test_a_building_anew_takes_off_what_is_gone(self, busy: Ward) -> None:
        Activity.objects.all().delete()
        Programme.objects.all().delete()
        call_command("find_again")
        assert kinds(busy.clerk, "trồng cây") == {"DOCUMENT", "SECTION"}
        assert words_in_index() == Entry.objects.count()


def change(by: Person, unit: Unit, **values: object) -> None:
    change_unit(by=by, unit=unit, version=unit.version, values=values)


def words_in_index() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM finding_words")
        row: tuple[int] = cursor.fetchone()
        return row[0]


def test_a_long_text_is_found_to_its_end(ward: Ward) -> None:
    text = TEXT.replace("- Chuẩn bị cây giống.", "- " + "Chuẩn bị cây giống. " * 600 + "Tưới nước giếng khoan.")
    read_plan(ward.clerk, ward.body, text)
    find_again()
    assert found(ward.clerk, "giếng khoan") == [("SECTION", "1. Giai đoạn từ nay đến hết quý I/2026")]


@pytest.mark.parametrize("day", [None, datetime.date(1945, 9, 2), datetime.date.max])
def test_keys_have_room_and_grow_with_days(day: datetime.date | None) -> None:
    last = key_of(KINDS - 1, OBJECTS - 1, PLACES - 1, day)
    assert keys_of(KINDS - 1)[0] < last <= keys_of(KINDS - 1)[1] < 1 << 63
    assert key_of(0, OBJECTS - 1, PLACES - 1, None) < key_of(0, 0, 0, datetime.date(1, 1, 2)) < keys_of(1)[0]
    with pytest.raises(OverflowError):
        key_of(0, OBJECTS, 0, day)
