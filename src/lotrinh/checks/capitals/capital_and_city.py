"""Two places whose common noun has a capital too: "Thủ đô Hà Nội", "Thành phố Hồ Chí Minh"."""

from __future__ import annotations

import re

from lotrinh.checks.capitals.annex_two import INSIDE, capital_rule, finder, first_up

WRITTEN = re.compile(INSIDE + r"(?P<w>thành phố(?=\sHồ Chí Minh(?!\w))|thủ đô(?=\sHà Nội(?!\w)))")
RULE = capital_rule(
    7,
    ("“Thủ đô Hà Nội”, “Thành phố Hồ Chí Minh” viết hoa", "Two places whose common noun has a capital"),
    "viết hoa tên địa lý, trường hợp đặc biệt",
    finder(WRITTEN, first_up, "Tên này viết hoa cả danh từ chung: “{asked}”."),
    bad="1. Chọn giống cây của các vườn ươm ở thành phố Hồ Chí Minh.",
    good="1. Chọn giống cây của các vườn ươm ở Thành phố Hồ Chí Minh.",
)
