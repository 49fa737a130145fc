"""A Plan to the JSON of `lotrinh.plan/1` and back. Names and shapes are fixed by the contract."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from datetime import date
from functools import cache
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

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


def from_json(body: Json) -> Plan:
    """Return the plan that the contract's JSON writes; fields that this version does not know are left out.

    Args:
        body: what `to_json` gave, perhaps through a file or a database.

    Raises:
        ValueError: another schema, or a field of another shape than the contract's.
    """
    if not isinstance(body, dict) or body.get("schema") != SCHEMA:
        raise ValueError(f"không phải {SCHEMA}")
    plan: Plan = unwired(Plan, body)
    return plan


def unwired(kind: Any, body: Any) -> Any:
    """Return one thing of a plan from its JSON, by the type that it is to have."""
    origin, parts = get_origin(kind), get_args(kind)
    if origin in (Union, UnionType):
        if body is None and NoneType in parts:
            return None
        return moment_from_json(expected(dict, body)) if DateMoment in parts else unwired(parts[0], body)
    if kind is Span:
        return Span(*unwired(tuple[int, int], body))
    if origin is tuple:
        items = expected(list, body)
        shapes = parts[:1] * len(items) if parts[-1] is Ellipsis else parts
        if len(items) != len(shapes):
            raise ValueError(f"cần {len(shapes)} phần tử, có {len(items)}")
        return tuple(unwired(shape, item) for shape, item in zip(shapes, items, strict=True))
    if origin is dict:
        return {expected(str, key): unwired(parts[1], item) for key, item in expected(dict, body).items()}
    if origin is Literal and body not in parts:
        raise ValueError(f"cần một trong: {', '.join(parts)}")
    if origin is Literal:
        return body
    if kind is date:
        return date.fromisoformat(expected(str, body))
    return fact_from_json(kind, expected(dict, body)) if is_dataclass(kind) else expected(kind, body)


def fact_from_json(kind: Any, body: Json) -> Any:
    """Return a dataclass from the JSON of its fields; a field with a default may be missing."""
    given = dict(body)
    if kind is Citation and "mentions" in given:
        given["mentions"] = [expected(dict, mention).get("span") for mention in expected(list, given["mentions"])]
    try:
        return kind(**{name: unwired(shape, given[name]) for name, shape in shapes_of(kind).items() if name in given})
    except TypeError as error:
        raise ValueError(f"{kind.__name__} thiếu phần bắt buộc") from error


def expected(kind: Any, body: Any) -> Any:
    """Return a plain JSON value that has the right type; a number is not a truth value."""
    if not isinstance(body, kind) or (kind is int and isinstance(body, bool)):
        raise ValueError(f"cần {kind.__name__}, có {type(body).__name__}")
    return body


@cache
def shapes_of(kind: Any) -> dict[str, Any]:
    """Return the types of the fields of a dataclass."""
    return get_type_hints(kind)
