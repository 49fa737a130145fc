"""What every page knows."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest


def page(request: HttpRequest) -> dict[str, Any]:
    """Return whether this is the demo, and the standing of the person where a view looked it up."""
    return {"is_demo": settings.DEMO, "standing": getattr(request, "standing", None)}
