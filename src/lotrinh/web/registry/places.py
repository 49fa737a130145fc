"""Where words stand in a text, and how they are judged there: the proof of what a person writes. Pure."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from typing import Any

from lotrinh.documents.document import Span
from lotrinh.plans.plan import Scope
from lotrinh.plans.scope import judge_scope

Json = dict[str, Any]
FEW = 3  # words: fewer than this beside what is left out ask for nothing of their own


def find_place(text: str, words: str, *, near: int = 0) -> Span | None:
    """Return where words stand in a text, however lines are cut; of several places the one nearest to `near`.

    >>> find_place("Trồng cây. Trồng\\ncây.", "trồng  cây", near=9)
    >>> find_place("Trồng cây. Trồng\\ncây.", "Trồng  cây", near=9)
    Span(start=11, end=20)
    """
    pattern = r"\s+".join(re.escape(word) for word in unicodedata.normalize("NFC", words).split())
    places = [Span(*match.span()) for match in re.finditer(pattern, text)] if pattern else []
    return min(places, key=lambda place: abs(place.start - near), default=None)


def section_at(sections: Iterable[Json], at: int) -> str | None:
    """Return the path of the innermost section of an answer that holds a place."""
    for section in sections:
        if section["span"][0] <= at < section["span"][1]:
            return section_at(section["children"], at) or str(section["path"])
    return None


def judge_words(text: str, span: Span) -> tuple[Scope, tuple[Span, ...]]:
    """Judge chosen words by their whole paragraph, so that a part cut out of a clause is judged as the clause.

    >>> text = "- Nắm tình hình tư tưởng của Nhân dân; trồng cây ở công viên."
    >>> judge_words(text, Span(6, 37))[0], judge_words(text, Span(39, 60))[0]
    ('out_of_scope', 'tracked')
    """
    scope, excluded = judge_scope(text, *span)
    first, last = text.rfind("\n", 0, span.start) + 1, text.find("\n", span.end)
    _whole, wider = judge_scope(text, first, len(text) if last < 0 else last)
    parts = joined([*excluded, *(clipped for part in wider if (clipped := clip(part, span)) is not None)])
    if scope == "out_of_scope" or parts == excluded:
        return scope, parts
    edges = [span.start, *(edge for part in parts for edge in part), span.end]
    left = " ".join(text[start:end] for start, end in zip(edges[::2], edges[1::2], strict=True))
    return ("tracked" if len(re.findall(r"\w+", left)) >= FEW else "out_of_scope"), parts


def clip(part: Span, span: Span) -> Span | None:
    """Return what two spans share."""
    start, end = max(part.start, span.start), min(part.end, span.end)
    return Span(start, end) if start < end else None


def joined(parts: Iterable[Span]) -> tuple[Span, ...]:
    """Return spans in order, with those that overlap made one."""
    whole: list[Span] = []
    for part in sorted(parts):
        if whole and part.start < whole[-1].end:
            whole[-1] = Span(whole[-1].start, max(whole[-1].end, part.end))
        else:
            whole.append(part)
    return tuple(whole)
