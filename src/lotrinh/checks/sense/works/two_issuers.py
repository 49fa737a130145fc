"""A work cited has one issuer. The document against itself."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lotrinh.checks.examples import state
from lotrinh.checks.finding import Slip
from lotrinh.checks.paper import Paper
from lotrinh.checks.rule import Rule
from lotrinh.checks.sense.sources import ITSELF
from lotrinh.documents.document import Span
from lotrinh.vietnamese.folding import fold

ISSUER = re.compile(r"\s{0,2},?\s{0,2}(?:ngày\s{1,3}\d[^,;\n“(]{5,24}?,?\s{1,2})?của\s{1,3}(?P<body>[^,;.\n(“]{4,60})")
ENDS = re.compile(r"\s(?:về|ban hành|thực hiện|quy định|phê duyệt|hướng dẫn)\b")
SHORT = {
    "UBND": "Ủy ban nhân dân", "HĐND": "Hội đồng nhân dân", "BTV": "Ban Thường vụ", "BCH": "Ban Chấp hành",
    "TTg": "Thủ tướng", "BCT": "Bộ Công Thương",
}  # fmt: skip
PLACES = frozenset(("tinh", "thanh", "pho", "xa", "phuong", "cac", "va"))


def find(paper: Paper) -> Iterator[Slip]:
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


RULE = Rule(
    code="LT-S12",
    title="Một văn bản viện dẫn chỉ có một cơ quan ban hành",
    title_en="A work cited has one issuer",
    severity="note",
    source=ITSELF,
    confidence="A",
    looks_at="citations",
    bad=state(body="1. Kế hoạch số 20/KH-UBND ngày 10/02/2026 của Sở Xây dựng giao 500 cây."),
    good=state(body="1. Kế hoạch số 20/KH-UBND ngày 10/02/2026 của Ủy ban nhân dân tỉnh giao 500 cây."),
    find=find,
    legal_acts=True,
)
