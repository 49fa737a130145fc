"""What the rules on units share: the sections that give work to units, and the text of their examples."""

from __future__ import annotations

from collections.abc import Iterator

from lotrinh.checks.paper import Paper
from lotrinh.plans.outline import walk
from lotrinh.plans.plan import Section

SHORT = 80  # code points: a longer heading says what to do
HEAD = "I. TỔ CHỨC THỰC HIỆN\n1. Phòng Kinh tế\n- Chuẩn bị cây giống.\n"  # how the examples begin


def execution_by_units(paper: Paper) -> Iterator[Section]:
    """Yield each section on execution whose own sections are named by units: at least one of them is given a duty."""
    units = {duty.unit for duty in paper.plan.duties}
    for section in walk(paper.plan.sections):
        if section.role == "execution" and any(child.title.strip(" :.") in units for child in section.children):
            yield section
