"""Pages of a unit's officer: what is to do, and telling that it is done; and the files behind it."""

from __future__ import annotations

import datetime
import uuid

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import FileResponse, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from lotrinh.web.organisation.access import OFFICER, PersonRequest, roles, signed_in
from lotrinh.web.organisation.models import Unit
from lotrinh.web.programmes.access import assignments_for, get_assignment_to_do, open_evidence_for
from lotrinh.web.programmes.activity_actions import report_activity
from lotrinh.web.programmes.forms import ReportForm
from lotrinh.web.programmes.screen import groups_for_officer, row_of, rows_to_accept
from lotrinh.web.programmes.unit_screen import new_answers

SHOWN_INLINE = ("image/jpeg", "image/png", "image/webp")


@roles(OFFICER)
def my_work(request: PersonRequest) -> HttpResponse:
    """Show what the person's units must do, by when."""
    standing = request.standing
    own = assignments_for(standing).filter(unit__in=standing.own_ids)
    groups = groups_for_officer(own, on=standing.on)
    for group in groups:
        for row in group["rows"]:
            row["form"] = (
                None if row["progress"] in ("done", "on_hold", "refused") else blank_report(row["pk"], on=standing.on)
            )
    context = {
        "groups": groups,
        "units": Unit.objects.filter(pk__in=standing.own_ids),
        "has_any": any(group["rows"] for group in groups),
        "answers": new_answers(standing),
        "to_accept": rows_to_accept(standing),
    }
    return render(request, "programmes/my_work.html", context)


def blank_report(pk: int, *, on: datetime.date, progress: str = "") -> ReportForm:
    """Return an empty form with a token of its own; its names on the page carry the key of the assignment."""
    return ReportForm(initial={"on": on, "token": uuid.uuid4(), "progress": progress}, auto_id=f"v{pk}_%s")


@roles(OFFICER)
def report(request: PersonRequest, pk: int) -> HttpResponseBase:
    """Tell that work has begun or is done."""
    found = get_assignment_to_do(request.standing, pk)
    form = blank_report(pk, on=request.standing.on, progress=request.GET.get("progress", ""))
    if request.method == "POST":
        form = ReportForm(request.POST, request.FILES, auto_id=f"v{pk}_%s")
        if form.is_valid():
            try:
                report_activity(by=request.standing.person, assignment=found, **form.told())
            except ValidationError as error:
                form.add_error(None, error)
            else:
                messages.success(request, _("Đã ghi nhận."))
                return redirect("my-work")
    context = {"form": form, "assignment": found, "row": row_of(found, on=request.standing.on)}
    context["lost_files"] = bool(form.errors and request.FILES)
    return render(request, "programmes/report.html", context, status=422 if form.errors else 200)


@signed_in
def evidence(request: PersonRequest, pk: int) -> FileResponse:
    """Send a file behind an activity; only pictures are shown in the page."""
    found, file = open_evidence_for(request.standing, pk)
    inline = found.content_type in SHOWN_INLINE
    response = FileResponse(
        file,
        as_attachment=not inline,
        filename=found.original_name,
        content_type=found.content_type if inline else "application/octet-stream",
    )
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response
