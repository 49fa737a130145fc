"""Who changed what in a document, when, and what it said before and after: the audit in words."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lotrinh.web.organisation.models import AuditEntry
from lotrinh.web.registry.models import Document, Fact
from lotrinh.web.registry.words import CHANNELS, HEADER_FIELDS, PURPOSES, day_words, moment_words, recurrence_words

Json = dict[str, Any]
ACTIONS: dict[str, Promise] = {
    "document.uploaded": gettext_lazy("tải lên"),
    "document.confirmed": gettext_lazy("xác nhận"),
    "reading.again": gettext_lazy("cho đọc lại"),
    "findings.again": gettext_lazy("cho kiểm tra lại"),
    "fact.added": gettext_lazy("thêm"),
    "fact.mended": gettext_lazy("sửa"),
    "fact.deleted": gettext_lazy("xóa"),
    "fact.restored": gettext_lazy("khôi phục"),
}


def plain(value: Any) -> str:
    return "" if value is None else str(value)


def said(value: Json | None) -> str:
    return (value or {}).get("value") or ""


# What is shown of a fact's data, in this order: the name, and how its value is said.
SHOWN: tuple[tuple[str, Promise, Callable[[Any], str]], ...] = (
    ("field", gettext_lazy("Mục"), lambda name: str(HEADER_FIELDS.get(name, plain(name)))),
    ("value", gettext_lazy("Giá trị"), plain),
    ("code", gettext_lazy("Số, ký hiệu"), plain),
    ("title", gettext_lazy("Tên hoặc trích yếu"), plain),
    ("issuer", gettext_lazy("Cơ quan ban hành"), plain),
    ("issued_on", gettext_lazy("Ngày ban hành"), lambda day: day_words(day) if day else ""),
    ("basis", gettext_lazy("Là căn cứ của kế hoạch"), lambda yes: _("có") if yes else _("không")),
    ("label", gettext_lazy("Tên giai đoạn"), plain),
    ("start", gettext_lazy("Bắt đầu"), moment_words),
    ("end", gettext_lazy("Kết thúc"), moment_words),
    ("unit", gettext_lazy("Đơn vị"), plain),
    ("text", gettext_lazy("Nội dung"), plain),
    ("support", gettext_lazy("Phối hợp"), lambda units: ", ".join(unit["value"] for unit in units or ())),
    ("deadline", gettext_lazy("Hạn"), moment_words),
    ("recurrence", gettext_lazy("Định kỳ"), lambda rule: recurrence_words(said(rule))),
    ("deliverable", gettext_lazy("Sản phẩm"), said),
    ("kind", gettext_lazy("Loại"), lambda kind: str(CHANNELS.get(kind, plain(kind)))),
    ("name", gettext_lazy("Tên"), plain),
    ("purpose", gettext_lazy("Để"), lambda purpose: str(PURPOSES.get(purpose or "", plain(purpose)))),
    ("authority", gettext_lazy("Quyền hạn ký (TM., KT., …)"), plain),
    ("on_behalf_of", gettext_lazy("Thay mặt, ký thay"), plain),
    ("position", gettext_lazy("Chức vụ"), plain),
)


def changes_of(document: Document, fact: Fact | None = None) -> QuerySet[AuditEntry]:
    """Return the changes of a document with all its facts, or of one fact, the last first."""
    facts = [fact.pk] if fact else Fact.objects.filter(document=document).values("pk")
    wanted = Q(subject_type="registry.fact", subject_id__in=facts)
    if fact is None:
        wanted |= Q(subject_type="registry.document", subject_id=document.pk)
    return AuditEntry.objects.filter(wanted).select_related("by", "on_behalf_of").order_by("-id")


def row_of_change(entry: AuditEntry, text: str) -> Json:
    """Return one change as the page shows it: the values that differ, before and after, in words."""
    before, after = entry.before or {}, entry.after or {}
    old, new = before.get("data") or {}, after.get("data") or {}
    changes = [
        {"name": label, "before": say(old.get(name)) if name in old else "", "after": say(new.get(name))}
        for name, label, say in SHOWN
        if old.get(name) != new.get(name)
    ]
    if before.get("span") and before["span"] != after.get("span"):
        words = [text[slice(*picture["span"])] for picture in (before, after)]
        changes.append({"name": _("Chữ trong văn bản"), "before": words[0], "after": words[1]})
    is_fact = after.get("kind") in Fact.Kind.values
    return {
        "at": entry.at,
        "by": entry.who or _("lệnh của người quản trị"),
        "what": ACTIONS.get(entry.action, entry.action),
        "kind": Fact.Kind(after["kind"]).label if is_fact else "",
        "fact": entry.subject_id if is_fact else None,
        "about": title_of(new) if is_fact else "",
        "changes": [change for change in changes if change["before"] != change["after"]],
    }


def title_of(data: Json) -> str:
    """Return the words that tell one fact from another."""
    names = ("text", "label", "title", "code", "name", "value", "unit")
    return next((str(data[name]) for name in names if data.get(name)), "")
