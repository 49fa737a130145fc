"""Rules on parts that a document must have (Nghị định 30/2020/NĐ-CP, Điều 8): its day, the post of who signs."""

from __future__ import annotations

from lotrinh.checks.rule import Rule
from lotrinh.checks.words.required_parts import day, post

RULES: tuple[Rule, ...] = (
    day.RULE,
    post.RULE,
)
