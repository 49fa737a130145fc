"""Mending facts: each field says what it says, keeps the proof that still holds, and leaves a history in words."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from lotrinh.documents.document import Span
from lotrinh.web.organisation.models import AuditEntry, Person
from lotrinh.web.registry import actions
from lotrinh.web.registry.forms import number_of
from lotrinh.web.registry.history import SHOWN
from lotrinh.web.registry.models import Document, Fact
from lotrinh.web.registry.places import find_place, judge_words
from tests.web.builders import confirmed, facts, form_of, read_plan
from tests.web.conftest import Ward, person_with

SignIn = Callable[[Person], Client]


@pytest.fixture
def plan(ward: Ward) -> Document:
    return read_plan(ward.clerk, ward.body)


@pytest.fixture
def clerk(ward: Ward, client_of: SignIn) -> Client:
    return client_of(ward.clerk)


def head(document: Document, field: str) -> Fact:
    return next(fact for fact in facts(document, "header") if fact.data["field"] == field)


def mend(client: Client, fact: Fact, **values: Any) -> Fact:
    """Send the form of a fact; return the fact as it is then."""
    address = reverse("fact-mend", args=[fact.document_id, fact.pk])
    assert client.post(address, form_of(fact, **values)).status_code == 302
    fact.refresh_from_db()
    return fact


def test_every_kind_has_a_form_that_saves_what_it_shows(clerk: Client, plan: Document) -> None:
    """A page that is opened and sent back unchanged changes nothing: no fact, no history."""
    for fact in Fact.objects.filter(document=plan):
        address = reverse("fact-mend", args=[plan.pk, fact.pk])
        form = clerk.get(address).context["form"]
        sent = {name: form[name].value() for name in form.fields}
        response = clerk.post(address, {k: v for k, v in sent.items() if v not in (None, False)})
        assert response.status_code == 302, (fact.kind, fact.data, response.context["form"].errors)
        before = (fact.data, fact.span_start, fact.span_end, fact.origin, fact.version)
        fact.refresh_from_db()
        assert (fact.data, fact.span_start, fact.span_end, fact.origin, fact.version) == before, fact.kind
    assert not AuditEntry.objects.filter(action="fact.mended").exists()


@pytest.mark.parametrize("typed", ["17/02/2026", "17/2/2026", "17-02-2026", "2026-02-17"])
def test_day_of_issue_is_typed_as_people_write_it(clerk: Client, plan: Document, typed: str) -> None:
    fact = mend(clerk, head(plan, "issued_on"), field="issued_on", value=typed)
    assert fact.data["value"] == "2026-02-17"
    assert "17/02/2026" in clerk.get(plan.get_absolute_url()).content.decode()


@pytest.mark.parametrize("typed", ["30/02/2026", "hôm qua", "2026", "²/2/2026"])
def test_day_of_issue_that_is_no_day_is_refused(clerk: Client, plan: Document, typed: str) -> None:
    fact = head(plan, "issued_on")
    response = clerk.post(reverse("fact-mend", args=[plan.pk, fact.pk]), form_of(fact, field="issued_on", value=typed))
    assert response.status_code == 422
    assert "05/01/2026" in response.content.decode()
    assert clerk.get(plan.get_absolute_url()).status_code == 200


def test_day_that_got_in_by_another_way_breaks_no_page(clerk: Client, plan: Document) -> None:
    fact = head(plan, "issued_on")
    Fact.objects.filter(pk=fact.pk).update(data={"field": "issued_on", "value": "đầu năm"})
    for address in (plan.get_absolute_url(), reverse("fact-mend", args=[plan.pk, fact.pk])):
        assert "đầu năm" in clerk.get(address).content.decode()


def test_lists_call_a_plan_what_its_head_says_now(clerk: Client, plan: Document) -> None:
    mend(clerk, head(plan, "code"), field="code", value="13/KH-UBND")
    subject = mend(clerk, head(plan, "subject"), field="subject", value="Trồng mười nghìn cây")
    page = clerk.get(reverse("document-list")).content.decode()
    assert "13/KH-UBND" in page
    assert "Trồng mười nghìn cây" in page
    clerk.post(reverse("fact-drop", args=[plan.pk, subject.pk]), {"version": subject.version})
    plan.refresh_from_db()
    assert (plan.code, plan.subject) == ("13/KH-UBND", "")


@pytest.mark.parametrize(
    "origin",
    [None, {"kind": "event", "event": "Ngày hội Trồng cây", "relation": "at", "span": [1, 5]}],
    ids=["unknown", "event"],
)
def test_offset_keeps_what_it_counts_from(clerk: Client, plan: Document, origin: dict[str, Any] | None) -> None:
    fact = facts(plan, "duty")[0]
    was = {"kind": "offset", "days": 5, "working": False, "from": origin, "span": [fact.span_start, fact.span_end]}
    Fact.objects.filter(pk=fact.pk).update(data={**fact.data, "deadline": was})
    fact = mend(clerk, fact, deadline_kind="offset", deadline_days=7, deadline_working="on")
    assert fact.data["deadline"] == {**was, "days": 7, "working": True}
    shown = "7 ngày làm việc kể từ " + ("Ngày hội Trồng cây" if origin else "mốc chưa rõ")
    assert shown in clerk.get(plan.get_absolute_url()).content.decode()


def test_excluded_day_stays_excluded_until_another_is_chosen(clerk: Client, plan: Document) -> None:
    fact = next(f for f in facts(plan, "duty") if (f.data["deadline"] or {}).get("exclusive"))
    day = fact.data["deadline"]["date"]
    fact = mend(clerk, fact, unit="Văn phòng", deadline_kind="date", deadline_date=day)
    assert fact.data["deadline"]["exclusive"] is True
    fact = mend(clerk, fact, deadline_kind="date", deadline_date="2026-06-01")
    assert "exclusive" not in fact.data["deadline"]


def test_duty_keeps_proofs_that_hold_and_finds_new_ones(clerk: Client, plan: Document) -> None:
    text, fact = plan.reading.text, facts(plan, "duty")[0]
    kept = {"value": "Đoàn phường", "span": [3, 9]}
    Fact.objects.filter(pk=fact.pk).update(data={**fact.data, "support": [kept]})
    fact = mend(
        clerk, fact, unit="Các tổ dân phố", support="Đoàn phường\n công viên \nHội khác", deliverable="công viên"
    )
    assert Span(*fact.data["unit_span"]).of(text) == "Các tổ dân phố"
    same, found, nowhere = fact.data["support"]
    assert same == kept
    assert Span(*found["span"]).of(text) == "công viên"
    assert nowhere == {"value": "Hội khác", "span": [fact.span_start, fact.span_end]}
    assert Span(*fact.data["deliverable"]["span"]).of(text) == "công viên"
    fact = mend(clerk, fact, unit="Đơn vị không có trong văn bản")
    assert fact.data["unit_span"] is None


def test_recurrence_is_chosen_kept_as_read_and_taken_away(clerk: Client, plan: Document) -> None:
    fact = mend(clerk, facts(plan, "duty")[0], recurrence="FREQ=MONTHLY;INTERVAL=3")
    assert fact.data["recurrence"]["value"] == "FREQ=MONTHLY;INTERVAL=3"
    read = {"value": "FREQ=MONTHLY;BYMONTHDAY=19", "span": [1, 4]}
    Fact.objects.filter(pk=fact.pk).update(data={**fact.data, "recurrence": read})
    page = clerk.get(reverse("fact-mend", args=[plan.pk, fact.pk])).content.decode()
    assert "hằng tháng, ngày 19" in page
    assert mend(clerk, fact, recurrence=read["value"]).data["recurrence"] == read
    assert mend(clerk, fact, recurrence="").data["recurrence"] is None
    refused = clerk.post(reverse("fact-mend", args=[plan.pk, fact.pk]), form_of(fact, recurrence="FREQ=SECONDLY"))
    assert refused.status_code == 422


def test_parts_of_a_code_follow_the_code(clerk: Client, plan: Document) -> None:
    fact = facts(plan, "citation")[0]
    fact = mend(clerk, fact, code="30 /2020/NĐ-CP", basis="on")
    assert {k: fact.data[k] for k in ("code", "kind", "number", "symbol", "year")} == {
        "code": "30/2020/NĐ-CP", "kind": "NĐ", "number": "30", "symbol": "NĐ-CP", "year": 2020,
    }  # fmt: skip
    fact = mend(clerk, fact, code="không rõ số")
    assert (fact.data["code"], fact.data["number"]) == ("không rõ số", None)


def test_words_are_found_composed_or_not_and_wherever_lines_are_cut(clerk: Client, plan: Document) -> None:
    fact = facts(plan, "duty")[0]
    words = plan.reading.text[fact.span_start : fact.span_end]
    fact = mend(clerk, fact, words=unicodedata.normalize("NFD", words.replace(" ", "\r\n", 2)), unit="Văn phòng")
    assert plan.reading.text[fact.span_start : fact.span_end] == words


def test_added_fact_stands_in_its_section_with_its_mention(clerk: Client, plan: Document) -> None:
    text = plan.reading.text
    words = "Chuẩn bị cây giống"
    sent = {"words": words, "start": text.index(words), "unit": "Văn phòng", "deadline_kind": ""}
    assert clerk.post(reverse("fact-add", args=[plan.pk, "duty"]), sent).status_code == 302
    duty = Fact.objects.filter(document=plan, kind="duty").latest("pk")
    assert (duty.data["section"], duty.data["scope"], duty.origin) == ("I.1", "tracked", "added")
    cited = "Ủy ban nhân dân thành phố"
    clerk.post(reverse("fact-add", args=[plan.pk, "citation"]), {"words": cited, "code": "7/NQ-HĐND"})
    citation = Fact.objects.filter(document=plan, kind="citation").latest("pk")
    assert citation.data["mentions"] == [{"span": [citation.span_start, citation.span_end]}]
    assert clerk.get(plan.get_absolute_url()).status_code == 200


PARTS = [
    pytest.param("tình hình tư tưởng của Nhân dân", id="the words behind the verb"),
    pytest.param("tư tưởng của Nhân dân", id="fewer of them"),
    pytest.param("dư luận, tâm trạng của Nhân dân", id="another duty"),
    pytest.param("nắm bắt dư luận", id="its first words"),
]


@pytest.mark.parametrize("words", PARTS)
def test_part_of_a_clause_out_of_scope_is_out_of_scope(clerk: Client, plan: Document, words: str) -> None:
    """Choosing only harmless-looking words of such a clause does not make a duty that could be assigned."""
    start = plan.reading.text.index(words)
    sent = {"words": words, "start": start, "unit": "Văn phòng", "deadline_kind": "", "scope": "tracked"}
    assert clerk.post(reverse("fact-add", args=[plan.pk, "duty"]), sent).status_code == 302
    duty = Fact.objects.filter(document=plan, kind="duty").latest("pk")
    assert duty.data["scope"] == "out_of_scope"
    assert 'class="fact out"' in clerk.get(plan.get_absolute_url()).content.decode()


def test_judging_by_the_paragraph_changes_nothing_that_was_read(plan: Document) -> None:
    for duty in facts(plan, "duty"):
        scope, excluded = judge_words(plan.reading.text, Span(duty.span_start, duty.span_end))
        assert (scope, [list(span) for span in excluded]) == (duty.data["scope"], duty.data["excluded"])


def test_reason_is_said_beside_what_is_left_out(clerk: Client, plan: Document) -> None:
    page = clerk.get(plan.get_absolute_url()).content.decode()
    assert "Phần mềm không theo dõi suy nghĩ, tâm trạng, dư luận của con người." in page
    assert "<s>nắm tình hình tư tưởng của Nhân dân</s>" in page


def test_second_of_two_sees_the_first_and_can_still_save(ward: Ward, client_of: SignIn, plan: Document) -> None:
    fact = facts(plan, "duty")[0]
    address = reverse("fact-mend", args=[plan.pk, fact.pk])
    second = client_of(person_with("clerk", ward.body, "van-thu-hai"))
    mine, theirs = form_of(fact, unit="Đội trồng cây"), form_of(fact, unit="Văn phòng")
    assert client_of(ward.clerk).post(address, theirs).status_code == 302
    told = second.post(address, mine)
    page = told.content.decode()
    assert told.status_code == 422
    assert "Lấy bản người kia đã lưu" in page
    assert "Người van-thu" in page
    assert ">Văn phòng<" in page
    assert told.context["form"]["unit"].value() == "Đội trồng cây"
    again = {**mine, "version": told.context["form"]["version"].value()}
    assert second.post(address, again).status_code == 302
    fact.refresh_from_db()
    assert (fact.data["unit"], fact.version) == ("Đội trồng cây", 3)


def test_history_says_every_change_in_words(clerk: Client, plan: Document) -> None:
    duty, stage = facts(plan, "duty")[0], facts(plan, "stage")[0]
    mend(clerk, duty, deadline_kind="date", deadline_date="2027-05-01", support="Đoàn phường", deliverable="Biên bản")
    mend(clerk, stage, label="Chặng đầu", start_kind="event", start_event="Ngày hội", start_relation="after")
    page = clerk.get(reverse("document-history", args=[plan.pk])).content.decode()
    for words in ("01/05/2027", "Đoàn phường", "Biên bản", "Chặng đầu", "sau Ngày hội"):
        assert words in page
    one = clerk.get(reverse("document-history", args=[plan.pk]), {"fact": stage.pk}).content.decode()
    assert "Chặng đầu" in one
    assert "01/05/2027" not in one
    untouched = facts(plan, "recipient")[0]
    none = clerk.get(reverse("document-history", args=[plan.pk]), {"fact": untouched.pk}).content.decode()
    assert "Chưa ai sửa" in none


def test_history_shows_no_fact_of_another_document(ward: Ward, stranger: Person, client_of: SignIn) -> None:
    theirs = read_plan(stranger, stranger.roles.all()[0].unit)
    secret = facts(theirs, "duty")[0]
    actions.mend_fact(
        by=stranger,
        fact=secret,
        version=1,
        data={**secret.data, "unit": "Đơn vị bí mật"},
        span=(secret.span_start, secret.span_end),
    )
    mine = read_plan(ward.clerk, ward.body)
    page = client_of(ward.clerk).get(reverse("document-history", args=[mine.pk]), {"fact": secret.pk})
    assert "bí mật" not in page.content.decode()
    client = client_of(ward.clerk)
    assert client.post(reverse("fact-mend", args=[mine.pk, secret.pk]), form_of(secret)).status_code == 404
    assert client.post(reverse("fact-drop", args=[mine.pk, secret.pk]), {"version": 2}).status_code == 404


def test_everything_that_a_form_can_change_is_in_the_history(clerk: Client, plan: Document) -> None:
    shown = {name for name, _label, _say in SHOWN}
    for kind in Fact.Kind.values:
        fields = clerk.get(reverse("fact-add", args=[plan.pk, kind])).context["form"].fields
        names = {name.split("_", 1)[0] if name.startswith(("start_", "end_", "deadline_")) else name for name in fields}
        assert names - {"words", "start", "version"} <= shown, kind


def test_confirmed_plan_has_no_forms(ward: Ward, client_of: SignIn) -> None:
    document = confirmed(ward.clerk, ward.body)
    client, fact = client_of(ward.clerk), facts(document, "duty")[0]
    for address in (reverse("fact-mend", args=[document.pk, fact.pk]), reverse("fact-add", args=[document.pk, "duty"])):
        page = client.get(address).content.decode()
        assert "đã được xác nhận nên không sửa được" in page
        assert 'name="words"' not in page
    added = {"words": "Chuẩn bị cây giống", "unit": "Văn phòng", "deadline_kind": ""}
    assert client.post(reverse("fact-add", args=[document.pk, "duty"]), added).status_code == 422
    assert not Fact.objects.filter(document=document, origin="added").exists()


@pytest.mark.parametrize("sent", ["²", "9" * 5000, "9" * 30, "-1", "1.0", "", "một", None])
def test_numbers_that_a_page_never_sends_are_no_error(clerk: Client, plan: Document, sent: str | None) -> None:
    assert number_of(sent) == 0
    fact = facts(plan, "duty")[0]
    values = {} if sent is None else {"version": sent}
    assert clerk.post(reverse("document-confirm", args=[plan.pk]), values).status_code == 302
    assert clerk.post(reverse("fact-drop", args=[plan.pk, fact.pk]), values).status_code == 302
    fact.refresh_from_db()
    plan.refresh_from_db()
    assert (fact.is_deleted, plan.is_confirmed) == (False, False)
    address = reverse("fact-mend", args=[plan.pk, fact.pk])
    assert clerk.post(address, form_of(fact, start=sent or "")).status_code == 302


@pytest.mark.parametrize(
    ("words", "near", "found"),
    [
        ("cây", 0, (6, 9)),
        ("cây", 99, (21, 24)),
        ("Trồng  cây", 20, (15, 24)),
        ("a.b", 0, None),
        ("   ", 0, None),
    ],
    ids=["first", "nearest", "over a line", "a dot is a dot", "nothing"],
)
def test_places_of_words(words: str, near: int, found: tuple[int, int] | None) -> None:
    assert find_place("Trồng cây xanh\nTrồng\ncây", words, near=near) == found
