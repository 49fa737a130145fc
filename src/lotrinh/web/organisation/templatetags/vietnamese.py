"""How days, sizes and unknowns are written on screen."""

from __future__ import annotations

import datetime

from django import template
from django.utils.http import urlencode
from django.utils.translation import gettext as _

register = template.Library()


@register.filter
def day(value: datetime.date | None) -> str:
    """Write a day as 05/9/2026; what is not known is "chưa rõ"."""
    return unclear(None) if value is None else f"{value.day:02d}/{value.month}/{value.year}"


@register.filter
def unclear(value: object) -> str:
    """Write a value, or "chưa rõ" where there is none."""
    return _("chưa rõ") if value is None or value == "" else str(value)


@register.filter
def unlocal(value: float) -> str:
    """Write a number for an SVG: with a point, whatever the language."""
    return f"{value:g}" if abs(value) < 1_000_000 else str(value)


@register.simple_tag
def querystring_of(**values: str) -> str:
    """Write values as a query string, safe in an address."""
    return urlencode(values)
