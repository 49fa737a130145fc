"""Orders and their classes have capitals: "Huân chương Lao động hạng Nhất"."""

from __future__ import annotations

import re

from lotrinh.checks.capitals.annex_two import capital_rule, finder, first_up

NAMES = "Sao vàng|Hồ Chí Minh|Độc lập|Quân công|Lao động|Chiến công|Kháng chiến|Đại đoàn kết dân tộc|Hữu nghị"
ORDER = re.compile(rf"(?<!\w)(?P<w>huân chương|huy chương)(?=\s(?:{NAMES})(?!\w))")
NAME = re.compile(
    r"(?<!\w)(?:[Hh]uân|[Hh]uy) chương (?P<w>lao động|độc lập|chiến công|kháng chiến)(?=\s(?:hạng|cho)(?!\w))"
)
CLASS = re.compile(rf"(?<!\w)[Hh]uân chương (?:{NAMES}|lao động|độc lập) hạng (?P<w>nhất|nhì|ba)(?!\w)")
RULE = capital_rule(
    12,
    ("Tên và hạng của huân chương viết hoa", "Orders and their classes have capitals"),
    "viết hoa tên các huân chương, huy chương, danh hiệu vinh dự",
    finder((ORDER, NAME, CLASS), first_up, "Tên và hạng của huân chương viết “{asked}”."),
    bad="1. Trường được tặng Huân chương Lao động hạng ba trồng 100 cây.",
    good="1. Trường được tặng Huân chương Lao động hạng Ba trồng 100 cây.",
)
