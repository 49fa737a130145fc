"""Into which unit a merger probably goes: by the mergers that the same decision brought, or by the table of communes.

A suggestion is chosen beforehand in the form, with its ground beside it; the clerk looks and says yes. Reads only.
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from lotrinh.vietnamese.folding import fold_tones
from lotrinh.web.organisation.models import Unit, UnitChange
from lotrinh.web.organisation.old_communes import successors_of
from lotrinh.web.organisation.queries import UnitQuerySet


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A successor: a unit that is there, or the name of one to be founded; and why it is this one."""

    into: Unit | None
    name: str
    why: str


def suggest_successor(
    units: Sequence[Unit], candidates: UnitQuerySet, *, on: datetime.date | None, decision: str
) -> Suggestion | None:
    """Return the successor that is recorded or in the table for all these units; None where it is not one."""
    receiving = candidates.exclude(pk__in=[unit.pk for unit in units])
    if decision and on is not None:
        same = UnitChange.objects.filter(kind=UnitChange.Kind.MERGED, decision=decision, on=on, into__in=receiving)
        if len(keys := set(same.values_list("into", flat=True))) == 1:
            into = receiving.get(pk=keys.pop())
            return Suggestion(into, "", _("Quyết định này đã được ghi khi sáp nhập đơn vị khác vào đây."))
    known = [names for unit in units if (names := successors_of(unit.name))]
    shared = frozenset.intersection(*known) if known else frozenset()
    if len(shared) != 1:
        return None
    (name,) = shared
    there = [one for one in receiving if f" {key_of(one.name)}".endswith(f" {key_of(name)}")]  # "UBND phường …" too
    why = _("Theo bảng đối chiếu xã cũ, xã mới.")
    return Suggestion(there[0], "", why) if len(there) == 1 else None if there else Suggestion(None, name, why)


def key_of(name: str) -> str:
    """Return what two ways to write one name have in common; marks count, for they tell communes apart."""
    return fold_tones(name).casefold()
