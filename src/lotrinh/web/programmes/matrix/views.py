"""The matrix of a programme as a page and as a sheet, and where a duty stands in it."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Exists, OuterRef
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from lotrinh.web.organisation.access import CLERK, WORKERS, PersonRequest, roles
from lotrinh.web.organisation.actions import ChangedMeanwhile
from lotrinh.web.organisation.conflicts import show_conflict
from lotrinh.web.programmes.access import get_duty_to_run, get_programme_for
from lotrinh.web.programmes.forms import PlaceForm
from lotrinh.web.programmes.matrix.placing import place_duty
from lotrinh.web.programmes.matrix.screen import filter_words, matrix_of, sheet_name
from lotrinh.web.programmes.matrix.sheet import write_matrix
from lotrinh.web.programmes.models import Assignment, Programme
from lotrinh.web.registry.words import day_words

EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def unassigned_in(programme: Programme) -> int:
    """Return how many duties nobody has: each is looked up, as a join would read all their work."""
    given = Assignment.objects.filter(duty=OuterRef("pk"))
    return programme.duties.filter(~Exists(given)).count()


@roles(*WORKERS)
def matrix(request: PersonRequest, pk: int) -> HttpResponse:
    """Show how much is planned and done where two of stage, theme, channel and unit meet."""
    programme = get_programme_for(request.standing, pk)
    context = matrix_of(request.standing, programme, request.GET) | {"programme": programme}
    if request.standing.overseen_ids.holds(programme.owner):
        context["unassigned"] = unassigned_in(programme)
    return render(request, "programmes/matrix.html", context)


@roles(*WORKERS)
def matrix_excel(request: PersonRequest, pk: int) -> HttpResponse:
    """Send the same matrix as an Excel file."""
    standing = request.standing
    programme = get_programme_for(standing, pk)
    table = matrix_of(standing, programme, request.GET, paged=False)
    said = _("%(what)s, tính đến %(day)s") % {
        "what": filter_words(table["filters"]),
        "day": day_words(standing.on.isoformat()),
    }
    response = HttpResponse(write_matrix(table, title=programme.title, said=said), content_type=EXCEL)
    response["Content-Disposition"] = f'attachment; filename="{sheet_name(programme, standing.on)}"'
    return response


@roles(CLERK)
def duty_place(request: PersonRequest, pk: int) -> HttpResponseBase:
    """Say which stage, themes and channels a duty belongs to."""
    duty = get_duty_to_run(request.standing, pk)
    form = PlaceForm(request.POST or None, duty=duty)
    if request.method == "POST" and form.is_valid():
        try:
            place_duty(by=request.standing.person, duty=duty, **form.cleaned_data)
        except ChangedMeanwhile:
            show_conflict(form, duty, lambda: PlaceForm(duty=duty))
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("Đã lưu."))
            return redirect("matrix", duty.programme_id)
    context = {"form": form, "duty": duty, "programme": duty.programme}
    return render(request, "programmes/place_form.html", context, status=422 if form.errors else 200)
