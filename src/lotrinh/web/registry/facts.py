"""The reader's answer as rows of facts, each with its span, and of pages. Pure: no row is written here."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from lotrinh.web.registry.models import Document, Fact, Page

Json = dict[str, Any]
KIND = Fact.Kind
LISTS = (
    ("citations", KIND.CITATION),
    ("stages", KIND.STAGE),
    ("themes", KIND.THEME),
    ("channels", KIND.CHANNEL),
    ("duties", KIND.DUTY),
    ("recipients", KIND.RECIPIENT),
)


def facts_of(document: Document, answer: Json) -> Iterator[Fact]:
    """Yield unsaved facts for an answer in the shape of `lotrinh.plan/1`."""
    fields = [(name, value) for name, value in answer["header"].items() if isinstance(value, dict)]
    for position, (name, value) in enumerate(fields):
        yield fact(document, KIND.HEADER, position, {"field": name, "value": value["value"]}, value["span"])
    for key, kind in LISTS:
        for position, item in enumerate(answer[key]):
            data = {name: value for name, value in item.items() if name != "span"}
            yield fact(document, kind, position, data, item["span"])
    for position, signature in enumerate(answer["signatures"]):
        spans = [v["span"] for v in signature.values() if isinstance(v, dict) and v.get("span")]
        if spans:
            whole = [min(start for start, _ in spans), max(end for _, end in spans)]
            data = {k: v["value"] for k, v in signature.items() if isinstance(v, dict) and "value" in v}
            yield fact(document, KIND.SIGNATURE, position, data, whole)


def fact(document: Document, kind: Fact.Kind, position: int, data: Json, span: list[int]) -> Fact:
    """Return one unsaved fact."""
    return Fact(document=document, kind=kind, position=position, data=data, span_start=span[0], span_end=span[1])


def pages_of(document: Document, pages: list[Any]) -> Iterator[Page]:
    """Yield unsaved pages, as `lotrinh.documents.page_places.to_json` writes them."""
    for number, (width, height, words) in enumerate(pages, start=1):
        size = {"width": max(width, 1.0), "height": max(height, 1.0)}  # a torn file may say nought
        yield Page(document=document, number=number, words=words, **size)
