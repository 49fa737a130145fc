"""What people change in the organisation: units and what phrases mean. Each change is atomic and audited."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max, Q
from django.utils.translation import gettext as _

from lotrinh.web.organisation import audit
from lotrinh.web.organisation.access import below, root_of
from lotrinh.web.organisation.models import Person, Unit, UnitGroup
from lotrinh.web.organisation.phrases import key_of

FIELDS = ("name", "short_name", "code", "parent_id", "founded_on", "closed_on")


class ChangedMeanwhile(Exception):
    """Somebody else changed the same thing since the page was opened."""


def picture(unit: Unit) -> dict[str, Any]:
    """Return what the audit keeps of a unit."""
    return {name: getattr(unit, name) for name in FIELDS}


def hold_body_of(unit: Unit) -> Unit:
    """Lock the body of a unit, as it is stored, until the change ends: one change of a tree at a time.

    Two moves at once could make a ring, and a unit could come under one that is being closed.
    """
    stored = Unit.objects.get(pk=unit.pk)  # a form may have put its values on `unit` already
    return Unit.objects.select_for_update().get(pk=root_of(stored).pk)


@transaction.atomic
def add_unit(
    *,
    by: Person,
    parent: Unit,
    name: str,
    short_name: str = "",
    code: str = "",
    founded_on: datetime.date | None = None,
) -> Unit:
    """Add a unit under another, at the end of its row.

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
    audit.record(by=by, action="unit.added", subject=unit, before=None, after=picture(unit))
    return unit


@transaction.atomic
def change_unit(*, by: Person, unit: Unit, version: int, values: dict[str, Any]) -> Unit:
    """Rename, move, date or close a unit.

    Raises:
        ChangedMeanwhile: the unit has another version now.
        ValidationError: the unit would stand under itself or in another body, its dates would be out of order, or a
            unit would be open under a closed one.
    """
    body = hold_body_of(unit)
    held = Unit.objects.select_for_update().get(pk=unit.pk)
    if held.version != version:
        raise ChangedMeanwhile
    before = picture(held)
    for name, value in values.items():
        setattr(held, name, value)
    if (above := held.parent) is not None:
        if above.pk in below([held.pk]):
            raise ValidationError({"parent": _("Một đơn vị không thể nằm dưới chính nó.")})
        held.parent = Unit.objects.get(pk=above.pk)  # as it is now
    if root_of(held).pk != body.pk:
        raise ValidationError({"parent": _("Chỉ chuyển được đơn vị trong cùng một cơ quan.")})
    refuse_to_outlive(held)
    held.version = version + 1
    held.full_clean()
    held.save()
    if picture(held) != before:
        audit.record(by=by, action="unit.changed", subject=held, before=before, after=picture(held))
    return held


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


@transaction.atomic
def link_group(*, by: Person, body: Unit, phrase: str, units: Iterable[Unit]) -> UnitGroup:
    """Say which units a phrase means; the answer is remembered for every plan of the body.

    Raises:
        ValidationError: no words, no unit, or a unit of another body.
    """
    key, chosen = key_of(phrase), list(units)
    if not any(letter.isalnum() for letter in key):
        raise ValidationError(_("Hãy ghi cụm từ bằng chữ."))
    if not chosen:
        raise ValidationError(_("Hãy chọn ít nhất một đơn vị."))
    if not {unit.pk for unit in chosen} <= below([body.pk]):
        raise ValidationError(_("Chỉ chọn được đơn vị của cơ quan mình."))
    group, is_new = UnitGroup.objects.select_for_update().get_or_create(
        body=body, folded=key, defaults={"phrase": phrase[:300]}
    )
    before = None if is_new else {"phrase": group.phrase, "units": sorted(group.units.values_list("pk", flat=True))}
    group.units.set(chosen)
    after = {"phrase": group.phrase, "units": sorted(unit.pk for unit in chosen)}
    if before != after:
        audit.record(by=by, action="group.linked", subject=group, before=before, after=after)
    return group
