"""What people do with documents: upload, read again, mend facts, confirm. Atomic, audited, locked by version."""

from __future__ import annotations

import hashlib
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db import IntegrityError, transaction
from django.db.models import F, Max
from django.utils.translation import gettext as _

from lotrinh.documents.document import Span
from lotrinh.errors import LotrinhError
from lotrinh.web import clock
from lotrinh.web.organisation import audit
from lotrinh.web.organisation.actions import ChangedMeanwhile
from lotrinh.web.organisation.models import Person, Unit
from lotrinh.web.registry.door import keep_file, plain_name, refuse_at_the_door
from lotrinh.web.registry.leases import is_dead
from lotrinh.web.registry.models import Document, Fact, Reading, stored_name
from lotrinh.web.registry.places import judge_words, section_at
from lotrinh.web.registry.tasks import read_document

Json = dict[str, Any]


class AlreadyConfirmed(Exception):
    """The document was confirmed, so nothing in it can change."""


class AlreadyThere(Exception):
    """The unit holds the very same file already."""

    def __init__(self, document: Document) -> None:
        super().__init__(document.pk)
        self.document = document


def upload(*, by: Person, owner: Unit, upload_file: UploadedFile[bytes]) -> Document:
    """Keep an uploaded file and have it read.

    Raises:
        ValidationError: empty, too large, or plainly not what its name says.
        AlreadyThere: the same bytes were uploaded before.
    """
    name, size = plain_name(upload_file.name), upload_file.size or 0
    if size > settings.UPLOAD_MAX_BYTES:
        largest = settings.UPLOAD_MAX_BYTES // 1_000_000
        raise ValidationError(
            _("%(name)s: tệp quá mức %(size)s MB; hãy tách nhỏ hoặc bỏ bớt ảnh.") % {"name": name, "size": largest}
        )
    upload_file.seek(0)
    data = upload_file.read()
    try:
        refuse_at_the_door(data, name)
    except LotrinhError as error:
        raise ValidationError(str(error)) from error
    digest = hashlib.sha256(data).hexdigest()
    if (same := Document.objects.filter(owner=owner, sha256=digest).first()) is not None:
        raise AlreadyThere(same)
    document = Document(
        owner=owner, original_name=name, size=size, sha256=digest, uploaded_at=clock.now(), uploaded_by=by
    )
    document.file.name = stored_name(document, name)
    keep_file(data, document.file.name)
    try:
        with transaction.atomic():
            document.save()
            reading = Reading.objects.create(document=document, queued_at=clock.now())
            audit.record(by=by, action="document.uploaded", subject=document, before=None, after={"name": name})
            enqueue(reading)
    except BaseException as error:
        document.file.storage.delete(document.file.name)
        if isinstance(error, IntegrityError):  # another tab sent the same file first
            raise AlreadyThere(Document.objects.get(owner=owner, sha256=digest)) from error
        raise
    return document


def enqueue(reading: Reading) -> None:
    """Ask the worker to read, within the transaction of the row: the row and its job stand both or neither."""
    read_document.enqueue(reading.pk, reading.attempt)


@transaction.atomic
def read_again(*, by: Person, document: Document) -> Reading:
    """Start a reading again that failed or died.

    Raises:
        ChangedMeanwhile: it is being read, or was read.
    """
    reading = Reading.objects.select_for_update().get(document=document)
    if reading.state == Reading.State.DONE or not (reading.state == Reading.State.FAILED or is_dead(reading)):
        raise ChangedMeanwhile
    reading.state, reading.attempt, reading.percent = Reading.State.QUEUED, reading.attempt + 1, 0
    reading.heartbeat_at, reading.error, reading.queued_at = None, "", clock.now()
    reading.save()
    audit.record(by=by, action="reading.again", subject=document, before=None, after={"attempt": reading.attempt})
    enqueue(reading)
    return reading


def touch(document: Document) -> None:
    """Note that a document changed, so that a page opened before can no longer confirm it.

    Raises:
        AlreadyConfirmed: it was confirmed.
    """
    changed = Document.objects.filter(pk=document.pk, confirmed_at=None).update(version=F("version") + 1)
    if not changed:
        raise AlreadyConfirmed


def derived(kind: str, data: Json, reading: Reading, span: tuple[int, int], *, is_moved: bool) -> Json:
    """Return the data with what its words alone decide: scope, and the section they stand in; no form sets these.

    Raises:
        ValidationError: the words do not stand in the text.
    """
    text, answer = reading.text, reading.answer or {}
    if not 0 <= span[0] < span[1] <= len(text):
        raise ValidationError(_("Hãy chọn những chữ có trong văn bản."))
    if is_moved and "section" in data:
        nothing = None if kind == Fact.Kind.DUTY else ""
        data = {**data, "section": section_at(answer.get("sections", ()), span[0]) or nothing}
    if is_moved and kind == Fact.Kind.CITATION:
        data = {**data, "mentions": [{"span": list(span)}, *data.get("mentions", [])[1:]]}
    if kind not in (Fact.Kind.DUTY, Fact.Kind.THEME):
        return data
    scope, excluded = judge_words(text, Span(*span))
    if kind == Fact.Kind.THEME:
        return {**data, "scope": scope}
    words = " ".join(text[span[0] : span[1]].split())
    return {**data, "text": words, "scope": scope, "excluded": [list(part) for part in excluded]}


@transaction.atomic
def add_fact(*, by: Person, document: Document, kind: str, data: Json, span: tuple[int, int]) -> Fact:
    """Add a fact that the reader missed; its words must stand in the text."""
    touch(document)
    data = derived(kind, data, Reading.objects.get(document=document), span, is_moved=True)
    last = Fact.objects.filter(document=document, kind=kind).aggregate(last=Max("position"))["last"]
    fact = Fact.objects.create(
        document=document,
        kind=kind,
        position=0 if last is None else last + 1,
        data=data,
        span_start=span[0],
        span_end=span[1],
        origin=Fact.Origin.ADDED,
        changed_at=clock.now(),
        changed_by=by,
    )
    audit.record(by=by, action="fact.added", subject=fact, before=None, after=picture(fact))
    refresh_head(fact)
    return fact


@transaction.atomic
def mend_fact(*, by: Person, fact: Fact, version: int, data: Json, span: tuple[int, int]) -> Fact:
    """Correct a fact.

    Raises:
        ChangedMeanwhile: the fact has another version now.
        AlreadyConfirmed: its document was confirmed.
    """
    held = hold(fact, version)
    before, was = picture(held), (held.span_start, held.span_end)
    reading = Reading.objects.get(document=held.document)
    held.data, (held.span_start, held.span_end) = derived(held.kind, data, reading, span, is_moved=span != was), span
    if picture(held) == before:
        return held  # saved as it was: nothing for the history
    if held.origin == Fact.Origin.READ:
        held.origin = Fact.Origin.MENDED
    return save(held, by=by, action="fact.mended", before=before)


@transaction.atomic
def drop_fact(*, by: Person, fact: Fact, version: int, is_deleted: bool) -> Fact:
    """Delete a fact, or bring it back; the row stays for the history."""
    held = hold(fact, version)
    before = picture(held)
    held.is_deleted = is_deleted
    return save(held, by=by, action="fact.deleted" if is_deleted else "fact.restored", before=before)


def hold(fact: Fact, version: int) -> Fact:
    """Lock a fact of an open document at the version that the person saw."""
    touch(fact.document)
    held = Fact.objects.select_for_update().select_related("document").get(pk=fact.pk)
    if held.version != version:
        raise ChangedMeanwhile
    return held


def save(fact: Fact, *, by: Person, action: str, before: Json) -> Fact:
    """Save a held fact with who and when, and its row in the audit."""
    fact.version, fact.changed_at, fact.changed_by = fact.version + 1, clock.now(), by
    fact.save()
    audit.record(by=by, action=action, subject=fact, before=before, after=picture(fact))
    refresh_head(fact)
    return fact


def refresh_head(fact: Fact) -> None:
    """Let the lists call a document what its head says now."""
    if fact.kind != Fact.Kind.HEADER:
        return
    head = Fact.objects.filter(document=fact.document_id, kind=Fact.Kind.HEADER).kept().order_by("position")
    said = {str(data["field"]): str(data["value"]) for data in head.values_list("data", flat=True)}
    Document.objects.filter(pk=fact.document_id).update(code=said.get("code", "")[:60], subject=said.get("subject", ""))


def picture(fact: Fact) -> Json:
    """Return what the audit keeps of a fact."""
    return {
        "document": fact.document_id,
        "kind": fact.kind,
        "data": fact.data,
        "span": [fact.span_start, fact.span_end],
        "is_deleted": fact.is_deleted,
    }


@transaction.atomic
def confirm(*, by: Person, document: Document, version: int) -> Document:
    """Confirm a document as read and mended; of two people at once, one wins.

    Raises:
        AlreadyConfirmed: somebody was first.
        ChangedMeanwhile: a fact was changed since the page was opened.
        ValidationError: it has not been read.
    """
    if not Reading.objects.filter(document=document, state=Reading.State.DONE).exists():
        raise ValidationError(_("Văn bản chưa đọc xong nên chưa xác nhận được."))
    changed = Document.objects.filter(pk=document.pk, version=version, confirmed_at=None).update(
        confirmed_at=clock.now(), confirmed_by=by, version=version + 1
    )
    document.refresh_from_db()
    if not changed:
        raise AlreadyConfirmed if document.is_confirmed else ChangedMeanwhile
    audit.record(by=by, action="document.confirmed", subject=document, before=None, after={"version": document.version})
    return document
