"""A post right before the name of a person has a capital: "Chủ tịch Nguyễn Văn An"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lotrinh.checks.capitals.annex_two import INSIDE, capital_rule, first_up, slip_at
from lotrinh.checks.finding import Slip
from lotrinh.checks.paper import Paper
from lotrinh.data.surnames import SURNAMES
from lotrinh.documents.document import Span

POST = re.compile(
    INSIDE + r"(?P<w>(?:phó )?(?:tổng giám đốc|giám đốc|chủ tịch|bí thư|trưởng phòng|trưởng ban|hiệu trưởng|bộ trưởng|"
    r"thứ trưởng|cục trưởng|chi cục trưởng|chánh văn phòng))(?=\s(?P<n>\w{2,7}\s\w{1,7}))"
)


def find(paper: Paper) -> Iterator[Slip]:
    for line, _ in paper.body():
        for m in POST.finditer(paper.text, line.start, line.end):
            surname, name = m["n"].split()
            if surname in SURNAMES and name.istitle():
                yield slip_at(
                    paper, Span(*m.span("w")), first_up(m["w"]), "Chức vụ đi liền với tên người viết “{asked}”."
                )


RULE = capital_rule(
    13,
    ("Chức vụ đi liền với tên người viết hoa", "A post right before the name of a person has a capital"),
    "viết hoa tên chức vụ, học vị, danh hiệu",
    find,
    bad="1. Đồng chí chủ tịch Nguyễn Văn An giao cây cho các trường.",
    good="1. Đồng chí Chủ tịch Nguyễn Văn An giao cây cho các trường.",
)
