"""The kind of a work cited fits its symbol: not "Quyết định số 31/KH-UBND".

Nghị định 30/2020/NĐ-CP, Phụ lục III, mục I.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lotrinh.checks.examples import state
from lotrinh.checks.finding import Slip
from lotrinh.checks.paper import Paper
from lotrinh.checks.rule import Rule
from lotrinh.data.kinds import KIND_OF_NAME, KINDS
from lotrinh.documents.document import Span

NAMES = "|".join(
    sorted((re.escape(name) for name in KIND_OF_NAME if name not in ("luật", "bộ luật")), key=len, reverse=True)
)
NAMED = re.compile(rf"(?<!\w)(?P<name>{NAMES})\s{{1,3}}(?:số\s{{0,3}}:?\s{{0,3}})?\Z", re.IGNORECASE)


def find(paper: Paper) -> Iterator[Slip]:
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


RULE = Rule(
    code="LT-S13",
    title="Tên loại của văn bản viện dẫn khớp với ký hiệu",
    title_en="The kind of a work cited fits its symbol",
    severity="warning",
    source="Nghị định 30/2020/NĐ-CP, Phụ lục III, mục I",
    confidence="A",
    looks_at="citations",
    bad=state(body="1. Quyết định số 31/KH-UBND ngày 12/02/2026 giao 500 cây."),
    good=state(body="1. Kế hoạch số 31/KH-UBND ngày 12/02/2026 giao 500 cây."),
    find=find,
    legal_acts=True,
)
