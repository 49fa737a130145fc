"""Knows the labelled lines of plans: "Đơn vị chủ trì: …", "Đơn vị phối hợp: …", "Thời gian: …", "Kết quả: …".

Custom of plans that list each task with its lead, support, time and product; no rule of form asks for them.
"""

from __future__ import annotations

import re
from typing import Literal

from lotrinh.plans.plan import Section

About = Literal["lead", "support", "when", "made"]
LABEL = re.compile(
    r"[-+•\s]{0,40}+(?P<label>(?:Đơn vị|Cơ quan|Bộ phận|Đầu mối)?\s{0,9}+(?:chủ trì|phối hợp|thực hiện)(?: thực hiện| tham mưu)?|Chủ trì|Phối hợp|Thời gian(?: thực hiện| hoàn thành)?|Thời hạn(?: hoàn thành)?|Tiến độ"
    r"|Kết quả|Sản phẩm)\s{0,9}+:\s{0,9}+(?P<words>\S.*)",
    re.IGNORECASE,
)
NAMES_A_LEAD = re.compile(
    r"[-+•\s]{0,40}+(?:Đơn vị|Cơ quan|Bộ phận|Đầu mối)\s{1,9}(?:chủ trì|thực hiện)[^:\n]{0,20}:", re.IGNORECASE
)


def about(label: str) -> About:
    """Return what a label is about.

    >>> about("Đơn vị phối hợp"), about("Thời gian hoàn thành"), about("Chủ trì")
    ('support', 'when', 'lead')
    """
    folded = label.casefold()
    if "phối hợp" in folded:
        return "support"
    if re.search("thời|tiến", folded):
        return "when"
    return "made" if re.search("kết quả|sản phẩm", folded) else "lead"


def has_lead_label(text: str, section: Section) -> bool:
    """Say whether a line of a section itself names who leads."""
    return any(NAMES_A_LEAD.match(text, *paragraph.span) for paragraph in section.paragraphs)
