"""The pages of a plan: the list, the reading screen with its two-way links, and what they cost."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from lotrinh.web.organisation.models import Person
from lotrinh.web.registry import actions
from lotrinh.web.registry.marks import EXCLUDED, NO_FACT, PROBLEM, Mark, marked_lines
from lotrinh.web.registry.models import Document, Fact, Reading
from lotrinh.web.registry.search import pattern_of
from tests.web.builders import TEXT, confirmed, facts, read_plan
from tests.web.conftest import Ward

SignIn = Callable[[Person], Client]


def shown(text: str, *marks: Mark) -> str:
    """The pieces of every line, as [letters|look|facts]."""
    lines = [
        "".join(f"[{p.text}|{p.look}|{','.join(map(str, p.facts))}]" if p.look else p.text for p in line.pieces)
        for line in marked_lines(text, marks)
    ]
    return "\n".join(lines)


@pytest.mark.parametrize(
    ("marks", "expected"),
    [
        pytest.param([Mark(0, 3, 1, "a")], "[abc|a|1]defghijkl", id="one"),
        pytest.param([Mark(0, 4, 1, "a"), Mark(2, 6, 2, "b")], "[ab|a|1][cd|a|1,2][ef|b|2]ghijkl", id="overlapping"),
        pytest.param([Mark(0, 6, 1, "a"), Mark(2, 4, 2, "b")], "[ab|a|1][cd|b|2,1][ef|a|1]ghijkl", id="nested"),
        pytest.param([Mark(1, 4, 1, "a"), Mark(1, 4, 2, "b")], "a[bcd|a|1,2]efghijkl", id="same words"),
        pytest.param([Mark(0, 3, 1, "a"), Mark(3, 5, 2, "b")], "[abc|a|1][de|b|2]fghijkl", id="touching"),
        pytest.param([Mark(0, 6, 1, "a"), Mark(2, 4, 1, EXCLUDED)],
                     f"[ab|a|1][cd|a {EXCLUDED}|1][ef|a|1]ghijkl", id="out"),
        pytest.param([Mark(2, 5, NO_FACT, PROBLEM)], f"ab[cde|{PROBLEM}|]fghijkl", id="in doubt"),
        pytest.param([Mark(90, 95, 1, "a")], "abcdefghijkl", id="behind the end"),
    ],
)  # fmt: skip
def test_marks_are_cut_at_every_edge(marks: list[Mark], expected: str) -> None:
    assert shown("abcdefghijkl", *marks) == expected


def test_mark_over_lines_and_its_one_anchor() -> None:
    lines = list(marked_lines("abcdefgh\n\nabcdefgh", [Mark(6, 12, 7, "a", "Việc")]))
    assert shown("abcdefgh\n\nabcdefgh", Mark(6, 12, 7, "a")) == "abcdef[gh|a|7]\n\n[ab|a|7]cdefgh"
    anchors = [a for line in lines for a in (*line.anchors, *(a for piece in line.pieces for a in piece.anchors))]
    assert anchors == [(7, "Việc")]


def test_mark_over_most_of_a_paragraph_marks_the_paragraph() -> None:
    (line,) = marked_lines("- abcdefgh", [Mark(2, 10, 3, "duty"), Mark(4, 6, 3, "unit")])
    assert (line.looks, line.facts) == ("duty", (3,))
    assert [(piece.text, piece.look) for piece in line.pieces] == [("- ab", ""), ("cd", "unit"), ("efgh", "")]


def test_no_letter_is_lost_whatever_the_marks() -> None:
    text = "ab\ncdef\n\nghij"
    marks = [Mark(s, e, s * 20 + e, "x") for s in range(len(text)) for e in range(s + 1, len(text) + 1)]
    lines = list(marked_lines(text, marks))
    assert "\n".join("".join(piece.text for piece in line.pieces) for line in lines) == text
    assert [line.start for line in lines] == [0, 3, 8, 9]


def test_every_fact_leads_to_its_words_and_back(ward: Ward, client_of: SignIn) -> None:
    document = read_plan(ward.clerk, ward.body)
    page = client_of(ward.clerk).get(document.get_absolute_url()).content.decode()
    ids = re.findall(r'\sid="([^"]+)"', page)
    assert len(ids) == len(set(ids))
    for fact in Fact.objects.filter(document=document):
        assert f'href="#t{fact.pk}"' in page
        assert re.search(
            rf'<a class="anchor" id="t{fact.pk}" href="#f{fact.pk}" aria-label="Xem dữ kiện: [^"]+"></a>', page
        )
        assert f'id="f{fact.pk}"' in page
    targets = set(re.findall(r'href="#([^"]+)"', page))
    assert targets <= set(ids)


def test_duty_begins_at_its_own_words_and_not_at_its_unit(ward: Ward, client_of: SignIn) -> None:
    document = read_plan(ward.clerk, ward.body)
    duty = facts(document, "duty")[0]
    assert duty.data["unit_span"][1] <= duty.span_start
    page = client_of(ward.clerk).get(document.get_absolute_url()).content.decode()
    behind = page[page.index(f'id="t{duty.pk}"') :]
    words = re.sub(r"<[^>]+>", "", behind[behind.index(">") + 1 :])
    assert words.startswith("- Trồng cây tại công viên")


def test_every_problem_leads_to_its_paragraph(ward: Ward, client_of: SignIn) -> None:
    document = read_plan(ward.clerk, ward.body)
    at = document.reading.text.index("công viên")
    problem = {"code": "x", "severity": "warning", "message": "Xem lại <chỗ này>", "span": [at, at + 9]}
    answer = {**(document.reading.answer or {}), "problems": [problem, {**problem, "severity": "error", "span": None}]}
    Reading.objects.filter(document=document).update(answer=answer)
    page = client_of(ward.clerk).get(document.get_absolute_url()).content.decode()
    line = document.reading.text.rindex("\n", 0, at) + 1
    assert page.count(f'href="#p{line}"') == 1
    assert f'id="p{line}"' in page
    assert re.search(rf'<mark class="[^"]*{PROBLEM}"[^>]*>công viên</mark>', page)
    assert "Xem lại &lt;chỗ này&gt;" in page


@pytest.mark.parametrize(
    ("who", "links"), [("clerk", True), ("head", False)], ids=["a clerk mends", "a head only reads"]
)
def test_who_sees_the_tools(ward: Ward, client_of: SignIn, who: str, links: bool) -> None:
    document = read_plan(ward.clerk, ward.body)
    page = client_of(getattr(ward, who)).get(document.get_absolute_url()).content.decode()
    assert ("/du-kien/" in page) is links
    assert ("/xac-nhan/" in page) is links
    assert ("/them/duty/" in page) is links


def test_confirmed_plan_shows_no_tools_and_leads_to_the_programme(ward: Ward, client_of: SignIn) -> None:
    document = confirmed(ward.clerk, ward.body)
    page = client_of(ward.clerk).get(document.get_absolute_url()).content.decode()
    assert "/du-kien/" not in page
    assert reverse("programme-start", args=[document.pk]) in page
    assert "Người van-thu xác nhận ngày" in page


HOSTILE = '"><script>alert(1)</script><img src=x onerror=alert(1)>{{ 7|add:7 }}&amp;'


@pytest.mark.parametrize("kind", Fact.Kind.values)
def test_words_of_a_fact_are_only_words_everywhere(ward: Ward, client_of: SignIn, kind: str) -> None:
    document = read_plan(ward.clerk, ward.body)
    fact = facts(document, kind)[0] if facts(document, kind) else None
    if fact is None:
        fact = facts(document, "duty")[0]
        fact = actions.add_fact(
            by=ward.clerk, document=document, kind=kind, data={"kind": "print", "section": ""}, span=(0, 5)
        )
    names = ("value", "code", "title", "issuer", "label", "unit", "name", "position")
    data = {name: HOSTILE if name in names and isinstance(value, str) else value for name, value in fact.data.items()}
    span = (fact.span_start, fact.span_end)
    actions.mend_fact(by=ward.clerk, fact=fact, version=1, data=data, span=span)
    client = client_of(ward.clerk)
    for address in (
        document.get_absolute_url(),
        reverse("document-list"),
        reverse("document-history", args=[document.pk]),
        reverse("fact-mend", args=[document.pk, fact.pk]),
    ):
        page = client.get(address).content.decode()
        assert "<script>alert" not in page
        assert "<img" not in page


@pytest.mark.parametrize("name", ["q", "state", "page"])
def test_filters_are_only_words(ward: Ward, client_of: SignIn, name: str) -> None:
    read_plan(ward.clerk, ward.body)
    for value in (HOSTILE, "\x00", "(((", "[", "\\", "*", "9" * 400, "trồng" * 500):
        response = client_of(ward.clerk).get(reverse("document-list"), {name: value})
        assert response.status_code == 200
        assert "<script>alert" not in response.content.decode()


@pytest.mark.parametrize(
    ("query", "finds"),
    [
        ("trồng cây", True),
        ("TRỒNG CÂY", True),
        ("trong  cay", True),
        ("đầu năm", True),
        ("dau nam", True),
        ("ĐẦU", True),
        ("12/kh", True),
        ("trộng cây", False),
        ("tr.ng", False),
        ("", True),
    ],
)
def test_plan_is_found_with_or_without_marks(ward: Ward, client_of: SignIn, query: str, finds: bool) -> None:
    text = TEXT.replace("Trồng cây xanh năm 2026", "Trồng cây xanh Đầu năm 2026")
    read_plan(ward.clerk, ward.body, text)
    page = client_of(ward.clerk).get(reverse("document-list"), {"q": query}).content.decode()
    assert ("Trồng cây xanh Đầu năm" in page) is finds


def test_pattern_is_short_and_linear() -> None:
    assert pattern_of(" \t\n") == ""
    assert len(pattern_of("a" * 10_000)) < 5_000


def test_list_by_state(ward: Ward, client_of: SignIn) -> None:
    confirmed(ward.clerk, ward.body, TEXT.replace("xanh", "đã xác nhận"))
    read_plan(ward.clerk, ward.body, TEXT.replace("xanh", "chờ xác nhận"))
    actions.upload(by=ward.clerk, owner=ward.body, upload_file=SimpleUploadedFile("dang-doc.txt", TEXT[:-1].encode()))
    broken = actions.upload(
        by=ward.clerk, owner=ward.body, upload_file=SimpleUploadedFile("hong.txt", TEXT[:-2].encode())
    )
    Reading.objects.filter(document=broken).update(state="failed", error="hỏng")
    client = client_of(ward.clerk)
    names = ("cây đã xác nhận", "cây chờ xác nhận", "dang-doc.txt", "hong.txt")
    for state, wanted in zip(("confirmed", "waiting", "reading", "failed"), names, strict=True):
        page = client.get(reverse("document-list"), {"state": state}).content.decode()
        assert [name for name in names if name in page] == [wanted]
    page = client.get(reverse("document-list"), {"state": "mọi thứ"}).content.decode()
    assert all(name in page for name in names)
    assert "Không có kế hoạch nào khớp" in client.get(reverse("document-list"), {"q": "không có"}).content.decode()


def test_empty_list_says_what_to_do(ward: Ward, client_of: SignIn) -> None:
    page = client_of(ward.clerk).get(reverse("document-list")).content.decode()
    assert "Chưa có kế hoạch nào" in page
    assert reverse("document-upload") in page
    assert reverse("document-upload") not in client_of(ward.head).get(reverse("document-list")).content.decode()


def queries_of(client: Client, address: str) -> int:
    with CaptureQueriesContext(
        connection,
    ) as queries:
        assert client.get(address).status_code == 200
    return len(queries)


def test_reading_screen_costs_the_same_however_many_facts(ward: Ward, client_of: SignIn) -> None:
    few = read_plan(ward.clerk, ward.body)
    many = read_plan(ward.clerk, ward.body, TEXT + "x")
    fact = facts(many, "duty")[0]
    values: dict[str, Any] = {"data": fact.data, "span_start": fact.span_start, "span_end": fact.span_end}
    Fact.objects.bulk_create(Fact(document=many, kind="duty", position=n, **values) for n in range(300))
    client = client_of(ward.clerk)
    assert queries_of(client, many.get_absolute_url()) == queries_of(client, few.get_absolute_url()) <= 13


def test_list_costs_the_same_however_many_plans_and_loads_no_texts(ward: Ward, client_of: SignIn) -> None:
    client = client_of(ward.clerk)
    read_plan(ward.clerk, ward.body)
    before = queries_of(client, reverse("document-list"))
    for n in range(5):
        read_plan(ward.clerk, ward.body, TEXT + "x" * n + "y")
    with CaptureQueriesContext(connection) as queries:
        client.get(reverse("document-list"))
    assert len(queries) == before
    assert not [q for q in queries if '"answer"' in q["sql"]]


def test_selected_place_fills_the_words(ward: Ward, client_of: SignIn) -> None:
    document = read_plan(ward.clerk, ward.body)
    text = document.reading.text
    start = text.index("Chuẩn bị cây giống")
    address = reverse("fact-add", args=[document.pk, "theme"])
    client = client_of(ward.clerk)
    page = client.get(address, {"start": start - 2, "end": start + 18})
    assert page.context["form"]["words"].value() == text[start - 2 : start + 18].strip()
    for end in ("9" * 9, "²", "-5", "x"):
        assert client.get(address, {"start": str(start), "end": end}).status_code == 200


def test_nothing_that_a_document_says_goes_to_a_log(ward: Ward, caplog: pytest.LogCaptureFixture) -> None:
    from lotrinh.web.registry.tasks import read_document

    document = actions.upload(by=ward.clerk, owner=ward.body, upload_file=SimpleUploadedFile("a.txt", TEXT.encode()))
    reading = Reading.objects.get(document=document)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(
            "lotrinh.web.registry.tasks.facts_of",
            lambda document, _answer: [
                Fact(document=document, kind="duty", position=0, data={"text": "Trồng cây"}, span_start=5, span_end=5)
            ],
        )
        read_document.func(reading.pk, reading.attempt)
    reading.refresh_from_db()
    assert reading.state == "failed"
    assert "không lưu được kết quả" in reading.error
    assert "Trồng" not in caplog.text
    assert not Fact.objects.exists()
    assert Document.objects.get().subject == ""
    actions.read_again(by=ward.clerk, document=document)
    read_document.func(reading.pk, 2)
    assert Reading.objects.get().state == "done"


def test_everything_on_the_screen_is_said_in_english(ward: Ward, client_of: SignIn) -> None:
    document = read_plan(ward.clerk, ward.body)
    client = client_of(ward.clerk)
    client.cookies["django_language"] = "en"
    page = client.get(document.get_absolute_url()).content.decode()
    facts_side = page[page.index('id="facts"') :]
    for words in ("Out of scope:", "does not follow what people think or feel", "Left out, being out of scope:"):
        assert words in facts_side
    assert "Ngoài phạm vi" not in facts_side
