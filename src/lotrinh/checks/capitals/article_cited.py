"""An article, a chapter and a section of a named work have a capital: "khoản 2 Điều 5 Luật Lâm nghiệp"."""

from __future__ import annotations

import re

from lotrinh.checks.capitals.annex_two import capital_rule, finder, first_up

NUMBER = r"(?=\s(?:\d{1,3}|[IVX]{1,6})(?!\w))"
WORK = r"(?:Luật|Bộ luật|Nghị định|Nghị quyết|Thông tư|Quyết định|Hiến pháp|Quy chế|Quy định|Điều lệ)(?!\w)"
BEHIND_A_CLAUSE = re.compile(rf"(?<!\w)(?:khoản \d{{1,2}}|điểm [a-zđ]),? (?P<w>điều|chương|mục){NUMBER}")
BEFORE_A_WORK = re.compile(rf"(?<!\w)(?P<w>điều|chương|mục)(?=\s(?:\d{{1,3}}|[IVX]{{1,6}}),?\s(?:của\s)?{WORK})")
RULE = capital_rule(
    2,
    ("Viện dẫn “Điều”, “Chương”, “Mục” viết hoa", "An article and a chapter that are cited have a capital"),
    "viết hoa khi viện dẫn phần, chương, mục, tiểu mục, điều",
    finder((BEHIND_A_CLAUSE, BEFORE_A_WORK), first_up, "Viện dẫn viết “{asked}”, có chữ hoa."),
    bad="1. Trồng cây theo khoản 2 điều 5 Luật Lâm nghiệp.",
    good="1. Trồng cây theo khoản 2 Điều 5 Luật Lâm nghiệp.",
)
