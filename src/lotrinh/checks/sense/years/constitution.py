"""The year of a constitution is one that there was. The constitutions of 1946, 1959, 1980, 1992 and 2013."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lotrinh.checks.examples import state
from lotrinh.checks.finding import Slip
from lotrinh.checks.paper import Paper
from lotrinh.checks.rule import Rule
from lotrinh.documents.document import Span

CONSTITUTION = re.compile(r"Hiến pháp\s{1,3}(?:năm\s{1,3})?(?P<y>\d{4})(?!\d)")
CONSTITUTIONS = (1946, 1959, 1980, 1992, 2013)


def find(paper: Paper) -> Iterator[Slip]:
    for m in CONSTITUTION.finditer(paper.text):
        if int(m["y"]) not in CONSTITUTIONS:
            known = ", ".join(map(str, CONSTITUTIONS))
            message = f"Không có Hiến pháp năm {m['y']}; các bản Hiến pháp: {known}."
            yield Slip(message, Span(*m.span()), found=m["y"])


RULE = Rule(
    code="LT-S16",
    title="Năm của Hiến pháp là một trong các bản đã ban hành",
    title_en="The year of a constitution is one that there was",
    severity="warning",
    source="Hiến pháp các năm 1946, 1959, 1980, 1992, 2013",
    confidence="A",
    looks_at="text",
    bad=state(body="1. Phổ biến Hiến pháp năm 2012 đến học sinh."),
    good=state(body="1. Phổ biến Hiến pháp năm 2013 đến học sinh."),
    find=find,
    legal_acts=True,
)
