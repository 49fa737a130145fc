"""What a unit plans below its work: steps of its own and its plan document. No figure of the office counts them."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from lotrinh.web import clock
from lotrinh.web.organisation import audit
from lotrinh.web.organisation.actions import ChangedMeanwhile
from lotrinh.web.organisation.models import Person, Role
from lotrinh.web.programmes.models import Assignment, AttachedPlan, WorkStep
from lotrinh.web.registry.actions import AlreadyThere, upload
from lotrinh.web.registry.models import Document

Json = dict[str, Any]
MOST_STEPS = 50  # of one assignment


@dataclass(frozen=True, slots=True)
class Said:
    """What a unit says of a step."""

    title: str
    starts_on: datetime.date | None = None
    ends_on: datetime.date | None = None
    person: Person | None = None


@transaction.atomic
def add_step(*, by: Person, assignment: Assignment, said: Said) -> WorkStep:
    """Add a step at the end.

    Raises:
        ValidationError: too many, days out of order, or somebody of another unit.
    """
    held = Assignment.objects.select_for_update().get(pk=assignment.pk)
    check_said(held, said)
    if held.steps.count() >= MOST_STEPS:
        raise ValidationError(_("Mỗi việc có tối đa %s bước.") % MOST_STEPS)
    last = held.steps.aggregate(last=Max("position"))["last"] or 0
    step = WorkStep(assignment=held, position=last + 1)
    write(step, said)
    step.save()
    audit.record(by=by, action="step.added", subject=step, before=None, after=picture(step))
    return step


@transaction.atomic
def change_step(*, by: Person, step: WorkStep, version: int, said: Said) -> WorkStep:
    """Say something else of a step.

    Raises:
        ChangedMeanwhile: the step has another version now.
        ValidationError: days out of order, or somebody of another unit.
    """
    held = hold(step, version)
    check_said(held.assignment, said)
    before = picture(held)
    write(held, said)
    return save(held, by=by, before=before)


@transaction.atomic
def mark_step(*, by: Person, step: WorkStep, version: int, is_done: bool) -> WorkStep:
    """Say that a step is done today, or not done after all; errors as `change_step`."""
    held = hold(step, version)
    before = picture(held)
    held.done_on = clock.today() if is_done else None
    return save(held, by=by, before=before)


@transaction.atomic
def raise_step(*, by: Person, step: WorkStep, version: int) -> WorkStep:
    """Put a step before the one above it; errors as `change_step`."""
    held = hold(step, version)
    above = held.assignment.steps.select_for_update().filter(position__lt=held.position).last()
    if above is None:
        return held
    before = picture(held)
    held.position, above.position = above.position, held.position
    above.version += 1
    above.save()
    return save(held, by=by, before=before)


@transaction.atomic
def drop_step(*, by: Person, step: WorkStep, version: int) -> None:
    """Take a step out; the audit keeps what it said. Errors as `change_step`."""
    held = hold(step, version)
    audit.record(by=by, action="step.dropped", subject=held, before=picture(held), after=None)
    held.delete()


def check_said(assignment: Assignment, said: Said) -> None:
    """Refuse what cannot be said of a step."""
    if said.starts_on is not None and said.ends_on is not None and said.ends_on < said.starts_on:
        raise ValidationError({"ends_on": _("Ngày kết thúc trước ngày bắt đầu.")})
    of_unit = Role.objects.on(clock.today()).filter(unit=assignment.unit_id, person=said.person)
    if said.person is not None and not of_unit.exists():
        raise ValidationError({"person": _("Hãy chọn người của đơn vị.")})


def hold(step: WorkStep, version: int) -> WorkStep:
    """Lock a step at the version that the person saw."""
    held = WorkStep.objects.select_for_update(of=("self",)).select_related("assignment").filter(pk=step.pk).first()
    if held is None or held.version != version:
        raise ChangedMeanwhile
    return held


def write(step: WorkStep, said: Said) -> None:
    """Put what was said on a step."""
    step.title, step.starts_on, step.ends_on, step.person = said.title, said.starts_on, said.ends_on, said.person


def save(step: WorkStep, *, by: Person, before: Json) -> WorkStep:
    """Save a held step and its row in the audit."""
    step.version += 1
    step.save()
    audit.record(by=by, action="step.changed", subject=step, before=before, after=picture(step))
    return step


def picture(step: WorkStep) -> Json:
    """Return what the audit keeps of a step."""
    names = ("assignment_id", "position", "title", "starts_on", "ends_on", "person_id", "done_on")
    return {name: getattr(step, name) for name in names}


def upload_plan(*, by: Person, assignment: Assignment, upload_file: UploadedFile[bytes]) -> AttachedPlan:
    """Keep a unit's plan in the register as the unit's own, have it read, and attach it.

    Raises:
        ValidationError: as `upload`.
    """
    try:
        document = upload(by=by, owner=assignment.unit, upload_file=upload_file)
    except AlreadyThere as error:
        document = error.document
    return attach_plan(by=by, assignment=assignment, document=document)


@transaction.atomic
def attach_plan(*, by: Person, assignment: Assignment, document: Document) -> AttachedPlan:
    """Attach a document of the unit; one that is attached already stays so.

    Raises:
        ValidationError: it is another unit's.
    """
    if document.owner_id != assignment.unit_id:
        raise ValidationError(_("Chỉ gắn được văn bản của chính đơn vị."))
    there = AttachedPlan.objects.filter(assignment=assignment, document=document).first()
    if there is not None:
        return there
    plan = AttachedPlan.objects.create(assignment=assignment, document=document, at=clock.now(), by=by)
    after = {"assignment": assignment.pk, "document": document.pk}
    audit.record(by=by, action="plan.attached", subject=plan, before=None, after=after)
    return plan


@transaction.atomic
def detach_plan(*, by: Person, plan: AttachedPlan) -> None:
    """Take a plan off the work; the document stays in the register."""
    before = {"assignment": plan.assignment_id, "document": plan.document_id}
    audit.record(by=by, action="plan.detached", subject=plan, before=before, after=None)
    plan.delete()
