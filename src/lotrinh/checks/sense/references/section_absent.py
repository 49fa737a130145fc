"""A section that the document refers to is there. The document against itself."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lotrinh.checks.examples import state
from lotrinh.checks.finding import Slip
from lotrinh.checks.paper import Paper
from lotrinh.checks.rule import Rule
from lotrinh.checks.sense.references.rows_of_points import BODY
from lotrinh.checks.sense.sources import ITSELF
from lotrinh.documents.document import Span
from lotrinh.plans.outline import walk

OWN = re.compile(
    r"(?<!\w)[Mm]ục\s{1,3}(?P<v>[IVX]{1,6}|\d{1,2}(?:\.\d{1,2}){0,3})(?![\w.]*\d)[^.;,\n]{0,40}?(?:của\s{1,2})?(?:[Kk]ế hoạch|[Cc]hương trình|[Hh]ướng dẫn|[Bb]áo cáo|[Cc]hỉ thị|[Vv]ăn bản)\s{1,2}này(?!\w)"
)


def markers_of(paper: Paper) -> set[str]:
    """Return every marker of the document."""
    sections = list(walk(paper.plan.sections))
    own = {p.marker for section in sections for p in section.paragraphs if p.marker is not None}
    return own | {section.marker for section in sections}


def find(paper: Paper) -> Iterator[Slip]:
    known = markers_of(paper)
    for m in OWN.finditer(paper.text):
        if known and m["v"] not in known and f"\n{m['v']}" not in paper.text:
            message = f"Viện dẫn Mục {m['v']} nhưng văn bản không có mục này."
            yield Slip(message, Span(*m.span()), found=m["v"], doubtful=not paper.has_sure_form)


RULE = Rule(
    code="LT-S18",
    title="Mục được viện dẫn có trong văn bản",
    title_en="A section referred to is there",
    severity="warning",
    source=ITSELF,
    confidence="A",
    looks_at="text, sections",
    bad=state(body=BODY + "- Làm các việc nêu tại Mục V của Kế hoạch này."),
    good=state(body=BODY + "- Làm các việc nêu tại Mục I của Kế hoạch này."),
    find=find,
)
