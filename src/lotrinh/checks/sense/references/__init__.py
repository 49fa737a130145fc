"""Rules on references of a document to its own sections."""

from __future__ import annotations

from lotrinh.checks.rule import Rule
from lotrinh.checks.sense.references import row_absent, row_not_whole, section_absent

RULES: tuple[Rule, ...] = (
    section_absent.RULE,
    row_not_whole.RULE,
    row_absent.RULE,
)
