"""What people change in the organisation: units and what phrases mean. Each change is atomic and audited."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from lotrinh.vietnamese.folding import fold
from lotrinh.web.organisation import audit
from lotrinh.web.organisation.access import below
from lotrinh.web.organisation.models import Person, Unit, UnitGroup

FIELDS = ("name", "short_name", "parent_id", "founded_on", "closed_on")


class ChangedMeanwhile(Exception):
    """Somebody else changed the same thing since the page was opened."""


def picture(unit: Unit) -> dict[str, Any]:
    """Return what the audit keeps of a unit."""
    return {name: getattr(unit, name) for name in FIELDS}


@transaction.atomic
def add_unit(
    *, by: Person, parent: Unit, name: str, short_name: str = "", founded_on: datetime.date | None = None
) -> Unit:
    """Add a unit under another, at the end of its row."""
    last = Unit.objects.filter(parent=parent).aggregate(last=Max("position"))["last"] or 0
    unit = Unit(parent=parent, name=name, short_name=short_name, founded_on=founded_on, position=last + 1)
    unit.full_clean()
    unit.save()
    audit.record(by=by, action="unit.added", subject=unit, before=None, after=picture(unit))
    return unit


@transaction.atomic
def change_unit(*, by: Person, unit: Unit, version: int, values: dict[str, Any]) -> Unit:
    """Rename, move, date or close a unit.

    Raises:
        ChangedMeanwhile: the unit has another version now.
        ValidationError: the unit would stand under itself, or its dates would be out of order.
    """
    held = Unit.objects.select_for_update().get(pk=unit.pk)
    if held.version != version:
        raise ChangedMeanwhile
    before = picture(held)
    for name, value in values.items():
        setattr(held, name, value)
    if held.parent_id is not None and held.parent_id in below([held.pk]):
        raise ValidationError({"parent": _("Một đơn vị không thể nằm dưới chính nó.")})
    held.version = version + 1
    held.full_clean()
    held.save()
    if picture(held) != before:
        audit.record(by=by, action="unit.changed", subject=held, before=before, after=picture(held))
    return held


@transaction.atomic
def link_group(*, by: Person, body: Unit, phrase: str, units: Iterable[Unit]) -> UnitGroup:
    """Say which units a phrase means; the answer is remembered for every plan of the body.

    Raises:
        ValidationError: a unit of another body, or none at all.
    """
    chosen = list(units)
    if not chosen:
        raise ValidationError(_("Hãy chọn ít nhất một đơn vị."))
    if not {unit.pk for unit in chosen} <= below([body.pk]):
        raise ValidationError(_("Chỉ chọn được đơn vị của cơ quan mình."))
    group, is_new = UnitGroup.objects.select_for_update().get_or_create(
        body=body, folded=fold(phrase)[:300], defaults={"phrase": phrase[:300]}
    )
    before = None if is_new else {"phrase": group.phrase, "units": sorted(group.units.values_list("pk", flat=True))}
    group.units.set(chosen)
    after = {"phrase": group.phrase, "units": sorted(unit.pk for unit in chosen)}
    if before != after:
        audit.record(by=by, action="group.linked", subject=group, before=before, after=after)
    return group
