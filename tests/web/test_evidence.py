"""What is kept of a photo, what is refused, the scanner's word, and the small picture."""

from __future__ import annotations

import hashlib
import io
import uuid
from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from PIL import Image
from pytest_django.fixtures import Settings

from lotrinh.web import clock
from lotrinh.web.organisation.models import AuditEntry, Person
from lotrinh.web.programmes import actions
from lotrinh.web.programmes.activities.actions import NOTHING_MORE, Told, report_activity
from lotrinh.web.programmes.evidence import heic_parts, picture_parts
from lotrinh.web.programmes.evidence.files import check_file
from lotrinh.web.programmes.evidence.tasks import look_at_evidence
from lotrinh.web.programmes.models import Activity, Assignment, Evidence
from tests.web.builders import confirmed, do_jobs, photo
from tests.web.conftest import Ward, shut

SignIn = Callable[[Person], Client]
GPS, WAY_UP = 0x8825, 0x0112


def file(data: bytes, name: str = "a.jpg") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data)


def exif_of(data: bytes) -> Image.Exif:
    with Image.open(io.BytesIO(data)) as image:
        image.load()
        return image.getexif()


def pixels(data: bytes) -> bytes:
    with Image.open(io.BytesIO(data)) as image:
        return image.tobytes()


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "HEIF"])
@pytest.mark.parametrize("turned", [1, 6])
def test_photo_loses_its_position_and_not_a_pixel(kind: str, turned: int) -> None:
    sent = photo(kind, turned=turned, at=True)
    assert exif_of(sent).get_ifd(GPS)
    kept = check_file(file(sent), keep_position=False)
    data = kept.file.read()
    assert not exif_of(data).get_ifd(GPS)
    assert exif_of(data).get(WAY_UP, 1) == (1 if kind == "HEIF" else turned)  # its decoder turns it upright itself
    assert pixels(data) == pixels(sent)
    assert kept.sent_sha256 == hashlib.sha256(sent).hexdigest() != kept.sha256 == hashlib.sha256(data).hexdigest()


def test_position_is_kept_on_purpose_only() -> None:
    sent = photo(at=True)
    kept = check_file(file(sent), keep_position=True)
    assert (kept.file.read(), kept.keeps_position, kept.sha256) == (sent, True, kept.sent_sha256)


def test_what_follows_the_end_of_a_photo_is_left_off() -> None:
    kept = check_file(file(photo() + b"\x00\x00ftypmp42 a film with its position"), keep_position=False)
    assert kept.file.read().endswith(b"\xff\xd9")


@pytest.mark.parametrize(
    ("data", "said"),
    [
        pytest.param(b"\xff\xd8\xff\xe0" + b"\x00" * 40, "bị hỏng", id="no picture behind the sign"),
        pytest.param(photo("PNG")[:60], "bị hỏng", id="cut off"),
        pytest.param(b"\x00\x00\x00\x18ftypheic", "bị hỏng", id="HEIC of one box, cut off"),
        pytest.param(photo("HEIF")[:400], "bị hỏng", id="HEIC cut off in its list"),
        pytest.param(b"MZ\x90\x00", "chỉ nhận ảnh", id="program"),
        pytest.param(b"", "chỉ nhận ảnh", id="nothing"),
    ],
)
def test_bad_file_is_one_sentence(data: bytes, said: str) -> None:
    with pytest.raises(ValidationError, match=said):
        check_file(file(data), keep_position=False)


@pytest.mark.parametrize("kind", ["JPEG", "HEIF"])
@pytest.mark.parametrize("keep", [True, False])
def test_picture_of_too_many_pixels_is_refused_undecoded(
    monkeypatch: pytest.MonkeyPatch, kind: str, *, keep: bool
) -> None:
    for parts in (picture_parts, heic_parts):
        monkeypatch.setattr(parts, "MOST_PIXELS", 1000)
    with pytest.raises(ValidationError, match="quá nhiều điểm ảnh"):
        check_file(file(photo(kind)), keep_position=keep)


def test_bomb_that_pillow_warns_of_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Image, "MAX_IMAGE_PIXELS", 700)
    with pytest.raises(picture_parts.TooManyPixels):
        picture_parts.way_up(photo())


def test_small_picture_stands_upright() -> None:
    with Image.open(io.BytesIO(picture_parts.draw_small(photo(size=(800, 400), turned=6), 480))) as small:
        assert small.size == (240, 480)


@pytest.fixture
def work(ward: Ward) -> Assignment:
    actions.start_programme(by=ward.clerk, document=confirmed(ward.clerk, ward.body))
    return Assignment.objects.filter(unit=ward.culture).order_by("duty__position")[0]


def tell(ward: Ward, work: Assignment, *files: SimpleUploadedFile, told: Told = NOTHING_MORE) -> Activity:
    return report_activity(
        by=ward.officer, assignment=work, progress="", on=clock.today(), note="Đã trồng", files=files,
        token=uuid.uuid4(), told=told,
    )  # fmt: skip


@pytest.mark.parametrize("kind", ["JPEG", "HEIF"])
def test_small_picture_is_drawn_once_and_served_bare(
    ward: Ward, work: Assignment, client_of: SignIn, kind: str
) -> None:
    tell(ward, work, file(photo(kind)))
    kept = Evidence.objects.get()
    client, address = client_of(ward.officer), reverse("evidence-thumbnail", args=[kept.pk])
    assert client.get(address).status_code == 404
    for _twice in range(2):
        look_at_evidence.func(kept.pk)
    response = client.get(address)
    shut(response)
    assert response.headers["Content-Type"] == "image/jpeg"
    assert response.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert 'alt="Ảnh minh chứng: Đã trồng"' in client.get(reverse("assignment", args=[work.pk])).content.decode()


@pytest.fixture
def scanner(tmp_path: Path, settings: Settings) -> Callable[[int], None]:
    """A scanner that ends as it is told."""
    settings.EVIDENCE_SCAN_SECONDS = 10

    def end_with(code: int) -> None:
        settings.EVIDENCE_SCAN_COMMAND = ["/bin/sh", "-c", f'test -s "$0" && exit {code}', "{path}"]

    end_with(0)
    return end_with


@pytest.mark.parametrize(("code", "state", "status"), [(0, "clean", 200), (1, "refused", 404), (2, "waiting", 404)])
def test_file_is_in_quarantine_until_the_scanner_says_clean(
    ward: Ward, work: Assignment, client_of: SignIn, scanner: Callable[[int], None], code: int, state: str, status: int
) -> None:
    tell(ward, work, file(photo()))
    kept, client = Evidence.objects.get(), client_of(ward.officer)
    page, address = reverse("assignment", args=[work.pk]), reverse("evidence", args=[kept.pk])
    assert client.get(address).status_code == 404
    assert "đang kiểm tra an toàn" in client.get(page).content.decode()
    scanner(code)
    look_at_evidence.func(kept.pk)
    kept.refresh_from_db()
    response = client.get(address)
    shut(response)
    assert (kept.state, response.status_code) == (state, status)
    assert ("chứa mã độc" in client.get(page).content.decode()) == (state == "refused")
    assert AuditEntry.objects.filter(action="evidence.refused").exists() == (state == "refused")


def test_scanner_that_is_not_there_lets_nothing_through(
    ward: Ward, work: Assignment, settings: Settings, scanner: Callable[[int], None]
) -> None:
    settings.EVIDENCE_SCAN_COMMAND = ["/khong/co/may-quet", "{path}"]
    tell(ward, work, file(photo()))
    kept = Evidence.objects.get()
    look_at_evidence.func(kept.pk)
    kept.refresh_from_db()
    assert (kept.state, kept.thumbnail) == ("waiting", "")
    scanner(0)
    call_command("check_evidence")
    do_jobs()
    kept.refresh_from_db()
    assert (kept.state, bool(kept.thumbnail)) == ("clean", True)


def test_infected_file_leaves_the_disk(
    ward: Ward,
    work: Assignment,
    scanner: Callable[[int], None],
    django_capture_on_commit_callbacks: Callable[..., object],
) -> None:
    tell(ward, work, file(photo()))
    kept = Evidence.objects.get()
    scanner(1)
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[attr-defined]
        look_at_evidence.func(kept.pk)
    assert not Path(kept.file.path).exists()


def test_link_and_document_are_evidence(ward: Ward, work: Assignment, client_of: SignIn) -> None:
    document = work.duty.programme.document
    tell(ward, work, told=Told(link="https://bao.example/bai?x=1", document=document))
    html = client_of(ward.officer).get(reverse("assignment", args=[work.pk])).content.decode()
    assert 'href="https://bao.example/bai?x=1" rel="noopener noreferrer nofollow"' in html
    assert "(bao.example)" in html
    assert reverse("document", args=[document.pk]) not in html
    assert reverse("document", args=[document.pk]) in (
        client_of(ward.clerk).get(reverse("assignment", args=[work.pk])).content.decode()
    )
