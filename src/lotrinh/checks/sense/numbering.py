"""Numbers of sections and points that jump, repeat, or do not begin at the beginning; two ways to write one level."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from lotrinh.checks.examples import state
from lotrinh.checks.finding import Slip
from lotrinh.checks.paper import Paper
from lotrinh.checks.rule import Rule
from lotrinh.documents.document import Span
from lotrinh.plans.outline import walk
from lotrinh.vietnamese.numerals import parse_roman, write_roman

ROMAN = re.compile(r"[IVX]{1,6}")
ROMAN_MARK = re.compile(r"[IVX]{1,6}\s?(?P<mark>[.\-–/)])")


@dataclass(frozen=True, slots=True)
class Mark:
    """A numbered section or paragraph. `look`: what tells one way of numbering from another ("I.", "1.", "1.1.", "1)")."""

    number: int
    marker: str
    look: tuple[str, int, bool]
    span: Span


def families(paper: Paper) -> Iterator[list[Mark]]:
    """Yield the numbered children of each section, and those of the top; appendices are left out.

    Articles run through the chapters of a whole document and quote those of others: they are not counted.
    """
    sections = paper.plan.sections
    yield [mark for section in sections if (mark := marked(paper, section.path, section.marker, section.span))]
    for section in walk(sections):
        if section.path.startswith("PL"):
            continue
        children = [marked(paper, child.path, child.marker, child.span) for child in section.children]
        own = [marked(paper, p.marker, p.marker, p.span) for p in section.paragraphs if p.marker is not None]
        yield sorted((mark for mark in children + own if mark is not None), key=lambda mark: mark.span)


def marked(paper: Paper, path: str, marker: str, span: Span) -> Mark | None:
    """Return the number of a section or paragraph, where it has one."""
    last = marker.rsplit(".", maxsplit=1)[-1]
    number = int(last) if last.isdigit() and len(last) < 4 else parse_roman(last) if ROMAN.fullmatch(last) else None
    step = path.rsplit(".", 1)[-1]
    prefix = step[0] if step[0] in "PCMĐ" else ""
    if number is None or prefix == "Đ" or path.startswith("PL"):
        return None
    bracket = ")" in span.of(paper.text)[: len(marker) + 3] and not prefix
    return Mark(number, marker, (prefix, marker.count(".") if last.isdigit() else -1, bracket), span)


def runs(paper: Paper) -> Iterator[tuple[list[Mark], set[tuple[int, int]]]]:
    """Yield each run of marks of one look, with every number of its family whatever bracket it has."""
    for family in families(paper):
        numbers = {(mark.look[1], mark.number) for mark in family}
        for look in dict.fromkeys(mark.look for mark in family):
            yield [mark for mark in family if mark.look == look], numbers


def is_doubtful(paper: Paper) -> bool:
    """Acts that amend others quote their numbers; texts taken out of a print lose lines."""
    return paper.is_legal_act or not paper.has_sure_form


def find_jumps(paper: Paper) -> Iterator[Slip]:
    for run, numbers in runs(paper):
        for before, after in pairwise(run):
            missing = range(before.number + 1, after.number)
            if missing and not any(
                (after.look[1], number) in numbers or stands_between(paper, before, after, number) for number in missing
            ):
                message = f"Số mục nhảy từ {before.marker} đến {after.marker}."
                yield Slip(message, first_words(paper, after.span), found=after.marker, doubtful=is_doubtful(paper))


def stands_between(paper: Paper, before: Mark, after: Mark, number: int) -> bool:
    """Say whether a line between two marks begins with a number: the outline may have put it under another section."""
    last = after.marker.rsplit(".", maxsplit=1)[-1]
    words = str(number) if last.isdigit() else write_roman(number)
    whole = after.marker[: len(after.marker) - len(last)] + words
    return re.search(rf"\n\s*{re.escape(whole)}(?!\w)", paper.text[before.span.start : after.span.start]) is not None


def find_repeats(paper: Paper) -> Iterator[Slip]:
    for run, _ in runs(paper):
        for before, after in pairwise(run):
            if after.number == before.number:
                message = f"Mục {after.marker} lặp lại ở cùng một cấp."
                yield Slip(message, first_words(paper, after.span), found=after.marker, doubtful=is_doubtful(paper))


def find_late_starts(paper: Paper) -> Iterator[Slip]:
    for run, numbers in runs(paper):
        if len(run) > 1 and run[0].number > 1 and (run[0].look[1], 1) not in numbers:
            message = f"Dãy mục bắt đầu từ {run[0].marker}, không từ số thứ nhất."
            yield Slip(message, first_words(paper, run[0].span), found=run[0].marker)


def find_two_marks(paper: Paper) -> Iterator[Slip]:
    first: tuple[str, str] | None = None
    for span, words in paper.body():
        if (m := ROMAN_MARK.match(words)) is None or not words[m.end() :].strip()[:12].isupper():
            continue
        mark = m["mark"].replace("–", "-")
        if first is None:
            first = (mark, m[0])
        elif mark != first[0]:
            message = f"Cùng một cấp mà có mục viết “{first[1]}”, có mục viết “{m[0]}”."
            yield Slip(message, Span(span.start, span.start + m.end()), found=m[0])
            return


def first_words(paper: Paper, span: Span) -> Span:
    """Return the first line of a place, at most 60 code points of it."""
    words = span.of(paper.text).split("\n")[0][:60]
    return Span(span.start, span.start + max(1, len(words)))


SOURCE = "Văn bản tự đối chiếu với chính nó (bố cục theo Nghị định 30/2020/NĐ-CP, Phụ lục I, phần II, nội dung văn bản)"
RULES = (
    Rule(
        code="LT-S01",
        title="Số mục không nhảy cách",
        title_en="Numbers of sections do not jump",
        severity="warning",
        source=SOURCE,
        confidence="A",
        looks_at="sections",
        bad=state(body="I. VIỆC CẦN LÀM\n1. Trồng cây.\n2. Tưới cây.\n4. Giữ cây."),
        good=state(body="I. VIỆC CẦN LÀM\n1. Trồng cây.\n2. Tưới cây.\n3. Giữ cây."),
        find=find_jumps,
        legal_acts=True,
    ),
    Rule(
        code="LT-S02",
        title="Số mục không lặp lại ở cùng một cấp",
        title_en="Numbers of sections do not repeat",
        severity="warning",
        source=SOURCE,
        confidence="A",
        looks_at="sections",
        bad=state(body="I. VIỆC CẦN LÀM\n1. Trồng cây.\n2. Tưới cây.\n2. Giữ cây."),
        good=state(body="I. VIỆC CẦN LÀM\n1. Trồng cây.\n2. Tưới cây.\n3. Giữ cây."),
        find=find_repeats,
        legal_acts=True,
    ),
    Rule(
        code="LT-S03",
        title="Dãy mục bắt đầu từ số thứ nhất",
        title_en="Numbers of sections begin at the first",
        severity="note",
        source=SOURCE,
        confidence="A",
        looks_at="sections",
        bad=state(body="I. VIỆC CẦN LÀM\n2. Trồng cây.\n3. Tưới cây."),
        good=state(body="I. VIỆC CẦN LÀM\n1. Trồng cây.\n2. Tưới cây."),
        find=find_late_starts,
        legal_acts=True,
    ),
    Rule(
        code="LT-S04",
        title="Các mục cùng cấp đánh dấu cùng một kiểu",
        title_en="Sections of one level are marked in one way",
        severity="note",
        source=SOURCE,
        confidence="A",
        looks_at="text",
        bad=state(body="I. MỤC ĐÍCH\nTrồng cây.\nII- TỔ CHỨC THỰC HIỆN\nCác trường học tự trồng."),
        good=state(body="I. MỤC ĐÍCH\nTrồng cây.\nII. TỔ CHỨC THỰC HIỆN\nCác trường học tự trồng."),
        find=find_two_marks,
        legal_acts=True,
    ),
)
