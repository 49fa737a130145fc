"""The life of a unit as a list of dated steps, in words. Reads only."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from django.utils.translation import gettext as _

from lotrinh.web.organisation.models import Unit, UnitChange

Kind = UnitChange.Kind


@dataclass(frozen=True, slots=True)
class Step:
    """One step: its day, what happened, the decision behind it ("" where nobody said), and whether it is still ahead.

    `pk` is that of a change that may still be withdrawn; `is_stuck` says that its day came and it could not be done.
    """

    on: datetime.date
    title: str
    sentence: str
    decision: str
    is_ahead: bool = False
    is_stuck: bool = False
    pk: int | None = None


def history_of(unit: Unit, *, on: datetime.date) -> list[Step]:
    """Return the steps of a unit, the earliest first, what is recorded ahead of a day among them."""
    changes = list(UnitChange.objects.filter(unit=unit).told())
    kinds = {change.kind for change in changes}
    steps = [step_of(change, sentence_of(change), on=on) for change in changes]
    steps += [
        step_of(change, sentence_of_gain(change), on=on) for change in UnitChange.objects.filter(into=unit).told()
    ]
    if unit.founded_on is not None and Kind.FOUNDED not in kinds:
        steps.append(Step(unit.founded_on, str(Kind.FOUNDED.label), "", "", is_ahead=unit.founded_on > on))
    if unit.closed_on is not None and not kinds & {Kind.CLOSED, Kind.MERGED, Kind.SPLIT}:
        steps.append(Step(unit.closed_on, str(Kind.CLOSED.label), "", "", is_ahead=unit.closed_on > on))
    return sorted(steps, key=lambda step: step.on)


def step_of(change: UnitChange, sentence: str, *, on: datetime.date) -> Step:
    """Return a change as a step."""
    return Step(
        on=change.on,
        title=change.get_kind_display(),
        sentence=sentence,
        decision=change.decision,
        is_ahead=change.on > on,
        is_stuck=change.tried_on is not None and not change.in_force,
        pk=None if change.in_force else change.pk,
    )


def sentence_of(change: UnitChange) -> str:
    """Say what a change did to its own unit."""
    if change.kind == Kind.RENAMED:
        return _("“%(a)s” đổi thành “%(b)s”.") % {"a": change.name_before, "b": change.name_after}
    if change.kind == Kind.MOVED:
        return _("Từ dưới %(a)s sang dưới %(b)s.") % {"a": change.parent_before, "b": change.parent_after}
    if change.kind == Kind.MERGED:
        return _("Nhập vào %(b)s.") % {"b": change.into}
    if change.kind == Kind.SPLIT:
        return _("Tách ra %(b)s.") % {"b": change.into}
    return ""


def sentence_of_gain(change: UnitChange) -> str:
    """Say what a change brought to the unit that it went into."""
    if change.kind == Kind.MERGED:
        return _("Nhận %(a)s.") % {"a": change.unit}
    return _("Tách ra từ %(a)s.") % {"a": change.unit}
