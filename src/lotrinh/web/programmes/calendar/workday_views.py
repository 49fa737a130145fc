"""Pages of working days: the law's own, the rows of a body, and what moves before a row is recorded."""

from __future__ import annotations

import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from lotrinh.vietnamese.calendar import name_days_off
from lotrinh.web.organisation.access import CLERK, WORKERS, PersonRequest, get_body_to_run_for, roles
from lotrinh.web.organisation.actions import ChangedMeanwhile
from lotrinh.web.programmes.calendar import workday_actions
from lotrinh.web.programmes.calendar.event_views import move_row, not_as_shown
from lotrinh.web.programmes.moves import Move, NotAsShown
from lotrinh.web.workdays.access import get_rule_to_change_for, rules_for
from lotrinh.web.workdays.calendars import FIRST_YEAR, LAST_YEAR
from lotrinh.web.workdays.forms import DayRuleForm
from lotrinh.web.workdays.models import DayRule


@roles(*WORKERS)
def workday_list(request: PersonRequest) -> HttpResponse:
    """Show the days off of a year: those of the law, and those that the body's documents add."""
    asked, this_year = request.GET.get("nam", ""), request.standing.on.year
    year = int(asked) if asked.isdecimal() and len(asked) == 4 else this_year
    year = min(max(year, FIRST_YEAR), LAST_YEAR)
    first, last = datetime.date(year, 1, 1), datetime.date(year, 12, 31)
    own = rules_for(request.standing)
    context = {
        "year": year,
        "before": year - 1 if year > FIRST_YEAR else None,
        "after": year + 1 if year < LAST_YEAR else None,
        "national": name_days_off(first, last).items(),
        "rules": own.filter(off_from__lte=last, off_until__gte=first) | own.filter(worked_on__range=(first, last)),
        "clerk_ids": request.standing.clerk_ids,
        "can_add": bool(request.standing.clerk_ids & request.standing.body_ids),
    }
    return render(request, "programmes/workday_list.html", context)


@roles(CLERK)
def workday_add(request: PersonRequest) -> HttpResponseBase:
    """Add a row to the days off of the clerk's body."""
    return change(request, DayRule(body=get_body_to_run_for(request.standing), version=0))


@roles(CLERK)
def workday_change(request: PersonRequest, pk: int) -> HttpResponseBase:
    """Change a row or take it off."""
    return change(request, get_rule_to_change_for(request.standing, pk))


def change(request: PersonRequest, rule: DayRule) -> HttpResponseBase:
    """Look first at what moves, then record."""
    removes = "remove" in request.POST.get("step", "") and rule.pk is not None
    form = DayRuleForm(request.POST or None, instance=rule, initial={"version": rule.version})
    context: dict[str, Any] = {"removes": removes}
    if request.method == "POST" and form.is_valid():
        rules = (workday_actions.rules_without if removes else workday_actions.rules_with)(rule)
        try:
            moves = record(request, form, removes=removes) if "save" in request.POST.get("step", "") else None
            if moves is not None:
                messages.success(request, _("Đã lưu; %s mốc đã dời theo.") % len(moves))
                return redirect("workday-list")
            shown, seen = workday_actions.preview(rule, rules)
            context |= {"previewed": True, "moves": [move_row(move) for move in shown], "seen": seen}
        except ChangedMeanwhile:
            form.add_error(None, _("Người khác vừa sửa dòng này; hãy tải lại trang."))
        except NotAsShown:
            context["warning"] = not_as_shown()
    status = 422 if form.errors else 409 if "warning" in context else 200
    context |= {"form": form, "rule": rule}
    return render(request, "programmes/workday_form.html", context, status=status)


def record(request: PersonRequest, form: DayRuleForm, *, removes: bool) -> list[Move]:
    """Record what the form holds. Return what moved."""
    act = workday_actions.remove_rule if removes else workday_actions.save_rule
    version, seen = form.cleaned_data["version"], request.POST.get("seen", "")
    return act(by=request.standing.person, rule=form.instance, version=version, seen=seen)
