"""What each kind of object is found by: its texts, its day, and the units whose people may see it.

Reads the other apps' rows and writes nothing. Nothing is left out of a text but what its own page leaves out too.
"""

from __future__ import annotations

import datetime
import unicodedata
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.db import models
from django.utils import timezone

from lotrinh.web.finding.models import PLACES, Entry
from lotrinh.web.organisation.models import Unit
from lotrinh.web.programmes.models import Activity, Assignment, Duty, Programme
from lotrinh.web.registry.models import Document

Json = dict[str, Any]
Kind = Entry.Kind
LONGEST = 4_000  # letters of one entry: a longer text becomes several
LONGEST_TITLE = 1_000


@dataclass(frozen=True, slots=True)
class Draft:
    """An entry to be, with the units that own it and those that have the work."""

    kind: Kind
    object_id: int
    day: datetime.date | None
    title: str
    text: str = ""
    place: int = 0
    anchor: int | None = None
    owners: tuple[int, ...] = ()  # seen by whoever oversees one of these
    workers: tuple[int, ...] = ()  # seen by whoever oversees one of these or works in it


class Source(NamedTuple):
    """Where some kinds of entries come from."""

    model: type[models.Model]
    kinds: tuple[Kind, ...]
    drafts: Callable[[Collection[int]], Iterator[Draft]]
    batch: int  # objects that are read at once


def composed(*parts: str) -> str:
    """Return the parts that say something, a line each, in NFC."""
    return unicodedata.normalize("NFC", "\n".join(part.strip() for part in parts if part.strip()))


def titled(code: str, title: str) -> str:
    """Return a title behind its code, which a subject does not repeat."""
    return composed(f"{code} · {title}" if code else title)[:LONGEST_TITLE]


def in_parts(text: str) -> Iterator[str]:
    """Yield a text in parts that an entry holds, cut between words; an empty text is one part."""
    while len(text) > LONGEST:
        cut = text.rfind(" ", 0, LONGEST) + 1 or LONGEST
        yield text[:cut]
        text = text[cut:]
    yield text


def drafts_of_documents(ids: Collection[int]) -> Iterator[Draft]:
    """Yield documents with what stands before their first section, then their sections."""
    for document in Document.objects.filter(pk__in=ids).select_related("reading"):
        reading = getattr(document, "reading", None)  # none, or not done: the document is found by its name
        answer, text = (reading.answer or {}, reading.text) if reading else ({}, "")
        header, sections = answer.get("header") or {}, answer.get("sections") or []
        day = day_of(header) or timezone.localdate(document.uploaded_at)
        owners, title = (document.owner_id,), titled(document.code, document.subject or document.original_name)
        opening = composed(document.original_name, text[: sections[0]["span"][0]] if sections else text)
        for place, part in enumerate(in_parts(opening)):
            yield Draft(Kind.DOCUMENT, document.pk, day, title, part, place, owners=owners)
        parts = ((s, part) for s in walk(sections) for part in in_parts(own_text(s, text)))
        for place, (section, part) in zip(range(PLACES), parts, strict=False):
            start = section["span"][0]
            heading = composed(text[start:].partition("\n")[0])[:LONGEST_TITLE]
            yield Draft(Kind.SECTION, document.pk, day, heading, part, place, start, owners)


def day_of(header: Json) -> datetime.date | None:
    """Return the day that a document says it was issued on."""
    said = (header.get("issued_on") or {}).get("value")
    try:
        return datetime.date.fromisoformat(said) if said else None
    except ValueError:
        return None


def walk(sections: list[Json]) -> Iterator[Json]:
    """Yield sections with those below them, in the order of the text."""
    waiting = sections[::-1]
    while waiting:
        section = waiting.pop()
        yield section
        waiting += section["children"][::-1]


def own_text(section: Json, text: str) -> str:
    """Return the text of a section behind its heading, without the sections below it."""
    start, end = section["span"]
    if section["children"]:
        end = section["children"][0]["span"][0]
    _heading, _line, behind = text[start:end].partition("\n")
    return composed(behind)


def drafts_of_programmes(ids: Collection[int]) -> Iterator[Draft]:
    """Yield programmes, each seen by every unit that has something to do in it."""
    workers: dict[int, list[int]] = {}
    pairs = Assignment.objects.filter(duty__programme__in=ids).order_by().values_list("duty__programme", "unit")
    for programme_id, unit_id in pairs.distinct():
        workers.setdefault(programme_id, []).append(unit_id)
    for programme in Programme.objects.filter(pk__in=ids):
        day = programme.issued_on or timezone.localdate(programme.started_at)
        at_work = tuple(workers.get(programme.pk, ()))
        title = titled(programme.code, programme.title)
        yield Draft(Kind.PROGRAMME, programme.pk, day, title, owners=(programme.owner_id,), workers=at_work)


def drafts_of_duties(ids: Collection[int]) -> Iterator[Draft]:
    """Yield tracked duties; those set aside are read in their document and are no work."""
    for duty in Duty.objects.filter(pk__in=ids).select_related("programme"):
        programme = duty.programme
        text = composed(duty.unit_phrase, ", ".join(duty.support_phrases), duty.deliverable)
        day = programme.issued_on or timezone.localdate(programme.started_at)
        title = composed(duty.text)[:LONGEST]
        yield Draft(Kind.DUTY, duty.pk, day, title, text, anchor=programme.pk, owners=(programme.owner_id,))


def drafts_of_assignments(ids: Collection[int]) -> Iterator[Draft]:
    """Yield assignments, and what was told of each: activities that were undone are not there any more."""
    told: dict[int, list[Activity]] = {}
    activities = Activity.objects.filter(assignment__in=ids, undone_at=None).order_by("pk").prefetch_related("evidence")
    for activity in activities:
        told.setdefault(activity.assignment_id, []).append(activity)
    for assignment in Assignment.objects.filter(pk__in=ids).select_related("duty__programme", "unit"):
        duty, unit = assignment.duty, assignment.unit
        owners, workers, anchor = (duty.programme.owner_id,), (unit.pk,), duty.programme_id
        text = composed(unit.name, assignment.deliverable, assignment.authority)
        title = composed(duty.text)[:LONGEST]
        yield Draft(Kind.ASSIGNMENT, assignment.pk, assignment.due_on, title, text, 0, anchor, owners, workers)
        for place, activity in zip(range(PLACES), told.get(assignment.pk, ()), strict=False):
            files = ", ".join(evidence.original_name for evidence in activity.evidence.all() if not evidence.removed_at)
            if activity.note or files:
                title, text = composed(activity.note or files)[:LONGEST], composed(unit.name, files)
                yield Draft(Kind.ACTIVITY, assignment.pk, activity.on, title, text, place, anchor, owners, workers)


def drafts_of_units(ids: Collection[int]) -> Iterator[Draft]:
    """Yield units."""
    for unit in Unit.objects.filter(pk__in=ids):
        text = composed(unit.short_name, unit.code)
        yield Draft(Kind.UNIT, unit.pk, unit.founded_on, composed(unit.name), text, owners=(unit.pk,))


SOURCES = {
    Kind.DOCUMENT: Source(Document, (Kind.DOCUMENT, Kind.SECTION), drafts_of_documents, 20),
    Kind.PROGRAMME: Source(Programme, (Kind.PROGRAMME,), drafts_of_programmes, 50),
    Kind.DUTY: Source(Duty, (Kind.DUTY,), drafts_of_duties, 500),
    Kind.ASSIGNMENT: Source(Assignment, (Kind.ASSIGNMENT, Kind.ACTIVITY), drafts_of_assignments, 500),
    Kind.UNIT: Source(Unit, (Kind.UNIT,), drafts_of_units, 500),
}
