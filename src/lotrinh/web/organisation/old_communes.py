"""A hint beside a unit that a table names and nobody knows: perhaps it is a commune of before 1 July 2025."""

from __future__ import annotations

from lotrinh.errors import MissingExtra
from lotrinh.old_communes import OldCommune, find_old_communes

MOST = 3  # of one name: more would be no hint


def hint_of(name: str) -> list[str]:
    """Return what became of the commune of before with this name; nothing where the extra is not there to say."""
    return [one.sentence() for one in found_by(name)]


def successors_of(name: str) -> frozenset[str]:
    """Return the names of what the communes of before with this name went into; empty where nobody can say."""
    return frozenset(successor for one in found_by(name) for _code, successor in one.successors)


def found_by(name: str) -> list[OldCommune]:
    """Return the communes of before with this name, where the extra is there and they are few enough to tell."""
    try:
        found = list(find_old_communes(name))
    except MissingExtra:
        return []
    return found if len(found) <= MOST else []
