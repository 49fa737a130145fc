"""Rules on years that contradict what they stand beside."""

from __future__ import annotations

from lotrinh.checks.rule import Rule
from lotrinh.checks.sense.years import anniversary, constitution

RULES: tuple[Rule, ...] = (
    constitution.RULE,
    anniversary.RULE,
)
