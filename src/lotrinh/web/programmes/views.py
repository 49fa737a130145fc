"""Pages of programmes for the office: the list, the overview, phrases, assigning."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from lotrinh.web.organisation.access import CLERK, WORKERS, PersonRequest, roles
from lotrinh.web.organisation.actions import ChangedMeanwhile
from lotrinh.web.organisation.conflicts import show_conflict
from lotrinh.web.organisation.group_views import preview_of_rule, rule_form
from lotrinh.web.programmes import actions
from lotrinh.web.programmes.access import (
    assignments_for,
    assignments_in,
    get_assignment_for,
    get_assignment_to_run,
    get_duty_to_run,
    get_programme_for,
    get_programme_to_link,
    people_to_accept,
    programmes_for,
    units_to_assign,
)
from lotrinh.web.programmes.activities.screen import activities_of
from lotrinh.web.programmes.calendar.days_off import DaysOff
from lotrinh.web.programmes.calendar.scope import Scope
from lotrinh.web.programmes.filters import OTHER_STATES, STATES, filtered, filters_of
from lotrinh.web.programmes.forms import AssignForm, AssignmentForm
from lotrinh.web.programmes.models import Assignment, Programme, Stage
from lotrinh.web.programmes.occurrences.screen import duties_without_days, occurrence_rows
from lotrinh.web.programmes.queries import AssignmentQuerySet
from lotrinh.web.programmes.screen import (
    ROWS_A_PAGE,
    partners_of,
    programme_rows,
    row_of,
    set_aside_rows,
    timeline_of,
    waiting_duties,
)
from lotrinh.web.programmes.spread import figures_in, is_by_duty, spread_rows, spreads_of
from lotrinh.web.programmes.states.steps import steps_open
from lotrinh.web.programmes.unit_work.access import questions_waiting, questions_waiting_in
from lotrinh.web.programmes.unit_work.screen import questions_of, step_count
from lotrinh.web.programmes.when import due_of
from lotrinh.web.registry.access import get_document_to_mend
from lotrinh.web.workdays.calendars import day_off_words

PROGRAMMES_A_PAGE = 20


def changed_meanwhile() -> str:
    return _("Người khác vừa sửa chỗ này; hãy tải lại trang để xem bản mới rồi sửa tiếp.")


@roles(*WORKERS)
def programme_list(request: PersonRequest) -> HttpResponse:
    """List the programmes."""
    standing = request.standing
    page = Paginator(programmes_for(standing), PROGRAMMES_A_PAGE).get_page(request.GET.get("page"))
    rows = programme_rows(page.object_list, standing)
    context = {"rows": rows, "page": page, "waiting": questions_waiting(standing).count()}
    return render(request, "programmes/programme_list.html", context)


@roles(CLERK)
@require_POST
def programme_start(request: PersonRequest, document_pk: int) -> HttpResponse:
    """Start the programme of a confirmed plan."""
    document = get_document_to_mend(request.standing, document_pk)
    try:
        programme = actions.start_programme(by=request.standing.person, document=document)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return redirect("document", document_pk)
    return redirect("programme", programme.pk)


@roles(*WORKERS)
def programme(request: PersonRequest, pk: int) -> HttpResponse:
    """Show a programme: four figures, the time line, the assignments that the address asks for."""
    standing = request.standing
    found = get_programme_for(standing, pk)
    own = assignments_in(standing, found)
    stages = list(found.stages.all())
    can_run, oversees = standing.clerk_ids.holds(found.owner), standing.overseen_ids.holds(found.owner)
    context = rows_asked_for(request, found, own, stages, is_head=oversees and not can_run)
    context |= {"programme": found, "can_run": can_run, "oversees": oversees}
    if is_fragment(request):
        return render(request, "programmes/_assignments.html", context)
    timeline, stage_rows = timeline_of(
        stages, Scope(standing, programme=found).events().prefetch_related(None), own, on=standing.on
    )
    context |= {
        "figures": [{"state": name, "label": label, "count": context["whole"][name]} for name, label in STATES.items()],
        "timeline": timeline,
        "stage_rows": stage_rows,
        "filters": filters_of(found, stages, own, context["asked"], units_seen=context["units_seen"]),
        "states": STATES | OTHER_STATES,
        "can_link": found.owner.body_key in standing.clerk_ids,
    }
    if oversees:
        context["unlinked"], context["unassigned"] = waiting_duties(found, on=standing.on)
        context["set_aside"] = set_aside_rows(found)
        context["waiting"] = questions_waiting_in(found).count()
        context["without_days"] = duties_without_days(found)
    return render(request, "programmes/programme.html", context)


def is_fragment(request: PersonRequest) -> bool:
    """Say whether htmx asks for the part that it swaps; going back in history it asks for the whole page."""
    headers = request.headers
    return headers.get("HX-Request") == "true" and headers.get("HX-History-Restore-Request") != "true"


def rows_asked_for(
    request: PersonRequest, programme: Programme, own: AssignmentQuerySet, stages: Sequence[Stage], *, is_head: bool
) -> dict[str, Any]:
    """Return one page of the assignments that the address asks for, or of their duties, as a head reads them.

    Beside them stand the four figures of the whole: added up from the duties where these are shown unfiltered.
    """
    on, query = request.standing.on, request.GET
    shown, asked = filtered(own, query, stages, on=on)
    by_duty = is_by_duty(query, asked, is_default=is_head)
    found: Any = spreads_of(shown, programme, on=on) if by_duty else shown
    page = Paginator(found, ROWS_A_PAGE).get_page(query.get("page"))
    rows = spread_rows(list(page), asked) if by_duty else listed_rows(page, on=on)
    whole = figures_in(found) if by_duty and not any(asked.values()) else own.four_figures(on=on)
    count = sum(spread["total"] for spread in found) if by_duty else page.paginator.count
    told = {"asked": asked, "page": page, "rows": rows, "by_duty": by_duty, "count": count}
    told["units_seen"] = max((row["units"] for row in rows), default=0) if by_duty else 0
    return told | {"whole": whole, "total": sum(whole.values())}


def listed_rows(assignments: Iterable[Assignment], *, on: datetime.date) -> list[dict[str, Any]]:
    """Return assignments as rows of a list, with what holds of deadlines on days off."""
    days_off = DaysOff()
    return [row_of(each, on=on) | {"day_off": days_off.words(each)} for each in assignments]


@roles(CLERK)
def phrase_link(request: PersonRequest, pk: int) -> HttpResponseBase:
    """Say which units a phrase of the plan means."""
    found = get_programme_to_link(request.standing, pk)
    phrase = request.GET.get("phrase", "")
    duties = [d for d in found.duties.all() if phrase in (d.unit_phrase, *d.support_phrases)]
    if not duties:
        raise Http404
    body = found.owner.body
    form = rule_form(request, body, phrase)
    shown = preview_of_rule(request, form, body)
    if request.method == "POST" and form.is_valid() and shown is None:
        try:
            made = actions.link_phrase(by=request.standing.person, programme=found, phrase=phrase, rule=form.said())
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("Đã ghi nhớ “%(p)s” và giao %(n)s việc.") % {"p": phrase, "n": made})
            return redirect("programme", pk)
    context = {"form": form, "programme": found, "phrase": phrase, "duties": duties, "shown": shown}
    return render(request, "programmes/phrase_form.html", context, status=422 if form.errors else 200)


@roles(CLERK)
def duty_assign(request: PersonRequest, pk: int) -> HttpResponseBase:
    """Assign a duty to one more unit."""
    duty = get_duty_to_run(request.standing, pk)
    units = units_to_assign(duty.programme, on=request.standing.on)
    form = AssignForm(request.POST or None, units=units)
    if request.method == "POST" and form.is_valid():
        try:
            actions.assign(by=request.standing.person, duty=duty, **form.cleaned_data)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("Đã giao việc."))
            return redirect("programme", duty.programme_id)
    context = {"form": form, "duty": duty, "programme": duty.programme}
    return render(request, "programmes/assign_form.html", context, status=422 if form.errors else 200)


@roles(*WORKERS)
def assignment(request: PersonRequest, pk: int) -> HttpResponse:
    """Show an assignment with all that was told of it."""
    standing = request.standing
    found = get_assignment_for(standing, pk)
    can_run = standing.clerk_ids.holds(found.duty.programme.owner)
    context = {
        "assignment": found,
        "row": row_of(found, on=standing.on),
        **activities_of(found, standing),
        "partners": partners_of(found),
        "unit_steps": step_count(found),
        "questions": questions_of(found, standing),
        "occurrences": occurrence_rows(assignments_for(standing), found, on=standing.on),
        "can_run": can_run,
        "can_remove": can_run and actions.is_untold(found),
        "can_do": found.unit_id in standing.own_ids,
        "steps": steps_open(standing, found),
        "day_off": day_off_words(found.due_on, found.duty.programme.owner.body),
    }
    return render(request, "programmes/assignment.html", context)


@roles(CLERK)
def assignment_change(request: PersonRequest, pk: int) -> HttpResponseBase:
    """Change part, deadline, deliverable, authority or acceptor, with the day that the deadline comes to."""
    found, due = get_assignment_to_run(request.standing, pk), None
    form = form_of(request, found, request.POST or None)
    if request.method == "POST" and form.is_valid():
        due = due_of(form.moment, found.duty.programme)
        try:
            if request.POST.get("step") != "preview":
                save_assignment(request, found, form)
                messages.success(request, _("Đã lưu."))
                return redirect("assignment", pk)
        except ChangedMeanwhile:
            show_conflict(form, found, lambda: form_of(request, found, None))
        except ValidationError as error:
            form.add_error(None, error)
    context = {"form": form, "assignment": found, "due": due}
    return render(request, "programmes/assignment_form.html", context, status=422 if form.errors else 200)


def form_of(request: PersonRequest, found: Assignment, data: QueryDict | None) -> AssignmentForm:
    """Return the form of an assignment with those who may be named to accept it."""
    programme, on = found.duty.programme, request.standing.on
    people, units = people_to_accept(programme, on=on), units_to_assign(programme, on=on)
    return AssignmentForm(data, assignment=found, people=people, units=units)


def save_assignment(request: PersonRequest, found: Assignment, form: AssignmentForm) -> None:
    """Save what the form says; errors as `change_assignment`."""
    said = {name: form.cleaned_data[name] for name in ("version", "part", "deliverable", "authority")}
    actions.change_assignment(
        by=request.standing.person, assignment=found, deadline=form.moment, acceptor=form.named, **said
    )


@roles(CLERK)
@require_POST
def assignment_remove(request: PersonRequest, pk: int) -> HttpResponse:
    """Take an assignment back."""
    found = get_assignment_to_run(request.standing, pk)
    version = request.POST.get("version", "")
    try:
        actions.remove_assignment(
            by=request.standing.person, assignment=found, version=int(version) if version.isdigit() else 0
        )
    except ChangedMeanwhile:
        messages.error(request, changed_meanwhile())
        return redirect("assignment", pk)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return redirect("assignment", pk)
    messages.success(request, _("Đã gỡ việc khỏi đơn vị."))
    return redirect("programme", found.duty.programme_id)
