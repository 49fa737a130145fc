"""The days of the week have a capital where they are words: "thứ Hai". Elsewhere "lần thứ hai" is the second of a row."""

from __future__ import annotations

import re

from lotrinh.checks.capitals.annex_two import capital_rule, finder, first_up

DAY = r"(?P<w>hai|ba|tư|năm|sáu|bảy|bẩy)"
WHEN = r"(?:(?<=vào )|(?<=sáng )|(?<=chiều )|(?<=tối )|(?<=trước )|(?<=\()|(?<=; ))"
BEFORE_A_DATE = re.compile(rf"{WHEN}[Tt]hứ {DAY}(?=,?\s\(?(?:ngày\s)?\d{{1,2}}[/-]\d{{1,2}})")
EACH_WEEK = re.compile(rf"(?<!\w)[Tt]hứ {DAY}(?=\s(?:hằng|hàng|trong|mỗi|đầu|cuối)\s(?:tuần|tháng)(?!\w))")
FROM = re.compile(rf"(?<!\w)[Tt]ừ thứ {DAY}(?=\sđến\s(?:hết\s)?[Tt]hứ\s)")
TO = re.compile(rf"(?<!\w)[Tt]ừ thứ \w{{2,4}} đến (?:hết )?[Tt]hứ {DAY}(?!\w)")
RULE = capital_rule(
    4,
    ("Tên ngày trong tuần viết hoa", "The days of the week have a capital"),
    "viết hoa tên các ngày trong tuần và tháng trong năm",
    finder((BEFORE_A_DATE, EACH_WEEK, FROM, TO), first_up, "Tên ngày trong tuần viết “thứ {asked}”."),
    bad="1. Tưới cây vào thứ sáu hằng tuần.",
    good="1. Tưới cây vào thứ Sáu hằng tuần.",
)
