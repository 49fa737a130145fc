"""Lộ Trình: from a signed plan to work that is done, shown and reported.

>>> import lotrinh
>>> plan = lotrinh.read("ke-hoach.docx")  # doctest: +SKIP
>>> plan.to_json()["schema"]  # doctest: +SKIP
'lotrinh.plan/1'
>>> [finding.message for finding in lotrinh.check("ke-hoach.docx")]  # doctest: +SKIP
['Lề trái là 20,0 mm; quy định 30 - 35 mm.']

Eight names, no more. What else belongs to them stands in its module: `lotrinh.documents.document.Document`,
`lotrinh.plans.reader.read_plan`, `lotrinh.checks.rules.RULES`, `lotrinh.writing` with Akoma Ntoso and edXML.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from lotrinh.checks.check import check
    from lotrinh.checks.finding import Finding
    from lotrinh.errors import LotrinhError, PasswordProtected, TooLarge, UnreadableFile
    from lotrinh.plans.plan import Plan
    from lotrinh.plans.reader import read

__all__ = [
    "Finding",
    "LotrinhError",
    "PasswordProtected",
    "Plan",
    "TooLarge",
    "UnreadableFile",
    "check",
    "read",
]
HOMES = {
    "Finding": "lotrinh.checks.finding",
    "LotrinhError": "lotrinh.errors",
    "PasswordProtected": "lotrinh.errors",
    "Plan": "lotrinh.plans.plan",
    "TooLarge": "lotrinh.errors",
    "UnreadableFile": "lotrinh.errors",
    "check": "lotrinh.checks.check",
    "read": "lotrinh.plans.reader",
}


def __getattr__(name: str) -> Any:
    """Import a public name when it is first asked for, so that `import lotrinh` costs nothing."""
    if name not in HOMES:
        raise AttributeError(f"module 'lotrinh' has no attribute {name!r}")
    return getattr(import_module(HOMES[name]), name)
