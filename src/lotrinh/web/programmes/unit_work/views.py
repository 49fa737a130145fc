"""The page of a unit with its history, and the pages on which a clerk renames, moves and closes it by a decision."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from lotrinh.web.organisation import change_actions
from lotrinh.web.organisation.access import (
    CLERK,
    PersonRequest,
    get_change_to_withdraw_for,
    get_unit_for,
    get_unit_to_change_for,
    get_unit_to_move_for,
    roles,
    signed_in,
    units_to_change_for,
)
from lotrinh.web.organisation.actions import ChangedMeanwhile
from lotrinh.web.organisation.forms import ChangeForm, MoveForm, RenameForm
from lotrinh.web.organisation.history import history_of
from lotrinh.web.organisation.models import Unit
from lotrinh.web.organisation.phrases import phrases_with
from lotrinh.web.programmes.access import assignments_of
from lotrinh.web.programmes.mergers.closing import close_empty_unit
from lotrinh.web.programmes.mergers.merging import shares_of
from lotrinh.web.programmes.mergers.split_screen import waiting_split_of
from lotrinh.web.programmes.mergers.splitting import withdraw_recorded


@signed_in
def unit(request: PersonRequest, pk: int) -> HttpResponse:
    """Show a unit: where it stands, its work with the units that it came from, and its life."""
    standing = request.standing
    found = get_unit_for(standing, pk)
    work = assignments_of(standing, found)
    context = {
        "unit": found,
        "is_open": found.is_open_on(standing.on),
        "figures": work.four_figures(on=standing.on),
        "origins": work.open_by_origin(),
        "steps": history_of(found, on=standing.on),
        "waiting_split": waiting_split_of(found) if standing.overseen_ids.holds(found) else None,
        "can_change": standing.clerk_ids.holds(found),
        "can_merge": found.parent_id is not None and found.body_key in standing.clerk_ids,
        "can_move": standing.clerk_ids.holds(found) and found.parent_id in standing.clerk_ids,
    }
    return render(request, "programmes/unit.html", context)


@roles(CLERK)
def unit_rename(request: PersonRequest, pk: int) -> HttpResponseBase:
    """Give a unit another name from a day on."""
    found = get_unit_to_change_for(request.standing, pk)
    form = RenameForm(request.POST or None, initial={"version": found.version})
    return step(request, found, form, _("Đổi tên"), change_actions.rename_unit)


@roles(CLERK)
def unit_move(request: PersonRequest, pk: int) -> HttpResponseBase:
    """Put a unit under another one from a day on."""
    standing = request.standing
    found = get_unit_to_move_for(standing, pk)
    units = units_to_change_for(standing).open_on(standing.on).exclude(pk=found.pk)
    form = MoveForm(request.POST or None, units=units, initial={"version": found.version})
    return step(request, found, form, _("Chuyển đơn vị cấp trên"), change_actions.move_unit)


@roles(CLERK)
def unit_close(request: PersonRequest, pk: int) -> HttpResponseBase:
    """End a unit on a day."""
    found = get_unit_to_move_for(request.standing, pk)
    form = ChangeForm(request.POST or None, initial={"version": found.version})
    return step(request, found, form, _("Kết thúc"), close_empty_unit)


def step(
    request: PersonRequest, found: Unit, form: ChangeForm, title: str, change: Callable[..., Any]
) -> HttpResponseBase:
    """Show what a change touches, then make it: tried first, so that what is refused is refused before the yes."""
    context: dict[str, Any] = {"form": form, "unit": found, "title": title}
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            with change_actions.tried(keep="yes" in request.POST):
                change(by=request.standing.person, unit=found, **said)
        except ChangedMeanwhile:
            form.add_error(None, _("Người khác vừa sửa đơn vị này; hãy mở lại trang để xem bản mới rồi sửa tiếp."))
        except ValidationError as error:
            form.refuse(error)
        else:
            if "yes" in request.POST:
                messages.success(request, told(said["on"] > request.standing.on))
                return redirect("unit", found.pk)
            context |= {"share": shares_of([found], on=request.standing.on)[0], "said": said}
            context["phrases"] = phrases_with(found, on=request.standing.on)
    return render(request, "programmes/unit_step.html", context, status=422 if form.errors else 200)


def told(is_ahead: bool) -> str:  # one question, one answer
    """Return what a clerk is told of a change that was recorded."""
    return _("Đã ghi; thay đổi tự có hiệu lực khi đến ngày.") if is_ahead else _("Đã ghi vào lịch sử đơn vị.")


@roles(CLERK)
@require_POST
def change_withdraw(request: PersonRequest, pk: int) -> HttpResponseBase:
    """Take back a change whose day has not come."""
    change = get_change_to_withdraw_for(request.standing, pk)
    try:
        withdraw_recorded(by=request.standing.person, change=change)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, _("Đã rút thay đổi này; đơn vị giữ nguyên như hiện có."))
    return redirect("unit", change.unit_id)
