"""What the reading screen shows, as plain values: marks in the text and on its pages, and facts in their groups."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from lotrinh.documents.document import Span
from lotrinh.plans.scope import find_reasons
from lotrinh.web.registry.marks import EXCLUDED, NO_FACT, PROBLEM, Mark, MarkedLine, marked_lines
from lotrinh.web.registry.models import Document, Fact
from lotrinh.web.registry.page_marks import Printed, marked_pages
from lotrinh.web.registry.reasons import SENTENCES
from lotrinh.web.registry.words import (
    CHANNELS,
    HEADER_FIELDS,
    PURPOSES,
    SEVERITIES,
    day_words,
    moment_words,
    recurrence_words,
)

Json = dict[str, Any]
KIND = Fact.Kind
LOOKS = {
    KIND.HEADER: "m-head",
    KIND.CITATION: "m-cite",
    KIND.STAGE: "m-date",
    KIND.THEME: "m-theme",
    KIND.CHANNEL: "m-channel",
    KIND.DUTY: "m-duty",
    KIND.RECIPIENT: "m-unit",
    KIND.SIGNATURE: "m-head",
}


def marks_of(facts: list[Fact]) -> Iterator[Mark]:
    """Yield the marks of facts: their own words, and what lies inside them (unit, deadline, clauses left out)."""
    for fact in facts:
        data, look, kind = fact.data, LOOKS[KIND(fact.kind)], str(KIND(fact.kind).label)
        if data.get("scope") == "out_of_scope":
            look = "m-out"
        yield Mark(fact.span_start, fact.span_end, fact.pk, look, kind)
        for mention in (data.get("mentions") or [])[1:]:
            yield Mark(mention["span"][0], mention["span"][1], fact.pk, look)
        for name, inner in (("unit_span", "m-unit"), ("deadline", "m-date")):
            span = data.get(name) if name == "unit_span" else (data.get(name) or {}).get("span")
            if span and fact.kind == KIND.DUTY:
                yield Mark(span[0], span[1], fact.pk, inner)
        if look != "m-out":
            for span in data.get("excluded") or ():
                yield Mark(span[0], span[1], fact.pk, EXCLUDED)


def lines_of(text: str, facts: list[Fact], problems: list[Json]) -> list[MarkedLine]:
    """Return the marked paragraphs of a document."""
    kept = [fact for fact in facts if not fact.is_deleted]
    return list(marked_lines(text, [*marks_of(kept), *doubts_of(problems)]))


def pages_of(document: Document, facts: list[Fact], problems: list[Json]) -> list[Json]:
    """Return the printed pages with the boxes of the facts, each fact with what it is called."""
    kept = [fact for fact in facts if not fact.is_deleted]
    names = {fact.pk: f"{fact.get_kind_display()}: {cut(words_of(fact)[0], 60)}" for fact in kept}
    pages = [Printed(page.number, page.width, page.height, page.words) for page in document.pages.all()]
    return [
        {
            "number": page.number,
            "url": reverse("document-page", args=[document.pk, page.number]),
            "size": (round(page.width), round(page.height)),  # what a browser leaves room for before it has the picture
            "view_box": page.view_box,
            "facts": [(here, names[here.fact]) for here in page.facts],
            "doubts": page.doubts,
        }
        for page in marked_pages(pages, [*marks_of(kept), *doubts_of(problems)])
    ]


def has_pages(document: Document) -> bool:
    """Say whether a document was read from printed pages."""
    return bool((document.reading.answer or {}).get("source", {}).get("pages"))


def doubts_of(problems: list[Json]) -> Iterator[Mark]:
    """Yield the marks of words in doubt; notes are told beside the text only."""
    for problem in problems:
        if problem["span"] and problem["severity"] != "note":
            yield Mark(problem["span"][0], problem["span"][1], NO_FACT, PROBLEM)


def heading_starts(document: Document) -> set[int]:
    """Return where the headings of a document begin, to print them in bold."""
    starts: set[int] = set()
    waiting = list((document.reading.answer or {}).get("sections", ()))
    while waiting:
        section = waiting.pop()
        starts.add(section["span"][0])
        waiting += section["children"]
    return starts


def groups_of(facts: list[Fact], text: str) -> list[Json]:
    """Return the facts in their groups, in the order that a clerk checks them."""
    rows: dict[str, list[Json]] = {kind: [] for kind in KIND.values}
    addresses = addresses_of(facts[0].document_id) if facts else {}
    for fact in facts:
        own = {name: before + str(fact.pk) + behind for name, (before, behind) in addresses.items()}
        rows[fact.kind].append(row_of(fact, text) | own)
    first_seen = {row["unit"]: n for n, row in reversed(list(enumerate(rows[KIND.DUTY])))}
    rows[KIND.DUTY].sort(key=lambda row: first_seen[row["unit"]])
    order = (
        KIND.HEADER,
        KIND.CITATION,
        KIND.STAGE,
        KIND.DUTY,
        KIND.THEME,
        KIND.CHANNEL,
        KIND.RECIPIENT,
        KIND.SIGNATURE,
    )
    groups = []
    for kind in order:
        kept = [row for row in rows[kind] if not row["is_deleted"]]
        group = {"kind": kind.value, "title": kind.label, "rows": rows[kind], "count": len(kept)}
        if kind == KIND.HEADER:
            found = {fact.data.get("field") for fact in facts if fact.kind == KIND.HEADER and not fact.is_deleted}
            group["missing"] = [label for name, label in HEADER_FIELDS.items() if name not in found]
        groups.append(group)
    return groups


def addresses_of(document_pk: int) -> dict[str, tuple[str, str]]:
    """Return what stands before and behind a fact's key in its addresses: looked up once for a long list."""
    key = 987_654_321
    found = {"mend_url": reverse("fact-mend", args=[document_pk, key])}
    found["drop_url"] = reverse("fact-drop", args=[document_pk, key])
    return {name: (url[: url.rindex(str(key))], url[url.rindex(str(key)) + 9 :]) for name, url in found.items()}


def row_of(fact: Fact, text: str) -> Json:
    """Return one fact as the screen shows it."""
    title, notes = words_of(fact)
    is_out = fact.data.get("scope") == "out_of_scope"
    left_out = [Span(*span) for span in fact.data.get("excluded") or ()]
    if is_out and not left_out:  # a theme
        left_out = [Span(fact.span_start, fact.span_end)]
    return {
        "pk": fact.pk,
        "title": cut(title, 260),
        "short": cut(title, 60),
        "notes": [note for note in notes if note],
        "is_deleted": fact.is_deleted,
        "is_out": is_out,
        "excluded": [] if is_out else [cut(span.of(text), 120) for span in left_out],
        "reasons": list(
            dict.fromkeys(_(SENTENCES[reason]) for span in left_out for reason in find_reasons(text, *span))
        ),
        "origin": fact.origin,
        "origin_label": fact.get_origin_display(),
        "version": fact.version,
        "unit": fact.data["unit"] if fact.kind == KIND.DUTY else "",
    }


def cut(words: str, longest: int) -> str:
    """Return words cut short; the template's own filter weighs every letter, far too slow for long lists."""
    return words if len(words) <= longest else f"{words[: longest - 1].rstrip()}…"


def words_of(fact: Fact) -> tuple[str, list[str]]:
    """Return the title of a fact and the lines under it."""
    data = fact.data
    match fact.kind:
        case KIND.HEADER:
            value = day_words(data["value"]) if data["field"] == "issued_on" else data["value"]
            return value, [str(HEADER_FIELDS.get(data["field"], data["field"]))]
        case KIND.CITATION:
            basis = _("căn cứ") if data.get("basis") else ""
            said = " · ".join(
                x
                for x in (day_words(data["issued_on"]) if data.get("issued_on") else "", data.get("issuer") or "")
                if x
            )
            return data.get("code") or data.get("title") or _("chưa rõ"), [
                said,
                data.get("title") or "" if data.get("code") else "",
                basis,
            ]
        case KIND.STAGE:
            return data["label"], [f"{moment_words(data.get('start'))} → {moment_words(data.get('end'))}"]
        case KIND.THEME:
            return data["title"], []
        case KIND.CHANNEL:
            return str(CHANNELS.get(data["kind"], data["kind"])), []
        case KIND.DUTY if data.get("scope") == "out_of_scope":
            return data["text"], []
        case KIND.DUTY:
            support = ", ".join(item["value"] for item in data.get("support") or ())
            made = (data.get("deliverable") or {}).get("value")
            return data["text"], [
                _("Hạn: %s") % moment_words(data.get("deadline")),
                recurrence_words((data.get("recurrence") or {}).get("value")),
                _("Phối hợp: %s") % support if support else "",
                _("Sản phẩm: %s") % made if made else "",
            ]
        case KIND.RECIPIENT:
            return data["name"], [str(PURPOSES.get(data.get("purpose") or "", "")) if data.get("purpose") else ""]
    power = " ".join(x for x in (data.get("authority"), data.get("on_behalf_of")) if x)
    return data.get("name") or _("chưa rõ"), [power, data.get("position") or ""]


def problems_of(document: Document) -> list[Json]:
    """Return the reader's doubts with their severity in words, and the paragraph that each is about."""
    text, answer = document.reading.text, document.reading.answer or {}
    return [
        {
            **problem,
            "label": SEVERITIES.get(problem["severity"], problem["severity"]),
            "line": text.rfind("\n", 0, problem["span"][0]) + 1 if problem["span"] else None,
        }
        for problem in answer.get("problems", ())
    ]
