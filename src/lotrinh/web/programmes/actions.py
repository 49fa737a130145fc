"""What people change in a programme: start it, say who the phrases mean, assign. Atomic, audited, locked by version."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from lotrinh.plans.scope import words_left
from lotrinh.vietnamese.folding import fold
from lotrinh.web import clock
from lotrinh.web.organisation import audit
from lotrinh.web.organisation.access import below, root_of
from lotrinh.web.organisation.actions import ChangedMeanwhile, link_group
from lotrinh.web.organisation.models import Person, Unit
from lotrinh.web.organisation.phrases import open_book
from lotrinh.web.programmes.models import Assignment, Duty, Event, EventName, Programme, SetAsideDuty, Stage
from lotrinh.web.programmes.when import day_of, event_days, event_names
from lotrinh.web.registry.models import Document, Fact

Json = dict[str, Any]


@transaction.atomic
def start_programme(*, by: Person, document: Document) -> Programme:
    """Turn a confirmed plan into a programme; asked twice, it returns the one that is there.

    Raises:
        ValidationError: nobody has confirmed the plan.
    """
    held = Document.objects.select_for_update().select_related("owner").get(pk=document.pk)
    if not held.is_confirmed:
        raise ValidationError(_("Hãy xác nhận kế hoạch trước khi bắt đầu chương trình."))
    if (there := Programme.objects.filter(document=held).first()) is not None:
        return there
    facts = list(Fact.objects.filter(document=held).kept().order_by("position", "span_start"))
    header = {f.data["field"]: f.data["value"] for f in facts if f.kind == Fact.Kind.HEADER}
    programme = Programme.objects.create(
        document=held,
        owner=held.owner,
        title=header.get("subject") or held.original_name,
        code=header.get("code", "")[:60],
        issued_on=day(header.get("issued_on")),
        started_at=clock.now(),
        started_by=by,
    )
    body = root_of(held.owner)
    for fact in facts:
        for key in ("start", "end", "deadline"):
            for name in event_names(fact.data.get(key)):
                remember_event(body, name)
    stages = make_stages(programme, [f for f in facts if f.kind == Fact.Kind.STAGE])
    make_duties(programme, [f for f in facts if f.kind == Fact.Kind.DUTY], stages)
    audit.record(by=by, action="programme.started", subject=programme, before=None, after={"document": held.pk})
    assign_known(programme, on=clock.today())
    return programme


def day(iso: str | None) -> datetime.date | None:
    """Return an ISO day, or None; a clerk may have typed something else into the head."""
    try:
        return datetime.date.fromisoformat(iso) if iso else None
    except ValueError:
        return None


def remember_event(body: Unit, phrase: str) -> EventName:
    """Return the name of an event of a body, made where the phrase is new."""
    found = EventName.objects.filter(body=body, folded=fold(phrase)[:300]).select_related("event").first()
    if found is None:
        event = Event.objects.create(body=body, name=phrase[:300])
        found = EventName.objects.create(body=body, event=event, phrase=phrase[:300], folded=fold(phrase)[:300])
    return found


def event_of(body: Unit, moment: Json | None) -> Event | None:
    """Return the event that a moment hangs on."""
    return next((remember_event(body, name).event for name in event_names(moment)), None)


def make_stages(programme: Programme, facts: list[Fact]) -> dict[str, Stage]:
    """Make the stages; return them by the section that names them."""
    body = root_of(programme.owner)
    events, made = event_days(body), {}
    for position, fact in enumerate(facts):
        start, end = fact.data.get("start"), fact.data.get("end")
        made[fact.data.get("section") or f"#{position}"] = Stage.objects.create(
            programme=programme,
            position=position,
            section=(fact.data.get("section") or "")[:60],
            label=fact.data["label"],
            start=start,
            start_event=event_of(body, start),
            start_on=day_of(start, issued_on=programme.issued_on, events=events, side="start"),
            end=end,
            end_event=event_of(body, end),
            end_on=day_of(end, issued_on=programme.issued_on, events=events, side="end"),
        )
    return made


def make_duties(programme: Programme, facts: list[Fact], stages: dict[str, Stage]) -> None:
    """Make the duties that are tracked, without their clauses out of scope, and beside them those set aside whole."""
    text = programme.document.reading.text
    for position, fact in enumerate(facts):
        data = fact.data
        if data.get("scope") != "tracked":
            SetAsideDuty.objects.create(
                programme=programme, position=position, unit_phrase=data["unit"][:300], text=data["text"]
            )
            continue
        section = data.get("section") or ""
        stage = next((s for path, s in stages.items() if section == path or section.startswith(f"{path}.")), None)
        Duty.objects.create(
            programme=programme,
            stage=stage,
            position=position,
            unit_phrase=data["unit"][:300],
            text=words_left(text, fact.span_start, fact.span_end, data.get("excluded") or ()),
            section=section[:60],
            span_start=fact.span_start,
            span_end=fact.span_end,
            excluded=data.get("excluded") or [],
            deliverable=(data.get("deliverable") or {}).get("value") or "",
            recurrence=((data.get("recurrence") or {}).get("value") or "")[:120],
            support_phrases=[item["value"] for item in data.get("support") or ()],
            deadline=data.get("deadline"),
        )


def assign_known(programme: Programme, *, on: datetime.date) -> int:
    """Assign every duty whose phrases mean real units already. Return how many assignments are new."""
    book = open_book(root_of(programme.owner), on=on)
    made = 0
    for duty in programme.duties.all():
        for phrase, part in [
            (duty.unit_phrase, Assignment.Part.LEAD),
            *((p, Assignment.Part.SUPPORT) for p in duty.support_phrases),
        ]:
            for unit in book.units_meant_by(phrase):
                made += make_assignment(duty, unit, part)
    return made


def make_assignment(duty: Duty, unit: Unit, part: str) -> bool:
    """Assign a duty to a unit with the deadline and deliverable that the plan says; an assignment there stays."""
    programme = duty.programme
    body = root_of(programme.owner)
    _assignment, is_new = Assignment.objects.get_or_create(
        duty=duty,
        unit=unit,
        defaults={
            "part": part,
            "deadline": duty.deadline,
            "deadline_event": event_of(body, duty.deadline),
            "due_on": day_of(duty.deadline, issued_on=programme.issued_on, events=event_days(body)),
            "deliverable": duty.deliverable,
        },
    )
    return is_new


@transaction.atomic
def link_phrase(*, by: Person, programme: Programme, phrase: str, units: Iterable[Unit]) -> int:
    """Say which units a phrase means, remember it for the body, and assign in all its programmes."""
    body = root_of(programme.owner)
    link_group(by=by, body=body, phrase=phrase, units=units)
    return sum(
        assign_known(each, on=clock.today())
        for each in Programme.objects.filter(owner__in=below([body.pk])).select_related("owner")
    )


@transaction.atomic
def assign(*, by: Person, duty: Duty, unit: Unit, part: str) -> Assignment:
    """Assign a tracked duty to a unit of the body.

    Raises:
        ValidationError: a unit of another body, or one that has it already.
    """
    if unit.pk not in below([root_of(duty.programme.owner).pk]):
        raise ValidationError(_("Chỉ giao được cho đơn vị của cơ quan mình."))
    if part not in Assignment.Part.values:
        raise ValidationError(_("Hãy chọn chủ trì hoặc phối hợp."))
    if not make_assignment(duty, unit, part):
        raise ValidationError(_("Đơn vị này đã được giao việc này."))
    assignment = Assignment.objects.get(duty=duty, unit=unit)
    audit.record(by=by, action="assignment.added", subject=assignment, before=None, after=picture(assignment))
    return assignment


@transaction.atomic
def change_assignment(
    *, by: Person, assignment: Assignment, version: int, part: str, deadline: Json | None, deliverable: str
) -> Assignment:
    """Change part, deadline or deliverable.

    Raises:
        ChangedMeanwhile: the assignment has another version now.
    """
    held = hold(assignment, version)
    before, body = picture(held), root_of(held.duty.programme.owner)
    held.part, held.deadline, held.deliverable = part, deadline, deliverable
    held.deadline_event = event_of(body, deadline)
    held.due_on = day_of(deadline, issued_on=held.duty.programme.issued_on, events=event_days(body))
    return save(held, by=by, action="assignment.changed", before=before)


@transaction.atomic
def remove_assignment(*, by: Person, assignment: Assignment, version: int) -> None:
    """Take an assignment back that nobody has worked on.

    Raises:
        ValidationError: there is work in it, which is kept.
    """
    held = hold(assignment, version)
    if held.activities.exists():
        raise ValidationError(_("Việc này đã có báo cáo nên không gỡ được."))
    audit.record(by=by, action="assignment.removed", subject=held, before=picture(held), after=None)
    held.delete()


def hold(assignment: Assignment, version: int) -> Assignment:
    """Lock an assignment at the version that the person saw."""
    held = Assignment.objects.select_for_update().get(pk=assignment.pk)
    if held.version != version:
        raise ChangedMeanwhile
    return held


def save(assignment: Assignment, *, by: Person, action: str, before: Json) -> Assignment:
    """Save a held assignment and its row in the audit."""
    assignment.version += 1
    assignment.save()
    audit.record(by=by, action=action, subject=assignment, before=before, after=picture(assignment))
    return assignment


def picture(assignment: Assignment) -> Json:
    """Return what the audit keeps of an assignment."""
    return {
        "duty": assignment.duty_id,
        "unit": assignment.unit_id,
        "part": assignment.part,
        "progress": assignment.progress,
        "deadline": assignment.deadline,
        "due_on": assignment.due_on,
        "deliverable": assignment.deliverable,
        "done_on": assignment.done_on,
    }
