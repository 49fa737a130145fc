"""What the rules on the calendar share: how a whole day is written, and the day that it is."""

from __future__ import annotations

import re
from datetime import date

from lotrinh.plans.dates import safe_date

DAY = (
    r"(?:ngày\s{1,3})?(?P<d>\d{1,2})(?:\s?(?P<sep>[/.-])\s?(?P<m>\d{1,2})\s?(?P=sep)\s?|\s{1,3}tháng\s{1,3}(?P<w>\d{1,2})\s{1,3}năm\s{1,3})"
    r"(?P<y>(?:19|20)\d\d)(?![\d/])"
)


def day_of(m: re.Match[str]) -> date | None:
    """Return the day that a match writes."""
    return safe_date(int(m["y"]), int(m["m"] or m["w"]), int(m["d"]))
