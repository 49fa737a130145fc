"""The one clock of the web, so that everything below takes the day as an argument."""

from __future__ import annotations

import datetime

from django.utils import timezone


def now() -> datetime.datetime:
    """Return this moment, aware of its zone."""
    return timezone.now()


def today() -> datetime.date:
    """Return the day that it is in Viet Nam."""
    return timezone.localdate(now())
