"""The door to activities, their evidence and the documents that can be one."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.core.files import File
from django.core.files.storage import default_storage
from django.db.models import Q, QuerySet
from django.http import Http404

from lotrinh.web.organisation.access import Standing
from lotrinh.web.organisation.models import Unit
from lotrinh.web.programmes.access import assignments_for, programmes_for
from lotrinh.web.programmes.models import Activity, Evidence, Programme
from lotrinh.web.registry.models import Document


def get_activity_to_change(standing: Standing, pk: int) -> Activity:
    """Return an activity that the person told.

    Raises:
        Http404: there is none that concerns them.
        PermissionDenied: somebody else told it.
    """
    concerns = assignments_for(standing).values("pk")
    found = Activity.objects.filter(pk=pk, assignment__in=concerns)
    activity = found.select_related("assignment__duty__programme__owner", "assignment__unit").first()
    if activity is None:
        raise Http404
    if activity.by_id != standing.person.pk or not activity.is_told:
        raise PermissionDenied
    return activity


def documents_to_show(standing: Standing, programme: Programme) -> QuerySet[Document]:
    """Return the documents of a programme's body that a person may name as evidence: those that they know of."""
    of_body = Unit.objects.all().of_body(programme.owner.body_key)
    known = (standing.overseen_ids | standing.own_ids).at("owner")
    known |= Q(pk__in=programmes_for(standing).values("document"))
    return Document.objects.filter(known, owner__in=of_body).select_related("owner")


def clean_evidence_for(standing: Standing, pk: int) -> Evidence:
    """Return a file of evidence that concerns the person, is out of quarantine and was not removed.

    Raises:
        Http404: there is none.
    """
    concerns = assignments_for(standing).values("pk")
    files = Evidence.objects.standing().exclude(file="")
    evidence = files.filter(pk=pk, state=Evidence.State.CLEAN, activity__assignment__in=concerns).first()
    if evidence is None:
        raise Http404
    return evidence


def open_evidence_for(standing: Standing, pk: int) -> tuple[Evidence, File[bytes]]:
    """Return a file behind an activity, open.

    Raises:
        Http404: none that concerns the person, it is in quarantine, or it is gone from the disk.
    """
    evidence = clean_evidence_for(standing, pk)
    try:
        return evidence, evidence.file.open("rb")
    except FileNotFoundError as error:
        raise Http404 from error


def open_thumbnail_for(standing: Standing, pk: int) -> File[bytes]:
    """Return the small picture of a file, open.

    Raises:
        Http404: as `open_evidence_for`, or none was drawn.
    """
    evidence = clean_evidence_for(standing, pk)
    if not evidence.thumbnail:
        raise Http404
    try:
        return default_storage.open(evidence.thumbnail, "rb")
    except FileNotFoundError as error:
        raise Http404 from error
