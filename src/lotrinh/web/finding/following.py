"""Keeps what is found true: reads the record of changes behind where it stopped, and indexes again what it names.

Reading a document is no change by a person, so documents read lately are looked at too. Every step may be done twice;
where it stopped is written only behind the work.
"""

from __future__ import annotations

import datetime
from collections import defaultdict
from typing import Any, NamedTuple

from django.db.models import Q

from lotrinh.web import clock
from lotrinh.web.finding.models import Entry, Follower
from lotrinh.web.finding.writing import FORM, ONLY, write_again, write_all
from lotrinh.web.organisation.access import below
from lotrinh.web.organisation.models import AuditEntry, Unit
from lotrinh.web.programmes.models import Assignment, Duty, Programme
from lotrinh.web.registry.models import Document, Fact, Reading

Kind = Entry.Kind
CHANGES = 500  # rows of the record that are looked at together
OVERLAP = datetime.timedelta(minutes=2)  # a reading may be stored a little later than the moment that it bears
Touched = defaultdict[Kind, set[int]]


class Change(NamedTuple):
    """A row of the record of changes."""

    key: int
    digest: str
    action: str
    subject_type: str
    subject_id: int
    before: Any
    after: Any


def find_again() -> int:
    """Index everything anew; return how many entries there are. What changes meanwhile is followed behind it."""
    at = clock.now()
    last = AuditEntry.objects.order_by("-pk").values_list("pk", "digest").first() or (0, "")
    nothing = {"form": 0, "last_change": 0, "last_digest": "", "read_until": at}
    Follower.objects.get_or_create(pk=ONLY, defaults=nothing)
    count = write_all()
    Follower.objects.filter(pk=ONLY).update(form=FORM, last_change=last[0], last_digest=last[1], read_until=at)
    return count


def follow() -> int:
    """Index what changed since the last time, or everything where there was none; return how many entries."""
    follower = Follower.objects.filter(pk=ONLY, form=FORM).first()
    if follower is None or not knows(follower):
        return find_again()
    at, count = clock.now(), follow_readings(follower.read_until)
    while changes := changes_behind(follower.last_change):
        touched: Touched = defaultdict(set)
        for change in changes:
            touch(change, touched)
        count += write_again(touched)
        last = changes[-1]
        behind = Follower.objects.filter(pk=ONLY, last_change__lt=last.key)  # not where another worker went further
        behind.update(last_change=last.key, last_digest=last.digest)
        follower.last_change = last.key
    Follower.objects.filter(pk=ONLY, read_until__lt=at).update(read_until=at)
    return count


def knows(follower: Follower) -> bool:
    """Say whether the record of changes is the one that was followed; one put back from a backup is not."""
    return AuditEntry.objects.filter(pk=follower.last_change, digest=follower.last_digest).exists()


def changes_behind(key: int) -> list[Change]:
    """Return the next changes."""
    rows = AuditEntry.objects.filter(pk__gt=key).order_by("pk")[:CHANGES]
    columns = ("pk", "digest", "action", "subject_type", "subject_id", "before", "after")
    return [Change(*row) for row in rows.values_list(*columns)]


def follow_readings(since: datetime.datetime) -> int:
    """Index again the documents that were read since a moment."""
    read = Reading.objects.filter(state=Reading.State.DONE, finished_at__gte=since - OVERLAP)
    return write_again({Kind.DOCUMENT: set(read.values_list("document", flat=True))})


def touch(change: Change, touched: Touched) -> None:
    """Add what a change makes other than it was."""
    key = change.subject_id
    match change.subject_type:
        case "registry.document":
            touched[Kind.DOCUMENT].add(key)
        case "registry.fact":
            touched[Kind.DOCUMENT].update(Fact.objects.filter(pk=key).values_list("document", flat=True))
        case "programmes.programme":
            touch_programmes({key}, touched)
        case "programmes.duty":
            touched[Kind.DUTY].add(key)
            touched[Kind.ASSIGNMENT].update(keys_of(Assignment, duty=key))
        case "programmes.assignment":
            touched[Kind.ASSIGNMENT].add(key)
            if change.before is None or change.after is None or change.before.get("unit") != change.after.get("unit"):
                said = change.after or change.before or {}
                touched[Kind.PROGRAMME].update(keys_of(Programme, duties=said.get("duty")))
        case "programmes.event":
            touched[Kind.ASSIGNMENT].update(keys_of(Assignment, deadline_event=key))
        case "organisation.unit":
            touch_unit(change, touched)


def touch_unit(change: Change, touched: Touched) -> None:
    """Add a unit; where it has another name its work, where it moved whatever belongs to it and all below it."""
    key, before, after = change.subject_id, change.before or {}, change.after or {}
    touched[Kind.UNIT].add(key)
    if change.action == "units.loaded":
        touched[Kind.UNIT].update(keys_of(Unit))
    elif change.action == "unit.merged":
        touch_work({key, *after.get("units", ())}, touched)
    elif before.get("parent_id") != after.get("parent_id"):
        moved = below([key])
        touched[Kind.UNIT] |= moved
        touched[Kind.DOCUMENT].update(keys_of(Document, owner__in=moved))
        touch_programmes(keys_of(Programme, owner__in=moved), touched)
        touch_work(moved, touched)
    elif before.get("name") != after.get("name"):
        touch_work({key}, touched)


def touch_programmes(ids: set[int], touched: Touched) -> None:
    """Add programmes with all that is done in them."""
    touched[Kind.PROGRAMME] |= ids
    touched[Kind.DUTY].update(keys_of(Duty, programme__in=ids))
    touched[Kind.ASSIGNMENT].update(keys_of(Assignment, duty__programme__in=ids))


def touch_work(unit_ids: set[int] | frozenset[int], touched: Touched) -> None:
    """Add the work of units, and the programmes that it belongs to."""
    assignments = Assignment.objects.filter(unit__in=unit_ids)
    touched[Kind.ASSIGNMENT].update(keys_of(Assignment, unit__in=unit_ids))
    touched[Kind.PROGRAMME].update(assignments.order_by().values_list("duty__programme", flat=True).distinct())


def keys_of(model: Any, **where: Any) -> set[int]:
    """Return the keys of the rows of a model."""
    return set(model.objects.filter(Q(**where)).order_by().values_list("pk", flat=True))
