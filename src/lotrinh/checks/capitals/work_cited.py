"""The kind of a work that is cited by its number has a capital: "thực hiện Kế hoạch số 20/KH-UBND"."""

from __future__ import annotations

import re

from lotrinh.checks.capitals.annex_two import INSIDE, capital_rule, finder, first_up

KINDS = (
    "nghị quyết|nghị định|quyết định|chỉ thị|thông tư|kế hoạch|công văn|báo cáo|tờ trình|hướng dẫn|chương trình|"
    "kết luận|quy định|thông báo|đề án|công điện"
)
WRITTEN = re.compile(INSIDE + rf"(?P<w>{KINDS})(?=\ssố\s?:?\s?\d{{1,5}}[/-])")
RULE = capital_rule(
    3,
    ("Tên loại của văn bản được viện dẫn viết hoa", "The kind of a work that is cited has a capital"),
    "viết hoa tên các loại văn bản",
    finder(WRITTEN, first_up, "Tên loại của một văn bản cụ thể viết “{asked}”."),
    bad="1. Trồng cây theo kế hoạch số 20/KH-UBND của Ủy ban nhân dân tỉnh.",
    good="1. Trồng cây theo Kế hoạch số 20/KH-UBND của Ủy ban nhân dân tỉnh.",
)
