"""What the page of finding shows, as plain values: groups by kind, the words found in place, where each leads."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.urls import reverse
from django.utils.translation import gettext as _

from lotrinh.vietnamese.ranking import Looker, excerpt
from lotrinh.web.finding.models import Entry
from lotrinh.web.finding.search import Found, find
from lotrinh.web.organisation.access import Standing
from lotrinh.web.programmes.access import programmes_for
from lotrinh.web.registry.access import documents_for

Json = dict[str, Any]
Kind = Entry.Kind
TITLE, EXCERPT = 220, 240  # letters that are shown of each
OF_PROGRAMME = (Kind.DUTY, Kind.ASSIGNMENT, Kind.ACTIVITY)
SHOWN = 5  # of a kind, where all kinds are shown
PAGE = 30
ADDRESSES = {  # what is asked for in the address
    Kind.DOCUMENT: "van-ban",
    Kind.SECTION: "muc",
    Kind.PROGRAMME: "chuong-trinh",
    Kind.DUTY: "nhiem-vu",
    Kind.ASSIGNMENT: "viec",
    Kind.ACTIVITY: "hoat-dong",
    Kind.UNIT: "don-vi",
}
KINDS = {address: kind for kind, address in ADDRESSES.items()}


def page_of(standing: Standing, typed: str, asked: str, number: str) -> Json:
    """Return what the page shows.

    Args:
        standing: who looks.
        typed: the words, as typed.
        asked: the kind in the address; anything else asks for all kinds.
        number: the page in the address, of one kind.
    """
    kind = KINDS.get(asked)
    found = find(standing, typed, kind=kind)
    context: Json = {
        "query": typed,
        "asked": asked if kind is not None else "",
        "kinds": [(address, each.label) for address, each in KINDS.items()],
        "has_words": bool(found.looker.query.items),
        "all_address": f"{reverse('find')}?{urlencode({'q': typed})}",
        "told": told(found),
    }
    if kind is None:
        shown = [entry for each in Kind for entry in found.of(each)[:SHOWN]]
        return context | {"groups": groups_of(found, typed, names_of(standing, shown))}
    page = Paginator(found.entries, PAGE).get_page(number)
    names = names_of(standing, page.object_list)
    rows = [row_of(entry, found.looker, names) for entry in page.object_list]
    return context | {"kind": kind.label, "page": page, "rows": rows, "is_more": len(found.entries) >= found.most}


def groups_of(found: Found, typed: str, names: dict[tuple[Kind, int], str]) -> list[Json]:
    """Return the kinds that have something, the one with the best answer first, a few rows of each."""
    counts = Counter(Kind(entry.kind) for entry in found.entries)  # in the order of the answers
    return [
        {
            "title": kind.label,
            "id": ADDRESSES[kind],
            "count": count,
            "is_more": count >= found.most,  # there may be more than were looked at
            "has_more": count > SHOWN,
            "address": f"{reverse('find')}?{urlencode({'q': typed, 'loai': ADDRESSES[kind]})}",
            "rows": [row_of(entry, found.looker, names) for entry in found.of(kind)[:SHOWN]],
        }
        for kind, count in counts.items()
    ]


def told(found: Found) -> str:
    """Return how much was found, for whoever does not see the page."""
    if not found.looker.query.items:
        return ""
    return _("Tìm thấy %s kết quả.") % len(found.entries) if found.entries else _("Không tìm thấy gì.")


def names_of(standing: Standing, entries: Iterable[Entry]) -> dict[tuple[Kind, int], str]:
    """Return what the documents of sections and the programmes of work are called; two queries at most."""
    shown = list(entries)
    documents = {entry.object_id for entry in shown if entry.kind == Kind.SECTION}
    programmes = {entry.anchor for entry in shown if entry.kind in OF_PROGRAMME and entry.anchor}
    names: dict[tuple[Kind, int], str] = {}
    if documents:
        columns = documents_for(standing).filter(pk__in=documents).values_list("pk", "code", "subject", "original_name")
        names |= {(Kind.DOCUMENT, pk): code or subject or file for pk, code, subject, file in columns}
    if programmes:
        pairs = programmes_for(standing).filter(pk__in=programmes).values_list("pk", "code", "title")
        names |= {(Kind.PROGRAMME, pk): code or title for pk, code, title in pairs}
    return names


def row_of(entry: Entry, looker: Looker, names: dict[tuple[Kind, int], str]) -> Json:
    """Return an entry as a row, with the words found apart."""
    in_title, in_text = looker.marks_in(entry.title, entry.text)
    source = (Kind.DOCUMENT, entry.object_id) if entry.kind == Kind.SECTION else (Kind.PROGRAMME, entry.anchor or 0)
    return {
        "title": excerpt(entry.title, in_title, longest=TITLE),
        "text": excerpt(entry.text, in_text, longest=EXCERPT),
        "source": names.get(source, ""),
        "day": entry.day,
        "day_means": _("Hạn") if entry.kind == Kind.ASSIGNMENT else "",
        "address": address_of(entry),
    }


def address_of(entry: Entry) -> str:
    """Return where an entry leads."""
    match entry.kind:
        case Kind.DOCUMENT:
            return reverse("document", args=[entry.object_id])
        case Kind.SECTION:
            return f"{reverse('document', args=[entry.object_id])}#p{entry.anchor}"
        case Kind.PROGRAMME:
            return reverse("programme", args=[entry.object_id])
        case Kind.DUTY:
            return f"{reverse('programme', args=[entry.anchor])}?duty={entry.object_id}"
        case Kind.UNIT:
            return reverse("unit", args=[entry.object_id])
    return reverse("assignment", args=[entry.object_id])
