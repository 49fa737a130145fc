"""Rules on the text between head and foot: grounds, end, letters of points."""

from __future__ import annotations

from lotrinh.checks.rule import Rule
from lotrinh.checks.words.body import end_mark, foreign_letters, grounds, letter_behind_d, party_end_mark

RULES: tuple[Rule, ...] = (
    grounds.RULE,
    end_mark.RULE,
    party_end_mark.RULE,
    foreign_letters.RULE,
    letter_behind_d.RULE,
)
