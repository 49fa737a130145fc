"""Rules on who signs with which power: TM., KT., TL., TUQ.; T/M and K/T in the Party."""

from __future__ import annotations

from lotrinh.checks.rule import Rule
from lotrinh.checks.words.signing import (
    deputy_under_kt,
    kt_by_a_deputy,
    kt_names_a_post,
    marks_of_the_party,
    marks_of_the_state,
    party_deputy_secretary,
    tm_names_a_collective,
)

RULES: tuple[Rule, ...] = (
    tm_names_a_collective.RULE,
    kt_names_a_post.RULE,
    kt_by_a_deputy.RULE,
    deputy_under_kt.RULE,
    marks_of_the_state.RULE,
    marks_of_the_party.RULE,
    party_deputy_secretary.RULE,
)
