"""What a rule answers: where a document differs from what is asked of it, in one sentence for a person."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from lotrinh.documents.document import Span
from lotrinh.plans.plan import Severity


@dataclass(frozen=True, slots=True)
class Fix:
    """Words to put in the place of others, where there is only one way to mend them."""

    span: Span
    text: str


@dataclass(frozen=True, slots=True)
class Slip:
    """What a rule's function yields. `place` is said where no words of the text can be pointed at, for example a margin.

    `doubtful`: the rule itself is sure, this place is not; the finding is then a note.
    """

    message: str
    span: Span | None = None
    place: str | None = None
    found: str | None = None
    asked: str | None = None
    fix: Fix | None = None
    doubtful: bool = False


@dataclass(frozen=True, slots=True)
class Finding:
    """A slip under the code and the severity of its rule; `message` is Vietnamese."""

    code: str
    severity: Severity
    message: str
    span: Span | None
    place: str | None
    found: str | None
    asked: str | None
    fix: Fix | None

    def to_json(self) -> dict[str, Any]:
        """Return the finding as plain dicts, lists, strings and None."""
        return {
            "code": self.code,
            "severity": self.severity,
            "message": self.message,
            "span": list(self.span) if self.span else None,
            "place": self.place,
            "found": self.found,
            "asked": self.asked,
            "fix": {"span": list(self.fix.span), "text": self.fix.text} if self.fix else None,
        }
