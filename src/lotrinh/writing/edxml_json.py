"""The head of an edXML message as JSON, there and back: what `lotrinh edxml read` prints, `lotrinh edxml write` takes.

The names are those of the dataclasses in `edxml`; the bytes of files are not in it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import MISSING, Field, asdict, fields
from datetime import date, datetime
from typing import Any, TypeVar

from lotrinh.errors import BadDescription
from lotrinh.writing.edxml import BUSINESS, STATUS, Answered, Attachment, Envelope, Organ, StatusMessage

Json = dict[str, Any]
Parse = Callable[[Any, str], Any]
Thing = TypeVar("Thing", Envelope, StatusMessage, Organ, Answered)
TOLD_ONLY = ("type", "document_id", "attachments")  # said of a message that was read; another's own when it is written


def envelope_to_json(envelope: Envelope) -> Json:
    """Return the head of a document with what its files are, not their bytes."""
    files = [
        {
            "name": file.name,
            "content_type": file.content_type,
            "description": file.description,
            "size": len(file.data),
            "sha256": hashlib.sha256(file.data).hexdigest(),
        }
        for file in envelope.attachments
    ]
    told = {name: value for name, value in plain(asdict(envelope)).items() if name != "attachments"}
    return {"type": "document", **told, "document_id": envelope.document_id, "attachments": files}


def status_to_json(message: StatusMessage) -> Json:
    """Return a status message."""
    return {"type": "status", **plain(asdict(message))}


def plain(value: Any) -> Any:
    """Return a value with days and moments as ISO."""
    if isinstance(value, Mapping):
        return {name: plain(each) for name, each in value.items()}
    if isinstance(value, list | tuple):
        return [plain(each) for each in value]
    return value.isoformat() if isinstance(value, date) else value


def envelope_from_json(said: Json, *, known: Json, attachments: tuple[Attachment, ...]) -> Envelope:
    """Return a document on its way; what its head does not say is taken from what is `known` of it.

    Raises:
        BadDescription: a field is missing, unknown, or of another shape; the message begins with its name.
    """
    own = {name: value for name, value in said.items() if name not in TOLD_ONLY}
    return build(Envelope, known | own, "", attachments=attachments)


def status_from_json(said: Json) -> StatusMessage:
    """Return a status message; errors as `envelope_from_json`."""
    return build(StatusMessage, {name: value for name, value in said.items() if name != "type"}, "")


def build(kind: type[Thing], said: Any, at: str, **given: Any) -> Thing:
    """Return a dataclass from its JSON."""
    if not isinstance(said, dict):
        raise BadDescription(f"{at.rstrip('.') or 'header'}: phải là một đối tượng JSON.")
    places: dict[str, Field[Any]] = {each.name: each for each in fields(kind) if each.name not in given}
    if unknown := sorted(set(said) - set(places)):
        raise BadDescription(f"{at}{unknown[0][:60]}: không có trường này.")
    values = dict(given)
    for name, place in places.items():
        if name in said:
            parse: Parse = PARSERS.get(name, words)
            values[name] = parse(said[name], at + name)
        elif place.default is MISSING:
            raise BadDescription(f"{at}{name}: còn thiếu.")
    return kind(**values)


def words(value: Any, at: str) -> str:
    if not isinstance(value, str):
        raise BadDescription(f"{at}: phải là chữ.")
    return value


def whole(value: Any, at: str) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value < 10**9:
        raise BadDescription(f"{at}: phải là số nguyên không âm.")
    return value


def day(value: Any, at: str) -> date:
    try:
        return date.fromisoformat(value)
    except (TypeError, ValueError) as error:
        raise BadDescription(f"{at}: phải là ngày, như 2026-03-05.") from error


def moment(value: Any, at: str) -> datetime:
    try:
        return datetime.fromisoformat(value)
    except (TypeError, ValueError) as error:
        raise BadDescription(f"{at}: phải là ngày giờ, như 2026-03-05T08:30:00.") from error


def each_of(parse: Parse) -> Parse:
    """Return what parses a list of things."""

    def parse_all(value: Any, at: str) -> tuple[Any, ...]:
        if not isinstance(value, list):
            raise BadDescription(f"{at}: phải là một danh sách.")
        return tuple(parse(each, f"{at}[{n}]") for n, each in enumerate(value))

    return parse_all


def one_of(table: Mapping[Any, str]) -> Parse:
    """Return what parses a word of a table."""

    def parse_one(value: Any, at: str) -> str:
        if value not in (known := list(table)):
            raise BadDescription(f"{at}: phải là một trong: {', '.join(known)}.")
        return str(value)

    return parse_one


def organ(value: Any, at: str) -> Organ:
    return build(Organ, value, f"{at}.")


def answered(value: Any, at: str) -> Answered:
    return build(Answered, value, f"{at}.")


PARSERS: dict[str, Parse] = {
    "sender": organ,
    "to": each_of(organ),
    "issued_on": day,
    "due_on": lambda value, at: None if value is None else day(value, at),
    "kind_type": whole,
    "priority": whole,
    "page_amount": whole,
    "to_places": each_of(words),
    "answers": each_of(answered),
    "answered": answered,
    "business": one_of(BUSINESS),
    "status": one_of(STATUS),
    "at": moment,
}
