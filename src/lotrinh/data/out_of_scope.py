"""What plans ask for and no software of ours serves: the one table of such clauses, each with a note.

Source: "What it does not do" in the README of this project. A clause found here is read as text, marked and left out; a
duty made of nothing else is shown greyed and can never be assigned. The table only ever takes work away: nothing in
this project looks for what people think or say. Social criticism (phản biện xã hội), passing on people's own
petitions, following up work (theo dõi, đôn đốc, kiểm tra việc thực hiện) and acting on breaches of other laws stay in scope.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Reason = Literal["watching", "policing", "flooding"]

# What a person reads beside a duty or a clause that is left out.
REASONS: dict[Reason, str] = {
    "watching": "Phần mềm không theo dõi suy nghĩ, tâm trạng, dư luận của con người.",
    "policing": "Phần mềm không rà quét, phản bác, ngăn chặn hay xử lý lời nói của người khác, không ngăn người dân tụ họp.",
    "flooding": "Phần mềm không vận hành tài khoản, không huy động trang, nhóm hay người có ảnh hưởng để lan truyền.",
}


@dataclass(frozen=True, slots=True)
class Expression:
    """One way of asking for it; matched inside one clause (no `;`, `.` or line break), without regard to case."""

    name: str
    needs: tuple[str, ...]  # words in small letters, one of which stands wherever the pattern finds something
    pattern: str
    reason: Reason
    note: str


_WATCH = r"nắm|nghe ngóng|dò xét|theo dõi|dự báo|thu thập|tập hợp|tổng hợp|khảo sát|đánh giá|phân tích|báo cáo"
_THOUGHTS = (
    r"(?:tình hình|diễn biến|biểu hiện)?,?\s*(?:về\s+)?(?:tư tưởng|tâm trạng|tâm tư|dư luận|nhận thức, tư tưởng)"
)
_SPEECH = (
    r"tin giả|tin xấu|thông tin,? (?:xấu|độc|giả|bịa|sai sự thật|sai trái|xuyên tạc|kích động)|xấu,? độc|quan điểm,? (?:sai|thù địch|lệch lạc)"
    r"|luận điệu|xuyên tạc|tung tin|(?:tán phát|phát tán)[^;.\n]{0,15}\btin\b|nội dung (?:xấu|độc hại|sai trái)|sai trái, thù địch"
    r"|(?:trường hợp|hành vi|đối tượng|tổ chức, cá nhân) (?:đăng tải|chia sẻ|bình luận|tán phát|phát tán)"
)

OUT_OF_SCOPE: tuple[Expression, ...] = (
    Expression(
        "watch thoughts",
        ("nắm", "nghe ngóng", "dò xét", "dự báo"),
        r"\b(?:nắm|nghe ngóng|dò xét|dự báo)\b[^;.\n]{0,60}\b(?:tư tưởng|tâm trạng|dư luận|tâm tư)\b(?!\s+(?:Hồ Chí Minh|chỉ đạo|đạo đức))",
        "watching",
        "following or foretelling what people think or feel",
    ),
    Expression(
        "gather thoughts",
        ("tư tưởng", "tâm trạng", "tâm tư", "dư luận"),
        rf"\b(?:{_WATCH})\b(?:[^;.\n]{{0,40}}\b(?:tình hình|diễn biến)\b,?\s*{_THOUGHTS}|\s+(?:kịp thời\s+|các\s+)?{_THOUGHTS})\b(?!\s+(?:Hồ Chí Minh|chỉ đạo|đạo đức))",
        "watching",
        "gathering, judging or reporting what people think or feel",
    ),
    Expression(
        "stir of thoughts",
        ("tư tưởng", "tâm trạng"),
        r"\b(?:vấn đề|biểu hiện|diễn biến)\s+(?:về\s+)?(?:tư tưởng|tâm trạng)\b(?!\s+(?:Hồ Chí Minh|chỉ đạo))[^;.\n]{0,20}\b(?:nảy sinh|phát sinh|lệch lạc|phức tạp)",
        "watching",
        "watching for signs of thought",
    ),
    Expression(
        "watch networks",
        ("không gian mạng", "mạng xã hội", "trang mạng", "hội nhóm", "nhóm kín"),
        r"\b(?:nắm|theo dõi|giám sát)\b[^;.\n]{0,30}\b(?:không gian mạng|mạng xã hội|các trang mạng|hội nhóm|nhóm kín)",
        "watching",
        "watching what is said on networks",
    ),
    Expression(
        "assess moods",
        ("yếu tố tác động",),
        r"\bđánh giá, phân tích tình hình và các yếu tố tác động",
        "watching",
        "the analysis behind such watching",
    ),
    Expression(
        "scan",
        ("rà quét", "rà soát"),
        rf"\brà quét\b|\brà soát\b[^;.\n]{{0,30}}\b(?:tài khoản|trang mạng|fanpage|{_SPEECH})",
        "policing",
        "scanning posts and accounts",
    ),
    Expression(
        "counter speech",
        ("đấu tranh", "phản bác", "bác bỏ"),
        r"\bđấu tranh\b[^;.\n]{0,40}\b(?:phản bác|quan điểm|luận điệu|thông tin|thù địch|phản động|chống phá|diễn biến hòa bình)"
        r"|\bphản bác\b|\bbác bỏ\b[^;.\n]{0,20}\b(?:luận điệu|quan điểm|thông tin)",
        "policing",
        "countering what others say",
    ),
    Expression(
        "stop speech",
        ("phát hiện", "ngăn chặn", "gỡ", "xử lý", "xử phạt", "triệt phá", "vô hiệu hóa", "báo cáo vi phạm"),
        rf"\b(?:phát hiện|ngăn chặn|gỡ bỏ|bóc gỡ|tháo gỡ|xử lý|xử phạt|triệt phá|vô hiệu hóa|báo cáo vi phạm)\b[^;.\n]{{0,50}}\b(?:{_SPEECH})",
        "policing",
        "finding, stopping or punishing what others say",
    ),
    Expression(
        "gatherings",
        ("tụ tập", "tập trung"),
        r"\b(?:không|ngăn chặn|giải tán|hạn chế|ngăn ngừa)\b[^;.\n]{0,30}\b(?:tụ tập|tập trung)\s+(?:đông người|trái phép|gây rối|khiếu kiện)|\bkhông tụ tập\b",
        "policing",
        "keeping people from meeting",
    ),
    Expression(
        "guard doctrine",
        ("nền tảng tư tưởng",),
        r"\b(?:trong|tăng cường|nhiệm vụ|công tác|chuyên trách|hoạt động)\s+(?:việc\s+)?bảo vệ (?:vững chắc )?nền tảng tư tưởng",
        "policing",
        "policing opinion; a mere aim (góp phần bảo vệ …) is left alone",
    ),
    Expression(
        "flood",
        ("phủ xanh", "phủ sóng"),
        r"\bphủ xanh\b|\bphủ sóng thông tin tích cực\b",
        "flooding",
        "filling networks with one voice",
    ),
    Expression(
        "recruit voices",
        ("lan tỏa", "lan toả", "lan truyền", "chia sẻ", "kol", "ảnh hưởng", "dư luận"),
        r"\b(?:trang(?! (?:thông tin|web|trí|thiết|phục|bị))|nhóm(?! (?:đối tượng|nhiệm vụ|giải pháp|hộ|trẻ))|tài khoản|fanpage|group)\b[^;.\n]{0,80}\b(?:lan tỏa|lan toả|lan truyền|đăng tải, chia sẻ)"
        r"|\b(?:lan tỏa|lan toả|chia sẻ)\b[^;.\n]{0,60}\b(?:tài khoản|trang) cá nhân"
        r"|\bKOLs?\b|\bngười có (?:sức )?ảnh hưởng\b|\bdư luận viên\b|\bcộng tác viên dư luận\b",
        "flooding",
        "recruiting pages, groups, accounts or people to spread",
    ),
)
