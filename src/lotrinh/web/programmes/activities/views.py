"""Changing and taking back what was told, and the files behind it."""

from __future__ import annotations

from functools import partial

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import FileResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from lotrinh.web.organisation.access import OFFICER, PersonRequest, roles, signed_in
from lotrinh.web.organisation.actions import ChangedMeanwhile
from lotrinh.web.organisation.conflicts import show_conflict
from lotrinh.web.programmes.activities.access import (
    documents_to_show,
    get_activity_to_change,
    open_evidence_for,
    open_thumbnail_for,
)
from lotrinh.web.programmes.activities.changes import can_change, change_activity, withdraw_activity
from lotrinh.web.programmes.activities.forms import ChangeForm
from lotrinh.web.programmes.evidence.answers import file_answer, thumbnail_answer
from lotrinh.web.programmes.evidence.held_screen import hold_what_came
from lotrinh.web.programmes.forms import ReasonForm
from lotrinh.web.programmes.views import changed_meanwhile


@roles(OFFICER)
def activity_change(request: PersonRequest, pk: int) -> HttpResponseBase:
    """Mend what the person told, and what is behind it."""
    standing, activity = request.standing, get_activity_to_change(request.standing, pk)
    documents = documents_to_show(standing, activity.assignment.duty.programme)
    blank = partial(ChangeForm, activity=activity, documents=documents)
    form = blank(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            change_activity(by=standing.person, activity=activity, **form.told())
        except ChangedMeanwhile:
            show_conflict(form, activity, blank)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("Đã sửa hoạt động."))
            return redirect("assignment", activity.assignment_id)
    if form.errors:
        hold_what_came(request, form, by=standing.person)
    context = {"form": form, "activity": activity, "is_open": can_change(activity, standing.person) or form.errors}
    return render(request, "programmes/activity_change.html", context, status=422 if form.errors else 200)


@roles(OFFICER)
def activity_withdraw(request: PersonRequest, pk: int) -> HttpResponseBase:
    """Take back what the person told, with a reason."""
    activity = get_activity_to_change(request.standing, pk)
    person = request.standing.person
    form = ReasonForm(request.POST or None, initial={"version": activity.version})
    if request.method == "POST" and form.is_valid():
        try:
            withdraw_activity(by=person, activity=activity, **form.cleaned_data)
        except (ValidationError, ChangedMeanwhile) as error:
            form.add_error(None, error if isinstance(error, ValidationError) else changed_meanwhile())
        else:
            messages.success(request, _("Đã rút lại; hoạt động vẫn còn trong lịch sử kèm lý do."))
            return redirect("assignment", activity.assignment_id)
    context = {"form": form, "activity": activity, "is_open": can_change(activity, person) or bool(form.errors)}
    return render(request, "programmes/activity_withdraw.html", context, status=422 if form.errors else 200)


@signed_in
def evidence(request: PersonRequest, pk: int) -> FileResponse:
    """Send a file behind an activity; only pictures are shown in the page."""
    return file_answer(*open_evidence_for(request.standing, pk))


@signed_in
def thumbnail(request: PersonRequest, pk: int) -> FileResponse:
    """Send the small picture of a file."""
    return thumbnail_answer(open_thumbnail_for(request.standing, pk))
