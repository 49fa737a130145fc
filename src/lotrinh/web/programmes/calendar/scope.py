"""What a calendar feed holds: all that a person may see, or of that one unit's work, or one programme's."""

from __future__ import annotations

import datetime
from collections.abc import Set
from dataclasses import dataclass, replace

from django.db.models import QuerySet
from django.http import Http404

from lotrinh.web.organisation.access import OFFICER, Standing, reach_of
from lotrinh.web.organisation.reach import Reach
from lotrinh.web.programmes.access import (
    assignments_for,
    assignments_in,
    events_to_see,
    get_open_feed,
    programmes_for,
    units_at_work,
)
from lotrinh.web.programmes.calendar.screen import stages_to_see
from lotrinh.web.programmes.models import Event, Programme, Stage
from lotrinh.web.programmes.queries import AssignmentQuerySet


@dataclass(frozen=True, slots=True)
class Scope:
    """A person's standing, narrowed to a programme where there is one."""

    standing: Standing
    title: str = ""
    programme: Programme | None = None

    def assignments(self) -> AssignmentQuerySet:
        """Return the deadlines."""
        return (
            assignments_for(self.standing) if self.programme is None else assignments_in(self.standing, self.programme)
        )

    def stages(self) -> QuerySet[Stage]:
        """Return the stages."""
        found = stages_to_see(self.standing)
        return found if self.programme is None else found.filter(programme=self.programme)

    def events(self) -> QuerySet[Event]:
        """Return the events; of a programme, those that something in it hangs on."""
        found = events_to_see(self.standing)
        if self.programme is None:
            return found
        stages = Stage.objects.filter(programme=self.programme)
        due = self.assignments().exclude(deadline_event=None).order_by()
        keys = {key for pair in stages.values_list("start_event", "end_event") for key in pair}
        return found.filter(pk__in=keys.union(due.values_list("deadline_event", flat=True).distinct()) - {None})


def get_scope_of_feed(secret: str, *, on: datetime.date) -> Scope:
    """Return what stands behind a secret address, as far as who made it may see it today.

    Raises:
        Http404: there is no such address, it was withdrawn, or who made it may not see this any more.
    """
    feed, standing = get_open_feed(secret, on=on)
    if feed.unit is not None:
        own = reach_of([feed.unit]) & units_at_work(standing)
        if not own.holds(feed.unit):
            raise Http404
        return Scope(as_officer_of(standing, own), title=feed.unit.name)
    if feed.programme_id is not None:
        programme = programmes_for(standing).filter(pk=feed.programme_id).first()
        if programme is None:
            raise Http404
        return Scope(standing, title=programme.title, programme=programme)
    return Scope(standing)


def as_officer_of(standing: Standing, units: Set[int]) -> Standing:
    """Return the standing of somebody who does the work of these units and nothing else."""
    nothing, own = Reach(), frozenset(units)
    return replace(standing, kinds=frozenset({OFFICER}), overseen_ids=nothing, clerk_ids=nothing, own_ids=own)
