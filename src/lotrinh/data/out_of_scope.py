"""What plans ask for and no software of ours serves: the one table of such clauses, each with a note.

Source: "What it does not do" in the README of this project. A clause found here is read as text, marked and left out; a
duty made of nothing else is shown greyed and can never be assigned. The table only ever takes work away: nothing
in this project looks for what people think or say.
"""

from __future__ import annotations

# (name, expression, note). Expressions are matched without regard to case inside one clause.
OUT_OF_SCOPE: tuple[tuple[str, str, str], ...] = (
    (
        "watch thoughts",
        r"\b(?:nắm|theo dõi|nghe ngóng|tổng hợp|thu thập|khảo sát|đánh giá|phân tích|dự báo)\b[^;.\n]{0,60}\b(?:tư tưởng|tâm trạng|dư luận|tâm tư)\b(?!\s+Hồ Chí Minh)",
        "following what people think or feel",
    ),
    (
        "watch networks",
        r"\b(?:nắm|theo dõi|giám sát|quản lý)\b[^;.\n]{0,30}\b(?:tình hình )?(?:không gian mạng|trên mạng xã hội)",
        "watching what is said on networks",
    ),
    ("assess moods", r"\bđánh giá, phân tích tình hình và các yếu tố tác động", "the analysis behind such watching"),
    (
        "scan",
        r"\brà quét\b|\brà soát[^;.\n]{0,30}\b(?:tài khoản|bài viết|thông tin xấu)",
        "scanning posts and accounts",
    ),
    (
        "counter speech",
        r"\bđấu tranh\b[^;.\n]{0,30}\b(?:phản bác|ngăn chặn|quan điểm|luận điệu|thông tin)|\bphản bác\b|\bbác bỏ\b[^;.\n]{0,20}\b(?:luận điệu|quan điểm|thông tin)",
        "countering what others say",
    ),
    (
        "stop speech",
        r"\b(?:phát hiện|ngăn chặn|gỡ bỏ|bóc gỡ|xử lý|xử phạt)\b[^;.\n]{0,50}\b(?:tin giả|thông tin (?:xấu|sai|giả|bịa|xuyên tạc)|xấu độc|quan điểm sai|luận điệu|tán phát|tung tin|xuyên tạc)",
        "finding, stopping or punishing what others say",
    ),
    ("gatherings", r"\bkhông (?:để\b[^;.\n]{0,30}\b)?(?:tụ tập|tập trung) đông người", "keeping people from meeting"),
    (
        "guard doctrine",
        r"\b(?:trong|tăng cường|nhiệm vụ|công tác) bảo vệ (?:vững chắc )?nền tảng tư tưởng",
        "policing opinion",
    ),
    ("flood", r"\bphủ xanh\b", "filling networks with one voice"),
    (
        "recruit voices",
        r"\b(?:trang|nhóm|tài khoản|fanpage)\b[^;.\n]{0,60}\b(?:lan tỏa|chia sẻ rộng|đăng tải, chia sẻ)|\bKOLs?\b|\bngười có ảnh hưởng\b|\bdư luận viên\b|\bcộng tác viên dư luận\b",
        "recruiting pages, groups, accounts or people to spread",
    ),
)
