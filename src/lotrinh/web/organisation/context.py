"""What every page knows."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, version
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from lotrinh.web.organisation.access import Standing

try:
    VERSION = version("lotrinh")
except PackageNotFoundError:  # run from a bare checkout
    VERSION = ""


def page(request: HttpRequest) -> dict[str, Any]:
    """Return what the base page needs: the demo's mark, the person's standing and the pages open to them."""
    standing: Standing | None = getattr(request, "standing", None)
    return {
        "is_demo": settings.DEMO,
        "version": VERSION,
        "standing": standing,
        "stands_in_for": standing.lent if standing else [],
        "navigation": navigation(standing, request.path) if standing else [],
    }


def navigation(standing: Standing, path: str) -> list[dict[str, Any]]:
    """Return the links of the top row for a role."""
    oversees = bool(standing.overseen_ids)
    links = [
        (standing.is_clerk or standing.is_head, "waiting", _("Chờ xử lý")),
        (oversees, "document-list", _("Kế hoạch")),
        (standing.works, "programme-list", _("Chương trình")),
        (standing.is_officer, "my-work", _("Việc của tôi")),
        (standing.works, "calendar", _("Lịch")),
        (oversees, "event-list", _("Sự kiện")),
        (bool(standing.kinds), "unit-list", _("Đơn vị")),
        (standing.is_clerk or standing.is_administrator, "person-list", _("Người dùng")),
    ]
    shown = [(reverse(name), title) for is_open, name, title in links if is_open]
    return [{"url": url, "title": title, "current": path.startswith(url)} for url, title in shown]
