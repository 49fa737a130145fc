"""Who may find what, said in tokens of the index: the units that an entry lies in, and the units that a person reaches.

Only a first sieve that keeps an index from answering with what nobody may see; `access.py` decides, through the doors
of the other apps.
"""

from __future__ import annotations

from collections.abc import Iterator

from lotrinh.web.finding.models import Entry
from lotrinh.web.finding.texts import Draft
from lotrinh.web.organisation.access import CLERK, HEAD, Standing
from lotrinh.web.organisation.models import Role

Kind = Entry.Kind
OF_BODY = (Kind.UNIT,)  # seen by whoever has a role anywhere in the body
OF_WORK = (Kind.PROGRAMME, Kind.ASSIGNMENT, Kind.ACTIVITY)  # seen by those who do it too


def within(kind: int, unit_id: int) -> str:
    """Return the token of a kind within a unit or below it; tokens of texts never begin with a line."""
    return f"_{int(kind)}i{unit_id}"


def exactly(kind: int, unit_id: int) -> str:
    """Return the token of a kind of one unit itself."""
    return f"_{int(kind)}o{unit_id}"


def scope_tokens(draft: Draft, above: dict[int, int | None]) -> set[str]:
    """Return the tokens that say where an entry belongs.

    Args:
        draft: the entry to be.
        above: the parent of each unit.
    """
    units = {unit for each in (*draft.owners, *draft.workers) for unit in line_of(each, above)}
    return {within(draft.kind, unit) for unit in units} | {exactly(draft.kind, unit) for unit in draft.workers}


def line_of(unit_id: int | None, above: dict[int, int | None]) -> Iterator[int]:
    """Yield a unit and those above it."""
    seen: set[int] = set()
    while unit_id is not None and unit_id not in seen:
        seen.add(unit_id)
        yield unit_id
        unit_id = above.get(unit_id)


def scopes_of(standing: Standing) -> dict[Kind, list[str]]:
    """Return for each kind the tokens of what a person may find; a kind of which they may see nothing is left out."""
    roles = Role.objects.of(standing.person, on=standing.on).filter(kind__in=(CLERK, HEAD))
    overseen = sorted(set(roles.values_list("unit", flat=True)))
    found: dict[Kind, list[str]] = {}
    for kind in Kind:
        units = sorted(standing.body_ids) if kind in OF_BODY else overseen
        tokens = [within(kind, unit) for unit in units]
        if kind in OF_WORK:
            tokens += [exactly(kind, unit) for unit in sorted(standing.own_ids)]
        if tokens:
            found[kind] = tokens
    return found
