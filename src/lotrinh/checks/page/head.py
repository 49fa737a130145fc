"""What stands around the names at the head: which side, the lines under them, the Party's star and dashes.

A line may be a shape that is anchored anywhere on the page, so that a line which is not seen is a note, never more.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from lotrinh.checks.examples import Example
from lotrinh.checks.finding import Slip
from lotrinh.checks.page import finding_lines as lines
from lotrinh.checks.page.finding_lines import Pick
from lotrinh.checks.page.form import HEAD_LINES, Look
from lotrinh.checks.page.guides import GUIDES, Guide
from lotrinh.checks.paper import Paper
from lotrinh.checks.rule import Find, Rule
from lotrinh.plans.plan import Severity

STAR = re.compile(r"[*x＊★]\Z")
DASHES = re.compile(r"\A[-–—_ ]{3,}\Z")
TOPIC = "vị trí các thành phần thể thức và đường kẻ"


def line_finder(pick: Pick, name: str) -> Find:
    """Return a rule's function: no line is drawn near a line of the head."""

    def find(paper: Paper) -> Iterator[Slip]:
        look = pick(paper.page.looks) if paper.page else None
        if look is not None and look.lined is False:
            yield Slip(f"Không thấy đường kẻ dưới {name}.", place=name, asked="đường kẻ ngang, nét liền")

    return find


def find_no_star(paper: Paper) -> Iterator[Slip]:
    looks = paper.page.looks[:HEAD_LINES] if paper.page else ()
    if lines.issuer(looks) is not None and not any(STAR.match(look.text) for look in looks):
        yield Slip("Không thấy dấu sao (*) dưới tên cơ quan ban hành.", place="cơ quan ban hành", asked="*")


def is_marked_off(looks: tuple[Look, ...]) -> bool:
    """Say whether a line is drawn, or dashes are typed, under a subject."""
    return any(look.lined or DASHES.match(look.text) for look in lines.subject_block(looks))


def find_no_dashes(paper: Paper) -> Iterator[Slip]:
    if paper.page and lines.subject(paper.page.looks) is not None and not is_marked_off(paper.page.looks):
        yield Slip("Không thấy dấu gạch (-----) dưới trích yếu.", place="trích yếu", asked="-----")


def find_no_subject_line(paper: Paper) -> Iterator[Slip]:
    if paper.page and lines.subject(paper.page.looks) is not None and not is_marked_off(paper.page.looks):
        yield Slip("Không thấy đường kẻ dưới trích yếu.", place="trích yếu", asked="đường kẻ ngang, nét liền")


def side_finder(guide: Guide) -> Find:
    """Return a rule's function: the issuer stands at the left of the head, nation or Party at the right."""
    nation = lines.first_like(lines.PARTY if guide.is_party else lines.NATION)
    name = "tiêu đề ĐẢNG CỘNG SẢN VIỆT NAM" if guide.is_party else "Quốc hiệu"

    def find(paper: Paper) -> Iterator[Slip]:
        look = nation(paper.page.looks) if paper.page else None
        if look is not None and look.side == "left":
            yield Slip(f"{name[0].upper()}{name[1:]} ở bên trái; quy định ở bên phải.", place=name, asked="bên phải")

    return find


def rule(
    guide: Guide, number: int, title: tuple[str, str], find: Find, bad: Example, severity: Severity = "note"
) -> Rule:
    """Return a rule of the head; a line that is not seen is a note."""
    good = guide.example("đầu trang đủ đường kẻ và dấu")
    looks_at = "word/document.xml: đầu trang"
    return guide.rule(
        number, title, find, bad=bad, good=good, part="phần II", topic=TOPIC, looks_at=looks_at, severity=severity
    )


def without(guide: Guide, shown: str, mark: re.Pattern[str]) -> Example:
    """Return an example whose page lacks the lines that are such a mark."""
    kept = tuple(look for look in guide.page.looks if not mark.match(look.text))
    return guide.example(shown, replace(guide.page, looks=kept))


def bare(look: Look) -> Look:
    """Return a line of the head with no line drawn near it."""
    return replace(look, lined=False)


def rules_of(guide: Guide) -> Iterator[Rule]:
    """Yield the rules of a form."""
    unlined = guide.lines("không có đường kẻ nào ở đầu trang", bare)
    turned = guide.line("bên trái", "ĐẢNG CỘNG" if guide.is_party else "CỘNG", side="left")
    if guide.is_party:
        title = line_finder(lines.first_like(lines.PARTY), "tiêu đề ĐẢNG CỘNG SẢN VIỆT NAM")
        yield rule(guide, 33, ("Có đường kẻ dưới tiêu đề", "A line under the title"), title, unlined)
        no_star = without(guide, "không có dấu sao", STAR)
        yield rule(guide, 34, ("Có dấu sao dưới cơ quan ban hành", "A star under the issuer"), find_no_star, no_star)
        no_dashes = without(guide, "không có dấu gạch", DASHES)
        yield rule(guide, 35, ("Có dấu gạch dưới trích yếu", "Dashes under the subject"), find_no_dashes, no_dashes)
        where = "Tiêu đề ở bên phải đầu trang", "The title stands at the right"
    else:
        motto = line_finder(lines.first_like(lines.MOTTO), "Tiêu ngữ")
        yield rule(guide, 33, ("Có đường kẻ dưới Tiêu ngữ", "A line under the motto"), motto, unlined)
        issuer = line_finder(lines.issuer, "cơ quan ban hành")
        yield rule(guide, 34, ("Có đường kẻ dưới cơ quan ban hành", "A line under the issuer"), issuer, unlined)
        under = "Có đường kẻ dưới trích yếu", "A line under the subject"
        yield rule(guide, 35, under, find_no_subject_line, unlined)
        where = "Quốc hiệu ở bên phải đầu trang", "The national name stands at the right"
    yield rule(guide, 36, where, side_finder(guide), turned, "warning")


RULES = tuple(one for guide in GUIDES for one in rules_of(guide))
