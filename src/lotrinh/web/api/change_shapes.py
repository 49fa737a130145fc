"""What the API takes to change work, activities and days, and how it tells what such a change moves.

Days that move others are looked at first: the answer bears a mark, `seen`, which saving must hand back.
"""

from __future__ import annotations

import datetime
from typing import Annotated, Literal

from ninja import Schema
from pydantic import AfterValidator, Field, StringConstraints, model_validator

from lotrinh.web.api.shapes import Day, EventOut, Figure, Key, Line, Sent, StageOut, Text, Version, printable

Relation = Literal["at", "before", "during", "after"]
Mark = Annotated[str, StringConstraints(max_length=64), AfterValidator(printable)]
Words = Annotated[str, StringConstraints(max_length=2000), AfterValidator(printable)]
Name = Annotated[str, StringConstraints(min_length=1, max_length=120), AfterValidator(printable)]
Decision = Annotated[str, StringConstraints(min_length=1, max_length=200), AfterValidator(printable)]


class OriginIn(Sent):
    """What days are counted from."""

    kind: Literal["issue", "date", "event"]
    date: Day | None = None
    event: Line | None = None


class MomentIn(Sent):
    """A point in time, as in lotrinh.plan/1: a day, the day of issue, an event, or so many days from one of these."""

    kind: Literal["date", "issue", "event", "offset"]
    date: Day | None = Field(None, description="Of `date`.")
    event: Line | None = Field(None, description="Of `event`: its name as the plan writes it.")
    relation: Relation | None = Field(None, description="Of `event`; `at` where it is not given.")
    days: Annotated[int, Field(ge=0, le=3660)] | None = Field(None, description="Of `offset`.")
    working: bool = Field(False, description="Of `offset`: whether these are working days.")
    origin: OriginIn | None = Field(None, alias="from", description="Of `offset`; null: as before, else the issue.")


class VersionIn(Sent):
    """The version that was read."""

    version: Version


class AcceptorIn(Sent):
    """Who says that work is done: a person or a unit."""

    person: Key | None = None
    unit: Key | None = None

    @model_validator(mode="after")
    def one_of_both(self) -> AcceptorIn:
        """Refuse none, and two."""
        if (self.person is None) == (self.unit is None):
            raise ValueError("either person or unit, and not both")
        return self

    @property
    def key(self) -> str:
        """What the form of the page sends for them."""
        return f"unit-{self.unit}" if self.person is None else f"person-{self.person}"


class AssignmentChangeIn(VersionIn):
    """What changes in an assignment; what is not sent stays as it is."""

    part: Literal["lead", "support"] | None = None
    deadline: MomentIn | None = Field(None, description="Sent as null: not known.")
    deliverable: Words | None = None
    authority: Words | None = None
    acceptor: AcceptorIn | None = Field(None, description="Sent as null: whoever oversees the programme.")


class LeadIn(VersionIn):
    """The unit that leads from now on."""

    unit: Key


class ActivityChangeIn(VersionIn):
    """An activity written anew, whole; its evidence stays."""

    on: Day
    note: Text = ""
    place: Line = ""
    channel: Key | None = None
    stage: Key | None = None
    themes: list[Key] = Field([], max_length=100)
    people: Figure | None = None
    copies: Figure | None = None
    minutes: Figure | None = None
    items: Figure | None = None


class WithdrawIn(VersionIn):
    """Why an activity is taken back."""

    reason: Words


class EventDaysIn(VersionIn):
    """Days that an event would have; null is not known."""

    starts_on: Day | None
    ends_on: Day | None = None


class EventDatesIn(EventDaysIn):
    """Days that an event has from now on, and the mark of what was seen to move with them."""

    seen: Mark


class StageDaysIn(VersionIn):
    """Both ends that a stage would have; null is not known."""

    start: MomentIn | None
    end: MomentIn | None


class StageDatesIn(StageDaysIn):
    """Both ends that a stage has from now on, and the mark of what was seen to change with them."""

    seen: Mark


class DayRuleIn(Sent):
    """Days off, a rest day worked instead, or both, and the document that decided so."""

    name: Name
    off_from: Day | None = None
    off_until: Day | None = Field(None, description="Null: one day.")
    worked_on: Day | None = None
    decided_by: Decision
    decided_on: Day
    version: Version = Field(0, description="0 for a new row.")


class DayRuleDatesIn(DayRuleIn):
    """The same, and the mark of what was seen to move with it."""

    seen: Mark


class MoveOut(Schema):
    """A day that changes with another; null is not known."""

    what: Literal["stage", "assignment"]
    id: int
    field: Literal["start_on", "end_on", "due_on"]
    before: datetime.date | None
    after: datetime.date | None


class FollowerOut(Schema):
    """A duty that recurs to the end of a stage and is laid out anew: how many of its times come, turn, go and stay."""

    duty: int
    until: datetime.date
    added: int
    turned: int
    dropped: int
    left: int


class LookAhead(Schema):
    """What would change, with nothing changed yet; saving asks for `seen`."""

    moves: list[MoveOut]
    followers: list[FollowerOut]
    seen: str


class EventMoved(Schema):
    event: EventOut
    moves: list[MoveOut]


class StageMoved(Schema):
    stage: StageOut
    moves: list[MoveOut]


class DayRuleOut(Schema):
    """A row of a body's days off."""

    id: int
    body: int
    name: str
    off_from: datetime.date | None
    off_until: datetime.date | None
    worked_on: datetime.date | None
    decided_by: str
    decided_on: datetime.date
    version: int


class DayRuleMoved(Schema):
    rule: DayRuleOut
    moves: list[MoveOut]


class RemovalIn(Schema, extra="forbid"):
    """What taking a row off must name."""

    version: Version
    seen: Mark
