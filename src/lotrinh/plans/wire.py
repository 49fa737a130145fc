"""A Plan to the JSON of `lotrinh.plan/1` and back. Names and shapes are fixed by the contract."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from datetime import date
from typing import Any

from lotrinh.documents.document import Span
from lotrinh.plans.plan import (
    Citation,
    DateMoment,
    Duty,
    EventMoment,
    IssueMoment,
    Moment,
    OffsetMoment,
    Plan,
    Power,
    Value,
)

SCHEMA = "lotrinh.plan/1"
Json = dict[str, Any]


def to_json(plan: Plan) -> Json:
    """Return the plan in the shape of the contract: plain dicts, lists, strings, numbers and None."""
    body = {f.name: wired(getattr(plan, f.name)) for f in fields(plan)}
    return {"schema": SCHEMA, **body}


def wired(value: object) -> Any:
    """Return one thing of a plan as JSON."""
    if isinstance(value, Span):
        return [value.start, value.end]
    if isinstance(value, DateMoment | IssueMoment | EventMoment | OffsetMoment):
        return moment_to_json(value)
    if isinstance(value, Citation):
        return citation_to_json(value)
    if isinstance(value, Duty):
        return duty_to_json(value)
    if is_dataclass(value) and not isinstance(value, type):
        return {f.name: wired(getattr(value, f.name)) for f in fields(value)}
    if isinstance(value, tuple | list):
        return [wired(item) for item in value]
    if isinstance(value, dict):
        return {key: wired(item) for key, item in value.items()}
    return value.isoformat() if isinstance(value, date) else value


def citation_to_json(citation: Citation) -> Json:
    """Return a citation; its mentions are objects with a span."""
    body = {f.name: wired(getattr(citation, f.name)) for f in fields(citation)}
    return {
        **body,
        "mentions": [{"span": wired(span)} for span in citation.mentions],
        "span": wired(citation.mentions[0]),
    }


def duty_to_json(duty: Duty) -> Json:
    """Return a duty; `row` stands only where it was read from a table."""
    body = {f.name: wired(getattr(duty, f.name)) for f in fields(duty)}
    if duty.row is None:
        del body["row"]
    return body


def moment_to_json(moment: Moment | None) -> Json | None:
    """Return a moment as the contract writes it; None stays None."""
    match moment:
        case DateMoment(day, span, exclusive):
            body: Json = {"kind": "date", "date": day.isoformat(), "span": wired(span)}
            return {**body, "exclusive": True} if exclusive else body
        case IssueMoment(span):
            return {"kind": "issue", "span": wired(span)}
        case EventMoment(event, relation, span):
            return {"kind": "event", "event": event, "relation": relation, "span": wired(span)}
        case OffsetMoment(days, working, origin, span):
            return {
                "kind": "offset",
                "days": days,
                "working": working,
                "from": moment_to_json(origin),
                "span": wired(span),
            }
    return None


def moment_from_json(body: Json | None) -> Moment | None:
    """Return the moment that the contract's JSON writes.

    Raises:
        ValueError: the JSON is not a moment.
    """
    if body is None:
        return None
    try:
        span = Span(*body.get("span") or (0, 0))
        match body["kind"]:
            case "date":
                return DateMoment(date.fromisoformat(body["date"]), span, bool(body.get("exclusive")))
            case "issue":
                return IssueMoment(span)
            case "event" if body["relation"] in ("at", "before", "during", "after"):
                return EventMoment(str(body["event"]), body["relation"], span)
            case "offset":
                origin = moment_from_json(body.get("from"))
                if not isinstance(origin, OffsetMoment):
                    return OffsetMoment(int(body["days"]), bool(body["working"]), origin, span)
    except (KeyError, TypeError) as error:
        raise ValueError("mốc thời gian thiếu phần bắt buộc") from error
    raise ValueError("mốc thời gian không thuộc loại nào đã biết")


def value_from_json(body: Json | None) -> Value | None:
    """Return a value with its span."""
    return None if body is None else Value(body["value"], Span(*body["span"]))


def power_from_json(body: Json | None) -> Power | None:
    """Return a line of power."""
    if body is None:
        return None
    return Power(value_from_json(body["authority"]), value_from_json(body["on_behalf_of"]))
