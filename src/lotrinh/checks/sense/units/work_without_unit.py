"""Work in the part on execution has a unit. The document against itself."""

from __future__ import annotations

from collections.abc import Iterator

from lotrinh.checks.examples import state
from lotrinh.checks.finding import Slip
from lotrinh.checks.paper import Paper
from lotrinh.checks.rule import Rule
from lotrinh.checks.sense.sources import ITSELF
from lotrinh.checks.sense.units.execution import HEAD, SHORT, execution_by_units
from lotrinh.documents.document import Span


def find(paper: Paper) -> Iterator[Slip]:
    for section in execution_by_units(paper):
        for paragraph in section.paragraphs:
            taken = any(
                duty.span.holds(paragraph.span) or paragraph.span.holds(duty.span) for duty in paper.plan.duties
            )
            if paragraph.kind == "bullet" and not taken:
                end = min(paragraph.span.end, paragraph.span.start + SHORT)
                yield Slip("Việc này không nói rõ giao cho đơn vị nào.", Span(paragraph.span.start, end))


RULE = Rule(
    code="LT-S22",
    title="Việc trong phần tổ chức thực hiện có đơn vị làm",
    title_en="Work in the part on execution has a unit",
    severity="note",
    source=ITSELF,
    confidence="A",
    looks_at="sections, duties",
    bad=state(
        body="I. TỔ CHỨC THỰC HIỆN\n- Chuẩn bị dụng cụ trồng cây.\n1. Phòng Kinh tế\n- Chuẩn bị cây giống.\n"
        "2. Trạm Y tế\n- Cử người trực."
    ),
    good=state(body=HEAD + "2. Trạm Y tế\n- Cử người trực."),
    find=find,
)
