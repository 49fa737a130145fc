"""Puts rows of units into a body: shown first, row by row, then done as a whole or not at all."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from lotrinh.vietnamese.folding import fold
from lotrinh.web.organisation import audit
from lotrinh.web.organisation.actions import hold_body_of, picture, refuse_to_outlive, refuse_to_rewrite
from lotrinh.web.organisation.change_actions import move_unit, refuse_change, rename_unit
from lotrinh.web.organisation.models import Person, Unit
from lotrinh.web.organisation.old_communes import hint_of
from lotrinh.web.organisation.unit_tables import UnitRow

DATED = frozenset(("name", "parent"))  # what a decision may change from a day on
Outcome = Literal["add", "change", "same", "fault"]


@dataclass(frozen=True, slots=True)
class Decided:
    """The decision by which the names and places of a table hold from a day on; without one a table mends slips."""

    on: datetime.date
    decision: str


@dataclass(slots=True)
class PlannedRow:
    """What a row would do: a new unit, a change of one that is there, nothing, or nothing because of faults."""

    row: UnitRow
    unit: Unit
    parent: Unit | None = None  # not known where the row has a fault
    outcome: Outcome = "fault"
    faults: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)


def plan_rows(body: Unit, rows: Sequence[UnitRow], decided: Decided | None = None) -> list[PlannedRow]:
    """Return what each row would do to a body, in an order in which units above come first.

    A unit that is there is known by its code, else by its name where only one has it.
    """
    there = list(Unit.objects.all().of_body(body.pk).select_related("parent"))
    by_code = {unit.code: unit for unit in there if unit.code}
    by_name: dict[str, list[Unit]] = {}
    for unit in there:
        by_name.setdefault(fold(unit.name), []).append(unit)
    planned = [planned_row(row, body, by_code, by_name) for row in rows]
    find_doubles(planned)
    for one in planned:
        if one.unit.pk is None:
            by_name.setdefault(fold(one.row.name), []).append(one.unit)
            if one.row.code:
                by_code.setdefault(one.row.code, one.unit)
    for one in planned:
        set_parent(one, body, by_code, by_name)
    depths = depths_of(planned, there)
    ordered = sorted(planned, key=lambda one: (depths[one.row.number], one.row.number))
    for one in ordered:
        settle(one, decided)
    return ordered


def planned_row(row: UnitRow, body: Unit, by_code: dict[str, Unit], by_name: dict[str, list[Unit]]) -> PlannedRow:
    """Return a row with the unit that it means: one that is there, or a new one."""
    faults = list(row.faults)
    same_name = by_name.get(fold(row.name), [])
    unit = by_code.get(row.code) if row.code else None
    if unit is None and len(same_name) == 1 and not (row.code and same_name[0].code):
        unit = same_name[0]
    elif unit is None and len(same_name) > 1 and not row.code:
        faults.append(_("Có nhiều đơn vị cùng tên này; hãy ghi mã để biết là đơn vị nào."))
    if unit is not None and unit.pk == body.pk:
        faults.append(_("Dòng này là chính cơ quan; hãy sửa cơ quan ở trang Đơn vị."))
    return PlannedRow(row=row, unit=unit or Unit(), faults=faults)


def find_doubles(planned: Sequence[PlannedRow]) -> None:
    """Say of rows that mean the same unit, or bear the same code, that they do."""
    seen: dict[object, int] = {}
    for one in planned:
        key: object = one.unit.pk or (one.row.code or fold(one.row.name), "" if one.row.code else fold(one.row.parent))
        if (first := seen.setdefault(key, one.row.number)) != one.row.number:
            one.faults.append(_("Trùng với dòng %(number)d.") % {"number": first})


def set_parent(one: PlannedRow, body: Unit, by_code: dict[str, Unit], by_name: dict[str, list[Unit]]) -> None:
    """Find the unit above: one that is there, or one of another row."""
    said = one.row.parent
    if not said:
        one.parent = one.unit.parent if one.unit.pk and one.unit.parent else body
        return
    found = [by_code[said]] if said in by_code else by_name.get(fold(said), [])
    if len(found) == 1:
        one.parent = found[0]
    else:
        message = (
            _("Có nhiều đơn vị cấp trên tên “%(name)s”; hãy ghi mã.")
            if found
            else _("Không có đơn vị cấp trên “%(name)s”.")
        )
        one.faults.append(" ".join((message % {"name": said[:60]}, *hint_of(said))))


def depths_of(planned: Sequence[PlannedRow], there: Sequence[Unit]) -> dict[int, int]:
    """Return how many units will stand above each row's, by the number of the row; a ring is a fault.

    Units that no row names count too: a unit may not come under one that stands below it already.
    """
    stays = {unit.pk: unit for unit in there}
    moves = {key_of_unit(one.unit): one.parent for one in planned}
    depths = {}
    for one in planned:
        seen = {key_of_unit(one.unit)}
        above = one.parent
        while above is not None and (key := key_of_unit(above)) not in seen:
            seen.add(key)
            above = moves[key] if key in moves else stays.get(above.parent_id or 0)
        if above is not None:
            one.faults.append(_("Một đơn vị không thể nằm dưới chính nó."))
        depths[one.row.number] = len(seen)
    return depths


def key_of_unit(unit: Unit) -> tuple[str, int]:
    """Return what a unit is known by: its key, or itself while it has none."""
    return ("there", unit.pk) if unit.pk else ("new", id(unit))


def settle(one: PlannedRow, decided: Decided | None) -> None:
    """Put the row's values on its unit, and say what that does."""
    if one.faults or one.parent is None:
        one.outcome = "fault"
        return
    values: dict[str, Any] = {"name": one.row.name, "parent": one.parent}
    values |= {name: said for name in ("code", "short_name") if (said := getattr(one.row, name))}
    values |= {
        name: datetime.date.fromisoformat(said)
        for name in ("founded_on", "closed_on")
        if (said := getattr(one.row, name))
    }
    one.changed = [name for name, value in values.items() if getattr(one.unit, name, None) != value]
    if one.unit.pk and one.changed:
        one.faults += faults_of_history(one.unit, {name: values[name] for name in one.changed}, decided)
        if one.faults:
            return
    for name, value in values.items():
        setattr(one.unit, name, value)
    one.outcome = "add" if one.unit.pk is None else "change" if one.changed else "same"


def faults_of_history(unit: Unit, changed: dict[str, Any], decided: Decided | None) -> list[str]:
    """Say why the history of a unit does not let a table change it so."""
    faults = []
    try:
        if decided is not None and DATED & set(changed):
            refuse_change(unit, on=decided.on, decision=decided.decision)
        dated = DATED if decided is not None else frozenset()
        refuse_to_rewrite(unit, {name: value for name, value in changed.items() if name not in dated})
    except ValidationError as error:
        faults = list(error.messages)
    return faults


@transaction.atomic
def load_rows(
    *, by: Person | None, body: Unit, rows: Sequence[UnitRow], decided: Decided | None = None
) -> dict[str, int]:
    """Do what `plan_rows` says, as a whole.

    Returns:
        How many units were added, changed and left as they are.

    Raises:
        ValidationError: a row has a fault, or a unit may not stand so; nothing is changed.
    """
    hold_body_of(body)
    planned = plan_rows(body, rows, decided)
    faults = [f"{_('Dòng')} {one.row.number}: {' '.join(one.faults)}" for one in planned if one.outcome == "fault"]
    if faults:
        raise ValidationError(faults)
    counts = dict.fromkeys(("add", "change", "same"), 0)
    for position, one in enumerate(planned, start=1):
        counts[one.outcome] += 1
        if one.outcome != "same":
            save_row(one, position, by=by, decided=decided)
    return counts


def save_row(one: PlannedRow, position: int, *, by: Person | None, decided: Decided | None) -> None:
    """Write one unit and its line in the record."""
    unit = one.unit
    unit.parent = one.parent  # it has a key by now
    try:
        if unit.pk and decided is not None and DATED & set(one.changed):
            record_dated(one, decided, by=by)
        before = picture(Unit.objects.get(pk=unit.pk)) if unit.pk else None
        if before is None:
            unit.position = position
        else:
            unit.version += 1
        refuse_to_outlive(unit)
        unit.full_clean()
    except ValidationError as error:
        raise ValidationError([f"{_('Dòng')} {one.row.number}: {' '.join(error.messages)}"]) from error
    unit.save()
    action = "unit.added" if before is None else "unit.changed"
    if before != picture(unit):
        audit.record(by=by, action=action, subject=unit, before=before, after=picture(unit))


def record_dated(one: PlannedRow, decided: Decided, *, by: Person | None) -> None:
    """Record the new name and the new place of a unit as changes by the decision; then it stands as they leave it."""
    unit, stored = one.unit, Unit.objects.get(pk=one.unit.pk)
    said: dict[str, Any] = {"by": by, "unit": stored, "version": None, "on": decided.on, "decision": decided.decision}
    if "name" in one.changed:
        rename_unit(**said, name=unit.name)
    if "parent" in one.changed and unit.parent is not None:
        move_unit(**said, parent=unit.parent)
    stored.refresh_from_db()
    unit.name, unit.parent, unit.version = stored.name, stored.parent, stored.version
