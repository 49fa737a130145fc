"""One work cited in two ways: two days, two issuers, a kind against its symbol, a year against its code, a day to come."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from lotrinh.checks.examples import state
from lotrinh.checks.finding import Slip
from lotrinh.checks.paper import Paper
from lotrinh.checks.rule import Rule
from lotrinh.data.kinds import KIND_OF_NAME, KINDS
from lotrinh.documents.document import Span
from lotrinh.plans.dates import find_dates
from lotrinh.plans.plan import Citation
from lotrinh.vietnamese.folding import fold

REACH = 40  # code points behind a code in which its day stands
NAMES = "|".join(
    sorted((re.escape(name) for name in KIND_OF_NAME if name not in ("luật", "bộ luật")), key=len, reverse=True)
)
NAMED = re.compile(rf"(?<!\w)(?P<name>{NAMES})\s{{1,3}}(?:số\s{{0,3}}:?\s{{0,3}})?\Z", re.IGNORECASE)
ISSUER = re.compile(r"\s{0,2},?\s{0,2}(?:ngày\s{1,3}\d[^,;\n“(]{5,24}?,?\s{1,2})?của\s{1,3}(?P<body>[^,;.\n(“]{4,60})")
ENDS = re.compile(r"\s(?:về|ban hành|thực hiện|quy định|phê duyệt|hướng dẫn)\b")
SHORT = {
    "UBND": "Ủy ban nhân dân", "HĐND": "Hội đồng nhân dân", "BTV": "Ban Thường vụ", "BCH": "Ban Chấp hành",
    "TTg": "Thủ tướng", "BCT": "Bộ Công Thương",
}  # fmt: skip
PLACES = frozenset(("tinh", "thanh", "pho", "xa", "phuong", "cac", "va"))
ISSUED = re.compile(r"\s{0,2}[,(]?\s{0,2}(?:ban hành\s)?(?=ngày\b|\d)")


def days_of(paper: Paper, citation: Citation) -> list[tuple[date, Span]]:
    """Return the day that stands right behind each mention of a work."""
    found: list[tuple[date, Span]] = []
    for mention in citation.mentions:
        m = ISSUED.match(paper.text, mention.end)
        if m is None or not re.search(r"\d", mention.of(paper.text)):
            continue
        for fact in find_dates(paper.text, m.end(), min(len(paper.text), mention.end + REACH)):
            if fact.span.start <= m.end() + 1 and fact.precision == "day" and fact.date is not None:
                found.append((fact.date, Span(mention.start, fact.span.end)))
    return found


def find_two_days(paper: Paper) -> Iterator[Slip]:
    for citation in paper.plan.citations:
        days = days_of(paper, citation) if citation.code else []
        for day, span in days[1:]:
            if day != days[0][0]:
                message = f"{citation.code} được ghi hai ngày khác nhau: {days[0][0]:%d/%m/%Y} và {day:%d/%m/%Y}."
                # Numbers begin anew each year: two years may be two works where the code has none.
                doubtful = paper.may_be_misread or (citation.year is None and day.year != days[0][0].year)
                asked = f"{days[0][0]:%d/%m/%Y}"
                yield Slip(message, span, found=f"{day:%d/%m/%Y}", asked=asked, doubtful=doubtful)
                break


def find_two_issuers(paper: Paper) -> Iterator[Slip]:
    for citation in paper.plan.citations:
        if citation.code is None:
            continue
        said = [
            (body_words(m["body"]), Span(mention.start, m.end("body")), m["body"].strip())
            for mention in citation.mentions
            if (m := ISSUER.match(paper.text, mention.end)) is not None
        ]
        for body, span, words in said[1:]:
            if not said[0][0] & body:
                message = f"{citation.code} được ghi của hai cơ quan khác nhau: {said[0][2]} và {words}."
                yield Slip(message, span, found=words, asked=said[0][2])
                break


def body_words(words: str) -> set[str]:
    """Return the words that tell a body from another; the abbreviations in daily use are written out."""
    name = ENDS.split(words)[0]
    return {word for part in name.split() for word in fold(SHORT.get(part, part)).split()} - PLACES


def find_kind_against_symbol(paper: Paper) -> Iterator[Slip]:
    for citation in paper.plan.citations:
        first = re.split(r"[-/]", citation.symbol)[0] if citation.symbol else ""
        if first not in KINDS or first == "CV":
            continue
        for mention in citation.mentions:
            start = max(0, mention.start - 40)
            words = mention.of(paper.text)
            digit = next((i for i, letter in enumerate(words) if letter.isdigit()), 0)
            m = NAMED.search(paper.text[start : mention.start + digit])
            if m is None:
                continue
            named = KIND_OF_NAME[m["name"].casefold()]
            if named in ("CV", first) or m["name"].casefold() in (name.casefold() for name in KINDS[first]):
                continue
            span = Span(start + m.start(), mention.end)
            message = f"Gọi là {m['name'].lower()} nhưng ký hiệu {citation.symbol} là {KINDS[first][0].lower()}."
            yield Slip(
                message, span, found=m["name"], asked=KINDS[first][0], doubtful=first == "TT" or paper.may_be_misread
            )
            break


def find_other_year(paper: Paper) -> Iterator[Slip]:
    for citation in paper.plan.citations:
        if citation.year is None or citation.code is None:
            continue
        for day, span in days_of(paper, citation):
            if day.year != citation.year:
                message = f"{citation.code} mang năm {citation.year} nhưng được ghi ngày {day:%d/%m/%Y}."
                asked = str(citation.year)
                doubtful = paper.may_be_misread
                yield Slip(message, span, found=f"{day:%d/%m/%Y}", asked=asked, doubtful=doubtful)
                break


def find_from_the_future(paper: Paper) -> Iterator[Slip]:
    signed = paper.plan.header.issued_on
    if signed is None:
        return
    own = date.fromisoformat(signed.value)
    for citation in paper.plan.citations:
        for day, span in days_of(paper, citation):
            if day > own:
                message = f"Văn bản viện dẫn ghi ngày {day:%d/%m/%Y}, sau ngày ban hành {own:%d/%m/%Y}."
                yield Slip(message, span, found=f"{day:%d/%m/%Y}", doubtful=paper.may_be_misread)
                break


SOURCE = "Văn bản tự đối chiếu với chính nó"
PLAN = "Kế hoạch số 20/KH-UBND ngày 10/02/2026 của Ủy ban nhân dân tỉnh"
RULES = (
    Rule(
        code="LT-S11",
        title="Một văn bản viện dẫn chỉ có một ngày",
        title_en="A work cited has one day",
        severity="warning",
        source=SOURCE,
        confidence="A",
        looks_at="citations",
        bad=state(body="1. Kế hoạch số 20/KH-UBND ngày 11/02/2026 của Ủy ban nhân dân tỉnh giao 500 cây."),
        good=state(body=f"1. {PLAN} giao 500 cây."),
        find=find_two_days,
        legal_acts=True,
    ),
    Rule(
        code="LT-S12",
        title="Một văn bản viện dẫn chỉ có một cơ quan ban hành",
        title_en="A work cited has one issuer",
        severity="note",
        source=SOURCE,
        confidence="A",
        looks_at="citations",
        bad=state(body="1. Kế hoạch số 20/KH-UBND ngày 10/02/2026 của Sở Xây dựng giao 500 cây."),
        good=state(body=f"1. {PLAN} giao 500 cây."),
        find=find_two_issuers,
        legal_acts=True,
    ),
    Rule(
        code="LT-S13",
        title="Tên loại của văn bản viện dẫn khớp với ký hiệu",
        title_en="The kind of a work cited fits its symbol",
        severity="warning",
        source="Nghị định 30/2020/NĐ-CP, Phụ lục III, mục I",
        confidence="A",
        looks_at="citations",
        bad=state(body="1. Quyết định số 31/KH-UBND ngày 12/02/2026 giao 500 cây."),
        good=state(body="1. Kế hoạch số 31/KH-UBND ngày 12/02/2026 giao 500 cây."),
        find=find_kind_against_symbol,
        legal_acts=True,
    ),
    Rule(
        code="LT-S14",
        title="Năm trong số ký hiệu khớp với ngày của văn bản viện dẫn",
        title_en="The year in a code fits the day of the work cited",
        severity="note",
        source="Luật Ban hành văn bản quy phạm pháp luật: số, ký hiệu có năm ban hành",
        confidence="C",
        looks_at="citations",
        bad=state(body="1. Theo Nghị định số 30/2020/NĐ-CP ngày 05/3/2021 của Chính phủ."),
        good=state(body="1. Theo Nghị định số 30/2020/NĐ-CP ngày 05/3/2020 của Chính phủ."),
        find=find_other_year,
        legal_acts=True,
    ),
    Rule(
        code="LT-S15",
        title="Văn bản viện dẫn không ban hành sau văn bản này",
        title_en="A work cited is not younger than the document",
        severity="warning",
        source=SOURCE,
        confidence="A",
        looks_at="citations, header.issued_on",
        bad=state(body="1. Kế hoạch số 31/KH-UBND ngày 12/5/2026 của Ủy ban nhân dân tỉnh giao 500 cây."),
        good=state(body="1. Kế hoạch số 31/KH-UBND ngày 12/02/2026 của Ủy ban nhân dân tỉnh giao 500 cây."),
        find=find_from_the_future,
    ),
)
