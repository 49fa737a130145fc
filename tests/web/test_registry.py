"""Upload, reading as a job, mending facts, confirming: for the clerk, the head, the officer and the stranger."""

from __future__ import annotations

import datetime
import io
import zipfile
from collections.abc import Callable

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries
from pytest_django.fixtures import Settings

from lotrinh.web import clock
from lotrinh.web.organisation import audit
from lotrinh.web.organisation.actions import ChangedMeanwhile
from lotrinh.web.organisation.models import AuditEntry, Person
from lotrinh.web.registry import actions
from lotrinh.web.registry.models import Document, Fact, Reading
from lotrinh.web.registry.tasks import read_document
from tests.web.builders import TEXT, do_jobs, facts, form_of, read_plan, text_file
from tests.web.conftest import Ward, shut

LOCKED = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le")
SignIn = Callable[[Person], Client]


def zip_of(part: str, data: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(part, data)
    return buffer.getvalue()


def zip_bomb() -> bytes:
    return zip_of("word/document.xml", b"<a>" + b" " * 400_000_000)


def test_upload_is_read_and_shown(ward: Ward, client_of: SignIn) -> None:
    client = client_of(ward.clerk)
    response = client.post(reverse("document-upload"), {"file": text_file()})
    assert do_jobs() == ["read_document"]
    document = Document.objects.get()
    assert response.headers["Location"] == document.get_absolute_url()
    page = client.get(document.get_absolute_url()).content.decode()
    assert "12/KH-UBND" in page
    assert "Trồng cây tại công viên" in page
    assert 'class="fact out"' in page  # the duty that is set aside, greyed
    assert document.code == "12/KH-UBND"
    assert document.subject == "Trồng cây xanh năm 2026"


@pytest.mark.parametrize(
    ("name", "data", "sentence"),
    [
        pytest.param("a.txt", b"", "tệp rỗng", id="empty"),
        pytest.param("a.docx", b"hello", "không phải là tệp .docx", id="not a docx"),
        pytest.param("a.exe", b"MZ", "chưa đọc được loại tệp", id="a format that no reader takes"),
        pytest.param("a.pdf", b"MZ", "không phải là tệp .pdf", id="not a pdf"),
        pytest.param("a.docx", LOCKED, "có mật khẩu", id="password"),
    ],
)
def test_bad_file_is_a_form_error_and_nothing_is_kept(
    ward: Ward, client_of: SignIn, name: str, data: bytes, sentence: str
) -> None:
    response = client_of(ward.clerk).post(reverse("document-upload"), {"file": SimpleUploadedFile(name, data)})
    assert response.status_code == 422
    assert sentence in response.content.decode()
    assert not Document.objects.exists()


def test_file_past_the_limit_is_refused(ward: Ward, settings: Settings) -> None:
    settings.UPLOAD_MAX_BYTES = 10
    with pytest.raises(ValidationError, match="quá mức"):
        actions.upload(by=ward.clerk, owner=ward.body, upload_file=text_file())


def bomb_that_lies() -> bytes:
    """A .docx whose table of contents says that it is small."""
    data = zip_bomb()
    entry = data.rfind(b"PK\x01\x02")
    return data[: entry + 24] + (100).to_bytes(4, "little") + data[entry + 28 :]


@pytest.mark.parametrize(
    ("name", "data", "sentence"),
    [
        pytest.param("bom.docx", bomb_that_lies(), "bom.docx: ", id="zip bomb that lies"),
        pytest.param("rong.docx", zip_of("word/rels.xml", b"<a/>"), "rong.docx: ", id="a zip without a document"),
        pytest.param("trang.html", bytes(range(256)) * 40, "nhị phân", id="binary named html"),
    ],
)
def test_reading_of_a_hostile_file_fails_with_a_sentence(ward: Ward, name: str, data: bytes, sentence: str) -> None:
    document = actions.upload(by=ward.clerk, owner=ward.body, upload_file=SimpleUploadedFile(name, data))
    reading = Reading.objects.get(document=document)
    read_document.func(reading.pk, reading.attempt)
    reading.refresh_from_db()
    assert reading.state == "failed"
    assert sentence in reading.error
    assert not Fact.objects.exists()


def test_name_of_an_upload_is_never_a_path(ward: Ward) -> None:
    file = SimpleUploadedFile("x.txt", TEXT.encode())
    vars(file)["_name"] = "../../etc/passwd.txt"  # past Django's own cleaning
    document = actions.upload(by=ward.clerk, owner=ward.body, upload_file=file)
    assert document.original_name == "passwd.txt"
    assert ".." not in str(document.file.name)
    assert "passwd" not in str(document.file.name)


def test_same_file_twice_is_the_same_document(ward: Ward, client_of: SignIn) -> None:
    document = read_plan(ward.clerk, ward.body)
    response = client_of(ward.clerk).post(reverse("document-upload"), {"file": text_file()})
    assert response.headers["Location"] == document.get_absolute_url()
    assert Document.objects.count() == 1


def test_dead_reading_is_seen_and_run_again(ward: Ward, client_of: SignIn, settings: Settings) -> None:
    document = actions.upload(by=ward.clerk, owner=ward.body, upload_file=text_file())
    long_ago = clock.now() - datetime.timedelta(seconds=settings.READING_LEASE_SECONDS + 5)
    Reading.objects.update(state="running", heartbeat_at=long_ago)
    client = client_of(ward.clerk)
    assert "đã dừng giữa chừng" in client.get(document.get_absolute_url()).content.decode()
    client.post(reverse("reading-again", args=[document.pk]))
    reading = Reading.objects.get()
    assert (reading.attempt, reading.state) == (2, "queued")
    read_document.func(reading.pk, 1)  # the dead run comes back to life: it has lost its claim
    assert Reading.objects.get().state == "queued"
    read_document.func(reading.pk, 2)
    assert Reading.objects.get().state == "done"


def test_reading_twice_writes_the_facts_once(ward: Ward) -> None:
    document = read_plan(ward.clerk, ward.body)
    count = Fact.objects.count()
    reading = Reading.objects.get(document=document)
    read_document.func(reading.pk, reading.attempt)
    assert Fact.objects.count() == count


def test_clerk_mends_a_duty_and_the_history_tells(ward: Ward, client_of: SignIn) -> None:
    fact = facts(read_plan(ward.clerk, ward.body), "duty")[0]
    address = reverse("fact-mend", args=[fact.document_id, fact.pk])
    sent = form_of(fact, unit="Văn phòng", deadline_kind="date", deadline_date="2026-05-01")
    assert client_of(ward.clerk).post(address, sent).status_code == 302
    fact.refresh_from_db()
    assert fact.data["unit"] == "Văn phòng"
    assert fact.data["deadline"]["date"] == "2026-05-01"
    assert fact.changed_by == ward.clerk
    history = client_of(ward.head).get(reverse("document-history", args=[fact.document_id])).content.decode()
    assert "Văn phòng" in history
    assert "Trung tâm Văn hóa" in history
    assert audit.verify()[1] is None


def test_words_that_are_not_in_the_text_are_refused_and_kept(ward: Ward, client_of: SignIn) -> None:
    document = read_plan(ward.clerk, ward.body)
    sent = {"words": "Xây một sân bay", "unit": "Văn phòng", "deadline_kind": ""}
    response = client_of(ward.clerk).post(reverse("fact-add", args=[document.pk, "duty"]), sent)
    assert response.status_code == 422
    assert "Xây một sân bay" in response.content.decode()


def test_two_tabs_on_one_fact(ward: Ward, client_of: SignIn) -> None:
    fact = facts(read_plan(ward.clerk, ward.body), "duty")[0]
    client, address = client_of(ward.clerk), reverse("fact-mend", args=[fact.document_id, fact.pk])
    assert client.post(address, form_of(fact, unit="Văn phòng")).status_code == 302
    late = client.post(address, form_of(fact, unit="Đội khác"))
    assert late.status_code == 422
    assert "Đội khác" in late.content.decode()  # what was typed is still there
    fact.refresh_from_db()
    assert fact.data["unit"] == "Văn phòng"


def test_scope_follows_the_words_and_no_form_sets_it(ward: Ward, client_of: SignIn) -> None:
    out = next(f for f in facts(read_plan(ward.clerk, ward.body), "duty") if f.data["scope"] == "out_of_scope")
    address = reverse("fact-mend", args=[out.document_id, out.pk])
    client_of(ward.clerk).post(address, form_of(out, scope="tracked", excluded="", unit="Văn phòng"))
    out.refresh_from_db()
    assert out.data["unit"] == "Văn phòng"
    assert out.data["scope"] == "out_of_scope"


def test_fact_is_deleted_and_brought_back(ward: Ward, client_of: SignIn) -> None:
    fact = facts(read_plan(ward.clerk, ward.body), "recipient")[0]
    client, address = client_of(ward.clerk), reverse("fact-drop", args=[fact.document_id, fact.pk])
    client.post(address, {"version": 1})
    assert not Fact.objects.kept().filter(pk=fact.pk).exists()
    client.post(address, {"version": 2, "restore": "1"})
    assert Fact.objects.kept().filter(pk=fact.pk).exists()


def test_of_two_who_confirm_one_wins_and_the_other_is_told(ward: Ward, client_of: SignIn) -> None:
    document = read_plan(ward.clerk, ward.body)
    second = Person.objects.create_user("van-thu-2", "mot-mat-khau-dai-2026", full_name="Văn thư hai")
    second.roles.create(unit=ward.body, kind="clerk")
    address = reverse("document-confirm", args=[document.pk])
    client_of(ward.clerk).post(address, {"version": document.version})
    told = client_of(second).post(address, {"version": document.version}, follow=True).content.decode()
    assert "đã xác nhận kế hoạch này trước bạn" in told
    document.refresh_from_db()
    assert document.confirmed_by == ward.clerk
    assert AuditEntry.objects.filter(action="document.confirmed").count() == 1


def test_confirming_what_changed_since_is_refused(ward: Ward) -> None:
    document = read_plan(ward.clerk, ward.body)
    seen = document.version
    fact = facts(document, "recipient")[0]
    actions.drop_fact(by=ward.clerk, fact=fact, version=fact.version, is_deleted=True)
    with pytest.raises(ChangedMeanwhile):
        actions.confirm(by=ward.clerk, document=document, version=seen)


def test_nothing_changes_after_confirming(ward: Ward, client_of: SignIn) -> None:
    document = read_plan(ward.clerk, ward.body)
    actions.confirm(by=ward.clerk, document=document, version=document.version)
    fact = facts(document, "duty")[0]
    client = client_of(ward.clerk)
    assert client.post(reverse("fact-mend", args=[document.pk, fact.pk]), form_of(fact, unit="X")).status_code == 422
    client.post(reverse("fact-drop", args=[document.pk, fact.pk]), {"version": fact.version})
    fact.refresh_from_db()
    assert (fact.version, fact.is_deleted) == (1, False)


def test_script_in_a_document_is_only_words(ward: Ward, client_of: SignIn) -> None:
    text = TEXT.replace("Trồng cây xanh năm 2026", "<script>alert(1)</script> cây xanh")
    page = client_of(ward.clerk).get(read_plan(ward.clerk, ward.body, text).get_absolute_url()).content.decode()
    assert "<script>alert(1)" not in page
    assert "&lt;script&gt;alert(1)" in page


def test_original_is_sent_as_a_file(ward: Ward, client_of: SignIn) -> None:
    document = read_plan(ward.clerk, ward.body)
    response = client_of(ward.head).get(reverse("document-original", args=[document.pk]))
    assert response.headers["Content-Disposition"].startswith("attachment")
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert b"".join(response.streaming_content) == TEXT.encode()  # type: ignore[attr-defined]  # a file response streams
    shut(response)


def test_reading_screen_asks_the_database_little(
    ward: Ward, client_of: SignIn, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    document = read_plan(ward.clerk, ward.body)
    client = client_of(ward.clerk)
    with django_assert_max_num_queries(14):
        client.get(document.get_absolute_url())


@pytest.mark.parametrize(
    ("who", "status"), [("clerk", 200), ("head", 200), ("officer", 403), ("stranger", 404), (None, 302)]
)
def test_who_may_open_a_document(ward: Ward, stranger: Person, client_of: SignIn, who: str | None, status: int) -> None:
    document = read_plan(ward.clerk, ward.body)
    person = stranger if who == "stranger" else getattr(ward, who) if who else None
    client = client_of(person) if person else Client()
    assert client.get(document.get_absolute_url()).status_code == status
    original = client.get(reverse("document-original", args=[document.pk]))
    shut(original)
    assert original.status_code == status


def test_head_may_look_but_not_mend(ward: Ward, client_of: SignIn) -> None:
    document = read_plan(ward.clerk, ward.body)
    client = client_of(ward.head)
    assert client.post(reverse("document-confirm", args=[document.pk]), {"version": 1}).status_code == 403
    assert client.get(reverse("fact-add", args=[document.pk, "duty"])).status_code == 403
