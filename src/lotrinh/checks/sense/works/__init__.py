"""Rules on the works that a document cites: one work has one day, one issuer, one title."""

from __future__ import annotations

from lotrinh.checks.rule import Rule
from lotrinh.checks.sense.works import (
    kind_against_symbol,
    party_letters,
    two_days,
    two_issuers,
    two_titles,
    year_against_day,
    younger_than_the_document,
)

RULES: tuple[Rule, ...] = (
    two_days.RULE,
    two_issuers.RULE,
    kind_against_symbol.RULE,
    year_against_day.RULE,
    younger_than_the_document.RULE,
    two_titles.RULE,
    party_letters.RULE,
)
