"""Documents and status messages as edXML: what is written is read back, in any namespace; bad files are refused."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from lotrinh.documents import limits
from lotrinh.errors import BadDescription, LotrinhError, TooLarge, UnreadableFile
from lotrinh.writing.edxml import (
    BUSINESS,
    NAMESPACE,
    STATUS,
    Answered,
    Attachment,
    Envelope,
    Organ,
    StatusMessage,
    envelope_of,
    write_envelope,
    write_status,
)
from lotrinh.writing.edxml_in import read_envelope, read_status
from lotrinh.writing.official_docx import write_docx
from tests.core.descriptions import STATE

WARD = Organ("000.00.01.H99", "Ủy ban nhân dân xã Minh Tân", email="ubnd@minhtan.example")
PROVINCE = Organ("000.00.00.H99", "Ủy ban nhân dân tỉnh Minh Hải")
EARLIER = Answered("000.00.00.H99", "20/KH-UBND", date(2026, 2, 10), "000.00.00.H99,2026/02/10,20/KH-UBND")
FILE = Attachment("ke-hoach.docx", "application/octet-stream", write_docx(STATE), "Kế hoạch")
ENVELOPE = replace(
    envelope_of(STATE, sender=WARD, to=[PROVINCE], kind_type=2, attachments=[FILE]),
    answers=(EARLIER,),
    due_on=date(2026, 4, 1),
    page_amount=2,
)
MESSAGE = StatusMessage(EARLIER, WARD, "accepted", datetime(2026, 2, 11, 8, 30), "Đã tiếp nhận")  # noqa: DTZ001  # edXML has no zone

WORDS = st.text("aăâbcđ eêghô<&\"'1", min_size=1, max_size=13).map(lambda words: words.strip() or "a")
DAYS = st.dates(date(2000, 1, 1), date(2099, 12, 31))
ORGANS = st.builds(Organ, WORDS, WORDS, WORDS, WORDS, WORDS)
FILES = st.builds(Attachment, WORDS, WORDS, st.binary(max_size=50), WORDS)
ENVELOPES = st.builds(
    Envelope,
    sender=ORGANS,
    to=st.lists(ORGANS, min_size=1, max_size=3).map(tuple),
    number=st.integers(1, 9999).map(str),
    notation=WORDS,
    place=WORDS,
    issued_on=DAYS,
    kind_type=st.integers(1, 9),
    kind_name=WORDS,
    subject=WORDS,
    due_on=st.none() | DAYS,
    to_places=st.lists(WORDS, max_size=3).map(tuple),
    priority=st.integers(0, 4),
    page_amount=st.integers(0, 500),
    answers=st.lists(st.builds(Answered, WORDS, WORDS, DAYS, WORDS), max_size=2).map(tuple),
    business=st.sampled_from(list(BUSINESS)),
    attachments=st.lists(FILES, max_size=2).map(tuple),
)


@settings(max_examples=80, deadline=None)
@given(ENVELOPES)
def test_what_we_write_we_read_back(envelope: Envelope) -> None:
    assert read_envelope(write_envelope(envelope), name="a.edxml") == envelope


@pytest.mark.parametrize("status", STATUS)
def test_every_status_is_read_back(status: str) -> None:
    message = replace(MESSAGE, status=status)  # type: ignore[arg-type]  # one of the table
    assert read_status(write_status(message), name="a.edxml") == message


def test_a_document_of_ours_is_addressed_by_its_head() -> None:
    root = etree.fromstring(write_envelope(ENVELOPE))
    assert {etree.QName(one).namespace for one in root.iter()} == {NAMESPACE}
    assert ENVELOPE.document_id == "000.00.01.H99,2026/03/05,05/KH-UBND"
    assert read_envelope(write_envelope(ENVELOPE), name="a").attachments[0].data == write_docx(STATE)
    found = root.find(f"{{{NAMESPACE}}}edXMLEnvelope/{{{NAMESPACE}}}edXMLHeader/{{{NAMESPACE}}}MessageHeader")
    assert found is not None
    names = [etree.QName(one).localname for one in found]
    assert names[:6] == ["From", "To", "Code", "PromulgationInfo", "DocumentType", "Subject"]


@pytest.mark.parametrize("other", ["http://www.e-doc.vn/Schema/", "urn:another"])
def test_other_namespaces_are_read(other: str) -> None:
    data = write_envelope(ENVELOPE).replace(NAMESPACE.encode(), other.encode())
    assert read_envelope(data, name="a") == ENVELOPE
    bare = data.replace(b"edXML:", b"").replace(b"xmlns:edXML", b"xmlns")
    assert read_envelope(bare, name="a") == ENVELOPE


def test_a_file_name_is_no_path() -> None:
    envelope = replace(ENVELOPE, attachments=(replace(FILE, name="..\\..\\etc/passwd"),))
    assert read_envelope(write_envelope(envelope), name="a").attachments[0].name == "passwd"


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        pytest.param({"to": ()}, "To: ", id="to nobody"),
        pytest.param({"subject": ""}, "Subject: còn trống", id="no subject"),
        pytest.param({"subject": "a" * 501}, "Subject: dài 501", id="a long subject"),
        pytest.param({"number": "123456789012"}, "CodeNumber: dài 12", id="a long number"),
        pytest.param({"sender": replace(WARD, organ_id="0" * 14)}, "OrganId: dài 14", id="a long id"),
        pytest.param({"signer_name": "a" * 51}, "FullName: dài 51", id="a long name"),
        pytest.param({"to_places": ("a" * 600, "b" * 600)}, "ToPlaces: ", id="many places"),
        pytest.param({"content": "a\x00"}, "Content: có ký tự", id="a control character"),
    ],
)
def test_what_cannot_be_written_names_its_field(changes: dict[str, object], field: str) -> None:
    with pytest.raises(BadDescription) as raised:
        write_envelope(replace(ENVELOPE, **changes))  # type: ignore[arg-type]  # bad on purpose
    assert str(raised.value).startswith(field)


def test_a_draft_is_not_sent() -> None:
    with pytest.raises(BadDescription, match="number"):
        envelope_of(replace(STATE, number=None), sender=WARD, to=[PROVINCE], kind_type=2, attachments=[])


GOOD = write_envelope(ENVELOPE)
LAUGHS = b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><edXML>&x;</edXML>'


@pytest.mark.parametrize(
    ("data", "error", "words"),
    [
        pytest.param(b"", UnreadableFile, "edXML", id="nothing"),
        pytest.param(b"<html/>", UnreadableFile, "edXML", id="another root"),
        pytest.param(LAUGHS, UnreadableFile, "edXML", id="entities"),
        pytest.param(b"<edXML>" * (limits.DEPTH + 2), TooLarge, "quá sâu", id="too deep"),
        pytest.param(b"<edXML/>", UnreadableFile, "edXMLEnvelope", id="no envelope"),
        pytest.param(GOOD.replace(b"CodeNumber", b"Other"), UnreadableFile, "CodeNumber", id="no number"),
        pytest.param(GOOD.replace(b"2026/03/05<", b"05/03/26<"), UnreadableFile, "PromulgationDate", id="a bad day"),
        pytest.param(GOOD.replace(b"DocType>0", b"DocType>9"), UnreadableFile, "BussinessDocType", id="a bad type"),
        pytest.param(
            GOOD.replace(b"Encoded>UEs", b"Encoded>*Es"), UnreadableFile, "ContentTransferEncoded", id="a file"
        ),
        pytest.param(GOOD.replace(b"PageAmount>2", b"PageAmount>x"), UnreadableFile, "PageAmount", id="a number"),
    ],
)
def test_bad_files_are_refused(data: bytes, error: type[LotrinhError], words: str) -> None:
    with pytest.raises(error, match=words):
        read_envelope(data, name="a.edxml")


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        pytest.param(b"StatusCode>03", b"StatusCode>99", "StatusCode", id="unknown status"),
        pytest.param(b"08:30:00", b"noon", "Timestamp", id="bad time"),
        pytest.param(b"ResponseFor", b"Other", "ResponseFor", id="of nothing"),
    ],
)
def test_bad_status_messages_are_refused(old: bytes, new: bytes, words: str) -> None:
    with pytest.raises(UnreadableFile, match=words):
        read_status(write_status(MESSAGE).replace(old, new), name="a.edxml")
