"""Finds duties in tables with a column that says who, and in labelled lines ("Đơn vị chủ trì: …") that close a group.

The columns are known by the words of the table's head: custom, the same in plans of every level.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lotrinh.documents.document import Document, Line, Span
from lotrinh.plans.duties import body_span, duty
from lotrinh.plans.labels import LABEL, About, about, has_lead_label
from lotrinh.plans.moments import find_deadline, find_period
from lotrinh.plans.plan import Duty, Moment, Paragraph, Section, Value

WHO = re.compile(
    r"chủ trì|đơn vị thực hiện|cơ quan thực hiện|trách nhiệm|phụ trách|đầu mối|người thực hiện|bộ phận thực hiện|đơn vị chịu|phân công",
    re.I,
)
SUPPORT = re.compile(r"phối hợp", re.I)
WHEN = re.compile(r"thời gian|thời hạn|tiến độ|hoàn thành|hạn", re.I)
MADE = re.compile(r"sản phẩm|kết quả", re.I)
WHAT = re.compile(r"nội dung|nhiệm vụ|công việc|hoạt động|giải pháp|việc", re.I)
COUNTED = re.compile(r"\(?\d{1,2}\)?")  # a row that only numbers the columns


@dataclass(frozen=True, slots=True)
class Columns:
    """Which column says what; None where none does."""

    what: int
    who: int
    support: int | None
    when: int | None
    made: int | None


def find_table_duties(document: Document, sections: Sequence[Section]) -> Iterator[Duty]:
    """Yield a duty for each row of each table that says who does what."""
    tables: dict[int, dict[int, dict[int, list[Line]]]] = defaultdict(lambda: defaultdict(lambda: defaultdict(list)))
    for line in document.lines:
        if line.cell is not None and line.cell.ruled and not line.in_note:
            tables[line.cell.table][line.cell.row][line.cell.column].append(line)
    for number, rows in tables.items():
        head = next(((row, columns) for row in sorted(rows)[:3] if (columns := columns_of(document, rows[row]))), None)
        if head is None:
            continue
        section = section_at(sections, first_line(rows).span.start)
        carried: dict[int, list[Line]] = {}
        for row in sorted(rows):
            if row <= head[0]:
                continue
            cells = rows[row]
            for column in (head[1].who, head[1].when):
                if column is not None and cells.get(column):
                    carried[column] = cells[column]
            if (found := row_duty(document, cells, head[1], section, (number, row), carried)) is not None:
                yield found


def first_line(rows: dict[int, dict[int, list[Line]]]) -> Line:
    """Return the line that a table begins with."""
    cells = rows[min(rows)]
    return cells[min(cells)][0]


def columns_of(document: Document, cells: dict[int, list[Line]]) -> Columns | None:
    """Return which columns the head of a table names; None where it does not say who and what."""
    heads = {column: " ".join(document.line_text(line) for line in lines) for column, lines in cells.items()}
    support = next(
        (c for c, words in heads.items() if SUPPORT.search(words) and not re.search("chủ trì", words, re.I)), None
    )
    who = next((c for c, words in heads.items() if c != support and WHO.search(words)), None)
    when = next((c for c, words in heads.items() if c not in (who, support) and WHEN.search(words)), None)
    made = next((c for c, words in heads.items() if c not in (who, support, when) and MADE.search(words)), None)
    what = next((c for c, words in heads.items() if c not in (who, support, when, made) and WHAT.search(words)), None)
    if who is None or what is None or any(len(words) > 120 for words in heads.values()):
        return None
    return Columns(what, who, support, when, made)


def row_duty(
    document: Document,
    cells: dict[int, list[Line]],
    columns: Columns,
    section: str | None,
    row: tuple[int, int],
    carried: dict[int, list[Line]],
) -> Duty | None:
    """Return the duty of a row; a cell merged from above speaks for it too."""
    text = document.text
    what, who = (
        span_of(cells.get(columns.what)),
        span_of(cells.get(columns.who) or (carried.get(columns.who) if len(cells) > 1 else None)),
    )
    if what is None or who is None or COUNTED.fullmatch(what.of(text)):
        return None
    when = span_of((cells.get(columns.when) or carried.get(columns.when)) if columns.when is not None else None)
    support = span_of(cells.get(columns.support)) if columns.support is not None else None
    made = span_of(cells.get(columns.made)) if columns.made is not None else None
    return duty(
        text,
        flat(who, text),
        who,
        section,
        what,
        support=units_in(text, support),
        deadline=time_of(text, when),
        deliverable=Value(flat(made, text), made) if made else None,
        row=row,
    )


def span_of(lines: list[Line] | None) -> Span | None:
    """Return the span from the first to the last line of a cell."""
    return Span(lines[0].span.start, lines[-1].span.end) if lines else None


def flat(span: Span, text: str) -> str:
    """Return the words of a span on one line."""
    return " ".join(span.of(text).split("\n")).strip(" .;,")


def units_in(text: str, span: Span | None) -> tuple[Value, ...]:
    """Return the units that a cell or a label names: one a line, or parted by semicolons."""
    if span is None:
        return ()
    found = []
    for m in re.finditer(r"[^;\n]+", span.of(text)):
        words = m[0].strip(" -+.,")
        if words:
            start = span.start + m.start() + m[0].index(words)
            found.append(Value(words, Span(start, start + len(words))))
    return tuple(found)


def time_of(text: str, span: Span | None) -> Moment | None:
    """Return the moment that a cell or a label on time names: the end of its period."""
    if span is None:
        return None
    deadline = find_deadline(text, span.start, span.end)
    if deadline is not None:
        return deadline
    period = find_period(text, span.start, span.end)
    return None if period is None else (period[1] or period[0])


def section_at(sections: Sequence[Section], at: int) -> str | None:
    """Return the path of the narrowest section that holds a position."""
    for section in sections:
        if section.span.start <= at < section.span.end:
            return section_at(section.children, at) or section.path
    return None


def find_labelled_duties(text: str, sections: Sequence[Section]) -> Iterator[Duty]:
    """Yield the duties of groups that labelled lines close: each bullet above, else the heading itself.

    In a part on execution bullets are the words of units: there a line has to say in full that it names a unit.
    """
    for section in sections:
        if section.role != "execution" or has_lead_label(text, section):
            yield from labelled_in(text, section)
        yield from find_labelled_duties(text, section.children)


def labelled_in(text: str, section: Section) -> Iterator[Duty]:
    """Yield the labelled duties of one section."""
    group: list[Paragraph] = []
    labels: dict[About, Span] = {}
    for paragraph in [*section.paragraphs, None]:
        m = LABEL.match(text, *paragraph.span) if paragraph else None
        if m is not None and paragraph is not None:
            labels[about(m["label"])] = Span(m.start("words"), paragraph.span.end)
            continue
        if labels:
            yield from closed(text, section, group, labels)
            group, labels = [], {}
        if paragraph is not None and paragraph.kind != "plain":
            group.append(paragraph)


def closed(text: str, section: Section, group: list[Paragraph], labels: dict[About, Span]) -> Iterator[Duty]:
    """Yield the duties of one closed group; without a lead there are none. Words of a bullet go before the group's."""
    lead = labels.get("lead")
    if lead is None:
        return
    unit = Span(lead.start, lead.start + len(lead.of(text).rstrip(" .;")))
    made = labels.get("made")
    for span in [body_span(text, paragraph) for paragraph in group] or [section.title_span]:
        yield duty(
            text,
            unit.of(text),
            unit,
            section.path,
            span,
            support=units_in(text, labels.get("support")),
            deadline=find_deadline(text, span.start, span.end) or time_of(text, labels.get("when")),
            deliverable=Value(flat(made, text), made) if made else None,
        )
