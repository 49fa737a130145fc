"""State: the text ends with "./.". Nghị định 30/2020/NĐ-CP, Phụ lục III, the models of documents."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lotrinh.checks.examples import state
from lotrinh.checks.finding import Slip
from lotrinh.checks.paper import Paper
from lotrinh.checks.rule import DECREE_30, Rule
from lotrinh.checks.words.body.last_line import last_line
from lotrinh.documents.document import Span

END = re.compile(r"\.\s?/\s?\.?\W{0,2}\Z")
SENTENCE = re.compile(r"[^\W\d_]{2}[^.]*[.!]?\W{0,2}\Z")
KINDS_WITHOUT = ("BB", "HĐ", "GUQ", "GGT", "GNP", "GM", "PG", "PC", "PB", "Luật")


def find(paper: Paper) -> Iterator[Slip]:
    seen = last_line(paper)
    if seen is None or paper.kind in KINDS_WITHOUT or paper.kind is None:
        return
    span, words = seen
    if not END.search(words) and SENTENCE.search(words):
        at = Span(max(span.start, span.end - 20), span.end)
        message = "Hết phần nội dung có dấu “./.”."
        doubtful = not paper.has_sure_letters or not words.endswith((".", ","))
        yield Slip(message, at, found=words[-1], asked="./.", doubtful=doubtful)


RULE = Rule(
    code="LT-B02",
    title="Nội dung kết thúc bằng “./.”",
    title_en="The text ends with ./.",
    severity="warning",
    source="Nghị định 30/2020/NĐ-CP, Phụ lục III, các mẫu văn bản",
    confidence="A",
    looks_at="text",
    bad=state(end="Ủy ban nhân dân xã yêu cầu các đơn vị thực hiện Kế hoạch này."),
    good=state(end="Ủy ban nhân dân xã yêu cầu các đơn vị thực hiện Kế hoạch này./."),
    find=find,
    systems=("state",),
    in_force_from=DECREE_30,
)
