"""What a plan says, as frozen facts that each point to the words they were read from.

These are the shapes of `lotrinh.plan/1`. None means that the document does not say; a default never stands in for it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal

from lotrinh.documents.document import Span

System = Literal["party", "state", "union", "youth", "front"]
Role = Literal[
    "purpose", "requirements", "content", "stage", "theme", "channels", "execution", "unit", "budget", "appendix"
]
Scope = Literal["tracked", "out_of_scope"]
Relation = Literal["at", "before", "during", "after"]
Purpose = Literal["report", "implement", "coordinate", "information", "archive"]
Severity = Literal["error", "warning", "note"]
ParagraphKind = Literal["bullet", "numbered", "plain"]
ChannelKind = Literal[
    "meeting", "oral", "newsletter", "print", "website", "press", "broadcast", "loudspeaker", "display", "social",
    "culture", "exhibition", "emulation", "contest", "training", "consultation", "other",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Value:
    """One word or phrase as the document has it (codes and dates normalised), and where."""

    value: str
    span: Span


@dataclass(frozen=True, slots=True)
class DateMoment:
    """A day. `exclusive`: the words said "trước ngày" or "sau ngày" and `date` already leaves that day out."""

    date: date
    span: Span
    exclusive: bool = False


@dataclass(frozen=True, slots=True)
class IssueMoment:
    """ "Từ nay": the day the plan is issued, also where that day is unknown."""

    span: Span


@dataclass(frozen=True, slots=True)
class EventMoment:
    """A point tied to a named happening."""

    event: str
    relation: Relation
    span: Span


@dataclass(frozen=True, slots=True)
class OffsetMoment:
    """So many days, or working days, from another moment."""

    days: int
    working: bool
    origin: IssueMoment | DateMoment | EventMoment | None
    span: Span


Moment = DateMoment | IssueMoment | EventMoment | OffsetMoment


@dataclass(frozen=True, slots=True)
class Source:
    """The file that was read."""

    name: str
    format: str
    sha256: str
    pages: int | None
    characters: int
    repairs: dict[str, int]


@dataclass(frozen=True, slots=True)
class Header:
    """The head of a document."""

    system: System | None = None
    kind: Value | None = None
    number: Value | None = None
    symbol: Value | None = None
    code: Value | None = None
    issuer: Value | None = None
    parent_issuer: Value | None = None
    place: Value | None = None
    issued_on: Value | None = None  # ISO date
    subject: Value | None = None


@dataclass(frozen=True, slots=True)
class Citation:
    """One other work, with every place that names it. `code` is None for a work cited by name alone."""

    code: str | None
    kind: str | None
    number: str | None
    symbol: str | None
    year: int | None
    issuer: str | None
    issued_on: date | None
    title: str | None
    basis: bool
    mentions: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of a section, headings left out."""

    kind: ParagraphKind
    marker: str | None
    span: Span


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and all that stands under it; `span` runs from the heading to the end of its last paragraph."""

    path: str
    marker: str
    title: str
    role: Role | None
    span: Span
    title_span: Span
    paragraphs: tuple[Paragraph, ...] = ()
    children: tuple[Section, ...] = ()


@dataclass(frozen=True, slots=True)
class Stage:
    section: str
    label: str
    start: Moment | None
    end: Moment | None
    span: Span


@dataclass(frozen=True, slots=True)
class Theme:
    title: str
    stage: str | None  # path of the stage's section
    section: str
    scope: Scope
    span: Span


@dataclass(frozen=True, slots=True)
class Channel:
    kind: ChannelKind
    section: str
    span: Span


@dataclass(frozen=True, slots=True)
class Duty:
    """What the plan asks of a unit, as written. `excluded`: clauses of a tracked duty that are left out."""

    unit: str
    section: str | None
    text: str
    span: Span
    unit_span: Span | None = None
    support: tuple[Value, ...] = ()
    deadline: Moment | None = None
    recurrence: Value | None = None  # an RFC 5545 RRULE value
    deliverable: Value | None = None
    channels: tuple[ChannelKind, ...] = ()
    themes: tuple[str, ...] = ()
    excluded: tuple[Span, ...] = ()
    scope: Scope = "tracked"
    row: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Recipient:
    name: str
    purpose: Purpose | None
    span: Span


@dataclass(frozen=True, slots=True)
class Power:
    """A line of power: `TM.` ỦY BAN NHÂN DÂN, `KT.` CHỦ TỊCH."""

    authority: Value | None
    on_behalf_of: Value | None


@dataclass(frozen=True, slots=True)
class Signature:
    authority: Value | None = None
    on_behalf_of: Value | None = None
    under: Power | None = None
    position: Value | None = None
    name: Value | None = None


@dataclass(frozen=True, slots=True)
class DateFact:
    """A date anywhere in the text; `date` is None where a part of it is left blank."""

    span: Span
    date: date | None
    precision: Literal["day", "month", "quarter", "year"]
    calendar: Literal["solar", "lunar"] = "solar"


@dataclass(frozen=True, slots=True)
class Problem:
    """A doubt that a person should look at; `message` is Vietnamese."""

    code: str
    severity: Severity
    message: str
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """Everything that was read from one document."""

    source: Source
    text: str
    header: Header = field(default_factory=Header)
    citations: tuple[Citation, ...] = ()
    sections: tuple[Section, ...] = ()
    stages: tuple[Stage, ...] = ()
    themes: tuple[Theme, ...] = ()
    channels: tuple[Channel, ...] = ()
    duties: tuple[Duty, ...] = ()
    recipients: tuple[Recipient, ...] = ()
    signature: Signature | None = None
    signatures: tuple[Signature, ...] = ()
    dates: tuple[DateFact, ...] = ()
    problems: tuple[Problem, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """Return the plan in the shape of `lotrinh.plan/1`: plain dicts, lists, strings, numbers and None."""
        from lotrinh.plans.wire import to_json  # noqa: PLC0415  # wire needs these types

        return to_json(self)

    @staticmethod
    def from_json(body: dict[str, Any]) -> Plan:
        """Return the plan that JSON of `lotrinh.plan/1` writes.

        Raises:
            ValueError: another schema, or a field of another shape.
        """
        from lotrinh.plans.wire import from_json  # noqa: PLC0415  # wire needs these types

        return from_json(body)
