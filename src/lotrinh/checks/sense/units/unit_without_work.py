"""A unit that is named in the part on execution has work. The document against itself."""

from __future__ import annotations

from collections.abc import Iterator

from lotrinh.checks.examples import state
from lotrinh.checks.finding import Slip
from lotrinh.checks.paper import Paper
from lotrinh.checks.rule import Rule
from lotrinh.checks.sense.sources import ITSELF
from lotrinh.checks.sense.units.execution import HEAD, SHORT, execution_by_units


def find(paper: Paper) -> Iterator[Slip]:
    for section in execution_by_units(paper):
        for child in section.children:
            taken = any(child.span.holds(duty.span) for duty in paper.plan.duties)
            if not child.children and not child.paragraphs and not taken and len(child.title) < SHORT:
                message = "Đơn vị có tên trong phần tổ chức thực hiện nhưng không có việc nào."
                yield Slip(message, child.title_span, found=child.title)


RULE = Rule(
    code="LT-S21",
    title="Đơn vị có tên thì có việc",
    title_en="A unit that is named has work",
    severity="note",
    source=ITSELF,
    confidence="A",
    looks_at="sections, duties",
    bad=state(body=HEAD + "2. Phòng Văn hóa - Xã hội\n3. Trạm Y tế\n- Cử người trực."),
    good=state(body=HEAD + "2. Phòng Văn hóa - Xã hội\n- Vận động phụ huynh.\n3. Trạm Y tế\n- Cử người trực."),
    find=find,
)
