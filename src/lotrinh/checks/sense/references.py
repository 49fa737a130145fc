"""References of a document to its own sections: to one that is not there, or to all but one of a row."""

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

OWN = re.compile(
    r"(?<!\w)[Mm]ục\s{1,3}(?P<v>[IVX]{1,6}|\d{1,2}(?:\.\d{1,2}){0,3})(?![\w.]*\d)[^.;,\n]{0,40}?(?:của\s{1,2})?(?:[Kk]ế hoạch|[Cc]hương trình|[Hh]ướng dẫn|[Bb]áo cáo|[Cc]hỉ thị|[Vv]ăn bản)\s{1,2}này(?!\w)"
)
ROW = re.compile(
    r"(?<!\w)[Mm]ục\s{1,3}(?P<v>[IVX]{1,6}|\d{1,2}(?:\.\d{1,2}){0,2})\s{0,2}\((?P<row>\d{1,2}(?:\.\d{1,2})+(?:\s{0,2}[;,]\s{0,2}(?:và\s)?\d{1,2}(?:\.\d{1,2})+){1,12})\)"
)


def markers_of(paper: Paper) -> set[str]:
    """Return every marker of the document."""
    sections = list(walk(paper.plan.sections))
    own = {p.marker for section in sections for p in section.paragraphs if p.marker is not None}
    return own | {section.marker for section in sections}


def find_absent(paper: Paper) -> Iterator[Slip]:
    known = markers_of(paper)
    for m in OWN.finditer(paper.text):
        if known and m["v"] not in known and f"\n{m['v']}" not in paper.text:
            message = f"Viện dẫn Mục {m['v']} nhưng văn bản không có mục này."
            yield Slip(message, Span(*m.span()), found=m["v"], doubtful=not paper.has_sure_form)


def children_of(section: Section) -> list[str]:
    """Return the markers right below a section, in order."""
    below = [(child.span, child.marker) for child in section.children]
    below += [(p.span, p.marker) for p in section.paragraphs if p.marker is not None]
    return [marker for _, marker in sorted(below)]


def rows(paper: Paper) -> Iterator[tuple[re.Match[str], list[str], list[str]]]:
    """Yield each row of points that a reference names, with the points that the section has."""
    for m in ROW.finditer(paper.text):
        named = re.findall(r"[\d.]+\d", m["row"])
        for section in walk(paper.plan.sections):
            below = [marker for marker in children_of(section) if re.fullmatch(r"[\d.]+", marker)]
            if section.marker == m["v"] and below and set(named) & set(below):
                yield m, named, below
                break


def find_left_out(paper: Paper) -> Iterator[Slip]:
    for m, named, below in rows(paper):
        missing = [marker for marker in below if marker not in named]
        if missing and len(missing) < len(named):
            listed = ", ".join(missing)
            message = f"Mục {m['v']} có cả {listed}, mà chỗ viện dẫn không nêu."
            yield Slip(message, Span(*m.span()), found=m["row"], asked="; ".join(below))


def find_row_absent(paper: Paper) -> Iterator[Slip]:
    for m, named, below in rows(paper):
        extra = [marker for marker in named if marker not in below]
        if extra:
            message = f"Chỗ viện dẫn nêu {', '.join(extra)} nhưng Mục {m['v']} không có."
            yield Slip(message, Span(*m.span()), found=m["row"], doubtful=not paper.has_sure_form)


SOURCE = "Văn bản tự đối chiếu với chính nó"
BODY = "I. NỘI DUNG\n1. Trồng cây\n1.1. Chọn giống cây.\n1.2. Đào hố trồng.\n1.3. Tưới cây mỗi ngày.\n2. Giữ cây\n"
RULES = (
    Rule(
        code="LT-S18",
        title="Mục được viện dẫn có trong văn bản",
        title_en="A section referred to is there",
        severity="warning",
        source=SOURCE,
        confidence="A",
        looks_at="text, sections",
        bad=state(body=BODY + "- Làm các việc nêu tại Mục V của Kế hoạch này."),
        good=state(body=BODY + "- Làm các việc nêu tại Mục I của Kế hoạch này."),
        find=find_absent,
    ),
    Rule(
        code="LT-S19",
        title="Chỗ viện dẫn cả dãy mục không bỏ sót",
        title_en="A reference to a row of points leaves none out",
        severity="note",
        source=SOURCE,
        confidence="A",
        looks_at="text, sections",
        bad=state(body=BODY + "- Làm các việc đã nêu ở Mục 1 (1.1; 1.2)."),
        good=state(body=BODY + "- Làm các việc đã nêu ở Mục 1 (1.1; 1.2; 1.3)."),
        find=find_left_out,
    ),
    Rule(
        code="LT-S20",
        title="Dãy mục được viện dẫn có đủ trong văn bản",
        title_en="Every point of a row referred to is there",
        severity="warning",
        source=SOURCE,
        confidence="A",
        looks_at="text, sections",
        bad=state(body=BODY + "- Làm các việc đã nêu ở Mục 1 (1.1; 1.2; 1.3; 1.4)."),
        good=state(body=BODY + "- Làm các việc đã nêu ở Mục 1 (1.1; 1.2; 1.3)."),
        find=find_row_absent,
    ),
)
