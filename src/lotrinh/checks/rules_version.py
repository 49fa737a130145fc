"""Names the rules that a document was judged by, so that findings of other rules can be told from today's.

The name holds the version of the package, for how a rule looks may change without its words, and a digest of what the
rules say of themselves, for between two releases their words may change too.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from functools import cache
from importlib.metadata import version

from lotrinh.checks.rule import Rule
from lotrinh.checks.rules import RULES

LONGEST = 80  # letters of a name, for whoever stores it
DIGITS = 8  # of the digest


@cache
def rules_version() -> str:
    """Return the name of the rules that this installation judges by."""
    return name_of(RULES, package=version("lotrinh"))


def name_of(rules: Iterable[Rule], *, package: str) -> str:
    """Return the name of some rules: the package's version, how many they are, and the digest of what they say.

    Args:
        rules: the rules, in any order.
        package: the version of the package that judges.

    >>> name_of((), package="1.2.0")
    '1.2.0+0.4f53cda1'
    """
    said = sorted(
        [
            rule.code,
            rule.title,
            rule.title_en,
            rule.severity,
            rule.confidence,
            rule.source,
            list(rule.systems),
            rule.legal_acts,
            str(rule.in_force_from),
            str(rule.in_force_to),
        ]
        for rule in rules
    )
    digest = hashlib.sha256(json.dumps(said, ensure_ascii=False).encode()).hexdigest()
    return f"{package}+{len(said)}.{digest[:DIGITS]}"
