"""What the rules on the kind in the symbol share: the kind that the title names."""

from __future__ import annotations

from lotrinh.checks.paper import Paper


def named_kind(paper: Paper) -> str | None:
    """Return the kind that the title names, not the one that was taken from the symbol."""
    kind, symbol = paper.plan.header.kind, paper.plan.header.symbol
    return kind.value if kind is not None and symbol is not None and kind.span != symbol.span else None
