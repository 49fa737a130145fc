"""Each line of the recipients ends with ";", the last with ".".

Nghị định 30/2020/NĐ-CP, Phụ lục I, phần II, nơi nhận.
"""

from __future__ import annotations

from collections.abc import Iterator

from lotrinh.checks.examples import state
from lotrinh.checks.finding import Slip
from lotrinh.checks.paper import Paper
from lotrinh.checks.rule import DECREE_30, Rule
from lotrinh.checks.words.recipients.archive import KEPT
from lotrinh.checks.words.sources import RECIPIENTS
from lotrinh.documents.document import Span


def find(paper: Paper) -> Iterator[Slip]:
    recipients = paper.plan.recipients
    for n, one in enumerate(recipients):
        words = one.span.of(paper.text).rstrip()
        asked = "." if n == len(recipients) - 1 else ";"
        if words.endswith((asked, ":")) or "\n" in words or (asked == ";" and KEPT.match(words)):
            continue
        end = one.span.start + len(words)
        message = "Mỗi dòng nơi nhận kết thúc bằng “;”, dòng lưu bằng “.”."
        doubtful = not paper.has_sure_form
        yield Slip(message, Span(end - 1, end), found=words[-1], asked=asked, doubtful=doubtful)


RULE = Rule(
    code="LT-K12",
    title="Dòng nơi nhận kết thúc bằng “;”, dòng cuối bằng “.”",
    title_en="Recipients end with a semicolon, the last with a full stop",
    severity="warning",
    source=RECIPIENTS,
    confidence="A",
    looks_at="recipients",
    bad=state(recipients="Nơi nhận:\n- UBND tỉnh,\n- Các trường học,\n- Lưu: VT, KT."),
    good=state(recipients="Nơi nhận:\n- UBND tỉnh;\n- Các trường học;\n- Lưu: VT, KT."),
    find=find,
    systems=("state",),
    in_force_from=DECREE_30,
)
