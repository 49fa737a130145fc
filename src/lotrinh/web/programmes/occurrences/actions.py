"""Laying out the occurrences of a duty: what changes is computed once, for the look ahead and for the saving alike.

An occurrence that has work in it is never dropped. Laid out twice the same way, nothing changes.
"""

from __future__ import annotations

import datetime
import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from lotrinh.plans.occurrences import Rule, occurrence_days, starting
from lotrinh.web import clock
from lotrinh.web.organisation import audit
from lotrinh.web.organisation.actions import ChangedMeanwhile
from lotrinh.web.organisation.models import Person
from lotrinh.web.programmes.actions import lock_programme
from lotrinh.web.programmes.models import Activity, Assignment, Duty
from lotrinh.web.programmes.moves import NotAsShown
from lotrinh.web.programmes.occurrences.laying_out import MOST, days_of, deadline_on

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Layout:
    """What laying a duty out does to its assignments."""

    days: list[datetime.date]
    added: list[tuple[Assignment, datetime.date]]  # like which assignment of the same unit, on which day
    turned: list[tuple[Assignment, datetime.date]]  # assignments without a day that become an occurrence
    dropped: list[Assignment]
    left: list[Assignment]  # on no day any more, kept for the work in them

    @property
    def mark(self) -> str:
        """Return a mark that is the same only for the same changes."""
        rows = (
            self.days,
            [(like.pk, day) for like, day in self.added],
            [(each.pk, day) for each, day in self.turned],
            [each.pk for each in self.dropped],
        )
        return hashlib.sha256(repr(rows).encode()).hexdigest()[:32]


def preview_layout(duty: Duty, *, rule: Rule, first: datetime.date, until: datetime.date) -> Layout:
    """Return what laying a duty out would do.

    Raises:
        ValidationError: days out of order, or more of them than anybody can follow.
    """
    if until < first:
        raise ValidationError({"until": _("Ngày cuối trước kỳ đầu tiên.")})
    days = occurrence_days(rule, first=first, until=until, most=MOST + 1)
    if len(days) > MOST:
        raise ValidationError({"until": _("Quá %s kỳ; hãy chọn ngày cuối sớm hơn hoặc nhịp thưa hơn.") % MOST})
    rows = list(Assignment.objects.filter(duty=duty).select_related("unit").order_by("unit", "occurrence_on", "pk"))
    worked, before = worked_in(duty), set(days_of(duty))
    off = [row for row in rows if row.occurrence_on is not None and row.occurrence_on not in days]
    turned, added = [], []
    for mine in by_unit(row for row in rows if row not in off or row.pk in worked):
        have = {row.occurrence_on for row in mine}
        known = before if have - {None} else set()  # what a clerk took back before stays taken back
        plain = [row for row in mine if row.occurrence_on is None and row.deadline is None]
        for row in plain:
            if (day := day_for(row, days, have, worked)) is not None:
                have.add(day)
                turned.append((row, day))
        if mine[0].unit.is_open_on(clock.today()):
            added += [(mine[-1], day) for day in days if day not in have | known]
    return Layout(
        days=days,
        added=added,
        turned=turned,
        dropped=[row for row in off if row.pk not in worked],
        left=[row for row in off if row.pk in worked],
    )


def by_unit(rows: Iterable[Assignment]) -> Iterator[list[Assignment]]:
    """Yield the assignments of each unit, those that a merger brought among its own."""
    found: dict[int, list[Assignment]] = defaultdict(list)
    for row in rows:
        found[row.unit_id].append(row)
    yield from found.values()


def worked_in(duty: Duty) -> dict[int, datetime.date | None]:
    """Return the assignments of a duty that hold work, each with the last day that was told of, if any."""
    found: dict[int, datetime.date | None] = dict(
        Assignment.objects.filter(duty=duty)
        .filter(~Q(progress=Assignment.Progress.NOT_STARTED) | Q(steps__isnull=False) | Q(plans__isnull=False))
        .values_list("pk", "done_on")
    )
    told = Activity.objects.filter(assignment__duty=duty).exclude(undone_at__isnull=False, evidence=None)
    return found | dict(told.order_by("on", "pk").values_list("assignment", "on"))


def day_for(
    row: Assignment,
    days: Sequence[datetime.date],
    have: set[datetime.date | None],
    worked: dict[int, datetime.date | None],
) -> datetime.date | None:
    """Return the occurrence that an assignment without one becomes: the first, or that in which it was worked on."""
    free = [day for day in days if day not in have]
    told = worked.get(row.pk)
    return next((day for day in free if told is None or day >= told), free[-1] if free else None)


@transaction.atomic
def lay_out(
    *, by: Person, duty: Duty, version: int, rule: Rule, first: datetime.date, until: datetime.date, seen: str
) -> Layout:
    """Say from when until when a duty recurs, and make what is missing. `seen`: the mark that the person was shown.

    Raises:
        ChangedMeanwhile: the duty has another version now.
        NotAsShown: something else would change than what was shown.
        ValidationError: as `preview_layout`.
    """
    lock_programme(duty)
    held = Duty.objects.select_for_update().filter(pk=duty.pk, version=version).first()
    if held is None:
        raise ChangedMeanwhile
    list(Assignment.objects.select_for_update().filter(duty=held).order_by("pk").values_list("pk"))
    layout = preview_layout(held, rule=rule, first=first, until=until)
    if seen != layout.mark:
        raise NotAsShown
    before = picture(held)
    held.recurrence, held.recurs_from, held.recurs_until = str(starting(rule, first)), first, until
    held.version = version + 1
    held.save(update_fields=["recurrence", "recurs_from", "recurs_until", "version"])
    write(held, layout)
    after = picture(held) | {
        "added": [(like.unit_id, day) for like, day in layout.added],
        "turned": [(row.pk, day) for row, day in layout.turned],
        "dropped": [(row.pk, row.unit_id, row.occurrence_on) for row in layout.dropped],
    }
    audit.record(by=by, action="duty.laid_out", subject=held, before=before, after=after)
    return layout


def write(duty: Duty, layout: Layout) -> None:
    """Write what a layout changes."""
    Assignment.objects.filter(pk__in=[row.pk for row in layout.dropped]).delete()
    for row, day in layout.turned:
        row.occurrence_on, row.due_on, row.deadline = day, day, deadline_on(duty, day)
        row.version += 1
        row.save(update_fields=["occurrence_on", "due_on", "deadline", "version"])
    Assignment.objects.bulk_create(occurrence_like(like, duty, day) for like, day in layout.added)


def occurrence_like(like: Assignment, duty: Duty, day: datetime.date) -> Assignment:
    """Return a new occurrence on the terms of another assignment of the same unit."""
    return Assignment(
        duty=duty,
        unit=like.unit,
        occurrence_on=day,
        part=like.part,
        deadline=deadline_on(duty, day),
        due_on=day,
        deliverable=like.deliverable,
        authority=like.authority,
        acceptor=like.acceptor,
        acceptor_unit=like.acceptor_unit,
    )


def picture(duty: Duty) -> Json:
    """Return what the audit keeps of how a duty recurs."""
    return {"recurrence": duty.recurrence, "from": duty.recurs_from, "until": duty.recurs_until}
