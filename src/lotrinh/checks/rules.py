"""All rules, in the order in which they are shown. A rule that does not stand here does not judge."""

from __future__ import annotations

from lotrinh.checks import words
from lotrinh.checks.capitals import (
    article_cited,
    capital_and_city,
    clause_and_point,
    field_of_a_body,
    first_letter,
    honour,
    joining_word,
    month,
    numbered_place,
    people_and_state,
    post_with_name,
    tet,
    weekday,
    work_cited,
)
from lotrinh.checks.page import head, lines, numbers, placement, running_text, sheets
from lotrinh.checks.rule import Rule
from lotrinh.checks.sense import (
    calendar_days,
    due_days,
    named_years,
    numbering,
    periods,
    references,
    slips_of_the_pen,
    titles_cited,
    units,
    works_cited,
)

CAPITALS: tuple[Rule, ...] = (
    clause_and_point.RULE,
    article_cited.RULE,
    work_cited.RULE,
    weekday.RULE,
    month.RULE,
    tet.RULE,
    capital_and_city.RULE,
    numbered_place.RULE,
    field_of_a_body.RULE,
    joining_word.RULE,
    people_and_state.RULE,
    honour.RULE,
    post_with_name.RULE,
    first_letter.RULE,
)
SENSE: tuple[Rule, ...] = (
    *numbering.RULES,
    *calendar_days.RULES,
    *periods.RULES,
    *due_days.RULES,
    *works_cited.RULES,
    *titles_cited.RULES,
    *named_years.RULES,
    *references.RULES,
    *units.RULES,
    *slips_of_the_pen.RULES,
)
PAGE: tuple[Rule, ...] = tuple(
    sorted(
        (*sheets.RULES, *numbers.RULES, *lines.RULES, *head.RULES, *placement.RULES, *running_text.RULES),
        key=lambda rule: ("PODE".index(rule.code[3]), rule.code),
    )
)
PARTS: dict[str, tuple[Rule, ...]] = {"words": words.RULES, "capitals": CAPITALS, "sense": SENSE, "page": PAGE}
RULES: tuple[Rule, ...] = tuple(rule for part in PARTS.values() for rule in part)
