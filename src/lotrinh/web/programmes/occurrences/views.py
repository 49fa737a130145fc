"""The page that lays out a duty that recurs: look first at what is added and dropped, then save."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from lotrinh.web.organisation.access import CLERK, PersonRequest, roles
from lotrinh.web.organisation.actions import ChangedMeanwhile
from lotrinh.web.organisation.conflicts import show_conflict
from lotrinh.web.programmes.access import get_duty_to_run
from lotrinh.web.programmes.models import Duty
from lotrinh.web.programmes.moves import NotAsShown
from lotrinh.web.programmes.occurrences.actions import lay_out, preview_layout
from lotrinh.web.programmes.occurrences.forms import RecurrenceForm
from lotrinh.web.programmes.occurrences.screen import layout_rows
from lotrinh.web.registry.words import recurrence_words


@roles(CLERK)
def duty_recur(request: PersonRequest, pk: int) -> HttpResponseBase:
    """Say how a duty recurs: look ahead, then make its occurrences."""
    duty = get_duty_to_run(request.standing, pk)
    form = RecurrenceForm(request.POST or None, duty=duty, on=request.standing.on)
    shown: dict[str, Any] = {}
    if request.method == "POST" and form.is_valid():
        try:
            if request.POST.get("step") == "save" and save(request, duty, form):
                messages.success(request, _("Đã xếp kỳ: mỗi kỳ là một việc có hạn và tình trạng riêng."))
                return redirect("programme", duty.programme_id)
            shown = look_ahead(request, duty, form)
        except ChangedMeanwhile:
            show_conflict(form, duty, lambda: RecurrenceForm(duty=duty, on=request.standing.on))
        except ValidationError as error:
            form.refuse(error)
    return recur_page(request, duty, form, **shown)


def save(request: PersonRequest, duty: Duty, form: RecurrenceForm) -> bool:
    """Lay the duty out. Return False where something else would change than what was shown."""
    days = {name: form.cleaned_data[name] for name in ("first", "until", "version")}
    try:
        lay_out(by=request.standing.person, duty=duty, rule=form.rule, seen=request.POST.get("seen", ""), **days)
    except NotAsShown:
        return False
    return True


def look_ahead(request: PersonRequest, duty: Duty, form: RecurrenceForm) -> dict[str, Any]:
    """Return what the page shows before anything is made."""
    if form.cleaned_data["version"] != duty.version:
        raise ChangedMeanwhile
    days = {name: form.cleaned_data[name] for name in ("first", "until")}
    layout = preview_layout(duty, rule=form.rule, **days)
    warning = _("Những kỳ sẽ thêm hoặc bỏ đã khác so với lúc xem trước, nên chưa lưu gì. Hãy xem lại rồi lưu.")
    saves = request.POST.get("step") == "save"
    shown = layout_rows(layout, body=duty.programme.owner.body, on=request.standing.on)
    return {"layout": shown, "warning": warning if saves else ""}


def recur_page(request: PersonRequest, duty: Duty, form: RecurrenceForm, **shown: Any) -> HttpResponse:
    """Show the page with whatever was looked at."""
    context = {"form": form, "duty": duty, "programme": duty.programme, "often": recurrence_words(duty.recurrence)}
    status = 422 if form.errors else 409 if shown.get("warning") else 200
    return render(request, "programmes/recur_form.html", context | shown, status=status)
