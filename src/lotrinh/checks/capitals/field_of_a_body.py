"""The field of a body has a capital: "Sở Tài chính". A field that may be what the body does ("xây dựng") is left alone."""

from __future__ import annotations

import re

from lotrinh.checks.capitals.annex_two import capital_rule, finder

FIELDS = (
    "Giáo dục và Đào tạo", "Nông nghiệp và Môi trường", "Nông nghiệp và Phát triển nông thôn", "Khoa học và Công nghệ",
    "Dân tộc và Tôn giáo", "Lao động - Thương binh và Xã hội", "Tài nguyên và Môi trường", "Thông tin và Truyền thông",
    "Văn hóa, Thể thao và Du lịch", "Kế hoạch và Đầu tư", "Nội vụ", "Tài chính", "Tư pháp", "Y tế", "Công Thương",
    "Quốc phòng", "Công an", "Ngoại giao", "Giao thông vận tải", "Giáo dục",
)  # fmt: skip
WRITTEN = re.compile(
    r"(?<!\w)(?:Bộ|Sở|Phòng) (?P<w>(?=[^\W\d_])(?:" + "|".join(field.lower() for field in FIELDS) + r")(?!\w))"
)
RIGHT = {field.lower(): field for field in FIELDS}
RULE = capital_rule(
    9,
    ("Lĩnh vực trong tên bộ, sở, phòng viết hoa", "The field in the name of a body has a capital"),
    "viết hoa tên cơ quan, tổ chức",
    finder(WRITTEN, RIGHT.__getitem__, "Tên cơ quan viết “{asked}”."),
    bad="1. Phòng Kinh tế phối hợp với Sở giáo dục và đào tạo chọn trường.",
    good="1. Phòng Kinh tế phối hợp với Sở Giáo dục và Đào tạo chọn trường.",
)
