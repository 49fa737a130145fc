"""A clause and a point that are cited have no capital: "điểm a khoản 1 Điều 24"."""

from __future__ import annotations

import re

from lotrinh.checks.capitals.annex_two import INSIDE, capital_rule, finder

WRITTEN = re.compile(INSIDE + r"(?P<w>Khoản|Điểm)(?=\s(?:\d{1,2}|[a-zđ])(?!\w))")
RULE = capital_rule(
    1,
    ("Viện dẫn “khoản”, “điểm” không viết hoa", "A clause and a point that are cited have no capital"),
    "viết hoa khi viện dẫn phần, chương, mục, tiểu mục, điều",
    finder(WRITTEN, str.lower, "Viện dẫn viết “{asked}”, không viết hoa."),
    bad="1. Trồng cây theo Khoản 2 Điều 5 của Quy chế.",
    good="1. Trồng cây theo khoản 2 Điều 5 của Quy chế.",
)
