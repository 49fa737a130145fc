"""What a rule is: what it asks, where that is written, from when to when, how sure we are, and one good and bad example.

A rule lives in a file of its own under `words`, `capitals` or `sense`, in the folder of what it looks at, as its `RULE`;
only those of the page are rows of tables in `page`, as one question is asked there under several forms.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from lotrinh.checks.examples import Example
from lotrinh.checks.finding import Slip
from lotrinh.checks.paper import Paper
from lotrinh.plans.plan import Severity, System

Confidence = Literal["A", "B", "C"]
Find = Callable[[Paper], Iterator[Slip]]

DECREE_30 = date(2020, 3, 5)  # Nghị định 30/2020/NĐ-CP takes force
GUIDE_36 = date(2018, 4, 3)  # Hướng dẫn 36-HD/VPTW is issued


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule. No `systems` means every system; `legal_acts`: it holds for laws, decrees and circulars too.

    `confidence`: A, read in the rule's own text; B, in the press or on a law page; C, in a summary (never above a note).
    """

    code: str
    title: str
    title_en: str
    severity: Severity
    source: str
    confidence: Confidence
    looks_at: str
    bad: Example
    good: Example
    find: Find
    systems: tuple[System, ...] = ()
    in_force_from: date | None = None
    in_force_to: date | None = None
    legal_acts: bool = False

    def applies(self, paper: Paper) -> bool:
        """Say whether a document is judged by the rule: its system, its sort, and its day. An unknown day counts as today's."""
        if self.systems and paper.system not in self.systems:
            return False
        if paper.is_legal_act and not self.legal_acts:
            return False
        if paper.day is None:
            return self.in_force_to is None
        return (self.in_force_from or date.min) <= paper.day <= (self.in_force_to or date.max)
