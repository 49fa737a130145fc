"""What a phrase of a plan means among the units of a body: a unit by its name, or a group answered once."""

from __future__ import annotations

import datetime

from lotrinh.vietnamese.folding import fold
from lotrinh.web.organisation.models import Unit, UnitGroup


def units_meant_by(body: Unit, phrase: str, *, on: datetime.date) -> list[Unit]:
    """Return the units that a phrase means, by remembered group first, then by name; none where nobody has said."""
    key = fold(phrase)
    group = UnitGroup.objects.filter(body=body, folded=key).first()
    if group is not None:
        return list(group.units.all())
    own = Unit.objects.all().with_descendants([body.pk]).open_on(on)
    return [unit for unit in own if key in (fold(unit.name), fold(unit.short_name) if unit.short_name else None)][:1]
