"""Days that change together: what a page shows before it is saved, and what the audit keeps of it."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Any

from lotrinh.web.programmes.models import Assignment, Stage


class NotAsShown(Exception):
    """What would move is not what the person was shown."""


@dataclass(frozen=True, slots=True)
class Move:
    """One day that changes: of a stage or an assignment, from one day to another (None: not known)."""

    thing: Stage | Assignment
    field: str
    before: datetime.date | None
    after: datetime.date | None


def told(moves: list[Move]) -> list[list[Any]]:
    """Return what the audit keeps of moves."""
    return [[move.thing._meta.label_lower, move.thing.pk, move.field, move.before, move.after] for move in moves]
