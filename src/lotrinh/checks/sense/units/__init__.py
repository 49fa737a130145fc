"""Rules on units and their work: none without the other, and one spelling."""

from __future__ import annotations

from lotrinh.checks.rule import Rule
from lotrinh.checks.sense.units import two_spellings, unit_without_work, work_without_unit

RULES: tuple[Rule, ...] = (
    unit_without_work.RULE,
    work_without_unit.RULE,
    two_spellings.RULE,
)
