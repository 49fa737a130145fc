"""A work cited has one title. The document against itself."""

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

QUOTED = re.compile(r"[^.;\n“”]{0,90}?(?:về\s)?\s{0,2}“(?P<title>[^”\n]{8,240})”")


def find(paper: Paper) -> Iterator[Slip]:
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


RULE = Rule(
    code="LT-S29",
    title="Một văn bản viện dẫn chỉ có một tên",
    title_en="A work cited has one title",
    severity="note",
    source=ITSELF,
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
    find=find,
)
