"""A copy with what can be mended safely: what is in it, and that nothing of ours changes by it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from lotrinh.checks.check import check
from lotrinh.plans.reader import read
from lotrinh.web.organisation.models import Person
from lotrinh.web.registry import actions, child
from lotrinh.web.registry.judging import mended_copy
from lotrinh.web.registry.models import Document, Reading
from lotrinh.web.registry.tasks import read_document
from lotrinh.writing.official_docx import write_docx
from tests.core.descriptions import STATE, with_narrow_margin
from tests.web.builders import read_plan
from tests.web.conftest import Ward

SignIn = Callable[[Person], Client]


def uploaded(ward: Ward, data: bytes) -> Document:
    file = SimpleUploadedFile("Kế hoạch trồng cây.docx", data)
    document = actions.upload(by=ward.clerk, owner=ward.body, upload_file=file)
    read_document.func(document.reading.pk, document.reading.attempt)
    return Document.objects.get(pk=document.pk)


def test_clerk_gets_a_copy_that_is_mended(ward: Ward, client_of: SignIn, tmp_path: Path) -> None:
    data = with_narrow_margin(write_docx(STATE))
    document = uploaded(ward, data)
    before = Reading.objects.values().get()
    client = client_of(ward.clerk)
    page = client.get(document.get_absolute_url()).content.decode()
    address = reverse("document-mended", args=[document.pk])
    assert f'href="{address}"' in page
    answer = client.get(address)
    assert "K%E1%BA%BF%20ho%E1%BA%A1ch%20tr%E1%BB%93ng%20c%C3%A2y.fixed.docx" in answer.headers["Content-Disposition"]
    given, made = tmp_path / "a.docx", tmp_path / "b.docx"
    given.write_bytes(data)
    made.write_bytes(b"".join(answer))
    assert [finding.code for finding in check(given)] == ["LT-P04"]
    assert check(made) == ()
    assert read(made).text == read(given).text
    assert Path(document.file.path).read_bytes() == data
    assert Reading.objects.values().get() == before


@pytest.mark.parametrize("sort", ["a text", "a page in its form"])
def test_there_is_nothing_to_mend(sort: str, ward: Ward, client_of: SignIn) -> None:
    document = read_plan(ward.clerk, ward.body) if sort == "a text" else uploaded(ward, write_docx(STATE))
    client = client_of(ward.clerk)
    address = reverse("document-mended", args=[document.pk])
    assert address not in client.get(document.get_absolute_url()).content.decode()
    answer = client.get(address, follow=True)
    assert answer.redirect_chain[0][0].startswith(document.get_absolute_url())
    assert "không có lỗi nào tự sửa được an toàn" in answer.content.decode()


def test_a_copy_that_takes_too_long_is_not_waited_for(
    ward: Ward, client_of: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(mended_copy, "MOST_SECONDS", 0)
    monkeypatch.setattr(child, "BEAT", 0.01)
    document = uploaded(ward, with_narrow_margin(write_docx(STATE)))
    answer = client_of(ward.clerk).get(reverse("document-mended", args=[document.pk]), follow=True)
    assert answer.status_code == 200
    assert "không có lỗi nào tự sửa được an toàn" in answer.content.decode()
