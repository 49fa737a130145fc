"""Finds the kinds of channel that a text names: "hội nghị" is a meeting, "pa nô" a display (the contract's list).

Only asked about sections on channels; a theme that mentions a meeting is no channel.
"""

from __future__ import annotations

import re

from lotrinh.documents.document import Span
from lotrinh.plans.plan import ChannelKind
from lotrinh.vietnamese.folding import in_small_letters

CHANNELS: tuple[tuple[ChannelKind, str], ...] = (
    ("meeting", r"hội nghị|hội thảo|tọa đàm|toạ đàm|sinh hoạt (?:chi bộ|đảng|chuyên đề|chính trị|các tổ chức|định kỳ)|các cuộc họp|họp (?:tổ|thôn|khu) "),
    ("oral", r"tuyên truyền miệng|báo cáo viên|tuyên truyền viên"),
    ("newsletter", r"bản tin"),
    ("print", r"(?<!chính )(?<!danh )(?<!quyết )(?<!ngân )(?<!đối )sách(?! nhiễu)|tờ gấp|tờ rơi|ấn phẩm|cẩm nang|sổ tay|tài liệu (?:tuyên truyền|hỏi đáp|sinh hoạt)"),
    ("website", r"trang thông tin điện tử|cổng thông tin|chuyên trang|website|trang web"),
    ("press", r"thông tin đại chúng|báo chí|cơ quan báo|(?:trên|qua) báo\b|báo điện tử"),
    ("broadcast", r"phát thanh\s{0,9}[,\-–và]+\s{0,9}truyền hình|đài truyền hình|truyền hình"),
    ("loudspeaker", r"truyền thanh|phát thanh (?:không dây|cơ sở|xã|phường|địa phương)|loa (?:phát|truyền|lưu động|kéo)"),
    ("display", r"pa\s?nô|áp phích|băng rôn|băng\s?zôn|khẩu hiệu|cổ động trực quan|bảng điện tử|màn hình"),
    ("social", r"mạng xã hội|facebook|zalo|fanpage|youtube"),
    ("culture", r"văn hóa\s{0,9}[-–,]?\s{0,9}(?:và )?văn nghệ|văn hoá\s{0,9}[-–,]?\s{0,9}văn nghệ|văn nghệ|biểu diễn nghệ thuật|thể dục,? thể thao|chiếu phim"),
    ("exhibition", r"triển lãm|trưng bày"),
    ("emulation", r"(?:phát động|tổ chức|hưởng ứng|qua)(?:\s{1,9}(?:và|việc|tổ chức|hưởng ứng|phát động|các|phong trào|đợt|sôi nổi)){0,20}\s{1,9}thi đua"),
    ("contest", r"(?:hội thi|cuộc thi)\b|thi tìm hiểu"),
    ("training", r"tập huấn|lớp bồi dưỡng"),
    ("consultation", r"lấy ý kiến|hội nghị đối thoại|đối thoại với|tiếp nhận ý kiến"),
)  # fmt: skip
# Words in small letters, one of which stands wherever the pattern of a kind finds something.
ANCHORS: dict[ChannelKind, tuple[str, ...]] = {
    "meeting": ("hội nghị", "hội thảo", "đàm", "sinh hoạt", "họp"),
    "oral": ("tuyên truyền miệng", "báo cáo viên", "tuyên truyền viên"),
    "newsletter": ("bản tin",),
    "print": ("sách", "tờ gấp", "tờ rơi", "ấn phẩm", "cẩm nang", "sổ tay", "tài liệu"),
    "website": ("trang thông tin", "cổng thông tin", "chuyên trang", "website", "trang web"),
    "press": ("thông tin đại chúng", "báo chí", "cơ quan báo", "trên báo", "qua báo", "báo điện tử"),
    "broadcast": ("truyền hình",),
    "loudspeaker": ("truyền thanh", "phát thanh", "loa "),
    "display": ("nô", "áp phích", "băng", "khẩu hiệu", "trực quan", "bảng điện tử", "màn hình"),
    "social": ("mạng xã hội", "facebook", "zalo", "fanpage", "youtube"),
    "culture": ("văn nghệ", "biểu diễn", "thể thao", "chiếu phim"),
    "exhibition": ("triển lãm", "trưng bày"),
    "emulation": ("thi đua",),
    "contest": ("hội thi", "cuộc thi", "thi tìm hiểu"),
    "training": ("tập huấn", "lớp bồi dưỡng"),
    "consultation": ("lấy ý kiến", "đối thoại", "tiếp nhận ý kiến"),
}
TABLE = tuple((kind, ANCHORS[kind], re.compile(rf"\b(?:{words})", re.IGNORECASE)) for kind, words in CHANNELS)


def find_channel_kinds(text: str, start: int, end: int) -> list[tuple[ChannelKind, Span]]:
    """Return each kind once, where it is first named, in order of place.

    >>> [kind for kind, _ in find_channel_kinds("Tổ chức hội nghị; treo băng rôn, khẩu hiệu", 0, 42)]
    ['meeting', 'display']
    """
    small = in_small_letters(text[start:end])
    found = []
    for kind, anchors, pattern in TABLE:
        for anchor in anchors:
            if anchor in small:
                if (m := pattern.search(text, start, end)) is not None:
                    found.append((kind, Span(m.start(), m.end())))
                break
    return sorted(found, key=lambda pair: pair[1])
