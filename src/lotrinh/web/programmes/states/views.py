"""Pages that change the state of work: each asks once, wants a reason where one is due, and keeps what was typed."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponseBase
from django.shortcuts import redirect, render

from lotrinh.web.organisation.access import CLERK, HEAD, OFFICER, PersonRequest, roles
from lotrinh.web.organisation.actions import ChangedMeanwhile
from lotrinh.web.organisation.conflicts import show_conflict
from lotrinh.web.programmes.access import (
    get_assignment_for,
    get_assignment_to_accept,
    get_assignment_to_do,
    get_assignment_to_judge,
)
from lotrinh.web.programmes.models import Assignment
from lotrinh.web.programmes.screen import row_of
from lotrinh.web.programmes.states.steps import STEPS, is_open


@roles(CLERK, HEAD, OFFICER)
def assignment_accept(request: PersonRequest, pk: int) -> HttpResponseBase:
    """Accept work that was submitted."""
    return take(request, get_assignment_to_accept(request.standing, pk), "accept")


@roles(CLERK, HEAD, OFFICER)
def assignment_return(request: PersonRequest, pk: int) -> HttpResponseBase:
    """Send work back with a reason."""
    return take(request, get_assignment_to_accept(request.standing, pk), "return")


@roles(OFFICER)
def assignment_refuse(request: PersonRequest, pk: int) -> HttpResponseBase:
    """Refuse work of the own unit with a reason."""
    return take(request, get_assignment_to_do(request.standing, pk), "refuse")


@roles(CLERK, HEAD)
def assignment_hold(request: PersonRequest, pk: int) -> HttpResponseBase:
    """Put work on hold with a reason."""
    return take(request, get_assignment_to_judge(request.standing, pk), "hold")


@roles(CLERK, HEAD)
def assignment_resume(request: PersonRequest, pk: int) -> HttpResponseBase:
    """Let work on hold go on."""
    return take(request, get_assignment_to_judge(request.standing, pk), "resume")


@roles(CLERK, HEAD, OFFICER)
def assignment_undo(request: PersonRequest, pk: int) -> HttpResponseBase:
    """Undo the last change of state, by who made it."""
    return take(request, get_assignment_for(request.standing, pk), "undo")


def take(request: PersonRequest, found: Assignment, key: str) -> HttpResponseBase:
    """Ask for a step, and take it."""
    step, standing = STEPS[key], request.standing
    form = step.form(request.POST or None, initial={"version": found.version})
    if request.method == "POST" and form.is_valid():
        try:
            step.action(by=standing.person, assignment=found, **form.cleaned_data)
        except ChangedMeanwhile:
            show_conflict(form, found, lambda: step.form(initial={"version": found.version}))
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, str(step.done))
            return redirect("assignment", found.pk)
    context = {
        "step": step,
        "form": form,
        "assignment": found,
        "row": row_of(found, on=standing.on),
        "is_open": is_open(step, standing, found) or bool(form.errors),
    }
    return render(request, "programmes/step.html", context, status=422 if form.errors else 200)
