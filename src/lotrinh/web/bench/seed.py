"""Fills an empty installation with units, plans, assignments and activities, the same ones from the same seed.

Rows are written in batches past the actions that people use: one line in the audit says so. An installation with people
of its own is refused, whatever else it holds.
"""

from __future__ import annotations

import datetime
import random
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from lotrinh.errors import LotrinhError
from lotrinh.web import clock
from lotrinh.web.bench.country import Country, Told, make_country, make_people
from lotrinh.web.bench.plans import make_plan
from lotrinh.web.bench.rows import write_rows
from lotrinh.web.organisation import audit
from lotrinh.web.organisation.models import Person, Unit
from lotrinh.web.programmes.models import Activity, Assignment, Duty, Hold

State = Assignment.Progress
STATES = (
    *(State.NOT_STARTED,) * 30,
    *(State.IN_PROGRESS,) * 25,
    *(State.DONE,) * 30,
    *(State.SUBMITTED,) * 8,
    *(State.RETURNED,) * 3,
    *(State.REFUSED,) * 2,
    *(State.ON_HOLD,) * 2,
)  # of a hundred assignments
WHY = "Lý do được dựng để đo tốc độ."
DAYS = 300  # deadlines lie within so many days before and after today
TELL_EVERY = 100_000  # rows between two lines of progress
ASSIGNMENT = ("duty", "unit", "part", "progress", "deadline", "due_on", "done_on", "stopped_on", "reason")
HOLD = ("assignment", "starts_on", "reason")
ACTIVITY = ("assignment", "progress", "on", "at", "note", "by", "is_told", "people", "token")


class NotEmpty(LotrinhError):
    """The installation has people, so it is no place for invented work."""


@dataclass(frozen=True, slots=True)
class Amounts:
    """How much is made."""

    units: int
    assignments: int
    activities: int
    plans: int = 300


def fill(amounts: Amounts, *, seed: int, tell: Told) -> None:
    """Fill the installation.

    Raises:
        NotEmpty: it has people or units already.
    """
    if Person.objects.exists() or Unit.objects.exists():
        raise NotEmpty("Bản cài này đã có người dùng hoặc đơn vị; chỉ nạp dữ liệu đo tốc độ vào bản cài còn trống.")
    dice, today = random.Random(seed), clock.today()  # noqa: S311  # nosec B311  # the same rows each time, no secret
    country = make_country(amounts.units)
    clerk = make_people(country)
    tell(f"{Unit.objects.count()} đơn vị")
    file = default_storage.save("documents/do-toc-do", ContentFile(b"do toc do"))
    filled = Filling(dice=dice, today=today, clerk=clerk, tell=tell)
    for number, share in enumerate(shares(amounts.assignments, amounts.plans)):
        province = None if number % 10 == 0 else number % len(country.provinces)
        filled.add_plan(country, number, province, share, file)
    tell(f"{amounts.plans} kế hoạch, {filled.made} việc đã giao")
    filled.add_holds()
    filled.add_activities(amounts.activities)
    after = {"units": amounts.units, "plans": amounts.plans, "assignments": filled.made, "seed": seed}
    audit.record(by=None, action="bench.seeded", subject=country.body, before=None, after=after)


def shares(total: int, plans: int) -> Iterator[int]:
    """Yield how many assignments each plan has: one in ten, the body's own, has as many as nine of the others."""
    weights = [9 if number % 10 == 0 else 1 for number in range(plans)]
    whole, given, seen = sum(weights), 0, 0
    for weight in weights:
        seen += weight
        upto = total * seen // whole
        yield upto - given
        given = upto


@dataclass(slots=True)
class Filling:
    """What is under way: the dice, the day, and how much is made."""

    dice: random.Random
    today: datetime.date
    clerk: Person
    tell: Told
    made: int = 0

    def add_plan(self, country: Country, number: int, province: int | None, share: int, file: str) -> None:
        """Add one plan with its assignments, at least five duties where there are so many."""
        owner = country.body if province is None else country.provinces[province]
        audience = country.communes_of(province)
        each = max(1, min(len(audience), -(-share // 5)))
        duties = make_plan(self.clerk, owner, number, count=-(-share // each), today=self.today, file=file)
        places = ((duty, unit) for duty in duties for unit in audience[:each])
        rows = (self.assignment(duty, unit) for duty, unit in islice(places, share))
        for _written in write_rows(Assignment, ASSIGNMENT, rows):
            pass
        if (self.made + share) // TELL_EVERY > self.made // TELL_EVERY:
            self.tell(f"… {self.made + share} việc")
        self.made += share

    def assignment(self, duty: Duty, unit: Unit) -> tuple[Any, ...]:
        """Return one assignment in a state and with a deadline that the dice give."""
        progress, dice = self.dice.choice(STATES), self.dice
        due = self.today + datetime.timedelta(days=dice.randint(-DAYS, DAYS)) if dice.random() < 0.9 else None
        ago = self.today - datetime.timedelta(days=dice.randint(0, DAYS))
        return (
            duty.pk,
            unit.pk,
            Assignment.Part.LEAD if dice.random() < 0.8 else Assignment.Part.SUPPORT,
            progress,
            {"kind": "date", "date": due.isoformat(), "span": [0, 1]} if due else None,
            due,
            ago if progress == State.DONE else None,
            ago if progress in (State.SUBMITTED, State.ON_HOLD) else None,
            WHY if progress in (State.RETURNED, State.REFUSED, State.ON_HOLD) else "",
        )

    def add_holds(self) -> None:
        """Add to all that is on hold the hold itself."""
        held = Assignment.objects.filter(progress=State.ON_HOLD).order_by("pk").values_list("pk", flat=True)
        for _written in write_rows(Hold, HOLD, ((pk, self.today, WHY) for pk in held)):
            pass

    def add_activities(self, count: int) -> None:
        """Add activities to the work that was begun, dealt out in turn."""
        begun = list(
            Assignment.objects.exclude(progress=State.NOT_STARTED).order_by("pk").values_list("pk", "progress")
        )
        rows = (self.activity(*begun[number % len(begun)], number) for number in range(count if begun else 0))
        for made in write_rows(Activity, ACTIVITY, rows):
            if made % TELL_EVERY == 0:
                self.tell(f"… {made} hoạt động")
        self.tell(f"{count if begun else 0} hoạt động")

    def activity(self, assignment: int, progress: str, number: int) -> tuple[Any, ...]:
        """Return one activity told of an assignment."""
        on = self.today - datetime.timedelta(days=self.dice.randint(0, DAYS))
        return (
            assignment,
            progress,
            on,
            datetime.datetime.combine(on, datetime.time(8), tzinfo=datetime.UTC),
            f"Hoạt động {number}, dựng để đo tốc độ.",
            self.clerk.pk,
            True,
            self.dice.choice((None, 20, 45, 120)),
            uuid.UUID(int=self.dice.getrandbits(128), version=4),
        )
