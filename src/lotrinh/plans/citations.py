"""Finds other works: "Kế hoạch số 171-KH/TU, ngày 13/5/2025 của Tỉnh ủy", "Nghị định số 30/2020/NĐ-CP", "Luật Bầu cử …".

Party codes put a dash after the number (Hướng dẫn 36-HD/VPTW), state codes a slash (Nghị định 30/2020/NĐ-CP, Điều 15).
Blank forms, ratios, phone numbers and dates are left alone. Misprints inside a code stay, only spaces are folded.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from lotrinh.data.kinds import KIND_OF_NAME, KINDS
from lotrinh.documents.document import Span
from lotrinh.plans.dates import find_dates
from lotrinh.plans.issuers import REACH, issuer_after, issuer_before
from lotrinh.plans.named_works import find_named_works, is_basis
from lotrinh.plans.plan import Citation
from lotrinh.vietnamese.folding import fold, in_small_letters

NAME = "|".join(sorted((re.escape(name) for name in KIND_OF_NAME), key=len, reverse=True))
PARTY = r"(?P<pn>\d{1,6})\s?[-–—]\s?(?P<pk>[A-ZĐÐ][A-Za-zĐđ]{0,5})\s?/\s?(?P<pb>[A-ZĐÐ][A-ZĐÐa-zđ0-9]*(?:-[A-ZĐÐ][A-ZĐÐa-z0-9]*)*)"
STATE = (
    r"(?P<sn>\d{1,3}\.\d{1,2}(?=\s?/\s?\d{4}\s?/)|\d{1,6})\s?/\s?(?:(?P<sy>(?:19|20)\d{2})\s?/\s?)?"
    r"(?P<ss>[A-ZĐÐ][A-ZĐÐa-zđ0-9]*(?:\s?[-–—]\s?[A-ZĐÐ][A-ZĐÐƯa-zđ0-9&.]*(?<![.&]))*)"
)
CODE = re.compile(rf"(?<![\w/\-.,])(?:{PARTY}|{STATE})(?![\w/])")
# Where a code may begin; looked for first, as a search for one digit runs over letters without a stop.
NUMBER = re.compile(r"\d(?<![\w/\-.,]\d)[\d.]{0,8}\s?[-–—/]")
LEAD = re.compile(rf"(?:(?<!\w)(?P<name>{NAME})\s*,?\s*)?(?P<so>(?<!\w)số\s*(?:số\s*)?:?\s*)?\Z", re.IGNORECASE)
# "số 12, 13-KH/TU": the numbers before the last share its symbol.
EARLIER = re.compile(r"(?P<so>(?<!\w)số\s*)(?P<numbers>(?:\d{1,5}\s*,\s*){0,8}\d{1,5})\s*(?:,|và)\s*\Z", re.IGNORECASE)
LAW_NAME = re.compile(r"(?<!\w)(?:Bộ luật|Luật|Pháp lệnh)(?=\s+[^\W\d])")
COMPANY = re.compile(r"(?:Công ty|Tổng công ty|Chi nhánh|Tập đoàn|Doanh nghiệp|Hợp tác xã)(?!\w)", re.IGNORECASE)
WINDOW = 320  # code points before a code in which its name is looked for
LEADING = 80  # code points: no name of a kind with its "số" is longer
LEAD_ENDS = ("số", *(in_small_letters(name) for name in KIND_OF_NAME))
FORMS = re.compile(r"(?:[Mm]ẫu|[Bb]iểu|[Pp]hụ lục|TCVN|QCVN|[Đđ]iện thoại|ĐT|[Ff]ax)\s*(?:số\s*)?:?\s*\Z")
DATED = re.compile(
    r"\s{0,9}+[,(]?\s{0,9}+(?:ban hành\s{1,9}+|được ban hành\s{1,9}+)?(?=[Nn]gày\b|\d{1,2}/\d{1,2}/\d{4})"
)
DATED_BEFORE = re.compile(r"(?:\A|[.;\n]\s{0,9}|\()[-+•\s]{0,40}[Nn]gày\s{1,9}[^,;.\n]{8,26},[^;\n]{0,120}\Z")
BETWEEN = re.compile(
    rf"\s{{0,9}}+(?:,|và|và\s{{1,9}}+(?:{NAME})|,\s{{0,9}}+(?:{NAME}))?\s{{0,9}}+(?:{NAME})?\s{{0,9}}+(?:số)?\s{{0,9}}+\Z",
    re.IGNORECASE,
)
LIST_ENDS = re.compile(r"\n|\.\s+(?=[A-ZĐ])")
TITLE = re.compile(
    r"\s{0,9}+,?\s{0,9}+(?:(?:[Vv]ề(?: việc)?|[Vv]/v)\s{1,9}+(?P<about>[^;.\n“”()]{5,240})|(?:về\s{1,9}+|“)?\s{0,9}+“(?P<quoted>[^”\n]{5,300}+)”)"
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
    issuer_ahead: bool  # the issuer was named before the work: works of the same list share it


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
    named = find_named_works(text, start, basis_ranges=basis_ranges, taken=[m.span for m in mentions])
    works = fold_names(works, named)
    return tuple(sorted(works, key=lambda work: work.mentions[0]))


def fold_names(works: list[Citation], named: list[Citation]) -> list[Citation]:
    """Join a law cited by name to the same law cited by number."""
    at = {fold(work.title): i for i, work in enumerate(works) if work.title and work.kind == "Luật"}
    joined, rest = list(works), []
    for law in named:
        i = at.get(fold(law.title or ""))
        if i is None:
            rest.append(law)
            continue
        places = tuple(sorted({*joined[i].mentions, *law.mentions}))
        joined[i] = replace(joined[i], mentions=places, basis=joined[i].basis or law.basis)
    return joined + rest


def find_mentions(text: str, start: int) -> list[Mention]:
    """Find every place that gives a code."""
    found: list[Mention] = []
    for m in find_codes(text, start):
        line = text[max(0, m.start() - WINDOW) : m.start()]
        line = line[line.rfind("\n") + 1 :]
        earlier = EARLIER.search(line) if line.rstrip().endswith((",", "và", "VÀ", "Và")) else None
        lead = lead_of(line[: earlier.start() + len(earlier["so"])] if earlier else line)
        if at_the_end(FORMS, line[: earlier.start()] if earlier else line) or not is_code(m, lead):
            continue
        mention = mention_of(text, m, line, lead if earlier is None else None)
        if earlier is not None:
            found += [numbered(mention, n[0], m.start() - len(line) + n.start()) for n in numbers_of(earlier)]
        found.append(mention)
    return found


def lead_of(words: str) -> re.Match[str] | None:
    """Return the name of a kind and the "số" that some words end with; None where they end with neither."""
    told = in_small_letters(words[-LEADING:]).rstrip().rstrip(",:").rstrip().endswith(LEAD_ENDS)
    return at_the_end(LEAD, words) if told else None


def at_the_end(pattern: re.Pattern[str], words: str) -> re.Match[str] | None:
    """Find what ends where some words end, by looking at the last of them only."""
    return pattern.search(words, max(0, len(words) - LEADING))


def find_codes(text: str, start: int) -> Iterator[re.Match[str]]:
    """Find whatever looks like a code."""
    end = start
    for number in NUMBER.finditer(text, start):
        m = CODE.match(text, number.start()) if number.start() >= end else None
        if m is not None:
            end = m.end()
            yield m


def numbers_of(earlier: re.Match[str]) -> list[re.Match[str]]:
    """Return the numbers of a list of works before the last."""
    return list(re.compile(r"\d+").finditer(earlier.string, *earlier.span("numbers")))


def numbered(mention: Mention, number: str, at: int) -> Mention:
    """Return the work of the same list that has another number."""
    rest = mention.code[len(mention.number) :]
    span = Span(at, at + len(number))
    return replace(mention, span=span, code=number + rest, number=number, issued_on=None, title=None, tail=span.end)


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
    if told and re.match(r"(?:QĐ|NĐ|NQ|CT|KH|TT)[A-ZĐ]", parts[0]):
        return True  # a dash was lost: QĐTTg
    return told and (len(parts) > 1 or m["sy"] is not None or (len(parts[0]) > 1 and parts[0].isupper()))


def mention_of(text: str, m: re.Match[str], line: str, lead: re.Match[str] | None) -> Mention:
    """Return what the words around a code say; `line` is what stands before it."""
    number = m["pn"] or m["sn"]
    symbol = f"{m['pk']}/{m['pb']}" if m["pk"] else m["ss"]
    symbol = re.sub(r"\s*[-–—]\s*", "-", symbol).replace("Ð", "Đ")  # the Icelandic letter of some keyboards
    name = lead["name"] if lead is not None else None
    begin = m.start() - (len(lead[0]) if lead is not None else 0)
    day, tail = date_after(text, m.end())
    issuer, tail = issuer_after(text, tail)
    ahead = issuer is None
    if ahead:
        issuer = issuer_before(text, begin)
    title_match = TITLE.match(text, tail)
    title = (title_match["about"] or title_match["quoted"]) if title_match else None
    law = None if name else law_before(line[: len(line) - (m.start() - begin)])
    return Mention(
        span=Span(begin, m.end()),
        code=f"{number}-{symbol}" if m["pk"] else "/".join(part for part in (number, m["sy"], symbol) if part),
        kind=kind_of(symbol, name or law, issuer),
        number=number,
        symbol=symbol,
        year=int(m["sy"]) if m["sy"] else None,
        issued_on=day or date_before(text, begin),
        issuer=issuer,
        title=(law or title or "").strip(" ,") or None,
        tail=tail,
        issuer_ahead=ahead and issuer is not None,
    )


def law_before(words: str) -> str | None:
    """Return the name of a law that ends where its number begins ("Luật Đất đai số …"); an amending law holds others' names."""
    names = list(LAW_NAME.finditer(words))
    amending = next((m for m in names if words.startswith(" sửa đổi", m.end())), None)
    chosen = amending or (names[-1] if names else None)
    if chosen is None or re.search(r"[;:()“”]|\.\s", words[chosen.start() :]):
        return None
    return words[chosen.start() :].strip(" ,")


def kind_of(symbol: str, name: str | None, issuer: str | None) -> str | None:
    """Return the abbreviation of the kind: from the symbol, else from the name before it; a company's letter has none."""
    first = re.split(r"[-/]", symbol)[0]
    if first in KINDS:
        return first
    if not name or (issuer and COMPANY.match(issuer)):
        return None
    if name.casefold().startswith(("luật", "bộ luật")):
        return "Luật"
    return KIND_OF_NAME.get(name.casefold()) or ("PL" if name.casefold().startswith("pháp lệnh") else None)


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
            shared[i] = with_issuer(here, after)
    for before, here_at in zip(range(len(shared) - 1), range(1, len(shared)), strict=True):
        here = shared[here_at]
        prior = shared[before]
        if here.issuer is not None or prior.issuer is None:
            continue
        if BETWEEN.fullmatch(text, prior.tail, here.span.start) or in_one_list(text, prior, here):
            shared[here_at] = with_issuer(here, prior)
    return shared


def in_one_list(text: str, prior: Mention, here: Mention) -> bool:
    """Say whether two works stand in one list behind the body that issued them ("X đã ban hành: số 1 …; số 2 …")."""
    between = text[prior.tail : here.span.start]
    return prior.issuer_ahead and prior.symbol == here.symbol and len(between) < REACH and not LIST_ENDS.search(between)


def with_issuer(mention: Mention, other: Mention) -> Mention:
    """Return the mention with the issuer of another."""
    return replace(mention, issuer=other.issuer, issuer_ahead=other.issuer_ahead)


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
