"""What every whole page knows of reminders: how many the person has not read. Asked only where it is shown."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from lotrinh.web.reminding.access import reminders_for


def reminders(request: HttpRequest) -> dict[str, Any]:
    """Return the count of unread reminders; a fragment that does not show it asks nothing."""
    standing = getattr(request, "standing", None)
    if standing is None or not standing.kinds:
        return {}
    return {"unread_reminders": SimpleLazyObject(lambda: reminders_for(standing).filter(read_at=None).count())}
