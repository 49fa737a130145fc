"""A ward or a district that is named by a number has a capital: "Phường 15". A count of wards may look the same: a note."""

from __future__ import annotations

import re

from lotrinh.checks.capitals.annex_two import INSIDE, capital_rule, finder, first_up

WRITTEN = re.compile(
    INSIDE
    + r"(?P<w>quận|phường)(?=\s\d{1,2}(?:[,;.)]\s?(?:quận|Quận|thành phố|Thành phố|TP)|\s(?:thành phố|Thành phố|TP)))"
)
RULE = capital_rule(
    8,
    ("“Quận”, “Phường” đi với chữ số thì viết hoa", "A ward that is named by a number has a capital"),
    "viết hoa tên địa lý, tên đơn vị hành chính kết hợp với chữ số",
    finder(WRITTEN, first_up, "Tên đơn vị hành chính là chữ số thì viết “{asked}”."),
    bad="1. Nhận cây giống tại phường 15, Thành phố Hồ Chí Minh.",
    good="1. Nhận cây giống tại Phường 15, Thành phố Hồ Chí Minh.",
    severity="note",
)
