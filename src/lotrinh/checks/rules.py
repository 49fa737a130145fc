"""All rules, in the order in which they are shown. A rule that does not stand here does not judge."""

from __future__ import annotations

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
from lotrinh.checks.words import (
    day_and_post,
    end_mark,
    grounds,
    kind_in_symbol,
    leading_zero,
    letters,
    motto,
    number_colon,
    number_separator,
    party_citation,
    party_head,
    powers,
    recipients,
    signing_day,
    symbol_groups,
    symbol_spaces,
)

WORDS: tuple[Rule, ...] = (
    leading_zero.RULE,
    number_separator.STATE_RULE,
    symbol_groups.STATE_RULE,
    symbol_spaces.RULE,
    number_colon.STATE_RULE,
    number_separator.PARTY_RULE,
    symbol_groups.PARTY_RULE,
    number_colon.PARTY_RULE,
    kind_in_symbol.OTHER,
    kind_in_symbol.MISSING,
    kind_in_symbol.LETTER,
    signing_day.ZERO,
    signing_day.SHORT,
    motto.RULE,
    grounds.RULE,
    end_mark.STATE_RULE,
    end_mark.PARTY_RULE,
    letters.FOREIGN_RULE,
    letters.SKIPPED_RULE,
    party_citation.RULE,
    *party_head.RULES,
    *powers.RULES,
    *recipients.RULES,
    *day_and_post.RULES,
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
PARTS: dict[str, tuple[Rule, ...]] = {"words": WORDS, "capitals": CAPITALS, "sense": SENSE, "page": PAGE}
RULES: tuple[Rule, ...] = tuple(rule for part in PARTS.values() for rule in part)
