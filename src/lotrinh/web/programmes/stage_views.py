"""The page on which a clerk says when a stage starts and ends: look first at what changes, then save."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from lotrinh.web.organisation.access import CLERK, PersonRequest, roles
from lotrinh.web.organisation.actions import ChangedMeanwhile
from lotrinh.web.organisation.conflicts import show_conflict
from lotrinh.web.programmes.access import get_stage_to_run
from lotrinh.web.programmes.calendar.event_views import follower_rows, move_row, not_as_shown
from lotrinh.web.programmes.forms import StageForm
from lotrinh.web.programmes.models import Stage
from lotrinh.web.programmes.moves import NotAsShown
from lotrinh.web.programmes.stage_actions import preview_stage, set_stage_dates

Json = dict[str, Any]


@roles(CLERK)
def stage_change(request: PersonRequest, pk: int) -> HttpResponseBase:
    """Set the dates of a stage: look ahead, then save."""
    stage = get_stage_to_run(request.standing, pk)
    form = StageForm(request.POST or None, stage=stage)
    context: Json = {"form": form, "stage": stage, "programme": stage.programme}
    if request.method == "POST" and form.is_valid():
        saves = request.POST.get("step") == "save"
        try:
            if saves and save(request, stage, form):
                messages.success(request, _("Đã lưu ngày của giai đoạn."))
                return redirect("programme", stage.programme_id)
            context |= look_ahead(stage, form) | ({"warning": not_as_shown()} if saves else {})
        except ChangedMeanwhile:
            show_conflict(form, stage, lambda: StageForm(stage=stage))
        except ValidationError as error:
            form.add_error(None, error.messages)
    status = 422 if form.errors else 409 if "warning" in context else 200
    return render(request, "programmes/stage_form.html", context, status=status)


def save(request: PersonRequest, stage: Stage, form: StageForm) -> bool:
    """Save what the form says. Return False where something else would change than what was shown."""
    try:
        set_stage_dates(by=request.standing.person, stage=stage, seen=request.POST.get("seen", ""), **form.cleaned_data)
    except NotAsShown:
        return False
    return True


def look_ahead(stage: Stage, form: StageForm) -> Json:
    """Return what the page shows before anything is saved; errors as `preview_stage`."""
    said = dict(form.cleaned_data)
    if said.pop("version") != stage.version:
        raise ChangedMeanwhile
    moves, followers, seen = preview_stage(stage, **said)
    return {
        "previewed": True,
        "moves": [move_row(move) for move in moves],
        "followers": follower_rows(followers),
        "seen": seen,
    }
