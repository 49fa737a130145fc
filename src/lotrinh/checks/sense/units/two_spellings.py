"""A unit is spelled in one way. The document against itself."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lotrinh.checks.examples import state
from lotrinh.checks.finding import Slip
from lotrinh.checks.paper import Paper
from lotrinh.checks.rule import Rule
from lotrinh.checks.sense.sources import ITSELF
from lotrinh.checks.sense.units.execution import HEAD
from lotrinh.documents.document import Span

LEADING = 3  # a unit named by fewer words is often a common noun


def find(paper: Paper) -> Iterator[Slip]:
    units = {duty.unit for duty in paper.plan.duties} | {one.name for one in paper.plan.recipients}
    said: set[str] = set()
    for unit in sorted(units):
        if not LEADING <= len(unit.split()) <= 9 or unit.isupper() or unit.casefold() in said:
            continue
        said.add(unit.casefold())
        first: str | None = None
        for m in re.finditer(re.escape(unit), paper.text, re.IGNORECASE):
            words = m[0][1:]  # the first letter is a capital where a sentence begins
            if m[0].isupper():
                continue
            if first is None:
                first = words
            elif words != first:
                message = f"Một đơn vị viết hai cách: “{m[0][0]}{first}” và “{m[0]}”."
                yield Slip(message, Span(*m.span()), found=m[0])
                break


RULE = Rule(
    code="LT-S23",
    title="Một đơn vị viết một cách",
    title_en="A unit is spelled in one way",
    severity="note",
    source=ITSELF,
    confidence="A",
    looks_at="duties, recipients, text",
    bad=state(body=HEAD + "2. Trung tâm Văn hóa xã\n- Mời Trung tâm Văn Hóa xã cùng trồng cây."),
    good=state(body=HEAD + "2. Trung tâm Văn hóa xã\n- Mời Trung tâm Văn hóa xã cùng trồng cây."),
    find=find,
)
