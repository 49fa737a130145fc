"""Rules of form that letters alone can tell, in any format: number and symbol, grounds, markers, foot and signature."""

from __future__ import annotations

from lotrinh.checks.rule import Rule
from lotrinh.checks.words import body, head, number, party, recipients, required_parts, signing

RULES: tuple[Rule, ...] = (
    *number.RULES,
    *head.RULES,
    *body.RULES,
    *party.RULES,
    *signing.RULES,
    *recipients.RULES,
    *required_parts.RULES,
)
