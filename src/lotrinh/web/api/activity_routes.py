"""What units told of their work, mended or taken back by whoever told it, and the files behind it."""

from __future__ import annotations

from typing import Any

from django.http import FileResponse
from ninja import Form, Query, Router, Status
from ninja.files import UploadedFile
from ninja.params import functions as params

from lotrinh.web.api.access import activities_in, get_activity, get_evidence, get_work
from lotrinh.web.api.change_shapes import ActivityChangeIn, WithdrawIn
from lotrinh.web.api.entry import READ, REPORT, SEND_EVIDENCE, TokenRequest
from lotrinh.web.api.moments import refuse_wrong
from lotrinh.web.api.paging import PageAsked, page_of
from lotrinh.web.api.rows import activity_row, evidence_row
from lotrinh.web.api.shapes import ActivityIn, ActivityOut, EvidenceOut, Key, Many, sends
from lotrinh.web.programmes.access import get_assignment_to_do
from lotrinh.web.programmes.activities.access import get_activity_to_change, open_evidence_for, open_thumbnail_for
from lotrinh.web.programmes.activities.actions import Told, report_activity
from lotrinh.web.programmes.activities.changes import change_activity, withdraw_activity
from lotrinh.web.programmes.activities.forms import DoneForm
from lotrinh.web.programmes.evidence.answers import file_answer, thumbnail_answer
from lotrinh.web.programmes.evidence.files import PICTURES
from lotrinh.web.programmes.models import Activity, Assignment

router = Router(tags=["activities"])
NO_FILES: Any = params.File([])
OWN_FIELDS = set(DoneForm.base_fields)


@router.get(
    "/assignments/{pk}/activities",
    response=Many[ActivityOut],
    auth=READ,
    url_name="api-assignment-activities",
    summary="What was told of an assignment",
)
def activities(request: TokenRequest, pk: Key, asked: Query[PageAsked]) -> Many[ActivityOut]:
    """Return what was told, oldest first."""
    rows, after = page_of(activities_in(request.auth).filter(assignment=get_work(request.auth, pk)), asked)
    return Many[ActivityOut](items=[activity_row(row) for row in rows], next=after)


@router.post(
    "/assignments/{pk}/activities",
    response={201: ActivityOut},
    auth=SEND_EVIDENCE,
    url_name="api-assignment-activities",
    summary="Tell what was done, with files",
)
def activity_send(
    request: TokenRequest, pk: Key, said: Form[ActivityIn], files: list[UploadedFile] = NO_FILES
) -> Status[ActivityOut]:
    """Tell what the unit did; the same `token` sent again gives the activity that is there."""
    standing, found = request.auth.standing, get_work(request.auth, pk)
    told = report_activity(
        by=standing.person,
        assignment=get_assignment_to_do(standing, found.pk),
        progress=said.progress,
        on=said.on,
        note=said.note,
        files=files,
        token=said.token,
        told=told_of(said, found),
    )
    return Status(201, activity_row(get_activity(request.auth, told.pk)))


def told_of(said: ActivityIn | ActivityChangeIn, assignment: Assignment) -> Told:
    """Return what was told beside the words, cleaned by the form of the page.

    Raises:
        ValidationError: a channel, stage or theme that the programme does not have.
    """
    form = DoneForm(said.model_dump(include=OWN_FIELDS), programme=assignment.duty.programme)
    refuse_wrong(form)
    names = OWN_FIELDS & set(Told.__dataclass_fields__)
    return Told(link=getattr(said, "link", ""), **{name: form.cleaned_data[name] for name in names})


@router.get("/activities/{pk}", response=ActivityOut, auth=READ, url_name="api-activity", summary="An activity")
def activity(request: TokenRequest, pk: Key) -> ActivityOut:
    """Return one activity, with the version that changing it must name."""
    return activity_row(get_activity(request.auth, pk))


@router.put("/activities/{pk}", response=ActivityOut, auth=REPORT, url_name="api-activity", summary="Mend an activity")
def activity_change(request: TokenRequest, pk: Key, said: ActivityChangeIn) -> ActivityOut:
    """Write what the person told anew, until somebody accepts it; what is left out is not told."""
    own = own_activity(request, pk)
    told = told_of(said, own.assignment)
    change_activity(
        by=request.auth.standing.person, activity=own, on=said.on, note=said.note, told=told, version=said.version
    )
    return activity_row(get_activity(request.auth, pk))


@router.post(
    "/activities/{pk}/withdrawal",
    response=ActivityOut,
    auth=REPORT,
    url_name="api-activity-withdrawal",
    summary="Take an activity back",
)
def activity_withdraw(request: TokenRequest, pk: Key, said: WithdrawIn) -> ActivityOut:
    """Take back what the person told, with a reason; it stays in the history and counts no more."""
    own = own_activity(request, pk)
    withdraw_activity(by=request.auth.standing.person, activity=own, reason=said.reason, version=said.version)
    return activity_row(get_activity(request.auth, pk))


def own_activity(request: TokenRequest, pk: int) -> Activity:
    """Return an activity of a unit of the person's own that they told; errors as the doors of the pages."""
    standing, shown = request.auth.standing, get_activity(request.auth, pk)
    get_assignment_to_do(standing, shown.assignment_id)
    return get_activity_to_change(standing, shown.pk)


@router.get("/evidence/{pk}", response=EvidenceOut, auth=READ, url_name="api-evidence", summary="A piece of evidence")
def evidence(request: TokenRequest, pk: Key) -> EvidenceOut:
    """Return what is known of a file, a link or a document behind an activity."""
    return evidence_row(get_evidence(request.auth, pk))


@router.get(
    "/evidence/{pk}/file",
    auth=READ,
    url_name="api-evidence-file",
    summary="The file of evidence",
    openapi_extra=sends("application/octet-stream", *PICTURES),
)
def evidence_file(request: TokenRequest, pk: Key) -> FileResponse:
    """Send the file as it is kept; 404 while it waits for the scanner, where it was refused, and of a link."""
    found, file = open_evidence_for(request.auth.standing, get_evidence(request.auth, pk).pk)
    return file_answer(found, file)


@router.get(
    "/evidence/{pk}/thumbnail",
    auth=READ,
    url_name="api-evidence-thumbnail",
    summary="The small picture of evidence",
    openapi_extra=sends("image/jpeg"),
)
def evidence_thumbnail(request: TokenRequest, pk: Key) -> FileResponse:
    """Send the small picture; 404 where the file is none that one was drawn of."""
    return thumbnail_answer(open_thumbnail_for(request.auth.standing, get_evidence(request.auth, pk).pk))
