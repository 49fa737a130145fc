"""What an author changes in an activity that was told: words, figures, evidence, or all of it taken back with a reason.

The state of the work is not touched here: `states/actions.py` moves it and undoes a move.
"""

from __future__ import annotations

import datetime
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _

from lotrinh.web import clock
from lotrinh.web.organisation import audit
from lotrinh.web.organisation.actions import ChangedMeanwhile
from lotrinh.web.organisation.models import Person
from lotrinh.web.programmes.actions import Json
from lotrinh.web.programmes.activities.actions import Told, check_day, check_parts
from lotrinh.web.programmes.activities.parts import FIGURES
from lotrinh.web.programmes.evidence.actions import add_evidence, gather_files, keep_only
from lotrinh.web.programmes.evidence.held_files import files_or_nothing
from lotrinh.web.programmes.models import Activity, Assignment, Evidence
from lotrinh.web.programmes.states.actions import reason_given

OWN = ("place", "channel", "stage", *FIGURES)


def can_change(activity: Activity, by: Person) -> bool:
    """Say whether a person may still change an activity: their own, standing, of work that nobody accepted."""
    stands = activity.is_told and activity.withdrawn_at is None and activity.undone_at is None
    return stands and activity.by_id == by.pk and activity.assignment.progress != Assignment.Progress.DONE


@dataclass(frozen=True, slots=True)
class EvidenceChange:
    """What becomes of the evidence: more files, also such as are held, and which of those there stay. None: all."""

    files: Sequence[UploadedFile[bytes]] = ()
    held: Sequence[int] = ()
    kept: Collection[int] | None = None
    reason: str = ""


AS_IT_IS = EvidenceChange()


def change_activity(
    *,
    by: Person,
    activity: Activity,
    on: datetime.date,
    note: str,
    told: Told,
    version: int,
    evidence: EvidenceChange = AS_IT_IS,
) -> Activity:
    """Write an activity anew; a link, a document and files that are told are added to its evidence.

    Raises:
        ValidationError: it can be changed no more, the day or a part cannot be, a file is not kept, or evidence goes
            without a reason.
        ChangedMeanwhile: the activity has another version now.
    """
    with files_or_nothing() as written:
        held = hold(by, activity, version)
        check_day(held.assignment, on)
        check_parts(held.assignment, told)
        gathered = gather_files(by=by, files=evidence.files, held=evidence.held, keep_position=told.keep_position)
        before = picture(held)
        held.on, held.note = on, note
        for name in OWN:
            setattr(held, name, getattr(told, name))
        held.themes.set(told.themes)
        if evidence.kept is not None:
            keep_only(held, evidence.kept, by=by, reason=evidence.reason)
        add_evidence(held, gathered, written, link=told.link, document=told.document)
        return save(held, by=by, action="activity.changed", before=before)


@transaction.atomic
def withdraw_activity(*, by: Person, activity: Activity, reason: str, version: int) -> Activity:
    """Take an activity back: it counts no more and stays in the history with the reason.

    Raises:
        ValidationError: no reason, or it can be changed no more.
        ChangedMeanwhile: the activity has another version now.
    """
    said = reason_given(reason)
    held = hold(by, activity, version)
    before = picture(held)
    held.withdrawn_at, held.withdrawn_why = clock.now(), said
    return save(held, by=by, action="activity.withdrawn", before=before)


def hold(by: Person, activity: Activity, version: int) -> Activity:
    """Lock the work and its activity at the version that the person saw."""
    Assignment.objects.select_for_update().get(pk=activity.assignment_id)
    held = Activity.objects.select_for_update(of=("self",)).select_related("assignment").get(pk=activity.pk)
    if held.version != version:
        raise ChangedMeanwhile
    if not can_change(held, by):
        raise ValidationError(_("Hoạt động này đã được xác nhận, hoàn tác hoặc rút lại nên không sửa được nữa."))
    return held


def save(activity: Activity, *, by: Person, action: str, before: Json) -> Activity:
    """Save a held activity and its row in the audit."""
    activity.version += 1
    activity.save()
    audit.record(by=by, action=action, subject=activity, before=before, after=picture(activity))
    return activity


def picture(activity: Activity) -> Json:
    """Return what the audit keeps of an activity."""
    return {
        "on": activity.on,
        "note": activity.note,
        "place": activity.place,
        "channel": activity.channel_id,
        "stage": activity.stage_id,
        "themes": sorted(activity.themes.values_list("pk", flat=True)),
        "withdrawn_why": activity.withdrawn_why,
        "evidence": [
            {"id": one.pk, "sha256": one.sha256, "link": one.link, "document": one.document_id}
            for one in Evidence.objects.standing().filter(activity=activity)
        ],
        **{name: getattr(activity, name) for name in FIGURES},
    }
