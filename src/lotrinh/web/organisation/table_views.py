"""Pages of units as tables: in from Excel and CSV after a preview, out to both."""

from __future__ import annotations

import datetime
from typing import Any

from django.contrib import messages
from django.core import signing
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from lotrinh.web.organisation.access import CLERK, PersonRequest, get_body_to_run_for, roles, units_for
from lotrinh.web.organisation.forms import DayForm, UnitTableForm
from lotrinh.web.organisation.models import Unit
from lotrinh.web.organisation.tree import Tree, UnitThen, tree_of
from lotrinh.web.organisation.unit_loading import Decided, PlannedRow, load_rows, plan_rows
from lotrinh.web.organisation.unit_tables import UnitRow, read_rows, write_csv, write_xlsx

SALT = "lotrinh.units.2"  # another one when what is signed takes another form
AGE = 24 * 3600  # seconds that a preview may wait for its yes
KINDS = {
    "csv": (write_csv, "text/csv; charset=utf-8"),
    "xlsx": (write_xlsx, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
}


@roles(CLERK)
def unit_import(request: PersonRequest) -> HttpResponseBase:
    """Show what a table would do, row by row; then do it as a whole."""
    body = get_body_to_run_for(request.standing)
    if "rows" in request.POST:
        return load(request, body)
    form = UnitTableForm(request.POST or None, request.FILES or None)
    context: dict[str, Any] = {"form": form, "body": body}
    if request.method == "POST" and form.is_valid():
        table = form.cleaned_data["table"]
        try:
            rows = read_rows(table.read(), table.name)
        except ValidationError as error:
            form.add_error("table", error)
        else:
            context |= preview_of(body, rows, decided_by(form.cleaned_data["on"], form.cleaned_data["decision"]))
    return render(request, "organisation/unit_import.html", context, status=422 if form.errors else 200)


def decided_by(on: datetime.date | None, decision: str) -> Decided | None:
    """Return the decision of a table, where it has one."""
    return Decided(on=on, decision=decision) if on is not None and decision else None


def preview_of(body: Unit, rows: list[UnitRow], decided: Decided | None) -> dict[str, Any]:
    """Return what the preview shows; with a fault anywhere there is nothing to say yes to."""
    planned = sorted(plan_rows(body, rows, decided), key=lambda one: one.row.number)
    counts = {outcome: sum(one.outcome == outcome for one in planned) for outcome in ("add", "change", "same", "fault")}
    by = [decided.on.isoformat(), decided.decision] if decided is not None else None
    said = [body.pk, [row.to_json() for row in rows], by]
    ready = bool(planned) and not counts["fault"]
    return {
        "planned": [shown(one) for one in planned],
        "counts": counts,
        "rows": signing.dumps(said, salt=SALT, compress=True) if ready else "",
        "decided": decided,
    }


def shown(one: PlannedRow) -> dict[str, Any]:
    """Return a row of the preview as plain values."""
    return {
        "number": one.row.number,
        "code": one.row.code,
        "name": one.row.name,
        "parent": one.row.parent or (str(one.parent) if one.parent else ""),
        "outcome": one.outcome,
        "faults": one.faults,
    }


def load(request: PersonRequest, body: Unit) -> HttpResponseBase:
    """Take in the rows that were shown."""
    try:
        key, rows, said = signing.loads(request.POST["rows"], salt=SALT, max_age=AGE)
        if key != body.pk:
            raise Http404
        decided = decided_by(datetime.date.fromisoformat(said[0]), said[1]) if said else None
        read = [UnitRow.from_json(row) for row in rows]
        counts = load_rows(by=request.standing.person, body=body, rows=read, decided=decided)
    except signing.BadSignature:
        messages.error(request, _("Bản xem trước đã hết hạn; hãy chọn lại tệp."))
    except ValidationError as error:
        messages.error(request, " ".join(error.messages[:3]))
    else:
        messages.success(request, _("Đã nhập: thêm %(add)d, sửa %(change)d, giữ nguyên %(same)d đơn vị.") % counts)
        return redirect("unit-list")
    return redirect("unit-import")


@roles(CLERK)
def unit_export(request: PersonRequest, ending: str) -> HttpResponse:
    """Give the units of the body as they were on a day, as a table that can be taken in again."""
    if ending not in KINDS:
        raise Http404
    write, kind = KINDS[ending]
    body = get_body_to_run_for(request.standing)
    form = DayForm(request.GET)
    on = (form.cleaned_data["ngay"] if form.is_valid() else None) or request.standing.on
    tree = tree_of(units_for(request.standing).founded_by(on).exclude(pk=body.pk), on=on)
    answer = HttpResponse(write(cells_of(one, tree) for one in tree.units.values()), content_type=kind)
    answer.headers["Content-Disposition"] = f'attachment; filename="don-vi-{on:%Y-%m-%d}.{ending}"'
    return answer


def cells_of(one: UnitThen, tree: Tree) -> tuple[str, ...]:
    """Return a unit as a row of a day; what stands right under the body names no unit above."""
    above = tree.units.get(one.parent_id or 0)
    named = "" if above is None else above.unit.code or above.name
    unit = one.unit
    days = (day.strftime("%d/%m/%Y") if day else "" for day in (unit.founded_on, ended_by(unit, tree.on)))
    return (unit.code, one.name, unit.short_name, named, *days)


def ended_by(unit: Unit, day: datetime.date) -> datetime.date | None:
    """Return the last day of a unit as it was known on a day."""
    return unit.closed_on if unit.closed_on is not None and unit.closed_on <= day else None
