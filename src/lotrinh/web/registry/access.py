"""The only door to documents and facts: by the unit that owns the document."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.core.files import File
from django.db.models import QuerySet
from django.http import Http404

from lotrinh.web.organisation.access import Standing
from lotrinh.web.organisation.models import Unit
from lotrinh.web.registry.models import Document, Fact, Page, Reading


def units_to_upload_for(standing: Standing) -> QuerySet[Unit]:
    """Return the units whose plans a person may upload: where they are a clerk, the top of each branch only."""
    return Unit.objects.all().within(standing.clerk_ids).exclude(standing.clerk_ids.at("parent"))


def documents_for(standing: Standing) -> QuerySet[Document]:
    """Return the documents of the units that a clerk or head oversees."""
    overseen = Document.objects.filter(standing.overseen_ids.at("owner"))
    return overseen.select_related("owner", "reading", "uploaded_by")


def documents_to_confirm(standing: Standing) -> QuerySet[Document]:
    """Return the documents that were read and wait for the person, a clerk, to confirm them."""
    read = documents_for(standing).filter(reading__state=Reading.State.DONE, confirmed_at=None)
    return read.filter(standing.clerk_ids.at("owner")).defer("reading__text", "reading__answer")


def get_document_for(standing: Standing, pk: int) -> Document:
    """Return a document to look at.

    Raises:
        Http404: there is none, or it belongs to a body in which the person oversees nothing.
        PermissionDenied: it belongs to their body, but they only work in a unit of it.
    """
    document = documents_for(standing).filter(pk=pk).first()
    if document is not None:
        return document
    found = Document.objects.filter(pk=pk).select_related("owner").first()
    if found is not None and found.owner.body_key in standing.body_ids:
        raise PermissionDenied
    raise Http404


def get_document_to_mend(standing: Standing, pk: int) -> Document:
    """Return a document that the person may change.

    Raises:
        Http404: as `get_document_for`.
        PermissionDenied: they may only look at it.
    """
    document = get_document_for(standing, pk)
    if not standing.clerk_ids.holds(document.owner):
        raise PermissionDenied
    return document


def get_fact_to_mend(standing: Standing, document_pk: int, pk: int) -> Fact:
    """Return a fact of a document that the person may change.

    Raises:
        Http404: there is none in that document.
    """
    document = get_document_to_mend(standing, document_pk)
    fact = Fact.objects.filter(document=document, pk=pk).select_related("document").first()
    if fact is None:
        raise Http404
    return fact


def open_original_for(standing: Standing, pk: int) -> tuple[Document, File[bytes]]:
    """Return a document and its file as it was uploaded, open.

    Raises:
        Http404: as `get_document_for`, or the file is gone from the disk.
    """
    document = get_document_for(standing, pk)
    try:
        return document, document.file.open("rb")
    except FileNotFoundError as error:
        raise Http404 from error


def get_page_for(standing: Standing, pk: int, number: int) -> Page:
    """Return a printed page of a document to look at.

    Raises:
        Http404: as `get_document_for`, or the document has no such page.
    """
    document = get_document_for(standing, pk)
    page = document.pages.filter(number=number).defer("words").first()
    if page is None:
        raise Http404
    page.document = document
    return page
