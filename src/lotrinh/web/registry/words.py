"""Words of the contract as the screen says them, in the person's language."""

from __future__ import annotations

import datetime
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

Json = dict[str, Any]
HEADER_FIELDS: dict[str, Promise] = {
    "kind": gettext_lazy("Loại"),
    "number": gettext_lazy("Số"),
    "symbol": gettext_lazy("Ký hiệu"),
    "code": gettext_lazy("Số, ký hiệu"),
    "issuer": gettext_lazy("Cơ quan ban hành"),
    "parent_issuer": gettext_lazy("Cơ quan cấp trên"),
    "place": gettext_lazy("Nơi ban hành"),
    "issued_on": gettext_lazy("Ngày ban hành"),
    "subject": gettext_lazy("Trích yếu"),
}
CHANNELS: dict[str, Promise] = {
    "meeting": gettext_lazy("hội nghị, sinh hoạt"),
    "oral": gettext_lazy("tuyên truyền miệng"),
    "newsletter": gettext_lazy("bản tin"),
    "print": gettext_lazy("sách, tờ gấp, tài liệu"),
    "website": gettext_lazy("trang thông tin điện tử"),
    "press": gettext_lazy("báo chí"),
    "broadcast": gettext_lazy("phát thanh, truyền hình"),
    "loudspeaker": gettext_lazy("truyền thanh cơ sở"),
    "display": gettext_lazy("cổ động trực quan"),
    "social": gettext_lazy("mạng xã hội"),
    "culture": gettext_lazy("văn hóa, văn nghệ, thể thao"),
    "exhibition": gettext_lazy("triển lãm"),
    "emulation": gettext_lazy("thi đua"),
    "contest": gettext_lazy("hội thi"),
    "training": gettext_lazy("tập huấn"),
    "consultation": gettext_lazy("lấy ý kiến"),
    "other": gettext_lazy("khác"),
}
PURPOSES: dict[str, Promise | str] = {
    "": gettext_lazy("không ghi"),
    "report": gettext_lazy("để báo cáo"),
    "implement": gettext_lazy("để thực hiện"),
    "coordinate": gettext_lazy("để phối hợp"),
    "information": gettext_lazy("để biết"),
    "archive": gettext_lazy("lưu"),
}
SEVERITIES: dict[str, Promise] = {
    "error": gettext_lazy("Lỗi"),
    "warning": gettext_lazy("Cần xem"),
    "note": gettext_lazy("Ghi chú"),
}

CONFIDENCES: dict[str, Promise] = {
    "A": gettext_lazy("đọc từ chính văn bản quy định"),
    "B": gettext_lazy("theo báo chí hoặc trang luật"),
    "C": gettext_lazy("theo một bản tóm tắt"),
}
SYSTEMS: dict[str, Promise] = {
    "state": gettext_lazy("văn bản hành chính"),
    "party": gettext_lazy("văn bản của Đảng"),
    "union": gettext_lazy("văn bản công đoàn"),
    "youth": gettext_lazy("văn bản của Đoàn Thanh niên"),
    "front": gettext_lazy("văn bản của Mặt trận"),
}


def moment_words(moment: Json | None) -> str:
    """Return a moment in words; what is not known is "chưa rõ"."""
    if moment is None:
        return _("chưa rõ")
    match moment.get("kind"):
        case "date":
            return day_words(moment["date"])
        case "issue":
            return _("ngày ban hành")
        case "event":
            forms = {"at": "%s", "before": _("trước %s"), "during": _("trong %s"), "after": _("sau %s")}
            return str(forms.get(moment["relation"], "%s") % moment["event"])
        case "offset":
            said = (
                _("%(days)s ngày làm việc kể từ %(origin)s")
                if moment.get("working")
                else _("%(days)s ngày kể từ %(origin)s")
            )
            return str(said % {"days": moment["days"], "origin": origin_words(moment.get("from"))})
    return _("chưa rõ")


def origin_words(origin: Json | None) -> str:
    """Return what an offset counts from."""
    return moment_words(origin) if origin is not None else _("mốc chưa rõ")


def day_words(iso: str | None) -> str:
    """Return an ISO day as people write it; words that are no day stay as they are."""
    if not iso:
        return _("chưa rõ")
    try:
        day = datetime.date.fromisoformat(iso)
    except ValueError:
        return iso
    return f"{day.day:02d}/{day.month:02d}/{day.year}"


RECURRENCES: dict[str, Promise] = {
    "FREQ=DAILY": gettext_lazy("hằng ngày"),
    "FREQ=WEEKLY": gettext_lazy("hằng tuần"),
    "FREQ=MONTHLY": gettext_lazy("hằng tháng"),
    "FREQ=MONTHLY;INTERVAL=3": gettext_lazy("hằng quý"),
    "FREQ=MONTHLY;INTERVAL=6": gettext_lazy("6 tháng một lần"),
    "FREQ=YEARLY": gettext_lazy("hằng năm"),
}


def recurrence_words(rule: str | None) -> str:
    """Return an RRULE value in words."""
    if not rule:
        return ""
    parts = dict(part.split("=", 1) for part in rule.split(";") if "=" in part)
    step = f";INTERVAL={parts['INTERVAL']}" if parts.get("INTERVAL", "1") != "1" else ""
    every = str(RECURRENCES.get(f"FREQ={parts.get('FREQ', '')}{step}", _("định kỳ")))
    return every + (_(", ngày %s") % parts["BYMONTHDAY"] if "BYMONTHDAY" in parts else "")
