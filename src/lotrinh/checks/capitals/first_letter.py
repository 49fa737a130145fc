"""A paragraph begins with a capital. Not asked of a print, whose lines are torn in the middle of a sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lotrinh.checks.capitals.annex_two import capital_rule, first_up, slip_at
from lotrinh.checks.finding import Slip
from lotrinh.checks.paper import Paper
from lotrinh.documents.document import Span

BEGUN = re.compile(r"(?:[-–+•*]\s{0,3})?(?P<w>[^\W\d_]{2,7})\s")
ENDED = (".", ";", ":", "?", "!")
SHORTEST = 40  # code points: a shorter line may be a cell or a label


def find(paper: Paper) -> Iterator[Slip]:
    """A line under an unfinished one goes on with its sentence, so that only the line under a finished one is asked."""
    before = ""
    if paper.may_be_misread:
        return
    for line, words in paper.body():
        m = BEGUN.match(words)
        if m is not None and m["w"].islower() and before.endswith(ENDED) and len(words) >= SHORTEST:
            span = Span(line.start + m.start("w"), line.start + m.end("w"))
            yield slip_at(paper, span, first_up(m["w"]), "Xuống dòng thì viết hoa: “{asked}”.")
        before = words


RULE = capital_rule(
    14,
    ("Xuống dòng viết hoa chữ đầu", "A paragraph begins with a capital"),
    "viết hoa vì phép đặt câu",
    find,
    bad="1. Các trường trồng cây.\ncác lớp phân công người tưới nước mỗi ngày trong tuần.",
    good="1. Các trường trồng cây.\nCác lớp phân công người tưới nước mỗi ngày trong tuần.",
    severity="note",
)
