"""Capital letters of the frequent cases: Nghị định 30/2020/NĐ-CP, Phụ lục II. One rule a file."""

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
    peoples_committee,
    post_with_name,
    tet,
    weekday,
    work_cited,
)
from lotrinh.checks.rule import Rule

RULES: tuple[Rule, ...] = (
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
    peoples_committee.RULE,
)
