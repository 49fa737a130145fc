"""Rows of the database as the shapes that the API sends. Nothing is fetched here that the query did not bring."""

from __future__ import annotations

from lotrinh.web.api.shapes import (
    ActivityOut,
    AssignmentOut,
    DocumentOut,
    DutyOut,
    EventOut,
    EvidenceOut,
    FactOut,
    Named,
    ProgrammeOut,
    ReadingOut,
    StageOut,
)
from lotrinh.web.organisation.models import Person, Unit
from lotrinh.web.programmes.models import Activity, Assignment, Duty, Event, Evidence, Programme, Stage
from lotrinh.web.registry.models import Document, Fact


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
    return StageOut(id=stage.pk, label=stage.label, section=stage.section, start_on=stage.start_on, end_on=stage.end_on)


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
    plain = ("part", "progress", "due_on", "late_after", "done_on", "occurrence_on", "reason", "version")
    return AssignmentOut.model_validate(said | {name: getattr(assignment, name) for name in plain})


def evidence_row(evidence: Evidence) -> EvidenceOut:
    said = {"id": evidence.pk, "file_name": evidence.original_name, "document": evidence.document_id}
    plain = ("content_type", "size", "sha256", "link", "state")
    return EvidenceOut.model_validate(said | {name: getattr(evidence, name) for name in plain})


def activity_row(activity: Activity) -> ActivityOut:
    said: dict[str, object] = {"id": activity.pk, "by": named(activity.by)}
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
