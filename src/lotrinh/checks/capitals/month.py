"""The months have a capital where they are words: "tháng Tám". "Tháng năm" is left alone: it may be "month and year"."""

from __future__ import annotations

import re

from lotrinh.checks.capitals.annex_two import capital_rule, finder, first_up

MONTH = r"(?P<w>giêng|hai|ba|tư|sáu|bảy|bẩy|tám|chín|mười một|mười hai|mười|chạp)"
OF_A_YEAR = re.compile(rf"(?<!\w)(?<!ngày )(?<!\d )[Tt]háng {MONTH}(?=\s(?:năm\s\d{{4}}|âm lịch|hằng năm|hàng năm))")
REVOLUTION = re.compile(r"(?<!\w)[Cc]ách mạng [Tt]háng (?P<w>tám|mười)(?!\w)")
RULE = capital_rule(
    5,
    ("Tên tháng viết bằng chữ thì viết hoa", "The months have a capital where they are words"),
    "viết hoa tên các ngày trong tuần và tháng trong năm",
    finder((OF_A_YEAR, REVOLUTION), first_up, "Tên tháng viết “tháng {asked}”."),
    bad="1. Trồng cây trong tháng ba năm 2026.",
    good="1. Trồng cây trong tháng Ba năm 2026.",
)
