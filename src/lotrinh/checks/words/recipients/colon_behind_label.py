"""A colon stands behind "Nơi nhận". Nghị định 30/2020/NĐ-CP, Phụ lục I, phần II, nơi nhận."""

from __future__ import annotations

from collections.abc import Iterator

from lotrinh.checks.examples import state
from lotrinh.checks.finding import Fix, Slip
from lotrinh.checks.paper import FOOT, Paper
from lotrinh.checks.rule import DECREE_30, Rule
from lotrinh.checks.words.sources import RECIPIENTS
from lotrinh.documents.document import Span


def find(paper: Paper) -> Iterator[Slip]:
    for span in paper.lines[paper.foot :]:
        m = FOOT.match(span.of(paper.text))
        if m is not None and not m[0].endswith(":"):
            at = Span(span.start, span.start + len(m[0].rstrip()))
            fix = Fix(at, "Nơi nhận:")
            doubtful = not paper.has_sure_letters
            yield Slip("Sau “Nơi nhận” có dấu hai chấm.", at, found=m[0], asked="Nơi nhận:", fix=fix, doubtful=doubtful)
            return


RULE = Rule(
    code="LT-K09",
    title="Dấu hai chấm sau “Nơi nhận”",
    title_en="A colon behind Nơi nhận",
    severity="warning",
    source=RECIPIENTS,
    confidence="A",
    looks_at="text",
    bad=state(recipients="Nơi nhận\n- Các phòng thuộc UBND xã;\n- Lưu: VT, KT."),
    good=state(recipients="Nơi nhận:\n- Các phòng thuộc UBND xã;\n- Lưu: VT, KT."),
    find=find,
    systems=("state",),
    in_force_from=DECREE_30,
)
