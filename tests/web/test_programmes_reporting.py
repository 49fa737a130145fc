"""What a unit tells of its work: sent once, with files that are what they say, kept and sent back safely."""

from __future__ import annotations

import datetime
import io
import uuid
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError
from django.test import Client
from django.urls import reverse
from pytest_django.fixtures import Settings

from lotrinh.web.organisation.models import AuditEntry, Person
from lotrinh.web.programmes import actions
from lotrinh.web.programmes.activities import actions as activity_actions
from lotrinh.web.programmes.evidence import files as evidence_files
from lotrinh.web.programmes.models import Activity, Assignment, Evidence
from tests.web.builders import confirmed, photo
from tests.web.conftest import Ward, person_with, shut

SignIn = Callable[[Person], Client]
PNG, JPEG = photo("PNG"), photo("JPEG")
DAY = datetime.date(2026, 3, 1)


def archive(*names: str) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as made:
        for name in names:
            made.writestr(name, "x")
    return data.getvalue()


@pytest.fixture
def work(ward: Ward) -> list[Assignment]:
    """Two pieces of work of the culture unit."""
    actions.start_programme(by=ward.clerk, document=confirmed(ward.clerk, ward.body))
    return list(Assignment.objects.filter(unit=ward.culture).order_by("duty__position"))


def tell(ward: Ward, assignment: Assignment, *files: SimpleUploadedFile, token: uuid.UUID | None = None) -> Activity:
    return activity_actions.report_activity(
        by=ward.officer,
        assignment=assignment,
        progress="submitted",
        on=DAY,
        note="Đã trồng 40 cây",
        files=files,
        token=token or uuid.uuid4(),
    )


def sent(**changes: object) -> dict[str, object]:
    return {
        "progress": "submitted",
        "on": "2026-03-01",
        "note": "Đã trồng 40 cây",
        "token": str(uuid.uuid4()),
    } | changes


@pytest.mark.parametrize(
    ("name", "data", "kind"),
    [
        pytest.param("a.png", PNG, "image/png", id="png"),
        pytest.param("a.png", JPEG, "image/jpeg", id="the content counts, not the name"),
        pytest.param("a.webp", b"RIFF\x00\x00\x00\x00WEBPVP8 ", "image/webp", id="webp"),
        pytest.param("a.heic", b"\x00\x00\x00\x18ftypheic", "image/heic", id="photo of a phone"),
        pytest.param("a.pdf", b"%PDF-1.7\n", "application/pdf", id="pdf"),
        pytest.param(
            "a.docx",
            archive("[Content_Types].xml", "word/document.xml"),
            evidence_files.OFFICE["word/document.xml"],
            id="docx",
        ),
        pytest.param(
            "a.xlsx",
            archive("[Content_Types].xml", "xl/workbook.xml"),
            evidence_files.OFFICE["xl/workbook.xml"],
            id="xlsx",
        ),
        pytest.param("a.docx", archive("word/document.xml"), None, id="archive that only looks like office"),
        pytest.param("a.docx", archive("run.exe"), None, id="archive of something else"),
        pytest.param("a.docx", b"PK\x03\x04 broken", None, id="broken archive"),
        pytest.param("a.png", b"<svg xmlns='http://www.w3.org/2000/svg'/>", None, id="drawing that could run"),
        pytest.param("a.jpg", b"<html><script>alert(1)</script>", None, id="page"),
        pytest.param("a.webp", b"XXXX\x00\x00\x00\x00WEBPVP8 ", None, id="half a sign"),
        pytest.param("a.png", b"MZ\x90\x00", None, id="program"),
        pytest.param("a.png", b"", None, id="nothing"),
    ],
)
def test_what_a_file_is_by_its_content(name: str, data: bytes, kind: str | None) -> None:
    assert evidence_files.kind_of(SimpleUploadedFile(name, data)) == kind


@pytest.mark.parametrize("content", [PNG, archive("[Content_Types].xml", "word/document.xml")], ids=["photo", "office"])
def test_file_is_kept_whole_under_a_name_of_ours(ward: Ward, work: list[Assignment], content: bytes) -> None:
    tell(ward, work[0], SimpleUploadedFile("..\\..\\etc/ảnh số 1.php", content))
    kept = Evidence.objects.get()
    assert kept.original_name == "ảnh số 1.php"
    assert "php" not in Path(kept.file.name or "").name
    with kept.file.open("rb") as file:
        assert file.read() == content
    assert kept.size == len(content)


def test_too_large_and_too_many_files_change_nothing(
    ward: Ward, work: list[Assignment], client_of: SignIn, settings: Settings
) -> None:
    settings.EVIDENCE_MAX_BYTES = 30
    client, address = client_of(ward.officer), reverse("report", args=[work[0].pk])
    answer = client.post(address, sent(evidence=[SimpleUploadedFile("a.png", PNG)]))
    assert answer.status_code == 422
    assert "quá mức" in answer.content.decode()
    settings.EVIDENCE_MAX_BYTES = 100_000
    answer = client.post(address, sent(evidence=[SimpleUploadedFile(f"{n}.png", PNG) for n in range(7)]))
    assert "tối đa 6 tệp" in answer.content.decode()
    page = answer.content.decode()
    assert "Đã trồng 40 cây" in page
    assert "chọn lại" in page
    assert not Activity.objects.exists()
    assert not Evidence.objects.exists()


def test_photo_taken_and_files_chosen_go_together(ward: Ward, work: list[Assignment], client_of: SignIn) -> None:
    files = {"photo": SimpleUploadedFile("chup.jpg", JPEG), "evidence": [SimpleUploadedFile("a.png", PNG)]}
    assert client_of(ward.officer).post(reverse("report", args=[work[0].pk]), sent(**files)).status_code == 302
    assert [e.content_type for e in Evidence.objects.all()] == ["image/jpeg", "image/png"]


def test_form_of_one_piece_of_work_counts_for_no_other(ward: Ward, work: list[Assignment], client_of: SignIn) -> None:
    token = uuid.uuid4()
    first = tell(ward, work[0], token=token)
    assert tell(ward, work[0], token=token) == first
    with pytest.raises(ValidationError, match="việc khác"):
        tell(ward, work[1], token=token)
    answer = client_of(ward.officer).post(reverse("report", args=[work[1].pk]), sent(token=str(token)))
    assert answer.status_code == 422
    assert Activity.objects.count() == 1
    assert AuditEntry.objects.filter(action="activity.reported").count() == 1


def test_form_that_loses_a_race_with_itself_counts_once_and_leaves_no_file(
    ward: Ward, work: list[Assignment], monkeypatch: pytest.MonkeyPatch, settings: Settings
) -> None:
    token = uuid.uuid4()
    tell(ward, work[0], token=token)
    answers = iter([None, Activity.objects.get()])
    monkeypatch.setattr(activity_actions, "told_already", lambda *_: next(answers))
    kept = set(Path(settings.MEDIA_ROOT).rglob("*"))
    assert tell(ward, work[0], SimpleUploadedFile("a.png", PNG), token=token).token == token
    assert Activity.objects.count() == 1
    assert {path for path in set(Path(settings.MEDIA_ROOT).rglob("*")) - kept if path.is_file()} == set()


def test_failure_while_saving_leaves_no_file(
    ward: Ward, work: list[Assignment], monkeypatch: pytest.MonkeyPatch, settings: Settings
) -> None:
    def fail(*_args: object, **_kwargs: object) -> None:
        raise IntegrityError

    monkeypatch.setattr(activity_actions, "save", fail)
    kept = set(Path(settings.MEDIA_ROOT).rglob("*"))
    with pytest.raises(IntegrityError):
        tell(ward, work[0], SimpleUploadedFile("a.png", PNG))
    assert not Activity.objects.exists()
    assert {path for path in set(Path(settings.MEDIA_ROOT).rglob("*")) - kept if path.is_file()} == set()


def test_work_taken_back_meanwhile_is_said_so(ward: Ward, work: list[Assignment]) -> None:
    actions.remove_assignment(by=ward.clerk, assignment=Assignment.objects.get(pk=work[0].pk), version=1)
    with pytest.raises(ValidationError, match="vừa được văn phòng gỡ"):
        tell(ward, work[0], SimpleUploadedFile("a.png", PNG))


def test_reason_of_a_return_stays_in_the_history(ward: Ward, work: list[Assignment], client_of: SignIn) -> None:
    tell(ward, work[0])
    clerk, address = client_of(ward.clerk), reverse("assignment-return", args=[work[0].pk])
    clerk.post(address, {"reason": "Thiếu ảnh phía đông", "version": 2})
    tell(ward, work[0])
    page = client_of(ward.officer).get(reverse("assignment", args=[work[0].pk])).content.decode()
    assert "Thiếu ảnh phía đông" in page
    assert [a.progress for a in Activity.objects.order_by("pk")] == ["submitted", "returned", "submitted"]


@pytest.mark.parametrize("version", [1, 9], ids=["older", "made up"])
def test_return_of_what_changed_meanwhile_is_refused(
    ward: Ward, work: list[Assignment], client_of: SignIn, version: int
) -> None:
    tell(ward, work[0])
    address = reverse("assignment-return", args=[work[0].pk])
    answer = client_of(ward.clerk).post(address, {"reason": "Thiếu ảnh", "version": version}, follow=True)
    assert "Người khác vừa sửa" in answer.content.decode()
    work[0].refresh_from_db()
    assert work[0].progress == "submitted"


@pytest.mark.parametrize(
    ("who", "status"),
    [
        pytest.param("officer", 200, id="unit that sent it"),
        pytest.param("clerk", 200, id="clerk of the body"),
        pytest.param("head", 200, id="head of the body"),
        pytest.param("head below", 200, id="head of the unit"),
        pytest.param("other officer", 404, id="another unit of the body"),
        pytest.param("stranger", 404, id="another body"),
        pytest.param("nobody", 404, id="somebody without a role"),
        pytest.param(None, 302, id="not signed in"),
    ],
)
def test_who_may_open_evidence(
    ward: Ward, work: list[Assignment], stranger: Person, client_of: SignIn, who: str | None, status: int
) -> None:
    tell(ward, work[0], SimpleUploadedFile("a.png", PNG))
    people = {
        "head below": lambda: person_with("head", ward.culture, "giam-doc"),
        "other officer": lambda: person_with("officer", ward.groups[0], "to-truong"),
        "stranger": lambda: stranger,
        "nobody": lambda: person_with(None, None, "khong-vai"),
    }
    client = Client() if who is None else client_of(people[who]() if who in people else getattr(ward, who))
    response = client.get(reverse("evidence", args=[Evidence.objects.get().pk]))
    shut(response)
    assert response.status_code == status


@pytest.mark.parametrize(
    ("content", "shown"),
    [
        pytest.param(PNG, "inline", id="picture in the page"),
        pytest.param(b"%PDF-1.7\n", "attachment", id="pdf as a file"),
        pytest.param(archive("[Content_Types].xml", "word/document.xml"), "attachment", id="office as a file"),
    ],
)
def test_evidence_is_sent_so_that_it_cannot_run(
    ward: Ward, work: list[Assignment], client_of: SignIn, content: bytes, shown: str
) -> None:
    tell(ward, work[0], SimpleUploadedFile('x".html', content))
    response = client_of(ward.officer).get(reverse("evidence", args=[Evidence.objects.get().pk]))
    shut(response)
    headers = response.headers
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in headers["Content-Security-Policy"]
    assert headers["Content-Disposition"].startswith(shown)
    assert "no-store" in headers["Cache-Control"]
    assert "html" not in headers["Content-Type"]


def test_file_gone_from_the_disk_is_not_found(ward: Ward, work: list[Assignment], client_of: SignIn) -> None:
    tell(ward, work[0], SimpleUploadedFile("a.png", PNG))
    kept = Evidence.objects.get()
    Path(kept.file.path).unlink()
    assert client_of(ward.officer).get(reverse("evidence", args=[kept.pk])).status_code == 404
