"""What units tell of their work, with evidence."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db import IntegrityError
from django.utils import timezone
from django.utils.translation import gettext as _

from lotrinh.web import clock
from lotrinh.web.organisation.models import Person
from lotrinh.web.programmes.actions import picture, save
from lotrinh.web.programmes.activities.parts import FIGURES
from lotrinh.web.programmes.evidence.actions import add_evidence, gather_files
from lotrinh.web.programmes.evidence.held_files import files_or_nothing
from lotrinh.web.programmes.models import Activity, Assignment, Channel, Stage, Theme
from lotrinh.web.programmes.states.actions import check, enter, state_of
from lotrinh.web.registry.models import Document

TOLD = {Assignment.Progress.IN_PROGRESS: "begin", Assignment.Progress.SUBMITTED: "submit"}
AS_IT_IS = ""  # the progress of an activity that is told without changing the state of the work


@dataclass(frozen=True, slots=True)
class Told:
    """What was done beside the words: where, on which channel, for which themes, how much. None: not told."""

    place: str = ""
    channel: Channel | None = None
    stage: Stage | None = None
    themes: Sequence[Theme] = ()
    people: int | None = None
    copies: int | None = None
    minutes: int | None = None
    items: int | None = None
    link: str = ""
    document: Document | None = None
    keep_position: bool = field(default=False, kw_only=True)


NOTHING_MORE = Told()


def report_activity(
    *,
    by: Person,
    assignment: Assignment,
    progress: str,
    on: datetime.date,
    note: str,
    files: Sequence[UploadedFile[bytes]],
    token: uuid.UUID,
    told: Told = NOTHING_MORE,
    held: Sequence[int] = (),
) -> Activity:
    """Tell what was done: that work has begun, is done and waits for the office, or goes on as it is.

    The same form sent twice counts once; `held` are files that came with it before, when it was refused.

    Raises:
        ValidationError: a day that cannot be, a part of another programme, a file that is not kept, or work taken back
            or on hold.
    """
    if (there := told_already(token, assignment)) is not None:
        return there
    if progress not in TOLD and progress != AS_IT_IS:
        raise ValidationError({"progress": _("Hãy chọn “đang làm”, “đã xong” hoặc “giữ nguyên”.")})
    check_day(assignment, on)
    check_parts(assignment, told)
    gathered = gather_files(by=by, files=files, held=held, keep_position=told.keep_position)
    try:
        with files_or_nothing() as written:
            activity = write(by, assignment, progress, on, note, token, told)
            add_evidence(activity, gathered, written, link=told.link, document=told.document)
            return activity
    except IntegrityError:
        if (same := told_already(token, assignment)) is not None:
            return same
        raise


def told_already(token: uuid.UUID, assignment: Assignment) -> Activity | None:
    """Return what this form told before.

    Raises:
        ValidationError: it told so of other work; a form belongs to one assignment.
    """
    there = Activity.objects.filter(token=token).first()
    if there is not None and there.assignment_id != assignment.pk:
        raise ValidationError(_("Biểu mẫu này đã được gửi cho một việc khác; hãy tải lại trang."))
    return there


def check_day(assignment: Assignment, on: datetime.date) -> None:
    """Refuse a day on which this cannot have been done.

    Raises:
        ValidationError: it is to come, before the plan was signed, or the unit was closed on it.
    """
    programme = assignment.duty.programme
    begun = programme.issued_on or timezone.localdate(programme.started_at)
    if on > clock.today():
        raise ValidationError({"on": _("Ngày làm không thể ở tương lai.")})
    if on < begun:
        raise ValidationError({"on": _("Ngày làm không thể trước ngày ký kế hoạch (%s).") % f"{begun:%d/%m/%Y}"})
    if not assignment.unit.is_open_on(on):
        raise ValidationError({"on": _("Đơn vị %s không hoạt động vào ngày này.") % assignment.unit})


def check_parts(assignment: Assignment, told: Told) -> None:
    """Refuse what belongs to another programme or body, and an address that is none of the web.

    Raises:
        ValidationError: the field of the first that does not belong here.
    """
    programme = assignment.duty.programme
    placed: dict[str, Sequence[Channel | Stage | Theme | None]]
    placed = {"channel": [told.channel], "stage": [told.stage], "themes": told.themes}
    for name, parts in placed.items():
        if any(part is not None and part.programme_id != programme.pk for part in parts):
            raise ValidationError({name: _("Mục đã chọn không thuộc chương trình này.")})
    if told.document is not None and told.document.owner.body != programme.owner.body:
        raise ValidationError({"document": _("Văn bản đã chọn không phải của cơ quan này.")})
    if told.link and not told.link.lower().startswith(("http://", "https://")):
        raise ValidationError({"link": _("Liên kết phải bắt đầu bằng http:// hoặc https://.")})


def write(
    by: Person, assignment: Assignment, progress: str, on: datetime.date, note: str, token: uuid.UUID, told: Told
) -> Activity:
    """Write the activity and the assignment's progress."""
    held = Assignment.objects.select_for_update().filter(pk=assignment.pk).first()
    if held is None:
        raise ValidationError(_("Việc này vừa được văn phòng gỡ khỏi đơn vị."))
    before, was = picture(held), state_of(held)
    done, state = Assignment.Progress.DONE, Assignment.Progress
    # More to show for work that was accepted: it stays accepted.
    stays = progress == AS_IT_IS or (held.progress == done and progress == state.SUBMITTED)
    if not stays:
        check(TOLD[Assignment.Progress(progress)], held)
        is_submitted = progress == state.SUBMITTED
        enter(held, progress, stopped_on=on if is_submitted else None, submitted_by=by if is_submitted else None)
    activity = Activity.objects.create(
        assignment=held,
        progress=held.progress,
        on=on,
        note=note,
        at=clock.now(),
        by=by,
        token=token,
        before=None if stays else was,
        is_told=True,
        place=told.place,
        channel=told.channel,
        stage=told.stage,
        **{name: getattr(told, name) for name in FIGURES},
    )
    activity.themes.set(told.themes)
    save(held, by=by, action="activity.reported", before=before)
    return activity
