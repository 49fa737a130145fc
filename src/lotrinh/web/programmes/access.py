"""The only door to programmes, assignments and events."""

from __future__ import annotations

import datetime

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.http import Http404

from lotrinh.web.organisation.access import CLERK, HEAD, OFFICER, Standing, standing_of
from lotrinh.web.organisation.models import Person, Role, Unit
from lotrinh.web.organisation.queries import UnitQuerySet
from lotrinh.web.organisation.reach import Reach
from lotrinh.web.organisation.secret_addresses import digest_of_secret
from lotrinh.web.programmes.models import Assignment, CalendarFeed, Duty, Event, Programme, Stage
from lotrinh.web.programmes.queries import AssignmentQuerySet

JUDGES_OF_A_UNIT = (CLERK, HEAD, OFFICER)  # who says for a unit that was named; who only reads there does not


def programmes_for(standing: Standing) -> QuerySet[Programme]:
    """Return the programmes that a person oversees, and those in which a unit of theirs has something to do."""
    own = set(assignments_beside(standing).values_list("duty__programme", flat=True).distinct())
    seen = standing.overseen_ids.at("owner") | Q(pk__among=own)
    return Programme.objects.filter(seen).select_related("owner", "document")


def units_at_work(standing: Standing) -> Reach:
    """Return the units whose work a person does or oversees."""
    return standing.overseen_ids | standing.own_ids


def concerning(standing: Standing, units: Reach) -> Q:
    """Return the condition that one of these units does an assignment, or they or the person say that it is done."""
    return units.at("unit") | Q(acceptor=standing.person) | units.at("acceptor_unit")


def get_programme_for(standing: Standing, pk: int) -> Programme:
    """Return a programme to look at.

    Raises:
        Http404: there is none that concerns them.
    """
    programme = Programme.objects.select_related("owner", "document").filter(pk=pk).first()
    if programme is None or not (
        standing.overseen_ids.holds(programme.owner) or assignments_in(standing, programme).exists()
    ):
        raise Http404
    return programme


def get_programme_to_run(standing: Standing, pk: int) -> Programme:
    """Return a programme whose assignments the person may change.

    Raises:
        Http404: none that concerns them.
        PermissionDenied: they may only look at it.
    """
    programme = get_programme_for(standing, pk)
    if not standing.clerk_ids.holds(programme.owner):
        raise PermissionDenied
    return programme


def get_programme_to_link(standing: Standing, pk: int) -> Programme:
    """Return a programme whose phrases the person may give a meaning, which holds for every plan of the body.

    Raises:
        Http404: none that concerns them.
        PermissionDenied: they may only look at it, or are no clerk of the body itself.
    """
    programme = get_programme_to_run(standing, pk)
    if programme.owner.body_key not in standing.clerk_ids:
        raise PermissionDenied
    return programme


def duties_for(standing: Standing) -> QuerySet[Duty]:
    """Return the duties of the programmes that a person oversees; others see what their units have of them."""
    return Duty.objects.filter(standing.overseen_ids.at("programme__owner"))


def get_duty_to_run(standing: Standing, pk: int) -> Duty:
    """Return a tracked duty that the person may assign; a duty set aside is no `Duty`, so there is none here.

    Raises:
        Http404: none in their programmes.
    """
    duty = (
        Duty.objects.filter(standing.clerk_ids.at("programme__owner"), pk=pk).select_related("programme__owner").first()
    )
    if duty is None:
        raise Http404
    return duty


def get_stage_to_run(standing: Standing, pk: int) -> Stage:
    """Return a stage whose dates the person may set.

    Raises:
        Http404: none in their programmes.
    """
    stages = Stage.objects.filter(standing.clerk_ids.at("programme__owner"), pk=pk)
    stage = stages.select_related("programme__owner").first()
    if stage is None:
        raise Http404
    return stage


def units_to_assign(programme: Programme, *, on: datetime.date) -> UnitQuerySet:
    """Return the units that may get work in a programme: those of its body that are open on a day."""
    return Unit.objects.all().of_body(programme.owner.body_key).open_on(on)


def assignments_for(standing: Standing) -> AssignmentQuerySet:
    """Return the assignments that a person oversees or does."""
    return for_rows(
        Assignment.objects.filter(
            standing.overseen_ids.at("duty__programme__owner") | concerning(standing, units_at_work(standing))
        )
    )


def assignments_in(standing: Standing, programme: Programme) -> AssignmentQuerySet:
    """Return the same of one programme: who oversees it sees all of it, which needs no search among their units."""
    if standing.overseen_ids.holds(programme.owner):
        return for_rows(Assignment.objects.filter(duty__programme=programme))
    return for_rows(Assignment.objects.filter(concerning(standing, units_at_work(standing)), duty__programme=programme))


def assignments_beside(standing: Standing) -> AssignmentQuerySet:
    """Return all of the same that may be in programmes which they do not oversee: of a body overseen whole nothing is.

    It is for telling apart by programme what comes back. Asked for some programmes only, SQLite reads all their work.
    """
    units = Reach(units=standing.overseen_ids.units | standing.own_ids)
    return Assignment.objects.filter(concerning(standing, units)).order_by()


def assignments_of(standing: Standing, unit: Unit) -> AssignmentQuerySet:
    """Return the same of one unit."""
    if units_at_work(standing).holds(unit):
        return for_rows(Assignment.objects.filter(unit=unit))
    return assignments_for(standing).filter(unit=unit)


def for_rows(assignments: AssignmentQuerySet) -> AssignmentQuerySet:
    """Return assignments with what their rows tell beside them."""
    return assignments.select_related(
        "duty__programme__owner", "duty__stage", "unit", "origin", "deadline_event", "acceptor", "acceptor_unit"
    ).prefetch_related("holds")


def get_assignment_for(standing: Standing, pk: int) -> Assignment:
    """Return an assignment to look at.

    Raises:
        Http404: none that concerns them.
    """
    assignment = assignments_for(standing).filter(pk=pk).first()
    if assignment is None:
        raise Http404
    return assignment


def get_assignment_to_do(standing: Standing, pk: int) -> Assignment:
    """Return an assignment of the person's own unit.

    Raises:
        PermissionDenied: it is another unit's.
    """
    assignment = get_assignment_for(standing, pk)
    if assignment.unit_id not in standing.own_ids:
        raise PermissionDenied
    return assignment


def get_assignment_to_run(standing: Standing, pk: int) -> Assignment:
    """Return an assignment that a clerk may change.

    Raises:
        PermissionDenied: they may only look at it.
    """
    assignment = get_assignment_for(standing, pk)
    if not standing.clerk_ids.holds(assignment.duty.programme.owner):
        raise PermissionDenied
    return assignment


def get_assignment_to_judge(standing: Standing, pk: int) -> Assignment:
    """Return an assignment that a clerk or head of its programme may accept, send back, put on hold or let go on.

    Raises:
        PermissionDenied: they may only look at it.
    """
    assignment = get_assignment_for(standing, pk)
    if not standing.judged_ids.holds(assignment.duty.programme.owner):
        raise PermissionDenied
    return assignment


def get_assignment_to_accept(standing: Standing, pk: int) -> Assignment:
    """Return an assignment of which the person says whether it is done.

    Raises:
        PermissionDenied: somebody else does.
    """
    assignment = get_assignment_for(standing, pk)
    if not accepts(standing, assignment):
        raise PermissionDenied
    return assignment


def decisions_for(standing: Standing) -> AssignmentQuerySet:
    """Return the work on which a person has the next word, as `accepts` says: submitted by others, or refused."""
    state = Assignment.Progress
    judged = standing.judged_ids.at("duty__programme__owner")
    units = [role.unit_id for role in standing.roles if role.kind in JUDGES_OF_A_UNIT]
    named = Q(acceptor=standing.person) | Q(acceptor_unit__in=units) | (judged & Q(acceptor=None, acceptor_unit=None))
    waits = (named & Q(progress=state.SUBMITTED)) | (judged & Q(progress=state.REFUSED))
    return assignments_for(standing).filter(waits).exclude(submitted_by=standing.person).order_by("stopped_on", "pk")


def accepts(standing: Standing, assignment: Assignment) -> bool:
    """Say whether a person says of work that it is done: who was named, people of the unit named, else who oversees it.

    Work that its unit refused waits for the office whoever was named, as it has to be given to somebody else.
    """
    oversees = standing.judged_ids.holds(assignment.duty.programme.owner)
    if assignment.progress == Assignment.Progress.REFUSED:
        return oversees
    if assignment.acceptor_id is not None:
        return assignment.acceptor_id == standing.person.pk
    if assignment.acceptor_unit_id is not None:
        held = (role for role in standing.roles if role.kind in JUDGES_OF_A_UNIT)
        return any(role.unit_id == assignment.acceptor_unit_id for role in held)
    return oversees


def people_to_accept(programme: Programme, *, on: datetime.date) -> QuerySet[Person]:
    """Return the people who may be named to say that work of a programme is done: those who oversee it on a day."""
    above, unit = [programme.owner_id], programme.owner
    while unit.parent is not None:
        unit = unit.parent
        above.append(unit.pk)
    roles = Role.objects.on(on).filter(unit__in=above, kind__in=(Role.Kind.CLERK, Role.Kind.HEAD))
    return Person.objects.filter(pk__in=roles.values("person")).order_by("full_name", "pk")


def events_for(standing: Standing) -> QuerySet[Event]:
    """Return the events of the bodies that a person works in."""
    return Event.objects.filter(body__in=standing.body_ids).select_related("body").prefetch_related("names")


def events_to_see(standing: Standing) -> QuerySet[Event]:
    """Return the events for a calendar: of an officer's, those that their work or its programmes hang on."""
    events = events_for(standing)
    if standing.overseen_ids:
        return events
    programmes = programmes_for(standing).values("pk")
    hanging = (
        Q(stages_starting__programme__in=programmes)
        | Q(stages_ending__programme__in=programmes)
        | Q(assignments_due__in=assignments_for(standing).values("pk"))
    )
    return events.filter(pk__in=Event.objects.filter(hanging).values("pk"))


def feeds_for(standing: Standing) -> QuerySet[CalendarFeed]:
    """Return the secret addresses that a person made and did not withdraw."""
    return CalendarFeed.objects.filter(person=standing.person, withdrawn_at=None).select_related("unit", "programme")


def get_open_feed(secret: str, *, on: datetime.date) -> tuple[CalendarFeed, Standing]:
    """Return the calendar that has this secret address, and what the person is who made it.

    Raises:
        Http404: there is no such address, it was withdrawn, or the person left; which of these is not said.
    """
    people = Person.objects.who_may_sign_in(demo=settings.DEMO)
    found = CalendarFeed.objects.filter(digest=digest_of_secret(secret), withdrawn_at=None, person__in=people)
    feed = found.select_related("person", "unit").first()
    standing = standing_of(feed.person, on=on) if feed is not None else None
    if feed is None or standing is None or not standing.works:
        raise Http404
    return feed, standing


def get_event_for(standing: Standing, pk: int) -> Event:
    """Return an event of a body of theirs.

    Raises:
        Http404: there is none.
    """
    event = events_for(standing).filter(pk=pk).first()
    if event is None:
        raise Http404
    return event


def get_event_to_change(standing: Standing, pk: int) -> Event:
    """Return an event that the person may date: its days move what every unit of the body must do.

    Raises:
        Http404: there is none.
        PermissionDenied: they are no clerk of the body itself.
    """
    event = get_event_for(standing, pk)
    if event.body_id not in standing.clerk_ids:
        raise PermissionDenied
    return event
