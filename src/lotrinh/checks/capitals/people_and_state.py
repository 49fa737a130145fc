"""Two nouns with a capital of their own, "Nhân dân" and "Nhà nước", beside "Đảng"; elsewhere they are left alone."""

from __future__ import annotations

import re

from lotrinh.checks.capitals.annex_two import capital_rule, finder, first_up

WITH_THE_PARTY = re.compile(r"(?<!\w)Đảng(?:,| và) (?P<w>nhà nước|nhân dân)(?!\w)")
WITH_THE_STATE = re.compile(r"(?<!\w)Đảng, Nhà nước và (?P<w>nhân dân)(?!\w)")
ITS_LAW = re.compile(r"(?<!\w)(?:chính sách|pháp luật) của (?P<w>nhà nước)(?!\w)")
RULE = capital_rule(
    11,
    ("“Nhân dân”, “Nhà nước” viết hoa", "Two nouns with a capital of their own"),
    "danh từ thuộc trường hợp đặc biệt",
    finder((WITH_THE_PARTY, WITH_THE_STATE, ITS_LAW), first_up, "Danh từ này viết “{asked}”."),
    bad="1. Thực hiện chính sách, pháp luật của nhà nước về trồng cây.",
    good="1. Thực hiện chính sách, pháp luật của Nhà nước về trồng cây.",
    severity="note",
)
