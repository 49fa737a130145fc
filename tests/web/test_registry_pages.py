"""Printed pages of a plan: kept by the job, drawn when asked for, shown to whom the plan is shown."""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from lotrinh.web.organisation.models import Person
from lotrinh.web.registry import actions, page_pictures
from lotrinh.web.registry.models import Document, Page, Reading
from lotrinh.web.registry.page_pictures import stored_picture
from lotrinh.web.registry.tasks import read_document
from tests.core.printed import sample_pdf
from tests.web.builders import read_plan, reading_once
from tests.web.conftest import Ward, shut

SignIn = Callable[[Person], Client]
same_pdf = cache(sample_pdf)  # another one has another name inside


def read_pdf(ward: Ward, data: bytes | None = None) -> Document:
    """Upload and read a PDF, as the worker would; one that was read before in this run is not read again."""
    file = SimpleUploadedFile("ke-hoach.pdf", data or same_pdf())
    document = actions.upload(by=ward.clerk, owner=ward.body, upload_file=file)
    with reading_once():
        read_document.func(Reading.objects.get(document=document).pk, 1)
    document.refresh_from_db()
    assert document.reading.state == "done", document.reading.error
    return document


def picture_of(document: Document, number: int = 1) -> str:
    return reverse("document-page", args=[document.pk, number])


def test_job_keeps_the_pages_with_their_words(ward: Ward) -> None:
    document = read_pdf(ward)
    first, second = document.pages.all()
    assert [(page.number, page.width, page.height) for page in (first, second)] == [(1, 595, 842), (2, 595, 842)]
    text = document.reading.text
    words = {text[start:end]: box for start, end, *box in [*first.words, *second.words]}
    left, top, right, bottom = words["KẾ"]
    assert 260 < left < right < 300
    assert 135 < top < bottom < 155
    assert "Thử" in words


def test_text_has_no_pages(ward: Ward) -> None:
    assert not read_plan(ward.clerk, ward.body).pages.exists()


def test_picture_is_drawn_once_and_kept(ward: Ward, client_of: SignIn, monkeypatch: pytest.MonkeyPatch) -> None:
    document, client = read_pdf(ward), client_of(ward.clerk)
    answer = client.get(picture_of(document, 2))
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "image/png"
    assert answer.headers["Cache-Control"] == "private, no-cache"
    drawn = b"".join(answer.streaming_content)  # type: ignore[attr-defined]  # of a file
    shut(answer)
    assert drawn.startswith(b"\x89PNG")
    assert int.from_bytes(drawn[16:20], "big") in range(990, 1011)
    stored = Path(default_storage.path(stored_picture(document, 2)))
    assert stored.read_bytes() == drawn
    assert sorted(path.name for path in stored.parent.iterdir()) == ["2.png"]
    monkeypatch.setattr(page_pictures, "draw", lambda *_: pytest.fail("it was drawn already"))
    again = client.get(picture_of(document, 2))
    shut(again)
    assert again.status_code == 200
    same = client.get(picture_of(document, 2), headers={"If-None-Match": answer.headers["ETag"]})
    assert (same.status_code, same.headers["Cache-Control"]) == (304, "private, no-cache")


def test_who_sees_a_picture(ward: Ward, stranger: Person, client_of: SignIn) -> None:
    address = picture_of(read_pdf(ward))
    for person, status in ((ward.clerk, 200), (ward.head, 200), (ward.officer, 403), (stranger, 404)):
        answer = client_of(person).get(address)
        shut(answer)
        assert answer.status_code == status
    answer = Client().get(address)
    assert answer.status_code == 302
    assert answer.headers["Location"].startswith(reverse("sign-in"))


def test_stranger_learns_nothing_from_what_a_browser_kept(ward: Ward, stranger: Person, client_of: SignIn) -> None:
    document = read_pdf(ward)
    etag = f'"{document.sha256[:24]}-1"'
    answer = client_of(stranger).get(picture_of(document), headers={"If-None-Match": etag})
    assert answer.status_code == 404


@pytest.mark.parametrize("number", [0, 3, 99999999999999])
def test_page_out_of_range(ward: Ward, client_of: SignIn, number: int) -> None:
    assert client_of(ward.clerk).get(picture_of(read_pdf(ward), number)).status_code == 404


def test_no_such_document_and_one_without_pages(ward: Ward, client_of: SignIn) -> None:
    document, client = read_plan(ward.clerk, ward.body), client_of(ward.clerk)
    assert client.get(picture_of(document)).status_code == 404
    assert client.get(reverse("document-page", args=[document.pk + 99, 1])).status_code == 404


def test_file_that_is_gone_and_a_torn_one_say_so(
    ward: Ward, client_of: SignIn, caplog: pytest.LogCaptureFixture
) -> None:
    document, client = read_pdf(ward), client_of(ward.clerk)
    path = Path(document.file.path)
    data = path.read_bytes()
    for torn in (data[:300], b"%PDF-1.7 torn", None):
        path.unlink()
        if torn is not None:
            path.write_bytes(torn)
        answer = client.get(picture_of(document))
        assert answer.status_code == 404
        assert "hãy mở tệp gốc" in answer.content.decode()
        assert not default_storage.exists(stored_picture(document, 1))
    assert caplog.text.count(f"document {document.pk}: page 1 was not drawn") == 3
    assert document.original_name not in caplog.text
    path.write_bytes(data)
    answer = client.get(picture_of(document))
    shut(answer)
    assert answer.status_code == 200


def test_drawing_that_hangs_is_stopped(ward: Ward, client_of: SignIn, monkeypatch: pytest.MonkeyPatch) -> None:
    document = read_pdf(ward)
    hang = Path(document.file.path).parent / "hang"
    hang.write_text("#!/bin/sh\nexec sleep 60\n", encoding="ascii")
    hang.chmod(0o700)
    monkeypatch.setattr(sys, "executable", str(hang))
    monkeypatch.setattr(page_pictures, "SECONDS", 1)
    assert client_of(ward.clerk).get(picture_of(document)).status_code == 404


def test_reading_again_keeps_each_page_once(ward: Ward) -> None:
    document = read_pdf(ward)
    Reading.objects.filter(document=document).update(state="failed", answer=None)
    actions.read_again(by=ward.clerk, document=document)
    read_document.func(Reading.objects.get(document=document).pk, 2)
    assert Page.objects.filter(document=document).count() == 2
