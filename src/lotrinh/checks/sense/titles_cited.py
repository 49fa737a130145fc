"""One work cited under two titles, and a Party symbol whose letters are not those of its issuer."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lotrinh.checks.examples import party, state
from lotrinh.checks.finding import Slip
from lotrinh.checks.paper import Paper
from lotrinh.checks.rule import GUIDE_36, Rule
from lotrinh.documents.document import Span
from lotrinh.vietnamese.folding import fold

QUOTED = re.compile(r"[^.;\n“”]{0,90}?(?:về\s)?\s{0,2}“(?P<title>[^”\n]{8,240})”")
PARTY_SYMBOL = re.compile(r"[A-ZĐ][A-Za-zĐđ]{0,4}/(?P<body>[A-ZĐ]{5,10})\Z")
BODY = re.compile(r"\s{0,2},?\s{0,2}(?:ngày\s{1,3}[\d/]{6,10},?)?\s{1,2}của\s{1,3}(?P<body>Ban\s[^,;.\n(“]{4,60})")


def find_two_titles(paper: Paper) -> Iterator[Slip]:
    for citation in paper.plan.citations:
        said: list[tuple[str, str, Span]] = []
        for mention in citation.mentions if citation.code else ():
            m = QUOTED.match(paper.text, mention.end)
            if m is not None and not any(mention.end < other.start < m.end() for other in mentions(paper)):
                said.append((fold(m["title"]), m["title"], Span(m.start("title"), m.end("title"))))
        for key, words, span in said[1:]:
            first = said[0][0]
            if key not in first and first not in key:
                message = f"{citation.code} được ghi hai tên khác nhau: “{said[0][1]}” và “{words}”."
                yield Slip(message, span, found=words, asked=said[0][1])
                break


def mentions(paper: Paper) -> list[Span]:
    """Return every place that names a work."""
    return [mention for citation in paper.plan.citations for mention in citation.mentions]


def find_other_letters(paper: Paper) -> Iterator[Slip]:
    for citation in paper.plan.citations:
        symbol = PARTY_SYMBOL.match(citation.symbol or "")
        if symbol is None:
            continue
        for mention in citation.mentions:
            m = BODY.match(paper.text, mention.end)
            if m is None:
                continue
            initials = "".join(word[0] for word in fold(m["body"]).split())
            written = fold(symbol["body"])
            # One letter more or less of a body named in full is a slip; anything else is another way to shorten it.
            if written != initials and written[:3] == initials[:3] and abs(len(written) - len(initials)) == 1:
                message = f"Ký hiệu {symbol['body']} không khớp với tên cơ quan “{m['body'].strip()}”."
                yield Slip(message, mention, found=symbol["body"])
                break


RULES = (
    Rule(
        code="LT-S29",
        title="Một văn bản viện dẫn chỉ có một tên",
        title_en="A work cited has one title",
        severity="note",
        source="Văn bản tự đối chiếu với chính nó",
        confidence="A",
        looks_at="citations, text",
        bad=state(
            body="1. Kế hoạch số 31/KH-UBND về “Trồng cây quanh trường học” giao 500 cây.\n"
            "2. Kế hoạch số 31/KH-UBND về “Giữ sạch đường đến trường” giao dụng cụ."
        ),
        good=state(
            body="1. Kế hoạch số 31/KH-UBND về “Trồng cây quanh trường học” giao 500 cây.\n"
            "2. Kế hoạch số 31/KH-UBND về “Trồng cây quanh trường học” giao dụng cụ."
        ),
        find=find_two_titles,
    ),
    Rule(
        code="LT-S30",
        title="Ký hiệu của văn bản đảng viện dẫn khớp với tên cơ quan",
        title_en="The letters of a Party symbol are those of the body",
        severity="note",
        source="Hướng dẫn 36-HD/VPTW (2018): tên viết tắt cơ quan ban hành",
        confidence="B",
        looks_at="citations, text",
        bad=party(body="1. Theo Hướng dẫn số 46-HD/BTCCTU, ngày 29/01/2026 của Ban Tổ chức Tỉnh ủy."),
        good=party(body="1. Theo Hướng dẫn số 46-HD/BTCTU, ngày 29/01/2026 của Ban Tổ chức Tỉnh ủy."),
        find=find_other_letters,
        systems=("party",),
        in_force_from=GUIDE_36,
    ),
)
