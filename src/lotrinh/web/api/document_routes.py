"""Documents: what was read in them, and a new one to be read."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

from django.http import Http404
from ninja import File, Form, Query, Router, Status
from ninja.files import UploadedFile

from lotrinh.web.api.change_shapes import VersionIn
from lotrinh.web.api.entry import READ, RUN, SEND_DOCUMENT, TokenRequest
from lotrinh.web.api.paging import PageAsked, page_of
from lotrinh.web.api.rows import document_row, fact_row, findings_row
from lotrinh.web.api.shapes import DocumentOut, FactOut, FindingsOut, Key, Many, UploadIn
from lotrinh.web.organisation.actions import ChangedMeanwhile
from lotrinh.web.registry import actions
from lotrinh.web.registry.access import documents_for, get_document_for, get_document_to_mend, units_to_upload_for
from lotrinh.web.registry.findings import judging_of
from lotrinh.web.registry.judging.actions import judge_again
from lotrinh.web.registry.models import Fact, Reading

router = Router(tags=["documents"])


@router.get("/documents", response=Many[DocumentOut], auth=READ, url_name="api-documents", summary="Documents overseen")
def documents(request: TokenRequest, asked: Query[PageAsked]) -> Many[DocumentOut]:
    """Return the documents of the units that the token oversees, with the state of their readings."""
    rows, after = page_of(documents_for(request.auth.standing), asked)
    return Many[DocumentOut](items=[document_row(row) for row in rows], next=after)


@router.post(
    "/documents",
    response={200: DocumentOut, 201: DocumentOut},
    auth=SEND_DOCUMENT,
    url_name="api-documents",
    summary="Send a document to be read",
)
def document_send(request: TokenRequest, said: Form[UploadIn], file: File[UploadedFile]) -> Status[DocumentOut]:
    """Keep a file and have it read; the very same file sent twice gives the document that is there (200)."""
    standing = request.auth.standing
    owner = units_to_upload_for(standing).filter(pk=said.unit).first()
    if owner is None:
        raise Http404
    try:
        document = actions.upload(by=standing.person, owner=owner, upload_file=file)
    except actions.AlreadyThere as there:
        return Status(200, document_row(get_document_for(standing, there.document.pk)))
    return Status(201, document_row(document))


@router.get("/documents/{pk}", response=DocumentOut, auth=READ, url_name="api-document", summary="A document")
def document(request: TokenRequest, pk: Key) -> DocumentOut:
    """Return a document and how far its reading is."""
    return document_row(get_document_for(request.auth.standing, pk))


@router.get(
    "/documents/{pk}/plan",
    response=dict[str, Any],
    auth=READ,
    url_name="api-document-plan",
    summary="What the reader read: lotrinh.plan/1",
)
def document_plan(request: TokenRequest, pk: Key) -> dict[str, Any]:
    """Return the untouched answer of the reader; 404 until it has read."""
    found = get_document_for(request.auth.standing, pk).reading
    if found.state != Reading.State.DONE or found.answer is None:
        raise Http404
    answer: dict[str, Any] = found.answer
    return answer


@router.get(
    "/documents/{pk}/facts",
    response=Many[FactOut],
    auth=READ,
    url_name="api-document-facts",
    summary="Facts as the office mended them",
)
def document_facts(request: TokenRequest, pk: Key, asked: Query[PageAsked]) -> Many[FactOut]:
    """Return the facts that stand, each in the shape of lotrinh.plan/1 without its span, which stands beside it."""
    found = Fact.objects.filter(document=get_document_for(request.auth.standing, pk)).kept()
    rows, after = page_of(found, asked)
    return Many[FactOut](items=[fact_row(row) for row in rows], next=after)


@router.get(
    "/documents/{pk}/findings",
    response=FindingsOut,
    auth=READ,
    url_name="api-document-findings",
    summary="Where it goes against the rules of its day",
)
def document_findings(request: TokenRequest, pk: Key) -> FindingsOut:
    """Return what the rules of form and sense found, by which rules and when; 404 until the document is read."""
    found = get_document_for(request.auth.standing, pk)
    if found.reading.state != Reading.State.DONE:
        raise Http404
    return findings_row(found, judging_of(found))


@router.post(
    "/documents/{pk}/findings",
    response=FindingsOut,
    auth=RUN,
    url_name="api-document-findings",
    summary="Have it judged again by today's rules",
)
def document_judge_again(request: TokenRequest, pk: Key) -> FindingsOut:
    """Judge again without reading again; no fact changes. One that waits or goes on already is left as it is."""
    standing = request.auth.standing
    with suppress(ChangedMeanwhile):
        judge_again(by=standing.person, document=get_document_to_mend(standing, pk))
    found = get_document_for(standing, pk)
    return findings_row(found, judging_of(found))


@router.post(
    "/documents/{pk}/reading",
    response=DocumentOut,
    auth=RUN,
    url_name="api-document-reading",
    summary="Read again what failed",
)
def document_read_again(request: TokenRequest, pk: Key) -> DocumentOut:
    """Start a reading again that failed or died; one that goes on or is done is left (409)."""
    standing = request.auth.standing
    actions.read_again(by=standing.person, document=get_document_to_mend(standing, pk))
    return document_row(get_document_for(standing, pk))


@router.post(
    "/documents/{pk}/confirmation",
    response=DocumentOut,
    auth=RUN,
    url_name="api-document-confirmation",
    summary="Confirm what was read and mended",
)
def document_confirm(request: TokenRequest, pk: Key, said: VersionIn) -> DocumentOut:
    """Say in the person's name that the facts are right; 409 where somebody changed one since this version."""
    standing = request.auth.standing
    actions.confirm(by=standing.person, document=get_document_to_mend(standing, pk), version=said.version)
    return document_row(get_document_for(standing, pk))
