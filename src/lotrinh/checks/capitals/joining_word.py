"""The word "và" in a name has no capital: "Sở Giáo dục và Đào tạo"."""

from __future__ import annotations

import re

from lotrinh.checks.capitals.annex_two import capital_rule, finder

WRITTEN = re.compile(r"(?<=[^\W\d_] )(?P<w>Và)(?=\s[^\W\d_])")
RULE = capital_rule(
    10,
    ("Chữ “và” trong tên không viết hoa", "The word “và” in a name has no capital"),
    "viết hoa tên cơ quan, tổ chức",
    finder(WRITTEN, str.lower, "Chữ “{asked}” trong tên không viết hoa."),
    bad="1. Phòng Kinh tế phối hợp với Sở Giáo dục Và Đào tạo chọn trường.",
    good="1. Phòng Kinh tế phối hợp với Sở Giáo dục và Đào tạo chọn trường.",
    severity="note",
)
