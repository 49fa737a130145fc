"""A document as the rules see it: its plan, the lines of its text, and where its foot begins."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from lotrinh.checks.page.form import PageForm
from lotrinh.documents.document import Span
from lotrinh.plans.plan import Plan, System

FOOT = re.compile(r"Nơi nhận\s{0,3}:?", re.IGNORECASE)
POWER = re.compile(r"(?:(?:TM|KT|TL|TUQ|Q)\s?\.|T/M|K/T|T/L)\s{0,3}[^\W\d_]{2}")
POST = re.compile(r"(?:CHỦ TỊCH|GIÁM ĐỐC|BỘ TRƯỞNG|BÍ THƯ|TRƯỞNG BAN|HIỆU TRƯỞNG|PHÓ [^\W\d_])")
RULE_LINE = re.compile(r"[-–—_=*.…\s]+\Z")
LEGAL_ACTS = frozenset(("Luật", "NĐ", "TT", "TTLT", "PL", "L-CTN", "NQLT"))
FORMAL = frozenset(("QĐ", "NQ", "KH", "CTr", "QC", "HD", "PA", "ĐA", "CT"))
LEGAL_CODE = re.compile(r"[\d.]+/(?:19|20)\d\d/")


@dataclass(frozen=True, slots=True)
class Paper:
    """What a rule is given. `lines` leave blank lines out; `foot` is the first line of the recipients or the signature."""

    plan: Plan
    system: System | None
    day: date | None
    lines: tuple[Span, ...]
    foot: int
    page: PageForm | None = None

    @property
    def text(self) -> str:
        return self.plan.text

    @property
    def kind(self) -> str | None:
        return self.plan.header.kind.value if self.plan.header.kind else None

    @property
    def is_legal_act(self) -> bool:
        """Laws, decrees, circulars and decisions numbered with their year have rules of form of their own."""
        code = self.plan.header.code
        return self.kind in LEGAL_ACTS or (code is not None and LEGAL_CODE.match(code.value) is not None)

    @property
    def has_formal_grounds(self) -> bool:
        """Documents of these kinds have their grounds in a list of their own, above the text."""
        return self.kind in FORMAL

    @property
    def has_sure_letters(self) -> bool:
        """A print, and a text taken out of one, gives back small marks and spaces less surely than what was typed."""
        return self.plan.source.format in ("docx", "doc", "odt", "html")

    @property
    def may_be_misread(self) -> bool:
        """Figures of a scan may be others than were printed."""
        return self.plan.source.format == "pdf"

    @property
    def has_sure_form(self) -> bool:
        """Only a word processor's file surely holds the whole page: texts saved elsewhere lose head and foot."""
        return self.plan.source.format in ("docx", "doc", "odt")

    def body(self) -> Iterator[tuple[Span, str]]:
        """Yield the lines above the foot with their words."""
        for span in self.lines[: self.foot]:
            yield span, span.of(self.text)


def lay_out(
    plan: Plan, *, page: PageForm | None = None, system: System | None = None, day: date | None = None
) -> Paper:
    """Return the paper of a plan; system and day are those of its head where none are given."""
    lines = tuple(find_lines(plan.text))
    header = plan.header
    if day is None and header.issued_on is not None:
        day = date.fromisoformat(header.issued_on.value)
    foot = find_foot(plan.text, lines)
    return Paper(plan=plan, system=system or header.system, day=day, lines=lines, foot=foot, page=page)


def find_lines(text: str) -> Iterator[Span]:
    """Yield the lines of a text that hold anything, blanks at their ends left out."""
    for m in re.finditer(r"[^\n]+", text):
        words = m[0].strip()
        if words:
            start = m.start() + len(m[0]) - len(m[0].lstrip())
            yield Span(start, start + len(words))


def find_foot(text: str, lines: tuple[Span, ...]) -> int:
    """Return the first line of the recipients or of the power that signs; behind the last line where there is none."""
    for i, span in enumerate(lines):
        words = span.of(text)
        if FOOT.match(words):
            return i - lines_above(text, lines, i)
        if words.isupper() and len(words) < 80 and POWER.match(words):
            return i
    return len(lines)


def lines_above(text: str, lines: tuple[Span, ...], i: int) -> int:
    """Return how many lines right above the recipients belong to the signature: a post in capitals, a rule."""
    count = 0
    while count < i and (
        RULE_LINE.match(words := lines[i - count - 1].of(text)) or (words.isupper() and POST.match(words))
    ):
        count += 1
    return count
