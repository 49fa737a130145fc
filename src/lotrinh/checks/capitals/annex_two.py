"""What the rules on capital letters share: their source, and the search for words that a pattern says are wrong.

Nghị định 30/2020/NĐ-CP, Phụ lục II, as the press tells it (B). Only cases that words alone decide are asked; a name
that may be a common noun is left alone. A print and a text taken out of one give capitals back less surely: a note.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from lotrinh.checks.examples import state
from lotrinh.checks.finding import Fix, Slip
from lotrinh.checks.paper import Paper
from lotrinh.checks.rule import DECREE_30, Find, Rule
from lotrinh.documents.document import Span
from lotrinh.plans.plan import Severity

INSIDE = r"(?<=[\w,;(]\s)"  # behind a word or a comma: no sentence begins here
Right = Callable[[str], str]


def first_up(words: str) -> str:
    """Return words with a capital at their beginning, the rest as it is."""
    return words[:1].upper() + words[1:]


def finder(patterns: re.Pattern[str] | Sequence[re.Pattern[str]], right: Right, message: str) -> Find:
    """Return a rule's function: the group `w` of a pattern is written otherwise; `message` says so of {asked}."""
    every = [patterns] if isinstance(patterns, re.Pattern) else patterns

    def find(paper: Paper) -> Iterator[Slip]:
        for line, _ in paper.body():
            for pattern in every:
                for m in pattern.finditer(paper.text, line.start, line.end):
                    if right(m["w"]) != m["w"]:
                        yield slip_at(paper, Span(*m.span("w")), right(m["w"]), message)

    return find


def slip_at(paper: Paper, span: Span, asked: str, message: str) -> Slip:
    """Return the slip of words that are to be written otherwise."""
    return Slip(
        message.format(asked=asked),
        span,
        found=span.of(paper.text),
        asked=asked,
        fix=Fix(span, asked),
        doubtful=not paper.has_sure_letters,
    )


def capital_rule(
    number: int,
    titles: tuple[str, str],
    case: str,
    find: Find,
    *,
    bad: str,
    good: str,
    severity: Severity = "warning",
) -> Rule:
    """Return a rule of the annex; `case` is what the annex calls it, `bad` and `good` are the text of a document."""
    return Rule(
        code=f"LT-V{number:02d}",
        title=titles[0],
        title_en=titles[1],
        severity=severity,
        source=f"Nghị định 30/2020/NĐ-CP, Phụ lục II, {case}",
        confidence="B",
        looks_at="text",
        bad=state(body=bad),
        good=state(body=good),
        find=find,
        systems=("state",),
        in_force_from=DECREE_30,
    )
