"""What people change in a programme: start it, say who the phrases mean, assign. Atomic, audited, locked by version."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from lotrinh.plans.scope import words_left
from lotrinh.vietnamese.folding import fold
from lotrinh.web import clock
from lotrinh.web.organisation import audit
from lotrinh.web.organisation.access import standing_of
from lotrinh.web.organisation.actions import ChangedMeanwhile
from lotrinh.web.organisation.group_actions import link_group, named
from lotrinh.web.organisation.group_rules import GroupRule
from lotrinh.web.organisation.models import Person, Unit
from lotrinh.web.organisation.phrases import open_book
from lotrinh.web.programmes.matrix.placing import place_duties
from lotrinh.web.programmes.models import Assignment, Duty, Event, EventName, Programme, SetAsideDuty, Stage
from lotrinh.web.programmes.occurrences.laying_out import days_ahead, deadline_on, lay_out_known
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
    body = held.owner.body
    for fact in facts:
        for key in ("start", "end", "deadline"):
            for name in event_names(fact.data.get(key)):
                remember_event(body, name)
    lock_events(body)
    stages = make_stages(programme, [f for f in facts if f.kind == Fact.Kind.STAGE])
    make_duties(programme, [f for f in facts if f.kind == Fact.Kind.DUTY], stages)
    place_duties(programme, facts, stages)
    lay_out_known(programme, on=clock.today())
    made = assign_known(programme, on=clock.today())
    after = {"document": held.pk, "assigned": pairs(made)}
    audit.record(by=by, action="programme.started", subject=programme, before=None, after=after)
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


def lock_events(body: Unit) -> None:
    """Keep the dates of a body's events as they are until days that hang on them are written."""
    list(Event.objects.select_for_update().filter(body=body).order_by("pk").values_list("pk"))


def make_stages(programme: Programme, facts: list[Fact]) -> dict[str, Stage]:
    """Make the stages; return them by the section that names them."""
    body = programme.owner.body
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


def phrases_of(duty: Duty) -> Iterator[tuple[str, str]]:
    """Yield the phrases that say whose a duty is, with the part of each; who leads comes first."""
    yield duty.unit_phrase, Assignment.Part.LEAD
    for phrase in duty.support_phrases:
        yield phrase, Assignment.Part.SUPPORT


def assign_known(programme: Programme, *, on: datetime.date) -> list[Assignment]:
    """Assign every duty whose phrases mean real units already. Return the new assignments."""
    book = open_book(programme.owner.body, on=on)
    wanted = [
        (duty, unit, part)
        for duty in programme.duties.all()
        for phrase, part in phrases_of(duty)
        for unit in book.units_meant_by(phrase)
    ]
    return make_assignments(programme, wanted)


def make_assignments(
    programme: Programme, wanted: Iterable[tuple[Duty, Unit, str]], *, only: datetime.date | None = None
) -> list[Assignment]:
    """Assign duties to units with the deadline and deliverable that the plan says; one that is there stays as it is.

    A duty that recurs is assigned for each of its days to come, or for the `only` one that is named.
    """
    body = programme.owner.body
    lock_events(body)
    events, today = event_days(body), clock.today()
    there = Assignment.objects.filter(duty__programme=programme)
    taken = set((there if only is None else there.filter(occurrence_on=only)).values_list("duty", "unit"))
    moments: dict[int, tuple[Event | None, datetime.date | None]] = {}
    made = []
    for duty, unit, part in wanted:
        if (duty.pk, unit.pk) in taken:
            continue
        taken.add((duty.pk, unit.pk))
        if duty.pk not in moments:
            due_on = day_of(duty.deadline, issued_on=programme.issued_on, events=events)
            moments[duty.pk] = event_of(body, duty.deadline), due_on
        event, due_on = moments[duty.pk]
        days: list[datetime.date | None] = [only]
        if only is None:
            days = [*days_ahead(duty, on=today)] or [None]
        made += [
            Assignment(
                duty=duty,
                unit=unit,
                part=part,
                occurrence_on=day,
                deadline=duty.deadline if day is None else deadline_on(duty, day),
                deadline_event=event if day is None else None,
                due_on=due_on if day is None else day,
                deliverable=duty.deliverable,
            )
            for day in days
        ]
    return Assignment.objects.bulk_create(made)


def pairs(assignments: Iterable[Assignment]) -> list[tuple[int, int, str]]:
    """Return what the audit keeps of many new assignments: duty, unit and part of each."""
    return [(a.duty_id, a.unit_id, a.part) for a in assignments]


@transaction.atomic
def link_phrase(
    *, by: Person, programme: Programme, phrase: str, units: Iterable[Unit] = (), rule: GroupRule | None = None
) -> int:
    """Say which units a phrase means, remember it for the body, and assign in the programmes that the person runs.

    Where a duty has units by this phrase already, only those that the phrase did not mean before are new: what a clerk
    took back stays taken back. Returns how many assignments are new.
    """
    body, today = programme.owner.body, clock.today()
    book, said = open_book(body, on=today), rule or named(units)
    known = {unit.pk for unit in book.units_meant_by(phrase)}
    link_group(by=by, body=body, phrase=phrase, rule=said)
    chosen = book.units_under(said)
    run = standing_of(by, on=today).clerk_ids.at("owner")
    locked = Programme.objects.select_for_update(of=("self",)).filter(run, owner__body_key=body.pk)
    count = 0
    for each in locked.select_related("owner").order_by("pk"):
        made = make_assignments(each, wanted) if (wanted := list(wanted_by(each, phrase, chosen, known))) else []
        if made:
            after = {"phrase": phrase, "assigned": pairs(made)}
            audit.record(by=by, action="phrase.assigned", subject=each, before=None, after=after)
        count += len(made)
    return count


def wanted_by(
    programme: Programme, phrase: str, units: list[Unit], known: set[int]
) -> Iterator[tuple[Duty, Unit, str]]:
    """Yield what a phrase asks for in a programme, now that it means these units and meant those known before."""
    key = fold(phrase)
    asked = [(duty, part) for duty in programme.duties.all() for words, part in phrases_of(duty) if fold(words) == key]
    given = Assignment.objects.order_by().filter(duty__in={duty for duty, _part in asked})
    there: dict[int, list[tuple[int, str]]] = defaultdict(list)
    for duty_pk, unit_pk, part in given.values_list("duty", "unit", "part") if asked else ():
        there[duty_pk].append((unit_pk, part))
    for duty, part in asked:
        held = there[duty.pk]
        if part == Assignment.Part.LEAD and len(units) == 1 and any(other == part for _unit, other in held):
            continue  # one unit leads here, and a clerk has said already who
        begun = any(unit in known for unit, _part in held)
        yield from ((duty, unit, part) for unit in units if not begun or unit.pk not in known)


@transaction.atomic
def assign(*, by: Person, duty: Duty, unit: Unit, part: str, only: datetime.date | None = None) -> Assignment:
    """Assign a tracked duty to a unit of the body: all that is to come of it, or one occurrence only.

    Returns:
        The assignment, the first of them where the duty recurs.

    Raises:
        ValidationError: a unit of another body or one that is closed, one that has it already, or a second lead.
    """
    programme = lock_programme(duty)
    duty.refresh_from_db()  # it may have been laid out meanwhile
    if unit.body_key != programme.owner.body_key:
        raise ValidationError(_("Chỉ giao được cho đơn vị của cơ quan mình."))
    if not unit.is_open_on(clock.today()):
        raise ValidationError(_("Đơn vị này đã ngừng hoạt động."))
    check_part(duty, unit, part, only=only)
    made = make_assignments(programme, [(duty, unit, part)], only=only)
    if not made:
        raise ValidationError(_("Đơn vị này đã được giao việc này."))
    for assignment in made:
        audit.record(by=by, action="assignment.added", subject=assignment, before=None, after=picture(assignment))
    return made[0]


def lock_programme(duty: Duty) -> Programme:
    """Lock the programme of a duty, so that who leads it is decided by one person at a time."""
    return Programme.objects.select_for_update(of=("self",)).select_related("owner").get(pk=duty.programme_id)


def check_part(duty: Duty, unit: Unit, part: str, *, only: datetime.date | None = None) -> None:
    """Refuse a second lead where the plan names one unit to lead: of the duty, or of one of its occurrences.

    Raises:
        ValidationError: another unit leads already, or the part is none that there is.
    """
    if part not in Assignment.Part.values:
        raise ValidationError(_("Hãy chọn chủ trì hoặc phối hợp."))
    if part != Assignment.Part.LEAD:
        return
    others = duty.assignments.filter(part=part).exclude(unit=unit).select_related("unit")
    lead = (others if only is None else others.filter(occurrence_on=only)).first()
    book = open_book(duty.programme.owner.body, on=clock.today())
    if lead is not None and len(book.units_meant_by(duty.unit_phrase)) == 1:
        sentence = _("Kế hoạch giao việc này cho một đơn vị chủ trì. Hãy chuyển “%s” sang phối hợp trước.")
        raise ValidationError(sentence % lead.unit)


@transaction.atomic
def change_assignment(
    *,
    by: Person,
    assignment: Assignment,
    version: int,
    part: str,
    deadline: Json | None,
    deliverable: str,
    authority: str,
    acceptor: Unit | Person | None = None,
) -> Assignment:
    """Change part, deadline, deliverable, who decides, or who says that it is done (None: who oversees it).

    Raises:
        ChangedMeanwhile: the assignment has another version now.
        ValidationError: a second lead, where the plan names one.
    """
    lock_programme(assignment.duty)
    lock_events(assignment.duty.programme.owner.body)
    held = hold(assignment, version)
    if part != held.part:
        check_part(held.duty, held.unit, part, only=held.occurrence_on)
    before, body = picture(held), held.duty.programme.owner.body
    held.part, held.deadline, held.deliverable, held.authority = part, deadline, deliverable, authority
    held.acceptor = acceptor if isinstance(acceptor, Person) else None
    held.acceptor_unit = acceptor if isinstance(acceptor, Unit) else None
    held.deadline_event = event_of(body, deadline)
    held.due_on = day_of(deadline, issued_on=held.duty.programme.issued_on, events=event_days(body))
    return save(held, by=by, action="assignment.changed", before=before)


@transaction.atomic
def remove_assignment(*, by: Person, assignment: Assignment, version: int) -> None:
    """Take an assignment back that nobody has worked on, or that its unit refused.

    Raises:
        ValidationError: there is work in it, which is kept.
    """
    held = hold(assignment, version)
    if not is_untold(held):
        raise ValidationError(_("Việc này đã có báo cáo nên không gỡ được."))
    audit.record(by=by, action="assignment.removed", subject=held, before=picture(held), after=None)
    held.delete()


def is_untold(assignment: Assignment) -> bool:
    """Say whether nothing would be lost with an assignment: what is undone or refused is in the audit."""
    told = assignment.activities.exclude(undone_at__isnull=False, evidence=None)
    if assignment.progress == Assignment.Progress.REFUSED:
        told = told.exclude(progress=assignment.progress)
    return not (told.exists() or assignment.steps.exists() or assignment.plans.exists())


def hold(assignment: Assignment, version: int) -> Assignment:
    """Lock an assignment at the version that the person saw; one that was taken back meanwhile has none."""
    held = Assignment.objects.select_for_update().filter(pk=assignment.pk).first()
    if held is None or held.version != version:
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
        "occurrence_on": assignment.occurrence_on,
        "part": assignment.part,
        "progress": assignment.progress,
        "deadline": assignment.deadline,
        "due_on": assignment.due_on,
        "deliverable": assignment.deliverable,
        "authority": assignment.authority,
        "acceptor": assignment.acceptor_id,
        "acceptor_unit": assignment.acceptor_unit_id,
        "done_on": assignment.done_on,
        "stopped_on": assignment.stopped_on,
        "held_days": assignment.held_days,
        "reason": assignment.reason,
        "submitted_by": assignment.submitted_by_id,
        "accepted_by": assignment.accepted_by_id,
    }
