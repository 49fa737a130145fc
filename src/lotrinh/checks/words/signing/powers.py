"""What the rules on signing share: the lines of power of a signature."""

from __future__ import annotations

from collections.abc import Iterator

from lotrinh.checks.paper import Paper
from lotrinh.plans.plan import Power, Signature, Value


def powers(signature: Signature) -> Iterator[Power]:
    """Yield the lines of power of a signature, top to bottom."""
    yield Power(signature.authority, signature.on_behalf_of)
    if signature.under is not None:
        yield signature.under


def behind(paper: Paper, authority: str) -> Iterator[Value]:
    """Yield whom each line of a power names, for example the words behind "TM."."""
    for signature in paper.plan.signatures:
        for power in powers(signature):
            if power.authority and power.on_behalf_of and power.authority.value == authority:
                yield power.on_behalf_of
