"""Pages of what a unit plans below its work: its steps and its plan document."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import FileResponse, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from lotrinh.web.organisation.access import OFFICER, WORKERS, PersonRequest, roles
from lotrinh.web.organisation.actions import ChangedMeanwhile
from lotrinh.web.organisation.conflicts import show_conflict
from lotrinh.web.programmes.access import get_assignment_for, get_assignment_to_do
from lotrinh.web.programmes.models import Assignment
from lotrinh.web.programmes.unit_work import plan_actions as actions
from lotrinh.web.programmes.unit_work.access import (
    documents_to_attach,
    get_plan_to_detach,
    get_step_to_change,
    open_plan_for,
    people_of,
    plans_for,
)
from lotrinh.web.programmes.unit_work.forms import PlanForm, WorkStepForm
from lotrinh.web.programmes.unit_work.screen import step_rows
from lotrinh.web.registry.forms import number_of


@roles(*WORKERS)
def unit_plan(request: PersonRequest, pk: int) -> HttpResponse:
    """Show the steps and plans of a unit below its work."""
    return plan_page(request, get_assignment_for(request.standing, pk))


def plan_page(request: PersonRequest, found: Assignment, **forms: Any) -> HttpResponse:
    """Show the page, with a form that could not be taken where there is one."""
    standing = request.standing
    can_do = found.unit_id in standing.own_ids
    context: dict[str, Any] = {
        "assignment": found,
        "steps": step_rows(found, on=standing.on),
        "plans": plans_for(standing).filter(assignment=found),
        "can_do": can_do,
        "reads": standing.overseen_ids.holds(found.unit),
    }
    if can_do:
        context["step_form"] = WorkStepForm(people=people_of(found, standing))
        context["plan_form"] = PlanForm(documents=documents_to_attach(standing, found))
    return render(request, "programmes/unit_plan.html", context | forms, status=422 if forms else 200)


@roles(OFFICER)
@require_POST
def step_add(request: PersonRequest, pk: int) -> HttpResponse:
    """Add a step."""
    found = get_assignment_to_do(request.standing, pk)
    form = WorkStepForm(request.POST, people=people_of(found, request.standing))
    if form.is_valid():
        try:
            actions.add_step(by=request.standing.person, assignment=found, said=form.said())
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("Đã thêm bước."))
            return redirect("unit-plan", pk)
    return plan_page(request, found, step_form=form)


@roles(OFFICER)
def step_change(request: PersonRequest, pk: int) -> HttpResponseBase:
    """Say something else of a step."""
    step = get_step_to_change(request.standing, pk)
    people = people_of(step.assignment, request.standing)
    form = WorkStepForm(request.POST or None, people=people, step=step)
    if request.method == "POST" and form.is_valid():
        version = form.cleaned_data["version"] or 0
        try:
            actions.change_step(by=request.standing.person, step=step, version=version, said=form.said())
        except ChangedMeanwhile:
            show_conflict(form, step, lambda: WorkStepForm(people=people, step=step))
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("Đã lưu."))
            return redirect("unit-plan", step.assignment_id)
    context = {"form": form, "step": step, "assignment": step.assignment}
    return render(request, "programmes/work_step_form.html", context, status=422 if form.errors else 200)


@roles(OFFICER)
@require_POST
def step_move(request: PersonRequest, pk: int) -> HttpResponse:
    """Mark a step done or not done, put it higher, or take it out."""
    step, by = get_step_to_change(request.standing, pk), request.standing.person
    version = number_of(request.POST.get("version"))
    moves: dict[str, Callable[[], object]] = {
        "done": lambda: actions.mark_step(by=by, step=step, version=version, is_done=True),
        "open": lambda: actions.mark_step(by=by, step=step, version=version, is_done=False),
        "up": lambda: actions.raise_step(by=by, step=step, version=version),
        "drop": lambda: actions.drop_step(by=by, step=step, version=version),
    }
    try:
        moves.get(request.POST.get("move", ""), lambda: None)()
    except ChangedMeanwhile:
        messages.error(request, _("Người khác vừa sửa bước này; đây là bản mới."))
    return redirect("unit-plan", step.assignment_id)


@roles(OFFICER)
@require_POST
def plan_attach(request: PersonRequest, pk: int) -> HttpResponse:
    """Attach the unit's own plan: a new file, which is read as any plan, or a document that is there."""
    found, by = get_assignment_to_do(request.standing, pk), request.standing.person
    form = PlanForm(request.POST, request.FILES, documents=documents_to_attach(request.standing, found))
    if form.is_valid():
        file, document = form.cleaned_data["file"], form.cleaned_data.get("document")
        try:
            if file:
                actions.upload_plan(by=by, assignment=found, upload_file=file)
            elif document is not None:
                actions.attach_plan(by=by, assignment=found, document=document)
            else:
                raise ValidationError(_("Hãy chọn một tệp."))
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("Đã gắn kế hoạch của đơn vị."))
            return redirect("unit-plan", pk)
    return plan_page(request, found, plan_form=form)


@roles(OFFICER)
@require_POST
def plan_detach(request: PersonRequest, pk: int) -> HttpResponse:
    """Take a plan off the work."""
    plan = get_plan_to_detach(request.standing, pk)
    actions.detach_plan(by=request.standing.person, plan=plan)
    messages.success(request, _("Đã gỡ; văn bản vẫn còn trong sổ."))
    return redirect("unit-plan", plan.assignment_id)


@roles(*WORKERS)
def plan_file(request: PersonRequest, pk: int) -> FileResponse:
    """Send the file of an attached plan as it was uploaded."""
    plan, file = open_plan_for(request.standing, pk)
    return FileResponse(
        file, as_attachment=True, filename=plan.document.original_name, content_type="application/octet-stream"
    )
