"""Named queries over programmes and assignments: the four figures are counted here and nowhere else."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, Literal

from django.db import models
from django.db.models import Count, F, Func, Max, Min, Q, Value
from django.db.models.functions import Coalesce

if TYPE_CHECKING:
    from lotrinh.web.programmes.models import Assignment, Evidence, Programme, Stage  # noqa: F401  # named in strings below


def due_within(stage: Stage) -> Q:
    """Return the condition that a deadline lies within a stage; nothing does where neither end is known."""
    days = Q(due_on__isnull=False)
    if stage.start_on is not None:
        days &= Q(due_on__gte=stage.start_on)
    if stage.end_on is not None:
        days &= Q(due_on__lte=stage.end_on)
    return days if stage.has_known_days else Q(pk__in=())


class DaysLater(Func):
    """A day moved by a number of days, as a date column can be generated from it."""

    template = "(%(expressions)s)"
    arg_joiner = " + "
    output_field = models.DateField(null=True)

    def as_sqlite(self, compiler: Any, connection: Any, **context: Any) -> Any:
        return self.as_sql(
            compiler, connection, template="date(%(expressions)s || ' days')", arg_joiner=", ", **context
        )


DONE = Q(progress="done")


def counted_day(day: datetime.date) -> Coalesce:
    """Return the day that work is judged on: today, or the last day before its clock stood still."""
    return Coalesce("stopped_on", Value(day, output_field=models.DateField()))


def late_on(day: datetime.date) -> Q:
    """Return the condition that work is not done and past its deadline on a day; days on hold do not count."""
    return ~DONE & Q(late_after__lt=counted_day(day))


def figures_on(day: datetime.date) -> dict[str, Count]:
    """Return the four figures as counts: done in time, done late, open in time, open late."""
    return {
        "done_in_time": Count("pk", filter=DONE & (Q(due_on=None) | Q(done_on__lte=F("late_after")))),
        "done_late": Count("pk", filter=DONE & Q(done_on__gt=F("late_after"))),
        "open_in_time": Count("pk", filter=~DONE & (Q(due_on=None) | Q(late_after__gte=counted_day(day)))),
        "open_late": Count("pk", filter=late_on(day)),
    }


class ProgrammeQuerySet(models.QuerySet["Programme"]):
    """Programmes by owner."""

    def of_units(self, unit_ids: list[int]) -> ProgrammeQuerySet:
        """Return the programmes that these units own."""
        return self.filter(owner__in=unit_ids)


class EvidenceQuerySet(models.QuerySet["Evidence"]):
    """Evidence by whether it was removed."""

    def standing(self) -> EvidenceQuerySet:
        return self.filter(removed_at=None)

    def still_there(self) -> EvidenceQuerySet:
        """Return what stands and what can still be put back: its file has not left the disk."""
        return self.filter(Q(removed_at=None) | Q(dropped_at=None))

    def files_removed_before(self, time: datetime.datetime) -> EvidenceQuerySet:
        """Return removed evidence whose file stays on the disk, though its time is over."""
        return self.exclude(file="").filter(removed_at__lt=time, dropped_at=None)


class AssignmentQuerySet(models.QuerySet["Assignment"]):
    """Assignments by how they stand to their deadline. A task with no deadline is never late."""

    def done_in_time(self) -> AssignmentQuerySet:
        """Return what was done by its deadline, or had none."""
        return self.filter(Q(due_on=None) | Q(done_on__lte=F("late_after")), progress="done")

    def done_late(self) -> AssignmentQuerySet:
        """Return what was done after its deadline."""
        return self.filter(progress="done", done_on__gt=F("late_after"))

    def open_in_time(self, *, on: datetime.date) -> AssignmentQuerySet:
        """Return what is not done and not past its deadline on a day."""
        return self.exclude(progress="done").filter(Q(due_on=None) | Q(late_after__gte=counted_day(on)))

    def open_late(self, *, on: datetime.date) -> AssignmentQuerySet:
        """Return what is not done and past its deadline on a day."""
        return self.filter(late_on(on))

    def open_by_origin(self) -> list[dict[str, Any]]:
        """Count what is not done and was another unit's before, by that unit, in one query."""
        moved = self.exclude(progress="done").exclude(origin=None).order_by()
        rows: Any = moved.values("origin", "origin__name").annotate(total=Count("pk")).order_by("origin__name")
        return list(rows)

    def in_stage(self, stage: Stage) -> AssignmentQuerySet:
        """Return what the plan puts under a stage and, of what it puts under none, what is due within its days."""
        return self.filter(Q(duty__stage=stage) | (Q(duty__stage=None) & due_within(stage)))

    def in_no_stage(self, stages: Iterable[Stage]) -> AssignmentQuerySet:
        """Return what is under none of these stages, neither by the plan nor by its deadline."""
        found = self.filter(duty__stage=None)
        for stage in stages:
            found = found.filter(Q(due_on=None) | ~due_within(stage))
        return found

    def tallied(self, *, by_unit: bool, by_day: bool, on: datetime.date) -> list[dict[str, Any]]:
        """Sum planned, done and late by duty and perhaps unit and deadline, in one query."""
        alike = ("duty", "duty__stage", *(("unit",) if by_unit else ()), *(("due_on",) if by_day else ()))
        done, late = Count("pk", filter=DONE), Count("pk", filter=late_on(on))
        return list(self.order_by().values(*alike).annotate(planned=Count("pk"), done=done, late=late))

    def due_between(self, first: datetime.date, last: datetime.date) -> AssignmentQuerySet:
        """Return what is due from one day to another, both counted."""
        return self.filter(due_on__gte=first, due_on__lte=last)

    def due_by_day(self, *, on: datetime.date) -> list[dict[str, Any]]:
        """Sum what is due by day, in one query."""
        counts = {"total": Count("pk"), "done": Count("pk", filter=DONE), "late": Count("pk", filter=late_on(on))}
        rows: Any = self.exclude(due_on=None).order_by("due_on").values("due_on").annotate(**counts)
        return list(rows)

    def due_by_duty(self, *, on: datetime.date) -> list[dict[str, Any]]:
        """Sum what is due by duty and day, in the order of the days and the plan, in one query."""
        rows: Any = (
            self.order_by()
            .values("duty", "due_on", "duty__text", "duty__programme", "duty__programme__title")
            .annotate(
                total=Count("pk"),
                first=Min("pk"),
                unit_name=Min("unit__name"),
                done=Count("pk", filter=DONE),
                late=Count("pk", filter=late_on(on)),
            )
            .order_by("due_on", "duty__programme", "duty__position", "duty")
        )
        return list(rows)

    def counts_by_programme(self, *, on: datetime.date) -> dict[int, dict[str, int]]:
        """Count all, done and late by the key of the programme, in one query."""
        rows = (
            self.order_by()
            .values("duty__programme")
            .annotate(total=Count("pk"), done=Count("pk", filter=DONE), late=Count("pk", filter=late_on(on)))
        )
        return {
            row["duty__programme"]: {"total": row["total"], "done": row["done"], "late": row["late"]} for row in rows
        }

    def four_figures(self, *, on: datetime.date) -> dict[str, int]:
        """Count done in time, done late, open in time and open late in one query."""
        return self.aggregate(**figures_on(on))

    def figures_by(self, what: Literal["unit", "programme"], *, on: datetime.date) -> list[dict[str, Any]]:
        """Count all and the four figures by unit or programme, in the order of their keys, in one query."""
        of, name = {"unit": ("unit", "unit__name"), "programme": ("duty__programme", "duty__programme__title")}[what]
        rows: Any = self.order_by().values(of=F(of), of_name=F(name)).annotate(total=Count("pk"), **figures_on(on))
        return list(rows.order_by("of"))

    def units_by_duty(self, duties: list[int]) -> dict[int, int]:
        """Count the units of some duties, each unit once however often it has the duty; no query for no duty."""
        rows = self.order_by().filter(duty__in=duties).values("duty").annotate(units=Count("unit", distinct=True))
        return {row["duty"]: row["units"] for row in rows}

    def spread_by_duty(self, *, on: datetime.date) -> list[dict[str, Any]]:
        """Sum the four figures of each duty in one query; nothing but assignments is read, for there may be many.

        Where a unit may have a duty again, by its occurrences or from another unit, the units are told apart in one
        more: each has it once otherwise, and sorting all of them would cost more than the figures.
        """
        again = Q(occurrence_on__isnull=False) | Q(origin__isnull=False)
        rows: Any = (
            self.order_by()
            .values("duty")
            .annotate(
                total=Count("pk"),
                first=Min("pk"),
                again=Count("pk", filter=again),
                earliest=Min("due_on"),
                latest=Max("due_on"),
                with_day=Count("due_on"),
                **figures_on(on),
            )
        )
        units = self.units_by_duty([row["duty"] for row in rows if row["again"]])
        return [row | {"units": units.get(row["duty"], row["total"])} for row in rows]
