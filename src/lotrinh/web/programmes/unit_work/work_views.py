"""Pages of a unit's officer: what is to do, and telling that it is done."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from lotrinh.web.organisation.access import OFFICER, PersonRequest, roles
from lotrinh.web.organisation.models import Unit
from lotrinh.web.programmes.access import for_rows, get_assignment_to_do
from lotrinh.web.programmes.activities.access import documents_to_show
from lotrinh.web.programmes.activities.actions import report_activity
from lotrinh.web.programmes.activities.forms import ReportForm, blank_report
from lotrinh.web.programmes.evidence.held_screen import hold_what_came
from lotrinh.web.programmes.models import Assignment
from lotrinh.web.programmes.screen import row_of, rows_to_accept
from lotrinh.web.programmes.unit_work.own_work import CARDS_A_PAGE, ReportFields, groups_for_officer
from lotrinh.web.programmes.unit_work.screen import new_answers


@roles(OFFICER)
def my_work(request: PersonRequest) -> HttpResponse:
    """Show what the person's units must do, by when."""
    standing = request.standing
    own = for_rows(Assignment.objects.filter(unit__in=standing.own_ids))
    asked = request.GET.get("page", "")
    number = int(asked) if asked.isdecimal() and len(asked) < 6 else 1
    groups = groups_for_officer(own, on=standing.on, first=(max(1, number) - 1) * CARDS_A_PAGE)
    page = Paginator(range(sum(group["total"] for group in groups[:-1])), CARDS_A_PAGE).get_page(asked)
    fields = ReportFields(on=standing.on, person=standing.person.pk)
    for row in (row for group in groups for row in group["rows"]):
        told = row["progress"] not in ("done", "on_hold", "refused")
        row["fields"] = fields.of(row["pk"]) if told else None
    context = {
        "groups": groups,
        "page": page,
        "units": Unit.objects.filter(pk__in=standing.own_ids),
        "has_any": any(group["total"] for group in groups),
        "answers": new_answers(standing),
        "to_accept": rows_to_accept(standing),
    }
    return render(request, "programmes/my_work.html", context)


@roles(OFFICER)
def report(request: PersonRequest, pk: int) -> HttpResponseBase:
    """Tell what was done; a script that waited for a network is answered in JSON."""
    standing, found = request.standing, get_assignment_to_do(request.standing, pk)
    programme = found.duty.programme
    choices: dict[str, Any] = {"programme": programme, "documents": documents_to_show(standing, programme)}
    if request.method == "POST":
        form = ReportForm(request.POST, request.FILES, auto_id=f"v{pk}_%s", **choices)
        if tell(request, form, found):
            messages.success(request, _("Đã ghi nhận."))
            return JsonResponse({"address": reverse("my-work")}) if asks_json(request) else redirect("my-work")
        if asks_json(request):
            return JsonResponse({"errors": [error for errors in form.errors.values() for error in errors]}, status=422)
    else:
        progress = request.GET.get("progress", "")
        form = blank_report(pk, on=standing.on, person=standing.person.pk, progress=progress, **choices)
    if form.errors:
        hold_what_came(request, form, by=standing.person)
    context = {"form": form, "assignment": found, "row": row_of(found, on=standing.on)}
    return render(request, "programmes/report.html", context, status=422 if form.errors else 200)


def tell(request: PersonRequest, form: ReportForm, assignment: Assignment) -> bool:
    """Report what a form holds; where that is refused, the form says why."""
    if not form.is_valid():
        return False
    person = request.standing.person
    if form.cleaned_data["person"] not in (None, person.pk):
        form.add_error(None, _("Biểu mẫu này do người khác ghi trên máy này; hãy tải lại trang rồi tự ghi."))
        return False
    try:
        report_activity(by=person, assignment=assignment, **form.told())
    except ValidationError as error:
        form.add_error(None, error)
        return False
    return True


def asks_json(request: PersonRequest) -> bool:
    """Say whether a script asks."""
    return request.headers.get("Accept", "") == "application/json"
