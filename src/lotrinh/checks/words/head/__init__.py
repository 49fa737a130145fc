"""Rules on the rest of the head: the day of signing, the motto."""

from __future__ import annotations

from lotrinh.checks.rule import Rule
from lotrinh.checks.words.head import day_written_out, motto, zero_in_the_day

RULES: tuple[Rule, ...] = (
    zero_in_the_day.RULE,
    day_written_out.RULE,
    motto.RULE,
)
