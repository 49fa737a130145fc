"""Anniversaries that are listed for a year are in that year. The document against itself."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lotrinh.checks.examples import state
from lotrinh.checks.finding import Slip
from lotrinh.checks.paper import Paper
from lotrinh.checks.rule import Rule
from lotrinh.checks.sense.sources import ITSELF
from lotrinh.documents.document import Span

YEAR_SAID = re.compile(r"trong năm (?P<y>(?:19|20)\d\d) như:?(?P<rest>[^\n]{10,1500})")
YEAR_ENDS = re.compile(r"\(\d{1,2}/\d{1,2}/\d{4}\s?[-–]\s?\d{1,2}/\d{1,2}/(?P<y>\d{4})\)")


def find(paper: Paper) -> Iterator[Slip]:
    for m in YEAR_SAID.finditer(paper.text):
        for day in YEAR_ENDS.finditer(paper.text, m.start("rest"), m.end("rest")):
            if day["y"] != m["y"]:
                message = f"Kể trong năm {m['y']} nhưng ngày kỷ niệm ở năm {day['y']}."
                yield Slip(message, Span(*day.span()), found=day["y"], asked=m["y"])


RULE = Rule(
    code="LT-S28",
    title="Ngày kỷ niệm kể trong một năm thì ở năm đó",
    title_en="Anniversaries listed for a year are in that year",
    severity="note",
    source=ITSELF,
    confidence="A",
    looks_at="text",
    bad=state(body="1. Các ngày lễ trong năm 2026 như: 50 năm thành lập trường (05/9/1977-05/9/2027)."),
    good=state(body="1. Các ngày lễ trong năm 2026 như: 50 năm thành lập trường (05/9/1976-05/9/2026)."),
    find=find,
)
