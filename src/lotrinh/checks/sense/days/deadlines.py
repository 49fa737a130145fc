"""What the rules on deadlines share: those that are a day."""

from __future__ import annotations

from collections.abc import Iterator

from lotrinh.checks.paper import Paper
from lotrinh.documents.document import Span
from lotrinh.plans.plan import DateMoment


def dated_deadlines(paper: Paper) -> Iterator[DateMoment]:
    """Yield the deadlines of duties that are a day, each place once."""
    seen: set[Span] = set()
    for duty in paper.plan.duties:
        if isinstance(duty.deadline, DateMoment) and duty.deadline.span not in seen:
            seen.add(duty.deadline.span)
            yield duty.deadline
