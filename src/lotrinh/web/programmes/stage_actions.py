"""The dates of a stage, as the clerk says them. What changes is computed once, for the look ahead and for the saving
alike; a page that saves hands back the mark of what it showed.
"""

from __future__ import annotations

import hashlib
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from lotrinh.web import clock
from lotrinh.web.organisation import audit
from lotrinh.web.organisation.actions import ChangedMeanwhile
from lotrinh.web.organisation.models import Person
from lotrinh.web.programmes.actions import event_of, lock_events
from lotrinh.web.programmes.models import Programme, Stage
from lotrinh.web.programmes.moves import Move, NotAsShown, told
from lotrinh.web.programmes.occurrences.following import Follower, followers_of, lay_out_followers, marks_of
from lotrinh.web.programmes.when import day_of, event_days

Json = dict[str, Any]


def preview_stage(stage: Stage, *, start: Json | None, end: Json | None) -> tuple[list[Move], list[Follower], str]:
    """Return what other dates of a stage change, and the mark that saving asks for.

    Raises:
        ValidationError: it would end before it starts.
    """
    programme = stage.programme
    days = event_days(programme.owner.body)
    start_on = day_of(start, issued_on=programme.issued_on, events=days, side="start")
    end_on = day_of(end, issued_on=programme.issued_on, events=days, side="end")
    if start_on is not None and end_on is not None and end_on < start_on:
        raise ValidationError({"end_kind": _("Giai đoạn kết thúc trước khi bắt đầu.")})
    moves = [Move(stage, "start_on", stage.start_on, start_on), Move(stage, "end_on", stage.end_on, end_on)]
    moved = [move for move in moves if move.before != move.after]
    followers = followers_of(programme, {stage.pk: end_on}, on=clock.today())
    rows = (start, end, start_on, end_on, marks_of(followers))
    return moved, followers, hashlib.sha256(repr(rows).encode()).hexdigest()[:32]


@transaction.atomic
def set_stage_dates(
    *, by: Person, stage: Stage, start: Json | None, end: Json | None, version: int, seen: str
) -> list[Move]:
    """Set both ends of a stage and lay out what keeps to its end. `seen`: the mark that the person was shown.

    Raises:
        ChangedMeanwhile: the stage has another version now.
        NotAsShown: something else would change than what was shown.
        ValidationError: as `preview_stage`.
    """
    lock_events(stage.programme.owner.body)
    Programme.objects.select_for_update().get(pk=stage.programme_id)
    held = Stage.objects.select_for_update(of=("self",)).filter(pk=stage.pk, version=version).first()
    if held is None:
        raise ChangedMeanwhile
    moves, followers, mark = preview_stage(held, start=start, end=end)
    if seen != mark:
        raise NotAsShown
    before, body = picture(held), held.programme.owner.body
    held.start, held.start_event = start, event_of(body, start)
    held.end, held.end_event = end, event_of(body, end)
    for move in moves:
        setattr(held, move.field, move.after)
    held.version = version + 1
    held.save()
    lay_out_followers(followers, by=by)
    after = picture(held) | {"moved": told(moves)}
    audit.record(by=by, action="stage.dated", subject=held, before=before, after=after)
    return moves


def picture(stage: Stage) -> Json:
    """Return what the audit keeps of the dates of a stage."""
    return {name: getattr(stage, name) for name in ("start", "start_on", "end", "end_on")}
