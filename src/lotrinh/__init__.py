"""Lộ Trình: from a signed plan to work that is done, shown and reported.

>>> import lotrinh
>>> plan = lotrinh.read("ke-hoach.docx")  # doctest: +SKIP
>>> plan.to_json()["schema"]  # doctest: +SKIP
'lotrinh.plan/1'
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from lotrinh.documents.document import Document
    from lotrinh.errors import LotrinhError, PasswordProtected, TooLarge, UnreadableFile
    from lotrinh.plans.plan import Plan
    from lotrinh.plans.reader import read, read_plan

__all__ = [
    "Document",
    "LotrinhError",
    "PasswordProtected",
    "Plan",
    "TooLarge",
    "UnreadableFile",
    "read",
    "read_plan",
]
HOMES = {
    "Document": "lotrinh.documents.document",
    "LotrinhError": "lotrinh.errors",
    "PasswordProtected": "lotrinh.errors",
    "Plan": "lotrinh.plans.plan",
    "TooLarge": "lotrinh.errors",
    "UnreadableFile": "lotrinh.errors",
    "read": "lotrinh.plans.reader",
    "read_plan": "lotrinh.plans.reader",
}


def __getattr__(name: str) -> Any:
    """Import a public name when it is first asked for, so that `import lotrinh` costs nothing."""
    if name not in HOMES:
        raise AttributeError(f"module 'lotrinh' has no attribute {name!r}")
    return getattr(import_module(HOMES[name]), name)
