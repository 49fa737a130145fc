"""The text ends with "./." in the state and with "." in the Party."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lotrinh.checks.examples import party, state
from lotrinh.checks.finding import Slip
from lotrinh.checks.paper import RULE_LINE, Paper
from lotrinh.checks.rule import DECREE_30, GUIDE_36, Rule
from lotrinh.documents.document import Span

END = re.compile(r"\.\s?/\s?\.?\W{0,2}\Z")
SENTENCE = re.compile(r"[^\W\d_]{2}[^.]*[.!]?\W{0,2}\Z")
KINDS_WITHOUT = ("BB", "HĐ", "GUQ", "GGT", "GNP", "GM", "PG", "PC", "PB", "Luật")


def last_line(paper: Paper) -> tuple[Span, str] | None:
    """Return the last line of running text above the foot; None where no foot is seen or something else stands there."""
    if paper.foot >= len(paper.lines):
        return None
    for span in reversed(paper.lines[: paper.foot]):
        words = span.of(paper.text)
        if RULE_LINE.match(words):
            continue
        return (span, words) if len(words) > 25 and not words.isupper() else None
    return None


def find_in_state(paper: Paper) -> Iterator[Slip]:
    seen = last_line(paper)
    if seen is None or paper.kind in KINDS_WITHOUT or paper.kind is None:
        return
    span, words = seen
    if not END.search(words) and SENTENCE.search(words):
        at = Span(max(span.start, span.end - 20), span.end)
        message = "Hết phần nội dung có dấu “./.”."
        doubtful = not paper.has_sure_letters or not words.endswith((".", ","))
        yield Slip(message, at, found=words[-1], asked="./.", doubtful=doubtful)


def find_in_party(paper: Paper) -> Iterator[Slip]:
    seen = last_line(paper)
    if seen is not None and (m := re.search(r"\.\s?/\s?\.\W{0,2}\Z", seen[1])) is not None:
        at = Span(seen[0].start + m.start(), seen[0].end)
        yield Slip("Văn bản đảng kết thúc bằng dấu “.”, không dùng “./.”.", at, found=m[0].strip(), asked=".")


STATE_RULE = Rule(
    code="LT-B02",
    title="Nội dung kết thúc bằng “./.”",
    title_en="The text ends with ./.",
    severity="warning",
    source="Nghị định 30/2020/NĐ-CP, Phụ lục III, các mẫu văn bản",
    confidence="A",
    looks_at="text",
    bad=state(end="Ủy ban nhân dân xã yêu cầu các đơn vị thực hiện Kế hoạch này."),
    good=state(end="Ủy ban nhân dân xã yêu cầu các đơn vị thực hiện Kế hoạch này./."),
    find=find_in_state,
    systems=("state",),
    in_force_from=DECREE_30,
)
PARTY_RULE = Rule(
    code="LT-B03",
    title="Văn bản đảng kết thúc bằng “.”",
    title_en="Party: the text ends with a full stop",
    severity="warning",
    source="Hướng dẫn 36-HD/VPTW (2018); từ 27/5/2026 Quy định 399-QĐ/TW",
    confidence="B",
    looks_at="text",
    bad=party(end="Các chi bộ báo cáo kết quả về Văn phòng Đảng ủy./."),
    good=party(end="Các chi bộ báo cáo kết quả về Văn phòng Đảng ủy."),
    find=find_in_party,
    systems=("party",),
    in_force_from=GUIDE_36,
)
