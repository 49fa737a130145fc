"""Documents and status messages between offices as edXML: QCVN 102:2016/BTTTT and Sửa đổi 1:2022.

The element names of envelope, header and body are those of the samples [A]; the numbers of types and the place of
`Bussiness` (the regulation's own spelling) come from secondary sources [C]. One namespace is written; `edxml_in`
reads any. Nothing is signed or sent here.
"""

from __future__ import annotations

import base64
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from lxml import etree

from lotrinh.errors import BadDescription
from lotrinh.writing.description import CONTROL, OfficialDocument

NAMESPACE = "http://www.mic.gov.vn/TBT/QCVN_102_2016"
DAY, MOMENT = "%Y/%m/%d", "%Y/%m/%d %H:%M:%S"
Business = Literal["new", "recall", "update", "replace"]
Status = Literal[
    "arrived", "refused", "accepted", "assigned", "in_progress", "done", "recall_asked", "recall_agreed",
    "recall_refused",
]  # fmt: skip
BUSINESS: dict[Business, str] = {"new": "0", "recall": "1", "update": "2", "replace": "3"}
STATUS: dict[Status, str] = {
    "arrived": "01", "refused": "02", "accepted": "03", "assigned": "04", "in_progress": "05", "done": "06",
    "recall_asked": "13", "recall_agreed": "15", "recall_refused": "16",
}  # fmt: skip
# Nghị định 30/2020/NĐ-CP, Annex VI, by the names of the elements.
LONGEST = {
    "OrganId": 13, "OrganName": 200, "CodeNumber": 11, "CodeNotation": 30, "TypeName": 100, "Subject": 500,
    "Position": 100, "FullName": 50, "ToPlaces": 1000,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Organ:
    """An office on the exchange, by the identifier that it has there."""

    organ_id: str
    name: str
    in_charge: str = ""
    address: str = ""
    email: str = ""
    telephone: str = ""
    fax: str = ""
    website: str = ""


@dataclass(frozen=True, slots=True)
class Answered:
    """The document that another answers or speaks of."""

    organ_id: str
    code: str
    issued_on: date
    document_id: str


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that goes along."""

    name: str
    content_type: str
    data: bytes
    description: str = ""


@dataclass(frozen=True, slots=True)
class Envelope:
    """One document on its way. `kind_type` is the number of its group, `kind_name` the name of its kind."""

    sender: Organ
    to: tuple[Organ, ...]
    number: str
    notation: str
    place: str
    issued_on: date
    kind_type: int
    kind_name: str
    subject: str
    signer_competence: str = ""
    signer_position: str = ""
    signer_name: str = ""
    content: str = ""
    due_on: date | None = None
    to_places: tuple[str, ...] = ()
    priority: int = 0
    page_amount: int = 0
    answers: tuple[Answered, ...] = ()
    business: Business = "new"
    attachments: tuple[Attachment, ...] = ()

    @property
    def document_id(self) -> str:
        """Return the identifier of the document: office, day, number and symbol."""
        return f"{self.sender.organ_id},{self.issued_on.strftime(DAY)},{self.number}/{self.notation}"


@dataclass(frozen=True, slots=True)
class StatusMessage:
    """What became of a document that was received."""

    answered: Answered
    sender: Organ
    status: Status
    at: datetime
    description: str = ""


def envelope_of(
    document: OfficialDocument,
    *,
    sender: Organ,
    to: Sequence[Organ],
    kind_type: int,
    attachments: Sequence[Attachment],
) -> Envelope:
    """Return the envelope of a document that was issued.

    Raises:
        BadDescription: it has no number or day yet.
    """
    if document.number is None or document.issued_on is None:
        raise BadDescription("number, issued_on: văn bản chưa có số hoặc ngày thì chưa gửi được.")
    powers = document.signing.powers
    return Envelope(
        sender=sender,
        to=tuple(to),
        number=f"{document.number:02d}",
        notation=document.symbol,
        place=document.place,
        issued_on=document.issued_on,
        kind_type=kind_type,
        kind_name=document.named_kind,
        subject=document.subject,
        signer_competence=powers[0].authority if powers else "",
        signer_position=document.signing.position,
        signer_name=document.signing.name,
        to_places=tuple(one.name for one in document.recipients),
        attachments=tuple(attachments),
    )


def write_envelope(envelope: Envelope) -> bytes:
    """Return the edXML of a document.

    Raises:
        BadDescription: an element is missing or longer than it may be; the message begins with its name.
    """
    if not envelope.to:
        raise BadDescription("To: cần ít nhất một nơi nhận.")
    root, header = frame()
    message = add(header, "MessageHeader")
    add_organ(message, "From", envelope.sender)
    for organ in envelope.to:
        add_organ(message, "To", organ)
    code = add(message, "Code")
    must(code, "CodeNumber", envelope.number)
    must(code, "CodeNotation", envelope.notation)
    promulgation = add(message, "PromulgationInfo")
    must(promulgation, "Place", envelope.place)
    must(promulgation, "PromulgationDate", envelope.issued_on.strftime(DAY))
    kind = add(message, "DocumentType")
    must(kind, "Type", str(envelope.kind_type))
    must(kind, "TypeName", envelope.kind_name)
    must(message, "Subject", envelope.subject)
    may(message, "Content", envelope.content)
    signer = add(message, "SignerInfo")
    may(signer, "Competence", envelope.signer_competence)
    may(signer, "Position", envelope.signer_position)
    may(signer, "FullName", envelope.signer_name)
    may(message, "DueDate", envelope.due_on.strftime(DAY) if envelope.due_on else "")
    add_places(message, envelope.to_places)
    other = add(message, "OtherInfo")
    must(other, "Priority", str(envelope.priority))
    must(other, "PageAmount", str(envelope.page_amount))
    for answered in envelope.answers:
        add_answered(message, answered)
    must(message, "DocumentId", envelope.document_id)
    trace = add(add(header, "TraceHeaderList"), "Bussiness")
    must(trace, "BussinessDocType", BUSINESS[envelope.business])
    add_files(root, envelope.attachments)
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True)


def write_status(message: StatusMessage) -> bytes:
    """Return the edXML of a status message; errors as `write_envelope`."""
    root, header = frame()
    status = add(header, "Status")
    add_answered(status, message.answered)
    add_organ(status, "From", message.sender)
    must(status, "StatusCode", STATUS[message.status])
    may(status, "Description", message.description)
    must(status, "Timestamp", message.at.strftime(MOMENT))
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True)


def frame() -> tuple[etree._Element, etree._Element]:
    """Return an empty message and its header."""
    root = etree.Element(f"{{{NAMESPACE}}}edXML", nsmap={"edXML": NAMESPACE})
    return root, add(add(root, "edXMLEnvelope"), "edXMLHeader")


def add(parent: etree._Element, name: str) -> etree._Element:
    """Add an element."""
    return etree.SubElement(parent, f"{{{NAMESPACE}}}{name}")


def must(parent: etree._Element, name: str, words: str) -> None:
    """Add an element that has to say something."""
    if not words.strip():
        raise BadDescription(f"{name}: còn trống.")
    may(parent, name, words)


def may(parent: etree._Element, name: str, words: str) -> None:
    """Add an element where there is something to say."""
    if len(words) > LONGEST.get(name, len(words)):
        raise BadDescription(f"{name}: dài {len(words)} ký tự, nhiều nhất là {LONGEST[name]}.")
    if CONTROL.search(words):
        raise BadDescription(f"{name}: có ký tự điều khiển hoặc dấu xuống dòng.")
    if words:
        add(parent, name).text = words


def add_organ(parent: etree._Element, name: str, organ: Organ) -> None:
    """Add an office."""
    element = add(parent, name)
    must(element, "OrganId", organ.organ_id)
    may(element, "OrganizationInCharge", organ.in_charge)
    must(element, "OrganName", organ.name)
    may(element, "OrganAdd", organ.address)
    may(element, "Email", organ.email)
    may(element, "Telephone", organ.telephone)
    may(element, "Fax", organ.fax)
    may(element, "Website", organ.website)


def add_answered(parent: etree._Element, answered: Answered) -> None:
    """Add a document that is answered."""
    element = add(parent, "ResponseFor")
    must(element, "OrganId", answered.organ_id)
    must(element, "Code", answered.code)
    must(element, "PromulgationDate", answered.issued_on.strftime(DAY))
    must(element, "DocumentId", answered.document_id)


def add_places(parent: etree._Element, places: Sequence[str]) -> None:
    """Add the recipients as the document lists them."""
    if sum(len(place) for place in places) > LONGEST["ToPlaces"]:
        raise BadDescription(f"ToPlaces: danh sách nơi nhận dài quá {LONGEST['ToPlaces']} ký tự.")
    if places:
        element = add(parent, "ToPlaces")
        for place in places:
            must(element, "Place", place)


def add_files(root: etree._Element, attachments: Sequence[Attachment]) -> None:
    """Add the list of files to the body, and behind it the files."""
    manifest = add(add(root[0], "edXMLBody"), "edXMLManifest")
    encoded = add(root, "AttachmentEncoded") if attachments else None
    for n, file in enumerate(attachments, 1):
        key = f"cid:file-{n}"
        for place in (add(manifest, "Reference"), add(encoded, "Attachment")) if encoded is not None else ():
            must(place, "ContentId", key)
            must(place, "ContentType", file.content_type)
            must(place, "AttachmentName", file.name)
            may(place, "Description", file.description)
        if encoded is not None:
            add(encoded[-1], "ContentTransferEncoded").text = base64.b64encode(file.data).decode()
