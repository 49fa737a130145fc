"""Reads edXML of any office: names count, namespaces do not. Entities, DOCTYPE and the network are off.

A file inside is limited as every XML text is (10 MB encoded, about 7 MB as it was). Signatures are not checked here.
"""

from __future__ import annotations

import base64
import binascii
from collections.abc import Iterator
from datetime import date, datetime

from lxml import etree

from lotrinh.documents.strange_xml import parse_xml
from lotrinh.errors import TooLarge, UnreadableFile
from lotrinh.writing.edxml import (
    BUSINESS,
    DAY,
    MOMENT,
    STATUS,
    Answered,
    Attachment,
    Envelope,
    Organ,
    StatusMessage,
)


class Part:
    """An element whose children are asked for by name alone."""

    def __init__(self, element: etree._Element, file: str) -> None:
        self.element, self.file = element, file

    def every(self, name: str) -> Iterator[Part]:
        """Yield the children of a name."""
        for child in self.element.iterchildren(etree.Element):
            if etree.QName(child).localname == name:
                yield Part(child, self.file)

    def part(self, name: str) -> Part:
        """Return the first child of a name; UnreadableFile where there is none."""
        found = next(self.every(name), None)
        if found is None:
            raise self.lacks(name)
        return found

    def words(self, name: str) -> str:
        """Return the words of a child, nothing where there is none."""
        found = next(self.every(name), None)
        return (found.element.text or "").strip() if found is not None else ""

    def must(self, name: str) -> str:
        """Return the words of a child that has to be there."""
        words = self.words(name)
        if not words:
            raise self.lacks(name)
        return words

    def number(self, name: str) -> int:
        """Return a whole number, 0 where nothing is said."""
        words = self.words(name) or "0"
        if not words.isdecimal() or len(words) > 9:
            raise self.lacks(name)
        return int(words)

    def day(self, name: str) -> date | None:
        """Return a day, written with "/" or "-"; None where nothing is said."""
        words = self.words(name)
        if not words:
            return None
        try:
            return datetime.strptime(words[:10].replace("-", "/"), DAY).date()  # noqa: DTZ007  # a day has no zone
        except ValueError as error:
            raise self.lacks(name) from error

    def day_that_must_be(self, name: str) -> date:
        """Return a day that has to be there."""
        day = self.day(name)
        if day is None:
            raise self.lacks(name)
        return day

    def lacks(self, name: str) -> UnreadableFile:
        """Return the error of an element that is missing or bad."""
        return UnreadableFile(f"{self.file}: edXML thiếu hoặc sai phần {name}; hãy đề nghị nơi gửi xuất lại.")


def read_envelope(data: bytes, *, name: str) -> Envelope:
    """Read a document on its way.

    Raises:
        UnreadableFile: it is no edXML, or lacks a part; the message names it.
        TooLarge: past a limit of elements or depth.
    """
    root, header = opened(data, name)
    message = header.part("MessageHeader")
    code, promulgation = message.part("Code"), message.part("PromulgationInfo")
    kind = message.part("DocumentType")
    signer = next(message.every("SignerInfo"), message)
    other = next(message.every("OtherInfo"), message)
    number = code.must("CodeNumber")
    found = {value: key for key, value in BUSINESS.items()}
    business = business_of(header)
    if business not in found:
        raise header.lacks("BussinessDocType")
    to = tuple(organ_of(one) for one in message.every("To"))
    if not to:
        raise message.lacks("To")
    places = next(message.every("ToPlaces"), None)
    return Envelope(
        sender=organ_of(message.part("From")),
        to=to,
        number=number,
        notation=code.must("CodeNotation"),
        place=promulgation.must("Place"),
        issued_on=promulgation.day_that_must_be("PromulgationDate"),
        kind_type=kind.number("Type"),
        kind_name=kind.must("TypeName"),
        subject=message.must("Subject"),
        signer_competence=signer.words("Competence"),
        signer_position=signer.words("Position"),
        signer_name=signer.words("FullName"),
        content=message.words("Content"),
        due_on=message.day("DueDate"),
        to_places=tuple((one.element.text or "").strip() for one in places.every("Place")) if places else (),
        priority=other.number("Priority"),
        page_amount=other.number("PageAmount"),
        answers=tuple(answered_of(one) for one in message.every("ResponseFor")),
        business=found[business],
        attachments=tuple(files_of(root)),
    )


def read_status(data: bytes, *, name: str) -> StatusMessage:
    """Read a status message; errors as `read_envelope`."""
    _, header = opened(data, name)
    status = header.part("Status")
    found = {value: key for key, value in STATUS.items()}
    code = status.must("StatusCode").zfill(2)
    if code not in found:
        raise status.lacks("StatusCode")
    words = status.must("Timestamp").replace("-", "/").replace("T", " ")[:19]
    try:
        at = datetime.strptime(words, MOMENT)  # noqa: DTZ007  # the regulation writes none
    except ValueError as error:
        raise status.lacks("Timestamp") from error
    answered = answered_of(status.part("ResponseFor"))
    return StatusMessage(answered, organ_of(status.part("From")), found[code], at, status.words("Description"))


def opened(data: bytes, name: str) -> tuple[Part, Part]:
    """Return the whole of a message and its header."""
    broken = UnreadableFile(f"{name}: không phải tệp edXML đọc được; hãy đề nghị nơi gửi xuất lại.")
    root = parse_xml(data, broken=broken, too_large=TooLarge(f"{name}: tệp XML quá lớn hoặc lồng quá sâu."))
    if etree.QName(root).localname != "edXML":
        raise broken
    whole = Part(root, name)
    return whole, whole.part("edXMLEnvelope").part("edXMLHeader")


def business_of(header: Part) -> str:
    """Return what a message is for, "0" (new) where it does not say; both spellings of the word are met."""
    for trace in header.every("TraceHeaderList"):
        for name in ("Bussiness", "Business"):
            for one in trace.every(name):
                return one.words(f"{name}DocType") or "0"
    return "0"


def organ_of(part: Part) -> Organ:
    """Return an office."""
    return Organ(
        organ_id=part.must("OrganId"),
        name=part.must("OrganName"),
        in_charge=part.words("OrganizationInCharge"),
        address=part.words("OrganAdd"),
        email=part.words("Email"),
        telephone=part.words("Telephone"),
        fax=part.words("Fax"),
        website=part.words("Website"),
    )


def answered_of(part: Part) -> Answered:
    """Return a document that is answered."""
    return Answered(
        part.must("OrganId"), part.must("Code"), part.day_that_must_be("PromulgationDate"), part.must("DocumentId")
    )


def files_of(root: Part) -> Iterator[Attachment]:
    """Yield the files; a name is a name only, no path."""
    places = [*root.every("AttachmentEncoded"), *root.part("edXMLEnvelope").every("AttachmentEncoded")]
    for place in places:
        for file in place.every("Attachment"):
            try:
                data = base64.b64decode("".join(file.words("ContentTransferEncoded").split()), validate=True)
            except (binascii.Error, ValueError) as error:
                raise file.lacks("ContentTransferEncoded") from error
            name = file.words("AttachmentName") or file.must("ContentId")
            bare = name.replace("\\", "/").rpartition("/")[2]
            yield Attachment(bare, file.must("ContentType"), data, file.words("Description"))
