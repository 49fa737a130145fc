"""What the API sends and takes, as strict models: an unknown field is refused, a text has a length, a number two ends.

`None` is what nobody knows; a default is never written where a value was not found.
"""

from __future__ import annotations

import datetime
import uuid
from typing import Annotated, Any, Generic, Literal, TypeVar

from ninja import Schema
from pydantic import AfterValidator, Field, StringConstraints

from lotrinh.web.api.paging import LARGEST_KEY, PageAsked

Progress = Literal["not_started", "in_progress", "submitted", "returned", "refused", "on_hold", "done"]
Axis = Literal["stage", "theme", "channel", "unit"]
Step = Literal["accept", "return", "refuse", "hold", "resume", "undo"]
Item = TypeVar("Item")


def printable(text: str) -> str:
    """Refuse a text with a NUL, which a database cannot keep."""
    if "\x00" in text:
        raise ValueError("NUL")
    return text


def real_day(day: datetime.date) -> datetime.date:
    """Refuse a day that no document of ours has, and around which calendars have no room to count."""
    if not 1900 <= day.year <= 2200:
        raise ValueError("1900-2200")
    return day


Key = Annotated[int, Field(ge=1, le=LARGEST_KEY)]
PlaceKey = Annotated[int, Field(ge=1, le=10**15 - 1)]  # as long as a page reads one
Place = PlaceKey | Literal["none"]  # of an axis
Figure = Annotated[int, Field(ge=0, le=10_000_000)]
Version = Annotated[int, Field(ge=0, le=2_000_000_000)]
Line = Annotated[str, StringConstraints(max_length=300), AfterValidator(printable)]
Text = Annotated[str, StringConstraints(max_length=4000), AfterValidator(printable)]
Day = Annotated[datetime.date, AfterValidator(real_day)]


def sends(*kinds: str) -> dict[str, Any]:
    """Return what the document says of an address that sends a file."""
    content = {kind: {"schema": {"type": "string", "format": "binary"}} for kind in kinds}
    return {"responses": {200: {"description": "The file.", "content": content}}}


class Sent(Schema, extra="forbid"):
    """What is taken: nothing but its own fields."""


class Many(Schema, Generic[Item]):
    """A page of a list."""

    items: list[Item]
    next: str | None = Field(description="The cursor of the next page; null on the last.")


class Wrong(Schema):
    """One field that is wrong."""

    field: str
    detail: str


class Problem(Schema):
    """Why a request was refused (RFC 9457)."""

    type: str
    title: str
    status: int
    detail: str
    errors: list[Wrong] = Field([], description="Field by field, where fields are wrong.")


class Named(Schema):
    """A thing with its key and its name."""

    id: int
    name: str


class RoleOut(Schema):
    kind: Literal["clerk", "officer", "head", "viewer", "administrator"]
    unit: Named
    until: datetime.date | None = Field(description="The first day without it.")


class Me(Schema):
    """Who a token acts for, and what it may do now."""

    person: Named
    unit: Named
    rights: list[Literal["read", "report", "run"]]
    roles: list[RoleOut]
    expires_at: datetime.datetime


class UnitOut(Schema):
    """A unit with its name and the unit above of the day asked for."""

    id: int
    name: str
    code: str
    parent: int | None
    is_open: bool


class UnitsAsked(PageAsked):
    on: Day | None = None


class UnitAsked(Sent):
    on: Day | None = None


class ReadingOut(Schema):
    """How far the reading of a document is."""

    state: Literal["queued", "running", "done", "failed"]
    percent: int
    step: str
    error: str


class DocumentOut(Schema):
    id: int
    unit: Named
    file_name: str
    sha256: str
    code: str
    subject: str
    uploaded_at: datetime.datetime
    confirmed_at: datetime.datetime | None
    version: int
    reading: ReadingOut


class FactOut(Schema):
    """A fact as it stands after corrections; `span` are the places of its words in the plan's `text`."""

    id: int
    kind: str
    data: dict[str, Any]
    span: tuple[int, int]
    origin: Literal["read", "mended", "added"]
    version: int


class FindingOut(Schema):
    """Where a document goes against a rule: words of the plan's `text`, or a place on its page; `fix` where safe."""

    code: str
    severity: Literal["error", "warning", "note"]
    message: str
    span: tuple[int, int] | None
    place: str | None
    found: str | None
    asked: str | None
    fix: dict[str, Any] | None


class FindingsOut(Schema):
    """What the rules found; null where nothing was judged yet. `again` is how far the last judging again is."""

    rules: str | None
    judged_at: datetime.datetime | None
    is_old: bool
    again: Literal["queued", "running", "done", "failed"] | None
    error: str
    findings: list[FindingOut] | None


class ProgrammeOut(Schema):
    id: int
    title: str
    code: str
    issued_on: datetime.date | None
    unit: Named
    document: int


class Figures(Schema):
    """The four figures of the assignments that the token shows."""

    done_in_time: int
    done_late: int
    open_in_time: int
    open_late: int


class ProgrammeWhole(ProgrammeOut):
    figures: Figures


class StageOut(Schema):
    """A stage; `start` and `end` are moments of lotrinh.plan/1, and the days what they come to."""

    id: int
    programme: int
    label: str
    section: str
    start: dict[str, Any] | None
    start_on: datetime.date | None
    end: dict[str, Any] | None
    end_on: datetime.date | None
    version: int


class DutyOut(Schema):
    """A tracked duty; what the product does not serve is no duty and is nowhere here."""

    id: int
    text: str
    unit_phrase: str
    section: str
    stage: int | None
    deliverable: str
    recurrence: str
    version: int


class AssignmentOut(Schema):
    id: int
    duty: int
    programme: int
    text: str
    unit: Named
    part: Literal["lead", "support"]
    progress: Progress
    deadline: dict[str, Any] | None = Field(description="The moment of lotrinh.plan/1 that `due_on` comes from.")
    due_on: datetime.date | None
    late_after: datetime.date | None = Field(description="The deadline with the days on hold added.")
    done_on: datetime.date | None
    occurrence_on: datetime.date | None
    deliverable: str
    authority: str
    acceptor: Named | None = Field(description="The person named to say that it is done.")
    acceptor_unit: Named | None = Field(description="The unit named to; neither: whoever oversees the programme.")
    reason: str
    version: int


class WorkAsked(Schema, extra="forbid"):
    """Which work; all the filters must fit."""

    programme: Key | None = None
    unit: Key | None = None
    progress: Progress | None = None
    is_late: bool | None = None
    due_from: Day | None = None
    due_to: Day | None = None


class AssignmentsAsked(PageAsked, WorkAsked):
    pass


class StepIn(Sent):
    """The version that was read, and for some steps why."""

    version: Version
    reason: Annotated[str, StringConstraints(max_length=2000), AfterValidator(printable)] = ""
    expected_on: Day | None = Field(None, description="Only for `hold`: when it should go on.")


class AssignIn(Sent):
    unit: Key
    part: Literal["lead", "support"]


class EvidenceOut(Schema):
    """A file, a link or a document behind an activity."""

    id: int
    file_name: str
    content_type: str
    size: int
    sha256: str
    has_thumbnail: bool
    link: str
    document: int | None
    state: Literal["waiting", "clean", "refused"] = Field(description="A file can be fetched once it is `clean`.")


class ActivityOut(Schema):
    id: int
    assignment: int
    progress: Progress
    on: datetime.date
    note: str
    place: str
    channel: int | None
    stage: int | None
    themes: list[int]
    people: int | None
    copies: int | None
    minutes: int | None
    items: int | None
    by: Named
    at: datetime.datetime
    withdrawn_at: datetime.datetime | None
    evidence: list[EvidenceOut]
    version: int


class ActivityIn(Sent):
    """What was done. The same `token` sent twice counts once, so a request whose answer was lost can be sent again."""

    token: uuid.UUID
    on: Day
    progress: Literal["in_progress", "submitted", ""] = Field("", description="Empty: the state stays as it is.")
    note: Text = ""
    place: Line = ""
    channel: Key | None = None
    stage: Key | None = None
    themes: list[Key] = Field([], max_length=100)
    people: Figure | None = None
    copies: Figure | None = None
    minutes: Figure | None = None
    items: Figure | None = None
    link: Annotated[str, StringConstraints(max_length=500), AfterValidator(printable)] = ""


class UploadIn(Sent):
    unit: Key


class EventOut(Schema):
    id: int
    name: str
    names: list[str]
    starts_on: datetime.date | None
    ends_on: datetime.date | None
    version: int


class CountOut(Schema):
    planned: int
    done: int
    late: int
    activities: int


class CellOut(CountOut):
    column: Named | None = Field(description="Null: under none.")


class MatrixRow(CountOut):
    row: Named | None = Field(description="Null: under none.")
    cells: list[CellOut] = Field(description="Those where something is planned or was told.")


class MatrixOut(Many[MatrixRow]):
    total: CountOut


class MatrixAsked(PageAsked):
    rows: Axis = "unit"
    columns: Axis = "channel"
    stage: Place | None = None
    theme: Place | None = None
    channel: Place | None = None
    unit: PlaceKey | None = None


class DaysAsked(Sent):
    first: Day
    last: Day = Field(description="At most 62 days after `first`.")


class DueOut(Schema):
    """What is due on a day: one for all the units of a duty."""

    on: datetime.date
    duty: int
    text: str
    programme: int
    total: int
    done: int
    late: int


class CalendarOut(Schema):
    """What falls on some days; each list holds the first 500, and `is_cut` says whether there is more."""

    due: list[DueOut]
    stages_ending: list[StageOut]
    events: list[EventOut]
    is_cut: bool
