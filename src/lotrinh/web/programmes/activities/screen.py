"""What the page of an assignment shows of what was done: each activity with its evidence, and the totals."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any
from urllib.parse import urlsplit

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lotrinh.web.organisation.access import Standing
from lotrinh.web.programmes.activities.changes import can_change
from lotrinh.web.programmes.activities.parts import FIGURES
from lotrinh.web.programmes.evidence.files import PICTURES
from lotrinh.web.programmes.models import Activity, Assignment, Evidence, Stage

Json = dict[str, Any]
FIGURE_WORDS: dict[str, Promise] = {
    "people": gettext_lazy("người dự"),
    "copies": gettext_lazy("bản phát ra"),
    "minutes": gettext_lazy("phút phát sóng"),
    "items": gettext_lazy("tin, bài"),
}


def activities_of(assignment: Assignment, standing: Standing) -> Json:
    """Return the activities of an assignment, the newest first, with the totals of those that stand."""
    stages = list(assignment.duty.programme.stages.all())
    parts = ("themes", "evidence__document", "evidence__removed_by")
    found = list(assignment.activities.select_related("by", "channel", "stage").prefetch_related(*parts))
    for activity in found:
        activity.assignment = assignment
    counted = [a for a in found if a.is_told and a.withdrawn_at is None and a.undone_at is None]
    return {
        "activities": [row_of_activity(activity, stages, standing) for activity in found],
        "told": len(counted),
        "totals": totals_of(counted),
    }


def row_of_activity(activity: Activity, stages: Sequence[Stage], standing: Standing) -> Json:
    """Return an activity as plain values."""
    stage = activity.stage or next((s for s in stages if s.has_known_days and s.includes(activity.on)), None)
    figures = [(word, getattr(activity, name)) for name, word in FIGURE_WORDS.items()]
    return {
        "activity": activity,
        "title": title_of(activity),
        "stage": stage.label if stage and activity.is_told else "",
        "themes": [theme.title for theme in activity.themes.all()],
        "figures": [f"{value} {word}" for word, value in figures if value is not None],
        "evidence": [row_of_evidence(one, activity, standing) for one in activity.evidence.all() if not one.removed_at],
        "removed": [
            {"name": str(one), "by": one.removed_by, "at": one.removed_at, "why": one.removed_why}
            for one in activity.evidence.all()
            if one.removed_at
        ],
        "can_change": standing.is_officer and can_change(activity, standing.person),
    }


def title_of(activity: Activity) -> str:
    """Return what an activity was: a change of state, or something told beside it."""
    if activity.is_told and activity.before is None:
        return _("Hoạt động")
    if (activity.before or {}).get("progress") == Assignment.Progress.ON_HOLD:
        return _("Làm tiếp")
    return str(activity.get_progress_display())


def row_of_evidence(evidence: Evidence, activity: Activity, standing: Standing) -> Json:
    """Return a piece of evidence as plain values; a link is shown with its host."""
    document = evidence.document
    said = activity.note.strip() or evidence.original_name
    return {
        "pk": evidence.pk,
        "name": evidence.original_name,
        "state": evidence.state,
        "state_label": evidence.get_state_display(),
        "is_picture": evidence.content_type in PICTURES,
        "has_small": bool(evidence.thumbnail),
        "alt": _("Ảnh minh chứng: %s") % (said if len(said) <= 120 else f"{said[:118]}…"),
        "keeps_position": evidence.keeps_position,
        "link": evidence.link,
        "host": urlsplit(evidence.link).hostname or "",
        "document": document,
        "can_open": document is not None and standing.overseen_ids.holds(document.owner),
    }


def totals_of(activities: Iterable[Activity]) -> list[Json]:
    """Return the sum of each figure that anybody told, and how many activities did not tell it."""
    found = list(activities)
    sums: list[Json] = []
    for name in FIGURES:
        known = [value for activity in found if (value := getattr(activity, name)) is not None]
        if known:
            sums.append({"word": FIGURE_WORDS[name], "sum": sum(known), "unknown": len(found) - len(known)})
    return sums
