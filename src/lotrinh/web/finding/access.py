"""The only door to what is found: each kind through the door of its own app, whatever the index says."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from typing import Any

from django.db.models import QuerySet

from lotrinh.web.finding.models import Entry
from lotrinh.web.organisation.access import Standing, units_for
from lotrinh.web.programmes.access import assignments_for, duties_for, programmes_for
from lotrinh.web.registry.access import documents_for

Kind = Entry.Kind
DOORS: dict[Kind, Callable[[Standing], QuerySet[Any]]] = {
    Kind.DOCUMENT: documents_for,
    Kind.SECTION: documents_for,
    Kind.PROGRAMME: programmes_for,
    Kind.DUTY: duties_for,
    Kind.ASSIGNMENT: assignments_for,
    Kind.ACTIVITY: assignments_for,
    Kind.UNIT: units_for,
}


def entries_for(standing: Standing, keys: Collection[int]) -> list[Entry]:
    """Return those of some entries whose object the person may see; one query a kind."""
    by_kind: dict[Kind, list[Entry]] = {}
    for entry in Entry.objects.filter(pk__in=keys):
        by_kind.setdefault(Kind(entry.kind), []).append(entry)
    return [entry for kind, entries in by_kind.items() for entry in seen(standing, kind, entries)]


def seen(standing: Standing, kind: Kind, entries: list[Entry]) -> Iterable[Entry]:
    """Yield the entries of one kind that the door of their app lets through."""
    asked = {entry.object_id for entry in entries}
    let_through = set(DOORS[kind](standing).filter(pk__in=asked).order_by().values_list("pk", flat=True))
    return (entry for entry in entries if entry.object_id in let_through)
