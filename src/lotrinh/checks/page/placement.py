"""Where the parts of the head and the foot stand, of the state: left or right, in the middle, in capitals, headings heavy.

Nghị định 30/2020/NĐ-CP, Phụ lục I, phần II, as summaries tell it (B). What a file centres by tabs or spaces is not seen,
so that most of these are notes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from lotrinh.checks.examples import Example
from lotrinh.checks.finding import Slip
from lotrinh.checks.page import finding_lines as lines
from lotrinh.checks.page.finding_lines import Looks, Pick
from lotrinh.checks.page.form import HEAD_LINES, Look
from lotrinh.checks.page.guides import OF_STATE, look
from lotrinh.checks.paper import Paper
from lotrinh.checks.rule import Confidence, Find, Rule
from lotrinh.plans.plan import Severity

TOPIC = "vị trí trình bày các thành phần thể thức"
SECTION = re.compile(r"[IVX]{1,6}\.\s+\w")
HEADING = look("I. MỤC ĐÍCH", bold=True, align="justify", first_indent=12.7)


def finder_of_ragged(picks: Sequence[Pick], name: str) -> Find:
    """Return a rule's function: a line of the head or the foot is not centred. What the file does not say is left."""

    def find(paper: Paper) -> Iterator[Slip]:
        for pick in picks:
            found = pick(paper.page.looks) if paper.page else None
            if found is not None and found.align not in (None, "center"):
                yield Slip(f"{name} không canh giữa: “{found.text}”.", place=name, found=found.text, asked="canh giữa")
                return

    return find


def find_issuer_aside(paper: Paper) -> Iterator[Slip]:
    """The names of the bodies stand in the other cell than the national name: where that is the left, they are at the right."""
    looks = paper.page.looks[:HEAD_LINES] if paper.page else ()
    nation = lines.first_like(lines.NATION)(looks)
    number = lines.first_like(lines.STATE_NUMBER)(looks)
    if nation is not None and nation.side != "right" and number is not None and number.side == "right":
        yield Slip(
            "Tên cơ quan và số, ký hiệu ở bên phải; quy định ở bên trái.", place="cơ quan ban hành", asked="bên trái"
        )


def find_small_names(paper: Paper) -> Iterator[Slip]:
    for one in lines.names_above(paper.page.looks) if paper.page else ():
        if lines.LETTER.search(one.text) and not one.text.isupper():
            yield Slip(
                "Tên cơ quan ở đầu văn bản viết in hoa.", place="cơ quan ban hành", found=one.text, asked="in hoa"
            )
            return


def section_headings(looks: Looks) -> Iterator[Look]:
    """Yield the lines that begin with a Roman number and are all in capitals."""
    for one in looks:
        if lines.LABEL.match(one.text):
            return
        if not one.in_table and SECTION.match(one.text) and one.text.isupper():
            yield one


def find_light_headings(paper: Paper) -> Iterator[Slip]:
    letters = OF_STATE.form.letters["part_heading"]
    for one in section_headings(paper.page.looks) if paper.page else ():
        if not one.bold or any(not letters.low <= size <= letters.high for size in one.sizes):
            sizes = ", ".join(f"{size:g}" for size in sorted(one.sizes)) or "không rõ"
            found = f"cỡ {sizes}, {'đậm' if one.bold else 'không đậm'}"
            asked = f"cỡ {letters.size}, đậm"
            yield Slip(f"Tiêu đề mục: {found}; quy định {asked}.", place=one.text[:60], found=found, asked=asked)
            return


def rule(
    number: int,
    title: tuple[str, str],
    find: Find,
    bad: Example,
    *,
    severity: Severity = "note",
    confidence: Confidence = "B",
    good: Example | None = None,
) -> Rule:
    """Return a rule of placement."""
    return OF_STATE.rule(
        number,
        title,
        find,
        bad=bad,
        good=good or OF_STATE.example("đầu và cuối văn bản trình bày đúng chỗ"),
        part="phần II",
        topic=TOPIC,
        looks_at="word/document.xml: đầu và cuối văn bản",
        confidence=confidence,
        severity=severity,
    )


def ragged(start: str) -> Example:
    """Return an example with a line of the page at the left."""
    return OF_STATE.line(f"“{start} …” canh trái", start, align="left")


def centred(number: int, name: str, name_en: str, start: str, *picks: Pick, confidence: Confidence = "B") -> Rule:
    """Return the rule that a part is centred."""
    find = finder_of_ragged(picks, name)
    return rule(number, (f"{name} canh giữa", f"{name_en} is centred"), find, ragged(start), confidence=confidence)


def turned() -> Example:
    """Return an example with the two cells of the head changed."""
    head, rest = OF_STATE.page.looks[:6], OF_STATE.page.looks[6:]
    page = replace(
        OF_STATE.page,
        looks=(*(replace(one, side="left" if one.side == "right" else "right") for one in head), *rest),
    )
    return OF_STATE.example("Quốc hiệu bên trái, tên cơ quan bên phải", page)


POWER = lines.STATE_POWER
RULES = (
    rule(
        37,
        ("Tên cơ quan, số và ký hiệu ở bên trái đầu trang", "The issuer and its number stand at the left"),
        find_issuer_aside,
        turned(),
        severity="warning",
    ),
    centred(
        38, "Quốc hiệu và Tiêu ngữ", "The national name", "Độc lập", *map(lines.first_like, (lines.NATION, lines.MOTTO))
    ),
    centred(39, "Tên cơ quan", "The name of a body", "ỦY BAN NHÂN DÂN XÃ", lines.parent, lines.issuer),
    centred(40, "Số, ký hiệu", "Number and symbol", "Số:", lines.first_like(lines.STATE_NUMBER)),
    centred(41, "Địa danh và thời gian", "Place and day", "Minh Tân,", lines.first_like(lines.PLACE), confidence="A"),
    centred(42, "Tên loại văn bản", "The kind", "KẾ HOẠCH", lines.first_like(lines.KIND)),
    centred(
        43,
        "Quyền hạn, chức vụ, họ tên người ký",
        "Who signs",
        "CHỦ TỊCH",
        lines.first_like(POWER, in_head=False),
        lines.post(POWER),
        lines.signer(POWER),
    ),
    rule(
        44,
        ("Tên cơ quan ở đầu văn bản in hoa", "The bodies in the head are in capitals"),
        find_small_names,
        OF_STATE.line("Ủy ban nhân dân xã Minh Tân", "ỦY BAN NHÂN DÂN XÃ", text="Ủy ban nhân dân xã Minh Tân"),
        severity="warning",
        confidence="A",
    ),
    rule(
        48,
        ("Tiêu đề mục I., II. cỡ 13 - 14, đậm", "Headings of parts: size and style"),
        find_light_headings,
        OF_STATE.with_line("I. MỤC ĐÍCH không đậm", replace(HEADING, bold=False)),
        good=OF_STATE.with_line("I. MỤC ĐÍCH cỡ 14, đậm", HEADING),
    ),
)
