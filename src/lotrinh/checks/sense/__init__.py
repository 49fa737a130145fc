"""Rules that hold a document against itself and the calendar: numbering, dates, references, duties."""

from __future__ import annotations

from lotrinh.checks.rule import Rule
from lotrinh.checks.sense import days, numbering, pen, references, units, works, years

RULES: tuple[Rule, ...] = (
    *numbering.RULES,
    *days.RULES,
    *works.RULES,
    *years.RULES,
    *references.RULES,
    *units.RULES,
    *pen.RULES,
)
