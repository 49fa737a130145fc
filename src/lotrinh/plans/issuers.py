"""Finds who issued a cited work, in the same sentence only: behind "của", or before it ("X ban hành Kế hoạch số …").

What follows the body ("về …", "quy định …", the next work) is not part of its name. A body that something was sent to
("trình Sở Tư pháp thẩm định tại Văn bản số …") did not issue it.
"""

from __future__ import annotations

import re

BODY = (
    r"(?:Ban|Bộ|Ủy ban|Uỷ ban|UBND|HĐND|UBMTTQ|Hội đồng|Chính phủ|Thủ tướng|Thủ Tướng|Chủ tịch|Quốc hội|Ủy viên|Tỉnh ủy|Tỉnh uỷ|Thành ủy|Thành uỷ"
    r"|Huyện ủy|Quận ủy|Thị ủy|Đảng ủy|Đảng uỷ|Đảng bộ|Văn phòng|Sở|Cục|Tổng cục|Vụ|Viện|Trường|Trung tâm|Giám đốc|Tổng Giám đốc|Mặt trận|Đoàn"
    r"|Hội|Liên đoàn|Tổng Liên đoàn|Công đoàn|Trung ương|Thường trực|Tòa án|Toà án|Kiểm toán|Thanh tra|Bộ trưởng|Phòng|Chi cục|Chi nhánh|Công ty|Tập đoàn"
    r"|Công an|Quân khu|Ngân hàng|Bảo hiểm|Liên minh|Bí thư|Chi bộ|Tiểu ban|Tổ|Xã|Phường|liên bộ|Liên Bộ|Kho bạc|Chánh Văn phòng|Ban Thường vụ)"
)
STOP = re.compile(
    r"[;.:\n“”\"()\[\]]|\s{1,9}(?:[Vv]ề|[Vv]/v|[Qq]uy định|[Bb]an hành|đã|được|phê duyệt|hướng dẫn|sửa đổi|triển khai|thực hiện|thông qua|yêu cầu|đồng thời|cho phép|chấp thuận"
    r"|công bố|giao|đề nghị|kết luận|để|do|gửi|nhằm|trong đó|và (?:các|Kế hoạch|Quyết định|Chỉ thị|Nghị|Kết luận|Hướng dẫn|Công văn|Thông|Luật|theo|văn bản|nội dung)|tại|trên"
    r"|tổ chức (?!Đảng|đảng|cán bộ|bộ máy)|xây dựng(?= kế| Kế)|có (?:nêu|ý|văn)|theo|quyết định|chỉ đạo)(?=\s|$|[,;.])"
)
OF = re.compile(rf"\s{{0,9}},?\s{{0,9}}(?:của|do)\s{{1,9}}(?={BODY}\b|[A-ZĐ])")
COMMA = re.compile(rf",(?!\s*{BODY}\b)|,(?=\s*{BODY}\b[^,;.\n“]{{0,60}}?\s(?:xây dựng|ban hành)\s)")
TWICE = re.compile(r"(.{4,200}),\s{0,9}\1")  # "… của X, X yêu cầu": a new sentence has begun

SENTENCE = re.compile(r"\n|;\s|\.\s+(?=[A-ZĐÁÀẢÃẠĂÂÉÊÍÓÔƠÚƯÝ\-+(])")
BODY_THERE = re.compile(rf"(?<!\w){BODY}(?!\w)")
# What a body does before the sentence comes to the work; here its name has ended.
ACTS = re.compile(
    rf"{STOP.pattern}|,|\s{{1,9}}(?:tham gia|có|trình|xây dựng|phát hành|ký|chấp thuận|thống nhất|đồng ý|tiếp tục|vừa|cũng|phối hợp|xem xét)(?!\w)"
)
LEADS_IN = re.compile(
    r"(?:(?P<at>tại)|(?P<like>như|gồm|sau đây)\s*:?|(?P<issues>ban hành|có|gửi|ký|xây dựng|phát hành)(?:\s+kèm theo)?)\s*(?:(?:các|những|nhiều)\s+)?\Z"
)
RULED = re.compile(r"(?:quy định|nêu|hướng dẫn|định nghĩa|nhiệm vụ|được giao)\s*\Z")
ISSUING = re.compile(r"(?<!\w)(?:ban hành|phê duyệt|ý kiến|thông qua|quyết định|công bố|chấp thuận|ký|văn bản|giao)(?!\w)", re.IGNORECASE)  # fmt: skip
ASIDE = re.compile(r"\s{0,9}(?:\([^()\n]*\)\s{0,9})?\Z")
SUBJECT = re.compile(r"(?:\A|[,:)\]–])\s{0,9}[-+•\s]{0,40}\Z")
REACH = 400  # code points before a work in which its sentence is looked for


def issuer_after(text: str, at: int) -> tuple[str | None, int]:
    """Return the body that "của" names behind a code and its day, and where its name ends."""
    m = OF.match(text, at)
    if m is None:
        return None, at
    end = cut(text, m.end(), min(len(text), m.end() + 200))
    words = " ".join(text[m.end() : end].strip(" ,-").split())
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
    twice = TWICE.fullmatch(text[start:end].strip())
    return start + len(twice[1]) if twice else end


def issuer_before(text: str, at: int) -> str | None:
    """Return the body that the words before a work, in its sentence, name as having issued it.

    >>> issuer_before("Sở Nội vụ ban hành Kế hoạch số", 19)
    'Sở Nội vụ'
    """
    sentence = SENTENCE.split(text[max(0, at - REACH) : at])[-1]
    lead = LEADS_IN.search(sentence)
    if lead is None:
        return _agent_at_the_end(sentence)
    head = sentence[: lead.start()]
    if lead["at"] and RULED.search(head):
        return None
    body = _last_body(head)
    if body is None:
        return None
    ahead, between = head[: body[0]].rstrip(), head[body[1] :]
    name = " ".join(head[body[0] : body[1]].split())
    if ahead.endswith("của"):
        return name if lead["at"] and ASIDE.match(between) else None
    if ahead.endswith(("được", "do", "bởi")):
        return name
    acted = bool(lead["issues"] and len(between.split()) <= 3) or bool(ISSUING.search(between))
    return name if acted and SUBJECT.search(ahead) else None


def _agent_at_the_end(sentence: str) -> str | None:
    """Return the body of "được X" where the work follows at once ("được Thủ tướng Chính phủ Quyết định số …")."""
    body = _last_body(sentence)
    if body is None or sentence[body[1] :].strip():
        return None
    return sentence[body[0] : body[1]] if sentence[: body[0]].rstrip().endswith("được") else None


def _last_body(words: str) -> tuple[int, int] | None:
    """Return where the last body of some words stands; a body inside another's name does not count."""
    last, at = None, 0
    while (m := BODY_THERE.search(words, at)) is not None:
        act = ACTS.search(words, m.end())
        end = act.start() if act is not None else len(words)
        last, at = (m.start(), len(words[:end].rstrip())), max(end, m.end())
    if last is not None and words[last[1] :].startswith(",") and words[: last[0]].rstrip().endswith("của"):
        end = last[1]  # a name with its place ("của Chi nhánh Mỏ, Lào Cai - VIMICO tại …") runs on to the end
        return (
            (last[0], len(words.rstrip()))
            if ISSUING.search(words, end) is None and words.count(",", end) == 1
            else last
        )
    return last
