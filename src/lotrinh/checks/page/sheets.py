"""Sheet and margins: A4; top and bottom 20 to 25 mm, left 30 to 35, right 15 to 20. Nghị định 30/2020/NĐ-CP, Phụ lục I, phần I."""

from __future__ import annotations

from collections.abc import Iterator

from lotrinh.checks.examples import Example
from lotrinh.checks.finding import Slip
from lotrinh.checks.page.samples import sheet
from lotrinh.checks.paper import Paper
from lotrinh.checks.rule import DECREE_30, Find, Rule
from lotrinh.data.forms import STATE, Side

SLACK = 0.6  # millimetres that a file loses by rounding
SOURCE = "Nghị định 30/2020/NĐ-CP, Phụ lục I, phần I, khổ giấy và định lề trang"


def find_other_sheet(paper: Paper) -> Iterator[Slip]:
    for one in paper.page.sheets[:1] if paper.page else ():
        if any(abs(a - b) > 2 for a, b in zip(sorted((one.width, one.height)), STATE.sheet, strict=True)):
            found = f"{one.width:.0f} x {one.height:.0f} mm"
            yield Slip(f"Khổ giấy {found}, không phải A4.", place="khổ giấy", found=found, asked="210 x 297 mm")


def margin(side: Side, name: str) -> Find:
    """Return a rule's function on one margin of the first upright sheet."""
    low, high = STATE.margins[side]

    def find(paper: Paper) -> Iterator[Slip]:
        for one in [one for one in paper.page.sheets if one.width < one.height][:1] if paper.page else ():
            length: float = getattr(one, side)
            if not low - SLACK <= length <= high + SLACK:
                asked = f"{low:.0f} - {high:.0f} mm"
                message = f"{name} là {length:.1f} mm; quy định {asked}."
                yield Slip(message, place=name.lower(), found=f"{length:.1f} mm", asked=asked)

    return find


def rule(code: str, title: str, title_en: str, bad: Example, good: Example, find: Find) -> Rule:
    """Return a rule of the sheet."""
    return Rule(
        code=code,
        title=title,
        title_en=title_en,
        severity="warning",
        source=SOURCE,
        confidence="A",
        looks_at="word/document.xml: sectPr",
        bad=bad,
        good=good,
        find=find,
        systems=("state",),
        in_force_from=DECREE_30,
    )


RULES = (
    rule("LT-P01", "Khổ giấy A4", "The sheet is A4", sheet("216 x 279 mm", width=216, height=279), sheet("210 x 297 mm"), find_other_sheet),
    rule("LT-P02", "Lề trên 20 - 25 mm", "Top margin 20 to 25 mm", sheet("lề trên 30 mm", top=30), sheet("lề trên 20 mm", top=20), margin("top", "Lề trên")),
    rule("LT-P03", "Lề dưới 20 - 25 mm", "Bottom margin 20 to 25 mm", sheet("lề dưới 10 mm", bottom=10), sheet("lề dưới 25 mm", bottom=25), margin("bottom", "Lề dưới")),
    rule("LT-P04", "Lề trái 30 - 35 mm", "Left margin 30 to 35 mm", sheet("lề trái 25 mm", left=25), sheet("lề trái 35 mm", left=35), margin("left", "Lề trái")),
    rule("LT-P05", "Lề phải 15 - 20 mm", "Right margin 15 to 20 mm", sheet("lề phải 25 mm", right=25), sheet("lề phải 20 mm", right=20), margin("right", "Lề phải")),
)  # fmt: skip
