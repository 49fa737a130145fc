"""What may come in, whose it becomes, and what is left on the disk when it is refused."""

from __future__ import annotations

import io
import os
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from lotrinh.documents import limits
from lotrinh.web.organisation.models import AuditEntry, Person, Role, Unit
from lotrinh.web.registry import actions, door
from lotrinh.web.registry.models import Document, Reading
from tests.web.builders import TEXT, read_plan, text_file
from tests.web.conftest import Ward, person_with, shut

SignIn = Callable[[Person], Client]


def zipped(*, letters: int = 10, parts: int = 1) -> bytes:
    """A zip that says truly how much it unpacks to."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b" " * letters)
        for n in range(parts - 1):
            archive.writestr(f"{n}", b"")
    return buffer.getvalue()


def files_kept() -> set[Path]:
    return {path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()}


HOSTILE = [
    pytest.param("a.docx", zipped(letters=400_000_000), "bung ra quá lớn", id="bomb that says how large it is"),
    pytest.param("a.docx", zipped(parts=limits.PARTS + 1), "bung ra quá lớn", id="thousands of parts"),
    pytest.param("a.docx", b"PK\x03\x04" + b"\x00" * 400, "bị hỏng", id="a zip cut short"),
    pytest.param("a.txt", bytes(range(256)) * 40, "tệp nhị phân", id="binary named txt"),
    pytest.param("a.md", b"ab \xfd\xfc " * 60, "bảng mã", id="letters of no encoding"),
    pytest.param("a.txt", b"a" * (limits.TEXT_BYTES + 1), "quá mức 20 MB", id="a text of 20 MB and a byte"),
    pytest.param("<b>.exe", b"MZ", "chưa đọc được", id="wrong ending"),
    pytest.param("khong-duoi", b"van ban", "không có đuôi", id="no ending"),
]


@pytest.mark.parametrize(("name", "data", "sentence"), HOSTILE)
def test_hostile_file_is_a_form_error_at_once(
    ward: Ward, client_of: SignIn, name: str, data: bytes, sentence: str
) -> None:
    before = files_kept()
    response = client_of(ward.clerk).post(reverse("document-upload"), {"file": SimpleUploadedFile(name, data)})
    page = response.content.decode()
    assert response.status_code == 422
    assert sentence in page
    assert "<b>" not in page
    assert not Document.objects.exists()
    assert files_kept() == before


def test_long_table_of_contents_waits_for_the_job() -> None:
    """A table of contents of a million files would fill the memory of the server: only the child opens it."""
    data = zipped()
    end = data.rfind(b"PK\x05\x06")
    liar = data[: end + 12] + (3_000_000).to_bytes(4, "little") + data[end + 16 :]
    door.refuse_at_the_door(liar, "a.docx")


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("../../etc/passwd.txt", "passwd.txt"),
        ("C:\\Users\\a\\kế hoạch.docx", "kế hoạch.docx"),
        ("a\x00b\r\nc.txt", "abc.txt"),
        ("..", ".."),
        ("", "tep"),
        ("x" * 400 + ".txt", "x" * 196 + ".txt"),
    ],
    ids=["path", "path of Windows", "controls", "dots", "none", "long"],
)
def test_name_is_only_a_label(name: str, kept: str) -> None:
    assert door.plain_name(name) == kept


def test_file_is_kept_whole_and_to_its_owner_only(ward: Ward) -> None:
    document = actions.upload(by=ward.clerk, owner=ward.body, upload_file=text_file())
    path = Path(document.file.path)
    assert path.read_bytes() == TEXT.encode()
    assert path.stat().st_mode & 0o077 == 0
    assert path.is_relative_to(settings.MEDIA_ROOT)
    assert [name for name in os.listdir(path.parent) if name.startswith("tmp")] == []  # nothing is left of the writing


def test_nothing_is_left_when_the_audit_fails(ward: Ward, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(**_values: object) -> None:
        raise RuntimeError("the disk of the database is full")

    before = files_kept()
    monkeypatch.setattr("lotrinh.web.organisation.audit.record", fail)
    with pytest.raises(RuntimeError):
        actions.upload(by=ward.clerk, owner=ward.body, upload_file=text_file())
    assert files_kept() == before
    assert not Document.objects.exists()
    assert not Reading.objects.exists()


def test_nothing_is_left_when_the_disk_fails(ward: Ward, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    before = files_kept()
    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(OSError, match="No space"):
        actions.upload(by=ward.clerk, owner=ward.body, upload_file=text_file())
    assert files_kept() == before
    assert not Document.objects.exists()


def test_clerk_of_a_unit_uploads_for_that_unit(ward: Ward, client_of: SignIn) -> None:
    clerk = person_with("clerk", ward.culture, "van-thu-vh")
    response = client_of(clerk).post(reverse("document-upload"), {"file": text_file()}, follow=True)
    assert response.status_code == 200
    assert Document.objects.get().owner == ward.culture
    assert client_of(ward.clerk).get(Document.objects.get().get_absolute_url()).status_code == 200  # it stands above


def test_plan_never_lands_in_a_body_where_the_person_is_no_clerk(ward: Ward, client_of: SignIn) -> None:
    first = Unit.objects.create(name="A, phường đứng đầu danh sách")
    Role.objects.create(person=ward.clerk, unit=first, kind="officer")
    client_of(ward.clerk).post(reverse("document-upload"), {"file": text_file(), "owner": first.pk})
    assert Document.objects.get().owner == ward.body


def test_clerk_of_two_units_says_which(ward: Ward, client_of: SignIn) -> None:
    clerk = person_with("clerk", ward.culture, "kiem-nhiem")
    Role.objects.create(person=clerk, unit=ward.office, kind="clerk")
    client = client_of(clerk)
    assert "Kế hoạch của đơn vị" in client.get(reverse("document-upload")).content.decode()
    client.post(reverse("document-upload"), {"file": text_file(), "owner": ward.culture.pk})
    assert Document.objects.get().owner == ward.culture
    refused = client.post(reverse("document-upload"), {"file": text_file(TEXT + "x"), "owner": ward.body.pk})
    assert refused.status_code == 422
    assert Document.objects.count() == 1


def test_same_bytes_in_two_units_are_two_documents(ward: Ward, stranger: Person) -> None:
    other = stranger.roles.all()[0].unit
    mine = actions.upload(by=ward.clerk, owner=ward.body, upload_file=text_file())
    theirs = actions.upload(by=stranger, owner=other, upload_file=text_file())
    assert mine.pk != theirs.pk
    with pytest.raises(actions.AlreadyThere) as there:
        actions.upload(by=ward.clerk, owner=ward.body, upload_file=text_file(name="ten-khac.txt"))
    assert there.value.document == mine
    assert AuditEntry.objects.filter(action="document.uploaded").count() == 2


def test_larger_than_allowed_is_said_in_megabytes(ward: Ward, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "UPLOAD_MAX_BYTES", 1_000_000)
    huge = SimpleUploadedFile("a.txt", b"a" * 1_000_001)
    with pytest.raises(ValidationError, match="quá mức 1 MB"):
        actions.upload(by=ward.clerk, owner=ward.body, upload_file=huge)


def test_officer_of_the_body_is_refused_whichever_unit_owns_it(ward: Ward, stranger: Person, client_of: SignIn) -> None:
    document = read_plan(ward.clerk, ward.office)
    assert client_of(ward.officer).get(document.get_absolute_url()).status_code == 403
    assert client_of(stranger).get(document.get_absolute_url()).status_code == 404


def test_original_that_is_gone_from_the_disk_is_not_found(ward: Ward, client_of: SignIn) -> None:
    document = read_plan(ward.clerk, ward.body)
    Path(document.file.path).unlink()
    assert client_of(ward.clerk).get(reverse("document-original", args=[document.pk])).status_code == 404


def test_name_of_a_file_is_only_words(ward: Ward, client_of: SignIn) -> None:
    name = '"><img src=x>\u202e.txt'
    document = actions.upload(by=ward.clerk, owner=ward.body, upload_file=text_file(name=name))
    client = client_of(ward.clerk)
    for address in (document.get_absolute_url(), reverse("document-list")):
        assert "<img" not in client.get(address).content.decode()
    original = client.get(reverse("document-original", args=[document.pk]))
    assert original.headers["Content-Disposition"].startswith("attachment")
    assert original.headers["Content-Type"] == "application/octet-stream"
    shut(original)
