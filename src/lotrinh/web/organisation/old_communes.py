"""A hint beside a unit that a table names and nobody knows: perhaps it is a commune of before 1 July 2025."""

from __future__ import annotations

from lotrinh.errors import MissingExtra
from lotrinh.old_communes import find_old_communes

MOST = 3  # of one name: more would be no hint


def hint_of(name: str) -> list[str]:
    """Return what became of the commune of before with this name; nothing where the extra is not there to say."""
    try:
        found = list(find_old_communes(name))
    except MissingExtra:
        return []
    return [one.sentence() for one in found] if len(found) <= MOST else []
