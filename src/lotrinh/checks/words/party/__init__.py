"""Rules on what only the Party's form has: the comma in a citation, its title, the dash of a ground."""

from __future__ import annotations

from lotrinh.checks.rule import Rule
from lotrinh.checks.words.party import comma_in_citation, dash_before_ground, title_of_the_party

RULES: tuple[Rule, ...] = (
    comma_in_citation.RULE,
    title_of_the_party.RULE,
    dash_before_ground.RULE,
)
