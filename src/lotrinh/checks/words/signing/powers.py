"""What the rules on signing share: the lines of power of a signature."""

from __future__ import annotations

from collections.abc import Iterator

from lotrinh.plans.plan import Power, Signature


def powers(signature: Signature) -> Iterator[Power]:
    """Yield the lines of power of a signature, top to bottom."""
    yield Power(signature.authority, signature.on_behalf_of)
    if signature.under is not None:
        yield signature.under
