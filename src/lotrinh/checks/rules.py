"""All rules, in the order in which they are shown. A rule that does not stand here does not judge."""

from __future__ import annotations

from lotrinh.checks import capitals, sense, words
from lotrinh.checks.page import head, lines, numbers, placement, running_text, sheets
from lotrinh.checks.rule import Rule

PAGE: tuple[Rule, ...] = tuple(
    sorted(
        (*sheets.RULES, *numbers.RULES, *lines.RULES, *head.RULES, *placement.RULES, *running_text.RULES),
        key=lambda rule: ("PODE".index(rule.code[3]), rule.code),
    )
)
PARTS: dict[str, tuple[Rule, ...]] = {
    "words": words.RULES,
    "capitals": capitals.RULES,
    "sense": sense.RULES,
    "page": PAGE,
}
RULES: tuple[Rule, ...] = tuple(rule for part in PARTS.values() for rule in part)
