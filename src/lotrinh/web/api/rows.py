"""Rows of the database as the shapes that the API sends. Nothing is fetched here that the query did not bring."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from lotrinh.vietnamese.ranking import Looker, excerpt
from lotrinh.web.api.change_shapes import DayRuleOut, FollowerOut, LookAhead, MoveOut
from lotrinh.web.api.day_shapes import FeedOut, FoundOut, ReminderOut
from lotrinh.web.api.shapes import (
    ActivityOut,
    AssignmentOut,
    DocumentOut,
    DutyOut,
    EventOut,
    EvidenceOut,
    FactOut,
    FindingsOut,
    Named,
    ProgrammeOut,
    ReadingOut,
    StageOut,
)
from lotrinh.web.finding.models import Entry
from lotrinh.web.finding.screen import EXCERPT, OF_PROGRAMME
from lotrinh.web.organisation.models import Person, Unit
from lotrinh.web.programmes.calendar.workday_actions import KEPT
from lotrinh.web.programmes.models import (
    Activity,
    Assignment,
    CalendarFeed,
    Duty,
    Event,
    Evidence,
    Programme,
    Stage,
)
from lotrinh.web.programmes.moves import Move
from lotrinh.web.programmes.occurrences.following import Follower
from lotrinh.web.registry.models import Document, Fact, Judging
from lotrinh.web.reminding.models import Reminder
from lotrinh.web.workdays.models import DayRule


def named(one: Unit | Person) -> Named:
    return Named(id=one.pk, name=str(one))


def document_row(document: Document) -> DocumentOut:
    reading = document.reading
    return DocumentOut(
        id=document.pk,
        unit=named(document.owner),
        file_name=document.original_name,
        sha256=document.sha256,
        code=document.code,
        subject=document.subject,
        uploaded_at=document.uploaded_at,
        confirmed_at=document.confirmed_at,
        version=document.version,
        reading=ReadingOut.model_validate(
            {"state": reading.state, "percent": reading.percent, "step": reading.step, "error": reading.error}
        ),
    )


def fact_row(fact: Fact) -> FactOut:
    span = (fact.span_start, fact.span_end)
    said = {"id": fact.pk, "kind": fact.kind, "data": fact.data, "span": span}
    return FactOut.model_validate(said | {"origin": fact.origin, "version": fact.version})


def findings_row(document: Document, found: dict[str, Any]) -> FindingsOut:
    """Return the findings; `found` is when and by what they were found, and how far another run is."""
    job: Judging | None = found["job"]
    return FindingsOut.model_validate(
        {
            "rules": found["rules"] or None,
            "judged_at": found["judged_at"],
            "is_old": found["is_old"],
            "again": job.state if job else None,
            "error": job.error if job else "",
            "findings": document.reading.findings,
        }
    )


def programme_row(programme: Programme) -> ProgrammeOut:
    return ProgrammeOut(
        id=programme.pk,
        title=programme.title,
        code=programme.code,
        issued_on=programme.issued_on,
        unit=named(programme.owner),
        document=programme.document_id,
    )


def stage_row(stage: Stage) -> StageOut:
    said: dict[str, object] = {"id": stage.pk, "programme": stage.programme_id}
    plain = ("label", "section", "start", "start_on", "end", "end_on", "version")
    return StageOut.model_validate(said | {name: getattr(stage, name) for name in plain})


def duty_row(duty: Duty) -> DutyOut:
    return DutyOut(
        id=duty.pk,
        text=duty.text,
        unit_phrase=duty.unit_phrase,
        section=duty.section,
        stage=duty.stage_id,
        deliverable=duty.deliverable,
        recurrence=duty.recurrence,
        version=duty.version,
    )


def assignment_row(assignment: Assignment) -> AssignmentOut:
    said: dict[str, object] = {"id": assignment.pk, "duty": assignment.duty_id}
    said |= {"programme": assignment.duty.programme_id, "text": assignment.duty.text, "unit": named(assignment.unit)}
    for name in ("acceptor", "acceptor_unit"):
        said[name] = None if (one := getattr(assignment, name)) is None else named(one)
    plain = (
        "part", "progress", "deadline", "due_on", "late_after", "done_on", "occurrence_on", "deliverable", "authority",
        "reason", "version",
    )  # fmt: skip
    return AssignmentOut.model_validate(said | {name: getattr(assignment, name) for name in plain})


def evidence_row(evidence: Evidence) -> EvidenceOut:
    said = {"id": evidence.pk, "file_name": evidence.original_name, "document": evidence.document_id}
    plain = ("content_type", "size", "sha256", "link", "state")
    said["has_thumbnail"] = bool(evidence.thumbnail)
    return EvidenceOut.model_validate(said | {name: getattr(evidence, name) for name in plain})


def activity_row(activity: Activity) -> ActivityOut:
    said: dict[str, object] = {"id": activity.pk, "assignment": activity.assignment_id, "by": named(activity.by)}
    said |= {"channel": activity.channel_id, "stage": activity.stage_id}
    said["themes"] = [theme.pk for theme in activity.themes.all()]
    plain = ("progress", "on", "note", "place", "people", "copies", "minutes", "items", "at", "withdrawn_at", "version")
    said |= {name: getattr(activity, name) for name in plain}
    standing = [one for one in activity.evidence.all() if one.removed_at is None]
    return ActivityOut.model_validate(said | {"evidence": [evidence_row(one) for one in standing]})


def event_row(event: Event) -> EventOut:
    return EventOut(
        id=event.pk,
        name=event.name,
        names=[name.phrase for name in event.names.all()],
        starts_on=event.starts_on,
        ends_on=event.ends_on,
        version=event.version,
    )


def move_row(move: Move) -> MoveOut:
    said = {"what": "stage" if isinstance(move.thing, Stage) else "assignment", "id": move.thing.pk}
    return MoveOut.model_validate(said | {name: getattr(move, name) for name in ("field", "before", "after")})


def look_ahead(moves: Sequence[Move], followers: Sequence[Follower], seen: str) -> LookAhead:
    rows = [follower_row(each) for each in followers]
    return LookAhead(moves=[move_row(move) for move in moves], followers=rows, seen=seen)


def follower_row(follower: Follower) -> FollowerOut:
    numbers = {name: len(getattr(follower.layout, name)) for name in ("added", "turned", "dropped", "left")}
    return FollowerOut(duty=follower.duty.pk, until=follower.until, **numbers)


def reminder_row(reminder: Reminder) -> ReminderOut:
    work = reminder.assignment
    said: dict[str, object] = {"id": reminder.pk, "assignment": work.pk, "programme": work.duty.programme_id}
    said |= {"text": work.duty.text, "unit": named(work.unit)}
    plain = ("due_on", "rung", "made_at", "read_at")
    return ReminderOut.model_validate(said | {name: getattr(reminder, name) for name in plain})


def feed_row(feed: CalendarFeed) -> FeedOut:
    unit = named(feed.unit) if feed.unit else None
    programme = Named(id=feed.programme.pk, name=feed.programme.title) if feed.programme else None
    return FeedOut(id=feed.pk, unit=unit, programme=programme, made_at=feed.made_at)


def day_rule_row(rule: DayRule) -> DayRuleOut:
    said = {"id": rule.pk, "body": rule.body_id, "version": rule.version}
    return DayRuleOut.model_validate(said | {name: getattr(rule, name) for name in KEPT})


def found_row(entry: Entry, looker: Looker) -> FoundOut:
    _title, marks = looker.marks_in(entry.title, entry.text)
    text = "".join(words.text for words in excerpt(entry.text, marks, longest=EXCERPT))
    kind = Entry.Kind(entry.kind)
    said = {"kind": kind.name.lower(), "id": entry.object_id, "title": entry.title, "excerpt": text, "day": entry.day}
    return FoundOut.model_validate(said | {"programme": entry.anchor if kind in OF_PROGRAMME else None})
