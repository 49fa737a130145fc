"""The reference of the rules is what the rules say."""

from __future__ import annotations

import importlib.util
import json
from pathlib import Path

from lotrinh.checks.rules import RULES

ROOT = Path(__file__).resolve().parents[2]
SCRIPT = ROOT / "scripts" / "make_rules_page.py"


def test_the_page_is_up_to_date() -> None:
    spec = importlib.util.spec_from_file_location("make_rules_page", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    script = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(script)
    rates = json.loads(script.RATES.read_text(encoding="utf-8"))
    assert script.PAGE.read_text(encoding="utf-8") == script.page(rates), f"run {SCRIPT.name}"
    assert set(rates["findings"]) <= {rule.code for rule in RULES}
