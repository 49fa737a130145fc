"""Changing many assignments at once: choose the change, look at every row, make it."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from lotrinh.web.organisation.access import CLERK, PersonRequest, roles
from lotrinh.web.programmes.access import assignments_for, get_programme_to_run, units_to_assign
from lotrinh.web.programmes.bulk_actions import MOST, Change, Pick, change_many
from lotrinh.web.programmes.bulk_screen import line_rows, picked, picks_as_rows
from lotrinh.web.programmes.filters import filtered
from lotrinh.web.programmes.forms import BulkForm
from lotrinh.web.programmes.models import Programme


@roles(CLERK)
def bulk(request: PersonRequest, pk: int) -> HttpResponseBase:
    """Choose one change for the assignments that were picked, look at it, make it."""
    programme = get_programme_to_run(request.standing, pk)
    picks = picks_of(request, programme)
    form = BulkForm(request.POST or None, units=units_to_assign(programme, on=request.standing.on))
    if not picks:
        messages.error(request, _("Hãy chọn ít nhất một việc trong danh sách."))
        return redirect("programme", pk)
    if request.method == "POST" and form.is_valid():
        return look_or_make(request, programme, picks, form)
    context = {"form": form, "programme": programme, "rows": picks_as_rows(picks), "most": MOST}
    return render(request, "programmes/bulk.html", context, status=422 if form.errors else 200)


def picks_of(request: PersonRequest, programme: Programme) -> list[Pick]:
    """Return what was picked one by one, or all that the address's filter shows, up to as many as one page can tell."""
    standing = request.standing
    own = assignments_for(standing).filter(duty__programme=programme)
    if request.method == "POST":
        return picked(own, request.POST.getlist("pick"))
    if request.GET.get("all"):
        shown, _asked = filtered(own, request.GET, list(programme.stages.all()), on=standing.on)
        return [Pick(assignment, assignment.version) for assignment in shown[:MOST]]
    return picked(own, request.GET.getlist("pick"))


def look_or_make(request: PersonRequest, programme: Programme, picks: list[Pick], form: BulkForm) -> HttpResponse:
    """Show every change, or make them all; where a row cannot change nothing is made, and the page says which."""
    change = Change(**form.cleaned_data)
    gone = len(set(request.POST.getlist("pick"))) - len(picks)
    if gone > 0:
        messages.warning(request, _("%s việc đã chọn không còn trong chương trình; hãy xem lại rồi thực hiện.") % gone)
    is_preview = request.POST.get("step") != "save" or gone > 0
    lines = change_many(
        by=request.standing.person, programme=programme, picks=picks, change=change, is_preview=is_preview
    )
    problems = sum(bool(line.problem) for line in lines)
    if not is_preview and not problems:
        messages.success(request, _("Đã đổi %s việc.") % len(lines))
        return redirect("programme", programme.pk)
    context = {
        "form": form,
        "programme": programme,
        "lines": line_rows(lines, change),
        "problems": problems,
        "ready": len(lines) - problems,
        "was_refused": not is_preview,
    }
    return render(request, "programmes/bulk.html", context, status=200 if is_preview else 422)
