"""The letters of a Party symbol are those of its issuer: BTCTU, Ban Tổ chức Tỉnh ủy. Hướng dẫn 36-HD/VPTW (2018)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lotrinh.checks.examples import party
from lotrinh.checks.finding import Slip
from lotrinh.checks.paper import Paper
from lotrinh.checks.rule import GUIDE_36, Rule
from lotrinh.vietnamese.folding import fold

PARTY_SYMBOL = re.compile(r"[A-ZĐ][A-Za-zĐđ]{0,4}/(?P<body>[A-ZĐ]{5,10})\Z")
BODY = re.compile(r"\s{0,2},?\s{0,2}(?:ngày\s{1,3}[\d/]{6,10},?)?\s{1,2}của\s{1,3}(?P<body>Ban\s[^,;.\n(“]{4,60})")


def find(paper: Paper) -> Iterator[Slip]:
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


RULE = Rule(
    code="LT-S30",
    title="Ký hiệu của văn bản đảng viện dẫn khớp với tên cơ quan",
    title_en="The letters of a Party symbol are those of the body",
    severity="note",
    source="Hướng dẫn 36-HD/VPTW (2018): tên viết tắt cơ quan ban hành",
    confidence="B",
    looks_at="citations, text",
    bad=party(body="1. Theo Hướng dẫn số 46-HD/BTCCTU, ngày 29/01/2026 của Ban Tổ chức Tỉnh ủy."),
    good=party(body="1. Theo Hướng dẫn số 46-HD/BTCTU, ngày 29/01/2026 của Ban Tổ chức Tỉnh ủy."),
    find=find,
    systems=("party",),
    in_force_from=GUIDE_36,
)
