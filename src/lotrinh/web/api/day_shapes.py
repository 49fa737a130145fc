"""What the API sends of reminders, feeds, working days, finding and figures."""

from __future__ import annotations

import datetime
from typing import Annotated, Literal

from ninja import Schema
from pydantic import AfterValidator, Field, StringConstraints

from lotrinh.web.api.paging import PageAsked
from lotrinh.web.api.shapes import DaysAsked, Figures, Key, Named, Sent, WorkAsked, printable

FoundKind = Literal["document", "section", "programme", "duty", "assignment", "activity", "unit"]


class ReminderOut(Schema):
    """What the person is reminded of now."""

    id: int
    assignment: int
    programme: int
    text: str
    unit: Named
    due_on: datetime.date = Field(description="The deadline that counts, days on hold added.")
    rung: int = Field(description="Days from the deadline: -7 is a week before, 14 two weeks late.")
    made_at: datetime.datetime
    read_at: datetime.datetime | None


class ReadIn(Sent):
    """Which reminders were read."""

    ids: Annotated[list[Key], Field(min_length=1, max_length=200)]


class ReadOut(Schema):
    """How many were not marked as read before."""

    read: int


class FeedOut(Schema):
    """A secret address of a calendar, of all that its maker sees unless of a unit or a programme; not the secret."""

    id: int
    unit: Named | None
    programme: Named | None
    made_at: datetime.datetime


class FeedAsked(Sent):
    """Of which unit or programme; neither: all that the token shows."""

    unit: Key | None = None
    programme: Key | None = None


class WorkdaysAsked(DaysAsked):
    last: datetime.date = Field(description="At most 366 days after `first`.")


class OtherDay(Schema):
    """A day that the calendar names: off, or worked instead of another."""

    on: datetime.date
    name: str
    is_worked: bool


class WorkdaysOut(Schema):
    """The days of the week that are worked, after the law and the body's own rows."""

    working_days: int
    days: list[OtherDay]


class FindAsked(Sent):
    q: Annotated[str, StringConstraints(max_length=300), AfterValidator(printable)]
    kind: FoundKind | None = None
    limit: Annotated[int, Field(ge=1, le=60)] = 20


class FoundOut(Schema):
    """What was found; of a section `id` is its document's, of an activity its assignment's."""

    kind: FoundKind
    id: int
    title: str
    excerpt: str
    day: datetime.date | None
    programme: int | None = Field(description="Of a duty, an assignment and an activity.")


class FindOut(Schema):
    """The best first; ask for one `kind` to see more of it."""

    items: list[FoundOut]


class FiguresAsked(PageAsked, WorkAsked):
    by: Literal["unit", "programme"] = "unit"


class FiguresRow(Figures):
    """The four figures of a unit or a programme."""

    of: Named
    total: int


class FiguresOut(Schema):
    items: list[FiguresRow]
    next: str | None = Field(description="The cursor of the next page; null on the last.")
    total: Figures
