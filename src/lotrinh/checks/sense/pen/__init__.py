"""Rules on slips of the pen that need no dictionary."""

from __future__ import annotations

from lotrinh.checks.rule import Rule
from lotrinh.checks.sense.pen import blank_left, figure_against_word, mark_lost, word_twice, year_outside

RULES: tuple[Rule, ...] = (
    word_twice.RULE,
    figure_against_word.RULE,
    blank_left.RULE,
    mark_lost.RULE,
    year_outside.RULE,
)
