"""The published JSON Schema (2020-12) of `lotrinh.plan/1`, as it stands beside this module."""

from __future__ import annotations

from pathlib import Path

FILE = Path(__file__).with_name("plan-1.schema.json")


def plan_schema() -> str:
    """Return the schema as JSON text."""
    return FILE.read_text(encoding="utf-8")
