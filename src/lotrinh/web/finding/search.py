"""Finds for a person: the newest candidates from the index, let through by the doors, ranked by one pure function.

The same rows give the same answers in the same order on SQLite and PostgreSQL: keys say what is newest, and neither
database ranks. Looser questions are asked only where the narrower ones found little.
"""

from __future__ import annotations

import datetime
from collections.abc import Collection
from dataclasses import dataclass

from lotrinh.vietnamese.pieces import parse_query
from lotrinh.vietnamese.ranking import Looker
from lotrinh.web.finding.access import entries_for
from lotrinh.web.finding.index import newest_with
from lotrinh.web.finding.models import Entry, keys_of
from lotrinh.web.finding.scopes import scopes_of
from lotrinh.web.organisation.access import Standing

Kind = Entry.Kind
FEW = 10  # found by a question; with fewer, the next looser one is asked too
MOST = 60  # candidates of a kind among all kinds
MOST_OF_ONE = 300  # candidates where only one kind is asked for


@dataclass(frozen=True, slots=True)
class Found:
    """What was found, best first, and which words were looked for."""

    looker: Looker
    entries: list[Entry]
    most: int  # that could be found of a kind

    def of(self, kind: Kind) -> list[Entry]:
        """Return what was found of one kind."""
        return [entry for entry in self.entries if entry.kind == kind]


def find(standing: Standing, typed: str, *, kind: Kind | None = None) -> Found:
    """Return what a person may see of what they look for.

    Args:
        standing: who looks.
        typed: the words, as typed.
        kind: only this kind; None for all.
    """
    looker, scopes = Looker(parse_query(typed)), scopes_of(standing)
    kinds, most = (Kind, MOST) if kind is None else ([kind], MOST_OF_ONE)
    keys = candidates(looker, {each: scopes[each] for each in kinds if each in scopes}, most)
    weighed = [(looker.weigh(entry.title, entry.text), entry) for entry in entries_for(standing, keys)]
    weighed.sort(key=lambda row: (row[1].kind, row[1].object_id, row[1].pk))
    weighed.sort(key=lambda row: (row[0], row[1].day or datetime.date.min), reverse=True)  # of equals, the order stays
    return Found(looker, [entry for _weight, entry in weighed], most)


def candidates(looker: Looker, scopes: dict[Kind, list[str]], most: int) -> Collection[int]:
    """Return the keys of what could be meant: the newest of each kind, by the narrowest question that finds enough."""
    found: dict[int, None] = {}
    for tokens in looker.query.asks:
        for kind, scope in scopes.items():
            found |= dict.fromkeys(newest_with(tokens, one_of=scope, between=keys_of(kind), most=most))
        if len(found) >= FEW:
            break
    return found
