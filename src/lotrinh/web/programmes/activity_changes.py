"""What an author changes in an activity that was told: its words and figures, or all of it taken back with a reason.

The state of the work is not touched here: `state_actions.py` moves it and undoes a move.
"""

from __future__ import annotations

import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from lotrinh.web import clock
from lotrinh.web.organisation import audit
from lotrinh.web.organisation.actions import ChangedMeanwhile
from lotrinh.web.organisation.models import Person
from lotrinh.web.programmes.actions import Json
from lotrinh.web.programmes.activity_actions import Told, check_day, check_parts
from lotrinh.web.programmes.activity_parts import FIGURES
from lotrinh.web.programmes.models import Activity, Assignment
from lotrinh.web.programmes.state_actions import reason_given

OWN = ("place", "channel", "stage", *FIGURES)


def can_change(activity: Activity, by: Person) -> bool:
    """Say whether a person may still change an activity: their own, standing, of work that nobody accepted."""
    stands = activity.is_told and activity.withdrawn_at is None and activity.undone_at is None
    return stands and activity.by_id == by.pk and activity.assignment.progress != Assignment.Progress.DONE


@transaction.atomic
def change_activity(
    *, by: Person, activity: Activity, on: datetime.date, note: str, told: Told, version: int
) -> Activity:
    """Write an activity anew; its evidence stays.

    Raises:
        ValidationError: it can be changed no more, or the day or a part cannot be.
        ChangedMeanwhile: the activity has another version now.
    """
    held = hold(by, activity, version)
    check_day(held.assignment, on)
    check_parts(held.assignment, told)
    before = picture(held)
    held.on, held.note = on, note
    for name in OWN:
        setattr(held, name, getattr(told, name))
    held.themes.set(told.themes)
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
        **{name: getattr(activity, name) for name in FIGURES},
    }
