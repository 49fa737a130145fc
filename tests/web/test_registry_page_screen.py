"""The reading screen over printed pages: boxes where the words stand, each leading to its fact and back."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from lotrinh.web.organisation.models import Person
from lotrinh.web.registry import actions
from lotrinh.web.registry.marks import NO_FACT, PROBLEM, Mark
from lotrinh.web.registry.models import Document, Fact, Page, Reading
from lotrinh.web.registry.page_marks import MarkedPage, Printed, marked_pages
from tests.web.builders import facts, form_of, read_plan
from tests.web.conftest import Ward
from tests.web.test_registry_pages import picture_of, read_pdf

SignIn = Callable[[Person], Client]

# "ab cd" on the first line, "ef" under it, "gh" in another column, "ij" on the next page.
PAGES = [
    Printed(
        1, 100, 140, [[0, 2, 10, 10, 20, 20], [3, 5, 24, 10, 34, 20], [6, 8, 10, 26, 20, 36], [9, 11, 80, 26, 90, 36]]
    ),
    Printed(2, 100, 140, [[12, 14, 10, 10, 20, 20]]),
]


def boxes(pages: list[MarkedPage], fact: int) -> list[tuple[int, float, float, str]]:
    return [
        (page.number, box.left, box.right, box.look + ("!" if box.is_repeated else ""))
        for page in pages
        for here in page.facts
        if here.fact == fact
        for box in (*here.own, *here.others)
    ]


@pytest.mark.parametrize(
    ("marks", "expected"),
    [
        pytest.param([Mark(0, 5, 7, "a", "Việc")], [(1, 8.5, 35.5, "a")], id="words of a line are one box"),
        pytest.param([Mark(3, 8, 7, "a", "Việc")], [(1, 22.5, 35.5, "a"), (1, 8.5, 21.5, "a")], id="two lines"),
        pytest.param([Mark(6, 11, 7, "a", "Việc")], [(1, 8.5, 21.5, "a"), (1, 78.5, 91.5, "a")], id="another column"),
        pytest.param([Mark(9, 14, 7, "a", "Việc")], [(1, 78.5, 91.5, "a"), (2, 8.5, 21.5, "a")], id="two pages"),
        pytest.param([Mark(1, 2, 7, "a", "Việc")], [(1, 8.5, 21.5, "a")], id="half a word"),
        pytest.param([Mark(2, 3, 7, "a", "Việc")], [], id="a space"),
        pytest.param([Mark(90, 95, 7, "a", "Việc")], [], id="behind the end"),
        pytest.param([Mark(0, 2, 5, "a", "Việc"), Mark(0, 2, 7, "a", "Việc")], [(1, 8.5, 21.5, "a!")], id="drawn once"),
    ],
)
def test_boxes_stand_where_the_words_are(marks: list[Mark], expected: list[tuple[int, float, float, str]]) -> None:
    assert boxes(marked_pages(PAGES, marks), 7) == expected


def test_fact_begins_once_and_at_its_own_words() -> None:
    pages = marked_pages(PAGES, [Mark(0, 2, 7, "m-unit"), Mark(9, 14, 7, "m-duty", "Việc")])
    (first,), (second,) = pages[0].facts, pages[1].facts
    assert (first.begins, second.begins) == (True, False)
    assert [(box.left, box.look) for box in first.own] == [(78.5, "m-duty")]
    assert first.bar is not None
    assert first.bar.right < 78.5


def test_doubt_has_a_box_and_no_fact() -> None:
    (first, _second) = marked_pages(PAGES, [Mark(0, 2, NO_FACT, PROBLEM)])
    assert (first.facts, len(first.doubts)) == ((), 1)


def screen(client: Client, document: Document, **query: str) -> str:
    return client.get(document.get_absolute_url(), query or {"xem": "trang"}).content.decode()


def test_every_fact_leads_to_its_box_and_back(ward: Ward, client_of: SignIn) -> None:
    document = read_pdf(ward)
    page = screen(client_of(ward.clerk), document)
    ids = re.findall(r'\sid="([^"]+)"', page)
    assert len(ids) == len(set(ids))
    assert set(re.findall(r'href="#([^"]+)"', page)) <= set(ids)
    for fact in Fact.objects.filter(document=document):
        assert f'<g id="t{fact.pk}">' in page
        assert f'<a href="#f{fact.pk}" data-facts="{fact.pk}" aria-label="Xem dữ kiện: ' in page
        assert f'href="#t{fact.pk}"' in page
    for number in (1, 2):
        assert f'<img src="{picture_of(document, number)}" width="595" height="842" loading="lazy" alt="Trang' in page
    assert page.count('viewBox="0 0 595.0 842.0"') == 2
    assert 'class="legend' in page


def test_fact_without_a_place_leads_to_its_words(ward: Ward, client_of: SignIn) -> None:
    document = read_pdf(ward)
    duty = facts(document, "duty")[0]
    Page.objects.filter(document=document, number=2).update(words=[])
    page = screen(client_of(ward.clerk), document)
    assert f'id="t{duty.pk}"' not in page
    assert f'href="{document.get_absolute_url()}#t{duty.pk}"' in page
    actions.drop_fact(by=ward.clerk, fact=facts(document, "citation")[0], version=1, is_deleted=True)
    assert f'id="t{facts(document, "citation")[0].pk}"' not in screen(client_of(ward.clerk), document)


def test_problem_leads_to_its_paragraph(ward: Ward, client_of: SignIn) -> None:
    document = read_pdf(ward)
    at = document.reading.text.index("công viên")
    problem = {"code": "x", "severity": "warning", "message": "Xem lại", "span": [at, at + 9]}
    answer = {**(document.reading.answer or {}), "problems": [problem]}
    Reading.objects.filter(document=document).update(answer=answer)
    page = screen(client_of(ward.clerk), document)
    assert page.count('<path class="m-problem"') == 1
    line = document.reading.text.rindex("\n", 0, at) + 1
    assert f'href="{document.get_absolute_url()}#p{line}"' in page


def test_switch_stands_only_where_there_are_pages(ward: Ward, client_of: SignIn) -> None:
    client = client_of(ward.clerk)
    printed, plain = read_pdf(ward), read_plan(ward.clerk, ward.body)
    assert 'aria-current="page">Chữ</a>' in screen(client, printed, xem="chu")
    assert 'aria-current="page">Trang gốc</a>' in screen(client, printed)
    for query in ("trang", "", "9"):
        page = screen(client, plain, xem=query)
        assert "Trang gốc" not in page
        assert "<svg" not in page
        assert 'data-start="0"' in page


def test_only_whom_the_plan_is_shown(ward: Ward, stranger: Person, client_of: SignIn) -> None:
    address = f"{read_pdf(ward).get_absolute_url()}?xem=trang"
    for person, status in ((ward.head, 200), (ward.officer, 403), (stranger, 404)):
        assert client_of(person).get(address).status_code == status
    assert Client().get(address).status_code == 302


def test_words_of_a_fact_are_only_words_over_a_page(ward: Ward, client_of: SignIn) -> None:
    document = read_pdf(ward)
    duty = facts(document, "duty")[0]
    data = duty.data | {"text": '"><script>alert(1)</script>'}
    Fact.objects.filter(pk=duty.pk).update(data=data)
    page = screen(client_of(ward.clerk), document)
    assert "<script>alert" not in page
    assert "&quot;&gt;&lt;script&gt;" in page


def test_pages_cost_few_queries_and_speak_english(ward: Ward, client_of: SignIn) -> None:
    document, client = read_pdf(ward), client_of(ward.clerk)
    with CaptureQueriesContext(connection) as queries:
        screen(client, document)
    assert len(queries) <= 14
    client.cookies["django_language"] = "en"
    page = screen(client, document)
    for words in ("Original pages", "Page 1 of the original file", "Page 2/2", "Facts on page 1", "out of scope"):
        assert words in page
    assert 'viewBox="0 0 595.0 842.0"' in page


def test_whoever_mends_beside_the_pages_comes_back_to_them(ward: Ward, client_of: SignIn) -> None:
    document, client = read_pdf(ward), client_of(ward.clerk)
    duty = facts(document, "duty")[0]
    mend, drop = (reverse(name, args=[document.pk, duty.pk]) for name in ("fact-mend", "fact-drop"))
    page, text = screen(client, document), screen(client, document, xem="chu")
    for address in (f'href="{mend}', f'action="{drop}', f'href="{reverse("fact-add", args=[document.pk, "duty"])}'):
        assert f'{address}?xem=trang"' in page
        assert f'{address}"' in text
    form = client.get(f"{mend}?xem=trang").content.decode()
    assert f'href="{document.get_absolute_url()}?xem=trang#f{duty.pk}"' in form
    for address, sent in ((mend, form_of(duty, unit="Trường Tiểu học")), (drop, {"version": 2})):
        answer = client.post(f"{address}?xem=trang", sent)
        assert (answer.status_code, answer.headers["Location"]) == (
            302,
            f"{document.get_absolute_url()}?xem=trang#f{duty.pk}",
        )
