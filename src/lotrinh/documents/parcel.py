"""A Document as JSON and back: how a child that read a stranger's file hands it over.

JSON and not pickle: a file that took the child over could otherwise run what it likes in the parent.
"""

from __future__ import annotations

import json
from dataclasses import astuple, fields
from typing import Any

from lotrinh.documents.document import Cell, Document, DoubtfulWord, Line, PlacedPage, PlacedWord, Span

PLAIN = ("name", "format", "sha256", "text", "pages", "repairs")


def pack(document: Document) -> bytes:
    """Return a document as JSON."""
    body = {name: getattr(document, name) for name in PLAIN} | {
        "notes": document.notes,
        "lines": [astuple(line) for line in document.lines],
        "doubtful": [(*word.span, word.sure) for word in document.doubtful],
        "printed": [
            (page.width, page.height, [(*w.span, w.left, w.top, w.right, w.bottom) for w in page.words])
            for page in document.printed
        ],
    }
    return json.dumps(body, ensure_ascii=False).encode()


def unpack(data: bytes) -> Document:
    """Return the document that `pack` wrote.

    Raises:
        ValueError, KeyError, TypeError: the bytes are something else.
    """
    body: dict[str, Any] = json.loads(data)
    return Document(
        **{name: body[name] for name in PLAIN},
        notes=tuple((code, sentence) for code, sentence in body["notes"]),
        lines=tuple(line_of(values) for values in body["lines"]),
        doubtful=tuple(DoubtfulWord(Span(start, end), sure) for start, end, sure in body["doubtful"]),
        printed=tuple(
            PlacedPage(width, height, tuple(PlacedWord(Span(a, b), *box) for a, b, *box in words))
            for width, height, words in body["printed"]
        ),
    )


def line_of(values: list[Any]) -> Line:
    """Return a line from its values in the order of its fields."""
    named = dict(zip((field.name for field in fields(Line)), values, strict=True))
    named["span"] = Span(*named["span"])
    named["cell"] = None if named["cell"] is None else Cell(*named["cell"])
    return Line(**named)
