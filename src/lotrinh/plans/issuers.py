"""Finds who issued a cited work, in the same sentence only: behind "của", or before it ("X ban hành Kế hoạch số …").

What follows the body ("về …", "quy định …", the next work) is not part of its name.
"""

from __future__ import annotations

import re

BODY = (
    r"(?:Ban|Bộ|Ủy ban|Uỷ ban|UBND|HĐND|UBMTTQ|Hội đồng|Chính phủ|Thủ tướng|Chủ tịch|Quốc hội|Ủy viên|Tỉnh ủy|Tỉnh uỷ|Thành ủy|Thành uỷ"
    r"|Huyện ủy|Quận ủy|Thị ủy|Đảng ủy|Đảng uỷ|Đảng bộ|Văn phòng|Sở|Cục|Tổng cục|Vụ|Viện|Trường|Trung tâm|Giám đốc|Tổng Giám đốc|Mặt trận|Đoàn"
    r"|Hội|Liên đoàn|Tổng Liên đoàn|Công đoàn|Trung ương|Thường trực|Tòa án|Toà án|Kiểm toán|Thanh tra|Bộ trưởng|Phòng|Chi cục|Chi nhánh|Công ty|Tập đoàn"
    r"|Công an|Quân khu|Ngân hàng|Bảo hiểm|Liên minh|Bí thư|Chi bộ|Tiểu ban|Tổ|Xã|Phường|liên bộ|Liên Bộ|Kho bạc|Chánh Văn phòng)"
)
STOP = re.compile(
    r"[;.:\n“”\"()\[\]]|\s+(?:[Vv]ề|[Vv]/v|quy định|ban hành|đã|được|phê duyệt|hướng dẫn|sửa đổi|triển khai|thực hiện|thông qua|yêu cầu|đồng thời"
    r"|công bố|giao|đề nghị|kết luận|để|do|gửi|nhằm|trong đó|và (?:các|Kế hoạch|Quyết định|Chỉ thị|Nghị|Kết luận|Hướng dẫn|Công văn|Thông|Luật|theo|văn bản)|tại|trên"
    r"|tổ chức (?!Đảng|đảng|cán bộ|bộ máy)|xây dựng(?= kế| Kế)|có (?:nêu|ý|văn)|theo|quyết định|chỉ đạo)(?=\s|$|[,;.])"
)
OF = re.compile(rf"\s*,?\s*(?:của|do)\s+(?={BODY}\b|[A-ZĐ])")
COMMA = re.compile(rf",(?!\s*{BODY}\b)|,(?=\s*{BODY}\b[^,;.\n“]{{0,60}}?\s(?:xây dựng|ban hành)\s)")
VERBS = re.compile(
    r"(?:,?\s*(?:đã|vừa|tiếp tục|cũng|kịp thời))*\s+(?:(?:tham mưu|ký)\s+)*(?:ban hành|có|phê duyệt(?:[^,;.\n]{0,60})?(?:\s+tại)|thông qua\s+tại|chấp thuận\s+tại"
    r"|tại|trình tại|(?:tham gia|có) ý kiến tại|ban hành tại|giao tại|quy định tại|công bố tại)\s*(?:kèm theo\s+)?(?:các\s+)?\Z"
)


def issuer_after(text: str, at: int) -> tuple[str | None, int]:
    """Return the body that "của" names behind a code and its day, and where its name ends."""
    m = OF.match(text, at)
    if m is None:
        return None, at
    end = cut(text, m.end(), min(len(text), m.end() + 200))
    words = text[m.end() : end].strip(" ,-")
    return (words, end) if words else (None, at)


def cut(text: str, start: int, end: int) -> int:
    """Return where the name of a body ends: at a stop word, or a comma that no other body follows."""
    stop = STOP.search(text, start, end)
    end = stop.start() if stop else end
    comma = COMMA.search(text, start, end)
    # The look-ahead of a comma must see the verb behind the second body, so it looks past the stop.
    if comma is None and stop is not None:
        comma = COMMA.search(text, start, min(len(text), stop.end() + 1))
    end = min(end, comma.start()) if comma else end
    twice = re.fullmatch(r"(.{4,}),\s*\1", text[start:end].strip())  # "… của X, X yêu cầu": a new sentence has begun
    return start + len(twice[1]) if twice else end


def issuer_before(text: str, at: int) -> str | None:
    """Return the body right before "ban hành", "tại" and the like, in the same sentence."""
    start = max(0, at - 200)
    clause = text[start:at]
    for mark in ("\n", ";", ". ", ":", "("):
        clause = clause[clause.rfind(mark) + len(mark) if mark in clause else 0 :]
    verb = VERBS.search(clause)
    if verb is None:
        return None
    head = clause[: verb.start()]
    found = list(re.finditer(rf"(?:(?<=\s)|(?<=^)|(?<=[(“,\-])){BODY}\b", head))
    for m in found:
        words = re.sub(r"\s+(?:tham gia|có)?\s*ý kiến\Z|\s+(?:đã|được)\Z", "", head[m.start() :].strip(" ,"))
        if STOP.search(f"{words} ") is None and words.count(",") <= 1 and len(words) < 90:
            return words
    return None
