"""What a phrase of a plan means among the units of a body: a unit by its name, or a group answered once."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from lotrinh.vietnamese.folding import fold
from lotrinh.web.organisation.models import Unit, UnitGroup


def key_of(phrase: str) -> str:
    """Return what a phrase is remembered by: without marks and capitals, no longer than its column."""
    return fold(phrase)[:300]


@dataclass(frozen=True, slots=True)
class PhraseBook:
    """All that a body's phrases mean on a day, read once."""

    groups: dict[str, list[Unit]]
    by_name: dict[str, Unit]

    def units_meant_by(self, phrase: str) -> list[Unit]:
        """Return the units that a phrase means: the remembered group first, then a name; none where nobody has said."""
        key = key_of(phrase)
        if key in self.groups:
            return self.groups[key]
        return [self.by_name[key]] if key in self.by_name else []


def open_book(body: Unit, *, on: datetime.date) -> PhraseBook:
    """Read the phrases of a body, and its units that are open on a day: no phrase means one that is closed."""
    groups = UnitGroup.objects.filter(body=body).prefetch_related("units")
    own = list(Unit.objects.all().with_descendants([body.pk]).open_on(on))
    named = {fold(unit.short_name): unit for unit in own if unit.short_name}
    return PhraseBook(
        groups={group.folded: [unit for unit in group.units.all() if unit.is_open_on(on)] for group in groups},
        by_name=named | {fold(unit.name): unit for unit in own},
    )
