"""Findings beside the reading screen: stored by the reading job, grouped, filtered, with their place and their rule."""

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

from lotrinh.web import clock
from lotrinh.web.organisation.models import Person
from lotrinh.web.registry import actions
from lotrinh.web.registry.models import Document, Reading
from lotrinh.web.registry.tasks import read_document
from lotrinh.writing.official_docx import write_docx
from tests.core.descriptions import PARTY, STATE, with_narrow_margin
from tests.web.builders import TEXT, read_plan
from tests.web.conftest import Ward

SignIn = Callable[[Person], Client]


def upload_docx(ward: Ward, data: bytes) -> Document:
    """Upload and read a .docx, as the worker would."""
    file = SimpleUploadedFile("ke-hoach.docx", data)
    document = actions.upload(by=ward.clerk, owner=ward.body, upload_file=file)
    read_document.func(document.reading.pk, document.reading.attempt)
    return Document.objects.select_related("reading").get(pk=document.pk)


def codes(document: Document) -> list[str]:
    return [finding["code"] for finding in Reading.objects.get(document=document).findings or ()]


@pytest.mark.parametrize(
    ("description", "code"), [pytest.param(STATE, "LT-P04", id="state"), pytest.param(PARTY, "LT-D04", id="party")]
)
def test_the_job_judges_the_page_of_a_docx(ward: Ward, description: object, code: str) -> None:
    document = upload_docx(ward, with_narrow_margin(write_docx(description)))  # type: ignore[arg-type]  # a table of descriptions
    assert codes(document) == [code]


def test_a_document_without_findings_says_so(ward: Ward, client_of: SignIn) -> None:
    document = upload_docx(ward, write_docx(STATE))
    assert codes(document) == []
    assert "Không thấy gì phải sửa" in client_of(ward.clerk).get(document.get_absolute_url()).content.decode()


def test_a_document_read_before_rules_is_unclear(ward: Ward, client_of: SignIn) -> None:
    document = read_plan(ward.clerk, ward.body)
    Reading.objects.filter(document=document).update(findings=None, judged_at=None, rules="")
    assert (
        "trước khi có phần kiểm tra thể thức" in client_of(ward.clerk).get(document.get_absolute_url()).content.decode()
    )


def test_a_second_run_of_the_job_changes_nothing(ward: Ward) -> None:
    document = read_plan(ward.clerk, ward.body)
    before = Reading.objects.values("findings", "finished_at").get(document=document)
    read_document.func(document.reading.pk, document.reading.attempt)
    assert Reading.objects.values("findings", "finished_at").get(document=document) == before


BAD = TEXT.replace("Số: 12/KH-UBND", "Số: 5/KH-UBND").replace("31/3/2026", "31/6/2026")


def test_a_finding_leads_to_its_words_and_to_its_rule(ward: Ward, client_of: SignIn) -> None:
    document, client = read_plan(ward.clerk, ward.body, BAD), client_of(ward.clerk)
    assert {"LT-N01", "LT-S05"} <= set(codes(document))
    page = client.get(document.get_absolute_url()).content.decode()
    part = page[page.index('id="findings"') : page.index('data-kind="header"')]
    places = re.findall(r'href="#(p\d+)"', part)
    assert places
    assert all(f'id="{place}"' in page for place in places)
    assert reverse("rule", args=["LT-N01"]) in part
    rule = client.get(reverse("rule", args=["LT-N01"])).content.decode()
    assert "Nghị định 30/2020/NĐ-CP" in rule
    assert client.get(reverse("rule", args=["LT-X99"])).status_code == 404


@pytest.mark.parametrize(
    ("asked", "seen", "hidden"),
    [
        pytest.param("error", "LT-S05", "LT-N01", id="errors"),
        pytest.param("warning", "LT-N01", "LT-S05", id="warnings"),
        pytest.param("nothing-such", "LT-N01", "LT-X99", id="no such severity shows all"),
    ],
)
def test_findings_are_filtered_by_severity(ward: Ward, client_of: SignIn, asked: str, seen: str, hidden: str) -> None:
    document = read_plan(ward.clerk, ward.body, BAD)
    page = client_of(ward.clerk).get(document.get_absolute_url(), {"muc": asked}).content.decode()
    assert reverse("rule", args=[seen]) in page
    assert reverse("rule", args=[hidden]) not in page
    assert '<details class="group" id="findings" open>' in page


def test_findings_cost_no_query(ward: Ward, client_of: SignIn) -> None:
    document, client = read_plan(ward.clerk, ward.body, BAD), client_of(ward.clerk)
    client.get(document.get_absolute_url())
    counts = []
    read: list[Any] | None = Reading.objects.get(document=document).findings
    for findings in (None, [], read):
        judged_at = None if findings is None else clock.now()
        Reading.objects.filter(document=document).update(findings=findings, judged_at=judged_at)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            client.get(document.get_absolute_url())
        counts.append(len(queries))
    assert len(set(counts)) == 1


def test_english_names_the_rule(ward: Ward, client_of: SignIn) -> None:
    document, client = read_plan(ward.clerk, ward.body, BAD), client_of(ward.clerk)
    client.post(reverse("set_language"), {"language": "en", "next": "/"})
    page = client.get(document.get_absolute_url()).content.decode()
    assert "A number below 10 has a leading zero" in page


def test_who_may_not_see_the_document_sees_no_findings(ward: Ward, client_of: SignIn, client: Client) -> None:
    document = read_plan(ward.clerk, ward.body, BAD)
    assert client_of(ward.officer).get(document.get_absolute_url()).status_code == 403
    assert client.get(document.get_absolute_url()).status_code == 302
