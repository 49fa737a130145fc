"""The reference of the API is what its document says."""

from __future__ import annotations

import importlib.util
from pathlib import Path

from lotrinh.web.api.v1 import REFUSALS, openapi

SCRIPT = Path(__file__).resolve().parents[2] / "scripts" / "make_api_page.py"


def test_the_page_is_up_to_date() -> None:
    spec = importlib.util.spec_from_file_location("make_api_page", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    script = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(script)
    assert script.PAGE.read_text(encoding="utf-8") == script.page(openapi(), REFUSALS), f"run {SCRIPT.name}"
