"""Rules on the numbers of sections and points, and on how they are marked."""

from __future__ import annotations

from lotrinh.checks.rule import Rule
from lotrinh.checks.sense.numbering import jumps, late_start, repeats, two_marks

RULES: tuple[Rule, ...] = (
    jumps.RULE,
    repeats.RULE,
    late_start.RULE,
    two_marks.RULE,
)
