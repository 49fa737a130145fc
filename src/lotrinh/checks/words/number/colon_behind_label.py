"""State: a colon stands behind "Số" ("Số: 12/KH-UBND"). Nghị định 30/2020/NĐ-CP, Phụ lục I, phần II, số và ký hiệu."""

from __future__ import annotations

from collections.abc import Iterator

from lotrinh.checks.examples import state
from lotrinh.checks.finding import Fix, Slip
from lotrinh.checks.paper import Paper
from lotrinh.checks.rule import DECREE_30, Rule
from lotrinh.checks.words.number.beside_the_number import label
from lotrinh.checks.words.sources import NUMBER


def find(paper: Paper) -> Iterator[Slip]:
    seen = label(paper)
    if seen is not None and not seen[0]:
        words = seen[1].of(paper.text)
        message = "Sau từ “Số” có dấu hai chấm (:)."
        yield Slip(
            message, seen[1], found=words, asked="Số:", fix=Fix(seen[1], "Số:"), doubtful=not paper.has_sure_letters
        )


RULE = Rule(
    code="LT-N05",
    title="Dấu hai chấm sau từ “Số”",
    title_en="A colon behind the word Số",
    severity="warning",
    source=NUMBER,
    confidence="A",
    looks_at="header.number",
    bad=state(number="Số 12/KH-UBND"),
    good=state(number="Số: 12/KH-UBND"),
    find=find,
    systems=("state",),
    in_force_from=DECREE_30,
)
