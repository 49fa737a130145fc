"""Rules on number and symbol in the head: their marks, their order, the kind that they name."""

from __future__ import annotations

from lotrinh.checks.rule import Rule
from lotrinh.checks.words.number import (
    colon_behind_label,
    hyphen_between_groups,
    kind_abbreviated,
    kind_agrees,
    leading_zero,
    letter_without_kind,
    no_spaces,
    party_hyphen_before_kind,
    party_no_colon,
    party_slash_before_body,
    slash_before_symbol,
)

RULES: tuple[Rule, ...] = (
    leading_zero.RULE,
    slash_before_symbol.RULE,
    hyphen_between_groups.RULE,
    no_spaces.RULE,
    colon_behind_label.RULE,
    party_hyphen_before_kind.RULE,
    party_slash_before_body.RULE,
    party_no_colon.RULE,
    kind_agrees.RULE,
    kind_abbreviated.RULE,
    letter_without_kind.RULE,
)
