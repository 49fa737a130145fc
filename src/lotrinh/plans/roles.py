"""Says what a section is for, by the words of its title (custom of plans; form 1.4 of Nghị định 30/2020/NĐ-CP)."""

from __future__ import annotations

import re

from lotrinh.plans.plan import Role
from lotrinh.vietnamese.folding import in_small_letters

ROLES: tuple[tuple[Role, re.Pattern[str]], ...] = (
    (
        "execution",
        re.compile(
            r"\A\W*(?:(?:công tác|trách nhiệm|phân công|về|việc)\s+)?(?:tổ chức thực hiện(?=\W*\Z|\s*[:.;,–(-]|\s+(?:và|kế|chỉ|chương|nghị|đề|quyết)\b)|trách nhiệm của)"
            r"|\A\W*(?:\w+\W+){0,3}?(?<!tiến độ, )phân công (?:nhiệm vụ|trách nhiệm|thực hiện)|tổ chức thực hiện\W*\Z|\bphân công thực hiện\W*\Z",
            re.I,
        ),
    ),
    ("budget", re.compile(r"kinh phí|nguồn lực tài chính|dự toán", re.I)),
    ("stage", re.compile(r"\A\W*(?:giai đoạn|đợt \d|từ nay|trước (?:khi|khai)|trong thời gian|sau khi)", re.I)),
    ("channels", re.compile(r"hình thức|phương thức (?:tuyên|thực)|biện pháp tuyên truyền|kênh", re.I)),
    ("content", re.compile(r"nội dung|nhiệm vụ|giải pháp|lộ trình|công việc", re.I)),
    ("purpose", re.compile(r"mục đích|mục tiêu", re.I)),
    ("requirements", re.compile(r"yêu cầu", re.I)),
)


# Words in small letters, one of which stands in every title that tells the role.
ANCHORS: dict[Role, tuple[str, ...]] = {
    "execution": ("tổ chức thực hiện", "trách nhiệm của", "phân công"),
    "budget": ("kinh phí", "nguồn lực tài chính", "dự toán"),
    "stage": ("giai đoạn", "đợt ", "từ nay", "trước kh", "trong thời gian", "sau khi"),
    "channels": ("hình thức", "phương thức", "biện pháp tuyên truyền", "kênh"),
    "content": ("nội dung", "nhiệm vụ", "giải pháp", "lộ trình", "công việc"),
    "purpose": ("mục đích", "mục tiêu"),
    "requirements": ("yêu cầu",),
}


def role_of(title: str, *, appendix: bool = False) -> Role | None:
    """Return the role that a title tells, or None.

    >>> role_of("TỔ CHỨC THỰC HIỆN"), role_of("Sở Tư pháp")
    ('execution', None)
    """
    if appendix:
        return "appendix"
    small = in_small_letters(title)
    for role, pattern in ROLES:
        if any(anchor in small for anchor in ANCHORS[role]) and pattern.search(title):
            return role
    return None
