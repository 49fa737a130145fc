"""Small documents for tests, put together line by line, without a file."""

from __future__ import annotations

from typing import Any

from lotrinh.documents.document import Cell, Document, Line, Span
from lotrinh.documents.plain import read_plain
from lotrinh.plans.plan import Plan
from lotrinh.plans.reader import read_plan

Part = str | tuple[str, dict[str, Any]]


def document(*parts: Part) -> Document:
    """Return a document of these lines; a line may bring its looks: `("Nơi nhận:", {"cell": left(0)})`."""
    lines, texts, at = [], [], 0
    for part in parts:
        text, looks = (part, {}) if isinstance(part, str) else part
        lines.append(Line(Span(at, at + len(text)), **looks))
        texts.append(text)
        at += len(text) + 1
    return Document(name="thu.txt", format="txt", sha256="", text="\n".join(texts), lines=tuple(lines))


def plan_of(*parts: Part) -> Plan:
    """Return the plan of these lines."""
    return read_plan(document(*parts))


def plan_of_text(text: str) -> Plan:
    """Return the plan of a plain text as its file would be read."""
    return read_plan(read_plain(text.encode(), name="thu.txt", sha256=""))


def laid(text: str, column: int, *, table: int = 0, row: int = 0, **looks: Any) -> Part:
    """Return a line in a table without borders, as heads and feet are laid out."""
    return text, {"cell": Cell(table, row, column, ruled=False), **looks}


def ruled(text: str, row: int, column: int, *, table: int = 1) -> Part:
    """Return a line in a table with borders."""
    return text, {"cell": Cell(table, row, column, ruled=True)}
