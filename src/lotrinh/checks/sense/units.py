"""Units that are given nothing to do, work that is given to nobody, and units spelled in two ways."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lotrinh.checks.examples import state
from lotrinh.checks.finding import Slip
from lotrinh.checks.paper import Paper
from lotrinh.checks.rule import Rule
from lotrinh.documents.document import Span
from lotrinh.plans.outline import walk
from lotrinh.plans.plan import Section
from lotrinh.vietnamese.folding import fold_tones

BODIES = re.compile(
    r"(?<!\w)(?:[UỦ][yỷ]\s[Bb]an\s[Nn]hân\s[Dd]ân|U[yỷ]\s[Bb]an\s[Nn]hân\s[Dd]ân|[Hh]ội\s[Đđ]ồng\s[Nn]hân\s[Dd]ân)(?!\w)"
)
USUAL = frozenset(("Ủy ban nhân dân", "Ủy ban Nhân dân", "Hội đồng nhân dân", "Hội đồng Nhân dân"))
SHORT = 80  # code points: a longer heading says what to do
LEADING = 3  # a unit named by fewer words is often a common noun


def execution_by_units(paper: Paper) -> Iterator[Section]:
    """Yield each section on execution whose own sections are named by units: at least one of them is given a duty."""
    units = {duty.unit for duty in paper.plan.duties}
    for section in walk(paper.plan.sections):
        if section.role == "execution" and any(child.title.strip(" :.") in units for child in section.children):
            yield section


def find_without_work(paper: Paper) -> Iterator[Slip]:
    for section in execution_by_units(paper):
        for child in section.children:
            taken = any(child.span.holds(duty.span) for duty in paper.plan.duties)
            if not child.children and not child.paragraphs and not taken and len(child.title) < SHORT:
                message = "Đơn vị có tên trong phần tổ chức thực hiện nhưng không có việc nào."
                yield Slip(message, child.title_span, found=child.title)


def find_without_unit(paper: Paper) -> Iterator[Slip]:
    for section in execution_by_units(paper):
        for paragraph in section.paragraphs:
            taken = any(
                duty.span.holds(paragraph.span) or paragraph.span.holds(duty.span) for duty in paper.plan.duties
            )
            if paragraph.kind == "bullet" and not taken:
                end = min(paragraph.span.end, paragraph.span.start + SHORT)
                yield Slip("Việc này không nói rõ giao cho đơn vị nào.", Span(paragraph.span.start, end))


def find_odd_capitals(paper: Paper) -> Iterator[Slip]:
    for m in BODIES.finditer(paper.text):
        words = fold_tones(m[0])
        if words.isupper() or words in USUAL or words.split()[0].islower():
            continue
        asked = fold_tones(m[0]).capitalize()
        yield Slip(f"Tên cơ quan viết “{asked}”.", Span(*m.span()), found=m[0], asked=asked)


def find_two_spellings(paper: Paper) -> Iterator[Slip]:
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


SOURCE = "Văn bản tự đối chiếu với chính nó"
HEAD = "I. TỔ CHỨC THỰC HIỆN\n1. Phòng Kinh tế\n- Chuẩn bị cây giống.\n"
RULES = (
    Rule(
        code="LT-S21",
        title="Đơn vị có tên thì có việc",
        title_en="A unit that is named has work",
        severity="note",
        source=SOURCE,
        confidence="A",
        looks_at="sections, duties",
        bad=state(body=HEAD + "2. Phòng Văn hóa - Xã hội\n3. Trạm Y tế\n- Cử người trực."),
        good=state(body=HEAD + "2. Phòng Văn hóa - Xã hội\n- Vận động phụ huynh.\n3. Trạm Y tế\n- Cử người trực."),
        find=find_without_work,
    ),
    Rule(
        code="LT-S22",
        title="Việc trong phần tổ chức thực hiện có đơn vị làm",
        title_en="Work in the part on execution has a unit",
        severity="note",
        source=SOURCE,
        confidence="A",
        looks_at="sections, duties",
        bad=state(
            body="I. TỔ CHỨC THỰC HIỆN\n- Chuẩn bị dụng cụ trồng cây.\n1. Phòng Kinh tế\n- Chuẩn bị cây giống.\n"
            "2. Trạm Y tế\n- Cử người trực."
        ),
        good=state(body=HEAD + "2. Trạm Y tế\n- Cử người trực."),
        find=find_without_unit,
    ),
    Rule(
        code="LT-S23",
        title="Một đơn vị viết một cách",
        title_en="A unit is spelled in one way",
        severity="note",
        source=SOURCE,
        confidence="A",
        looks_at="duties, recipients, text",
        bad=state(body=HEAD + "2. Trung tâm Văn hóa xã\n- Mời Trung tâm Văn Hóa xã cùng trồng cây."),
        good=state(body=HEAD + "2. Trung tâm Văn hóa xã\n- Mời Trung tâm Văn hóa xã cùng trồng cây."),
        find=find_two_spellings,
    ),
    Rule(
        code="LT-B07",
        title="Viết hoa đúng “Ủy ban nhân dân”, “Hội đồng nhân dân”",
        title_en="Capitals of people's committees and councils",
        severity="note",
        source="Nghị định 30/2020/NĐ-CP, Phụ lục II, viết hoa tên cơ quan, tổ chức",
        confidence="C",
        looks_at="text",
        bad=state(body="1. Ủy Ban Nhân dân xã giao cây giống cho các trường."),
        good=state(body="1. Ủy ban nhân dân xã giao cây giống cho các trường."),
        find=find_odd_capitals,
    ),
)
