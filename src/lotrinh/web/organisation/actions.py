"""What people change in the organisation: units. Each change is atomic and audited."""

from __future__ import annotations

import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max, Q
from django.utils.translation import gettext as _

from lotrinh.web.organisation import audit
from lotrinh.web.organisation.access import below
from lotrinh.web.organisation.models import Person, Unit, UnitChange

FIELDS = ("name", "short_name", "code", "parent_id", "founded_on", "closed_on")


class ChangedMeanwhile(Exception):
    """Somebody else changed the same thing since the page was opened."""


def picture(unit: Unit) -> dict[str, Any]:
    """Return what the audit keeps of a unit."""
    return {name: getattr(unit, name) for name in FIELDS}


def hold_body_of(unit: Unit) -> Unit:
    """Lock the body of a unit until the change ends: one change of a tree at a time.

    Two moves at once could make a ring, and a unit could come under one that is being closed.
    """
    return Unit.objects.select_for_update().get(pk=unit.body_key)


@transaction.atomic
def add_unit(
    *,
    by: Person,
    parent: Unit,
    name: str,
    short_name: str = "",
    code: str = "",
    founded_on: datetime.date | None = None,
    decision: str = "",
) -> Unit:
    """Add a unit under another, at the end of its row; with a day and a decision its history begins there.

    Raises:
        ValidationError: the name is there already, or the unit above is closed.
    """
    hold_body_of(parent)
    parent = Unit.objects.get(pk=parent.pk)
    last = Unit.objects.filter(parent=parent).aggregate(last=Max("position"))["last"] or 0
    unit = Unit(parent=parent, name=name, short_name=short_name, code=code, founded_on=founded_on, position=last + 1)
    refuse_to_outlive(unit)
    unit.full_clean()
    unit.save()
    if founded_on is not None and decision:
        UnitChange.objects.create(
            unit=unit, kind=UnitChange.Kind.FOUNDED, on=founded_on, decision=decision, in_force=True
        )
    audit.record(by=by, action="unit.added", subject=unit, before=None, after=picture(unit))
    return unit


@transaction.atomic
def change_unit(*, by: Person, unit: Unit, version: int, values: dict[str, Any]) -> Unit:
    """Mend what was typed of a unit; what has a history is changed by a decision, in `change_actions`.

    Raises:
        ChangedMeanwhile: the unit has another version now.
        ValidationError: the unit would stand under itself or in another body, its dates would be out of order, or a
            unit would be open under a closed one, or the value has a history.
    """
    body = hold_body_of(unit)
    held = Unit.objects.select_for_update().get(pk=unit.pk)
    if held.version != version:
        raise ChangedMeanwhile
    before = picture(held)
    refuse_to_rewrite(held, values)
    for name, value in values.items():
        setattr(held, name, value)
    if (above := held.parent) is not None:
        if above.pk in below([held.pk]):
            raise ValidationError({"parent": _("Một đơn vị không thể nằm dưới chính nó.")})
        held.parent = Unit.objects.get(pk=above.pk)  # as it is now
    if (held.pk if held.parent is None else held.parent.body_key) != body.pk:
        raise ValidationError({"parent": _("Chỉ chuyển được đơn vị trong cùng một cơ quan.")})
    refuse_to_outlive(held)
    held.version = version + 1
    held.full_clean()
    held.save()
    if picture(held) != before:
        audit.record(by=by, action="unit.changed", subject=held, before=before, after=picture(held))
    return held


def refuse_to_rewrite(unit: Unit, values: dict[str, Any]) -> None:
    """Refuse to mend by hand what dated changes say.

    Raises:
        ValidationError: the name, the unit above or one of the two days is in the history of the unit.
    """
    kinds = set(unit.changes.values_list("kind", flat=True))
    ends = {UnitChange.Kind.MERGED, UnitChange.Kind.CLOSED, UnitChange.Kind.SPLIT}
    holds = {
        "name": {UnitChange.Kind.RENAMED},
        "parent": {UnitChange.Kind.MOVED},
        "founded_on": {UnitChange.Kind.FOUNDED},
        "closed_on": ends,
    }
    for name, said in holds.items():
        if name in values and kinds & said and values[name] != getattr(unit, name):
            raise ValidationError(
                {
                    name: _(
                        "Lịch sử của đơn vị đã ghi điều này theo quyết định; hãy ghi một thay đổi mới ở trang đơn vị."
                    )
                }
            )


def refuse_to_outlive(unit: Unit) -> None:
    """Refuse a unit that would be open under a closed one.

    Raises:
        ValidationError: it is below a unit that closes before it, or has units below that close after it.
    """
    above = unit.parent.closed_on if unit.parent is not None else None
    if above is not None and (unit.closed_on is None or unit.closed_on > above):
        raise ValidationError({"parent": _("Đơn vị cấp trên này đã kết thúc; hãy chọn đơn vị khác.")})
    if unit.closed_on is None or unit.pk is None:
        return
    open_below = Unit.objects.filter(Q(closed_on=None) | Q(closed_on__gt=unit.closed_on), parent=unit)
    if names := list(open_below.values_list("name", flat=True)[:4]):
        shown = ", ".join(names[:3]) + ("…" if len(names) > 3 else "")
        message = _("Còn đơn vị bên dưới đang hoạt động (%(names)s): hãy chuyển hoặc kết thúc các đơn vị đó trước.")
        raise ValidationError({"closed_on": message % {"names": shown}})
