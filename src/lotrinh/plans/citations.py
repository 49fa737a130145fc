"""Finds other works: "Kế hoạch số 171-KH/TU, ngày 13/5/2025 của Tỉnh ủy", "Nghị định số 30/2020/NĐ-CP", "Luật Bầu cử …".

Party codes put a dash after the number (Hướng dẫn 36-HD/VPTW), state codes a slash (Nghị định 30/2020/NĐ-CP, Điều 15).
Blank forms, ratios, phone numbers and dates are left alone. Misprints inside a code stay, only spaces are folded.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from lotrinh.data.kinds import KIND_OF_NAME, KINDS
from lotrinh.documents.document import Span
from lotrinh.plans.dates import find_dates
from lotrinh.plans.issuers import issuer_after, issuer_before
from lotrinh.plans.plan import Citation
from lotrinh.vietnamese.folding import fold

NAME = "|".join(sorted((re.escape(name) for name in KIND_OF_NAME), key=len, reverse=True))
PARTY = r"(?P<pn>\d{1,6})\s?[-–—]\s?(?P<pk>[A-ZĐ][A-Za-zĐđ]{0,5})\s?/\s?(?P<pb>[A-ZĐ][A-ZĐa-zđ0-9]*(?:-[A-ZĐ][A-ZĐa-z0-9]*)*)"
STATE = (
    r"(?P<sn>\d{1,6})\s?/\s?(?:(?P<sy>(?:19|20)\d{2})\s?/\s?)?"
    r"(?P<ss>[A-ZĐ][A-ZĐa-zđ0-9]*(?:\s?[-–—]\s?[A-ZĐ][A-ZĐƯa-zđ0-9&.]*(?<![.&]))*)"
)
CODE = re.compile(rf"(?<![\w/\-.,])(?:{PARTY}|{STATE})(?![\w/])")
LEAD = re.compile(
    rf"(?:(?P<name>{NAME})(?P<title>\s(?!số\b|\d)[^,;:.\n“”()\d]{{3,120}}?)?\s*,?\s*)?(?P<so>\b[Ss]ố\s*(?:số\s*)?:?\s*)?\Z",
    re.IGNORECASE,
)
FORMS = re.compile(r"(?:[Mm]ẫu|[Bb]iểu|[Pp]hụ lục|TCVN|QCVN|[Đđ]iện thoại|ĐT|[Ff]ax)\s*(?:số\s*)?:?\s*\Z")
DATED = re.compile(r"\s*[,(]?\s*(?:ban hành\s+|được ban hành\s+)?(?=[Nn]gày\b|\d{1,2}/\d{1,2}/\d{4})")
DATED_BEFORE = re.compile(r"(?:\A|[.;\n]\s*|\()[-+•\s]*[Nn]gày\s+[^,;.\n]{8,26},[^;\n]{0,120}\Z")
BETWEEN = re.compile(rf"\s*(?:,|và|và\s+(?:{NAME})|,\s*(?:{NAME}))?\s*(?:{NAME})?\s*(?:số)?\s*\Z", re.IGNORECASE)
TITLE = re.compile(
    r"\s*,?\s*(?:(?:[Vv]ề(?: việc)?|[Vv]/v)\s+(?P<about>[^;.\n“”()]{5,240})|(?:về\s+|“)?\s*“(?P<quoted>[^”\n]{5,300})”)"
)
LAW = re.compile(r"(?<!\w)(?:Bộ luật|Bộ Luật|Luật|Pháp lệnh|Hiến pháp)\s+[A-ZĐÂÊÔƯÁÀẢÃẠĂÉÍÓÚÝỦỨ][^,;:.()\n“”]{3,140}")
LAW_END = re.compile(
    r"\s+(?:số\s+\d|ngày\s+\d|năm\s+\d{4}|được|quy định|và\s+(?:Luật|Nghị|Thông|các)|về\s+việc|về\s+sửa đổi|trên địa bàn|để|trong|tại|là|có)\b"
)


@dataclass(frozen=True, slots=True)
class Mention:
    """One place that names a work, with what the words there say of it."""

    span: Span
    code: str
    kind: str | None
    number: str
    symbol: str
    year: int | None
    issued_on: date | None
    issuer: str | None
    title: str | None
    tail: int  # where the words on this work end


def find_citations(
    text: str, *, start: int = 0, basis_ranges: Sequence[tuple[int, int]] = (), own_code: str | None = None
) -> tuple[Citation, ...]:
    """Find the works that a document names, one entry each, in order of first mention.

    Args:
        start: where to begin, behind the document's own number.
        basis_ranges: the subject, the grounds and the opening; works named there are grounds.
        own_code: the document's own code, which is no citation.
    """
    mentions = share_issuers(text, [m for m in find_mentions(text, start) if m.code != own_code])
    grouped: dict[str, list[Mention]] = {}
    for mention in mentions:
        grouped.setdefault(mention.code, []).append(mention)
    works = [merge(group, basis_ranges) for group in grouped.values()]
    works += find_laws(text, start, basis_ranges, [m.span for m in mentions])
    return tuple(sorted(works, key=lambda work: work.mentions[0]))


def find_mentions(text: str, start: int) -> list[Mention]:
    """Find every place that gives a code."""
    found: list[Mention] = []
    for m in CODE.finditer(text, start):
        before = text[max(0, m.start() - 160) : m.start()]
        line = before[before.rfind("\n") + 1 :]
        lead = LEAD.search(line)
        if FORMS.search(line) or not is_code(m, lead):
            continue
        found.append(mention_of(text, m, lead))
    return found


def is_code(m: re.Match[str], lead: re.Match[str] | None) -> bool:
    """Say whether a match is a code: its symbol holds a kind or a body, or the words before it say so."""
    told = lead is not None and bool(lead["so"] or lead["name"])
    if m["pk"]:
        return m["pk"] in KINDS or told
    parts = re.split(r"\s?[-–—]\s?", m["ss"])
    if m["sy"] and (parts[0] in KINDS or re.fullmatch(r"QH\d+|UBTVQH\d+|NQLT|TTLT", parts[0])):
        return True
    if len(parts) > 1 and (parts[0] in KINDS or parts[0].startswith(("QĐ", "KH"))):
        return True
    return told and (len(parts) > 1 or m["sy"] is not None or (len(parts[0]) > 1 and parts[0].isupper()))


def mention_of(text: str, m: re.Match[str], lead: re.Match[str] | None) -> Mention:
    """Return what the words around a code say."""
    number = m["pn"] or m["sn"]
    symbol = f"{m['pk']}/{m['pb']}" if m["pk"] else m["ss"]
    symbol = re.sub(r"\s*[-–—]\s*", "-", symbol)
    year = int(m["sy"]) if m["sy"] else None
    code = f"{number}-{symbol}" if m["pk"] else "/".join(part for part in (number, m["sy"], symbol) if part)
    name = lead["name"] if lead is not None else None
    begin = m.start() - (len(lead[0]) if lead is not None and not lead["title"] else 0)
    day, tail = date_after(text, m.end())
    issuer, tail = issuer_after(text, tail)
    if issuer is None:
        issuer = issuer_before(text, begin)
    if day is None:
        day = date_before(text, begin)
    title_match = TITLE.match(text, tail)
    title = (title_match["about"] or title_match["quoted"]) if title_match else None
    if title is None and lead is not None and lead["title"]:
        title = f"{lead['name']}{lead['title']}".strip()
    return Mention(
        span=Span(begin, m.end()),
        code=code,
        kind=kind_of(symbol, name),
        number=number,
        symbol=symbol,
        year=year,
        issued_on=day,
        issuer=issuer,
        title=title.strip(" ,") if title else None,
        tail=tail,
    )


def kind_of(symbol: str, name: str | None) -> str | None:
    """Return the abbreviation of the kind: from the symbol, else from the name before it ("Công văn")."""
    first = re.split(r"[-/]", symbol)[0]
    if first in KINDS:
        return first
    return KIND_OF_NAME.get(name.casefold()) if name else None


def date_after(text: str, at: int) -> tuple[date | None, int]:
    """Return the day that follows a code, and where it ends."""
    m = DATED.match(text, at)
    if m is None:
        return None, at
    for fact in find_dates(text, m.end(), min(len(text), m.end() + 40)):
        if fact.precision == "day" and fact.span.start <= m.end() + 6:
            return fact.date, fact.span.end
    return None, at


def date_before(text: str, at: int) -> date | None:
    """Return the day of a sentence that begins with it: "Ngày 03/10/2024, Ban Tuyên giáo ban hành Hướng dẫn số …"."""
    window = text[max(0, at - 180) : at]
    m = DATED_BEFORE.search(window)
    if m is None or not re.search(r"(?:ban hành|có|gửi|ký)\b", m[0]):
        return None
    facts = [fact for fact in find_dates(m[0], 0, len(m[0])) if fact.precision == "day"]
    return facts[0].date if len(facts) == 1 else None


def share_issuers(text: str, mentions: list[Mention]) -> list[Mention]:
    """Give works in one list ("số 1 ngày …, văn bản số 2 ngày … của X") the body that is named once for all."""
    shared = list(mentions)
    for i in reversed(range(len(shared) - 1)):
        here, after = shared[i], shared[i + 1]
        if here.issuer is None and after.issuer is not None and BETWEEN.fullmatch(text, here.tail, after.span.start):
            shared[i] = with_issuer(here, after.issuer)
    for before, here_at in zip(range(len(shared) - 1), range(1, len(shared)), strict=True):
        here = shared[here_at]
        prior = shared[before]
        if here.issuer is None and prior.issuer is not None and BETWEEN.fullmatch(text, prior.tail, here.span.start):
            shared[here_at] = with_issuer(here, prior.issuer)
    return shared


def with_issuer(mention: Mention, issuer: str) -> Mention:
    """Return the mention with its issuer."""
    values = {name: getattr(mention, name) for name in Mention.__slots__}
    return Mention(**{**values, "issuer": issuer})


def merge(group: list[Mention], basis_ranges: Sequence[tuple[int, int]]) -> Citation:
    """Return one work from its mentions: of each thing, the first that says it."""
    first = group[0]
    return Citation(
        code=first.code,
        kind=next((m.kind for m in group if m.kind), None),
        number=first.number,
        symbol=first.symbol,
        year=first.year,
        issuer=next((m.issuer for m in group if m.issuer), None),
        issued_on=next((m.issued_on for m in group if m.issued_on), None),
        title=next((m.title for m in group if m.title), None),
        basis=any(is_basis(m.span, basis_ranges) for m in group),
        mentions=tuple(m.span for m in group),
    )


def is_basis(span: Span, basis_ranges: Sequence[tuple[int, int]]) -> bool:
    """Say whether a mention stands in the subject, the grounds or the opening."""
    return any(start <= span.start < end for start, end in basis_ranges)


def find_laws(text: str, start: int, basis_ranges: Sequence[tuple[int, int]], taken: Sequence[Span]) -> list[Citation]:
    """Find laws cited by name alone; one whose number stands right behind it is already found."""
    found: dict[str, tuple[str, list[Span]]] = {}
    for m in LAW.finditer(text, start):
        words = m[0]
        if (cut := LAW_END.search(words)) is not None:
            words = words[: cut.start()]
        words = words.strip()
        span = Span(m.start(), m.start() + len(words))
        if len(words.split()) < 3 or any(
            s.start <= span.start < s.end or span.start < s.start <= span.end + 6 for s in taken
        ):
            continue
        found.setdefault(fold(words), (words, []))[1].append(span)
    return [
        Citation(
            code=None,
            kind="Luật" if title.startswith("Luật") else title.split()[0],
            number=None,
            symbol=None,
            year=None,
            issuer=None,
            issued_on=None,
            title=title,
            basis=any(is_basis(span, basis_ranges) for span in spans),
            mentions=tuple(spans),
        )
        for title, spans in found.values()
    ]
