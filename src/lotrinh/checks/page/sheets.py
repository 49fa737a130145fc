"""Sheet and margins: A4, and how much each form keeps free at every side. Nghị định 30/2020/NĐ-CP, Phụ lục I, phần I.

Of the Party's sheet: Hướng dẫn 36-HD/VPTW (2018), as the press tells it.
"""

from __future__ import annotations

from collections.abc import Iterator

from lotrinh.checks.finding import Slip
from lotrinh.checks.page.guides import GUIDES, OF_STATE, Guide
from lotrinh.checks.paper import Paper
from lotrinh.checks.rule import Find, Rule
from lotrinh.data.forms import Form, Side

SLACK = 0.6  # millimetres that a file loses by rounding
TOPIC = "khổ giấy và định lề trang"
LOOKS_AT = "word/document.xml: sectPr"
# number: side, its names, and a length that no form allows
SIDES: dict[int, tuple[Side, str, str, float]] = {
    2: ("top", "Lề trên", "Top margin", 30),
    3: ("bottom", "Lề dưới", "Bottom margin", 10),
    4: ("left", "Lề trái", "Left margin", 25),
    5: ("right", "Lề phải", "Right margin", 25),
}


def sheet_finder(form: Form) -> Find:
    """Return a rule's function on the size of the first sheet."""
    asked = "{:.0f} x {:.0f} mm".format(*form.sheet)

    def find(paper: Paper) -> Iterator[Slip]:
        for one in paper.page.sheets[:1] if paper.page else ():
            if any(abs(a - b) > 2 for a, b in zip(sorted((one.width, one.height)), form.sheet, strict=True)):
                found = f"{one.width:.0f} x {one.height:.0f} mm"
                yield Slip(f"Khổ giấy {found}, không phải A4.", place="khổ giấy", found=found, asked=asked)

    return find


def millimetres(low: float, high: float) -> str:
    """Return a range of lengths for people."""
    return f"{low:.0f} mm" if low == high else f"{low:.0f} - {high:.0f} mm"


def exactly(length: float) -> str:
    """Return a length that was measured, for people: a comma stands before the tenths.

    >>> exactly(20)
    '20,0 mm'
    """
    return f"{length:.1f} mm".replace(".", ",")


def margin_finder(form: Form, side: Side, name: str) -> Find:
    """Return a rule's function on one margin of the first upright sheet."""
    low, high = form.margins[side]

    def find(paper: Paper) -> Iterator[Slip]:
        for one in [one for one in paper.page.sheets if one.width < one.height][:1] if paper.page else ():
            length: float = getattr(one, side)
            if not low - SLACK <= length <= high + SLACK:
                found, asked = exactly(length), millimetres(low, high)
                yield Slip(f"{name} là {found}; quy định {asked}.", place=name.lower(), found=found, asked=asked)

    return find


def find_lying(paper: Paper) -> Iterator[Slip]:
    """Only tables that are no annex of their own may lie across the sheet; the first page never is one."""
    for one in paper.page.sheets[:1] if paper.page else ():
        if one.width > one.height:
            found = f"{one.width:.0f} x {one.height:.0f} mm"
            yield Slip(
                "Trang đầu trình bày theo chiều rộng của khổ giấy.", place="khổ giấy", found=found, asked="chiều dài"
            )


def upright_rule(guide: Guide) -> Rule:
    """Return the rule on how the first sheet lies."""
    return guide.rule(
        45,
        ("Trang đầu trình bày theo chiều dài khổ giấy", "The first sheet stands upright"),
        find_lying,
        bad=guide.sheet("297 x 210 mm", width=297, height=210),
        good=guide.sheet("210 x 297 mm"),
        topic=TOPIC,
        looks_at=LOOKS_AT,
        confidence="B",
    )


def sheet_rule(guide: Guide) -> Rule:
    """Return the rule on the size of the sheet."""
    return guide.rule(
        1,
        ("Khổ giấy A4", "The sheet is A4"),
        sheet_finder(guide.form),
        bad=guide.sheet("216 x 279 mm", width=216, height=279),
        good=guide.sheet("210 x 297 mm"),
        topic=TOPIC,
        looks_at=LOOKS_AT,
    )


def margin_rule(guide: Guide, number: int) -> Rule:
    """Return the rule on one margin."""
    side, name, name_en, wrong = SIDES[number]
    low, high = guide.form.margins[side]
    size = f"{low:.0f}" if low == high else f"{low:.0f} to {high:.0f}"
    return guide.rule(
        number,
        (f"{name} {millimetres(low, high)}", f"{name_en} {size} mm"),
        margin_finder(guide.form, side, name),
        bad=guide.sheet(f"{name.lower()} {wrong:.0f} mm", **{side: wrong}),
        good=guide.sheet(f"{name.lower()} {high:.0f} mm", **{side: high}),
        topic=TOPIC,
        looks_at=LOOKS_AT,
    )


RULES = (
    upright_rule(OF_STATE),
    *(rule for guide in GUIDES for rule in (sheet_rule(guide), *(margin_rule(guide, number) for number in SIDES))),
)
