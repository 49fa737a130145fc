"""The reference of the API is what its document says, and its document shows an example of each thing."""

from __future__ import annotations

import importlib.util
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from lotrinh.web.api.examples import SHAPES
from lotrinh.web.api.v1 import REFUSALS, openapi

SCRIPT = Path(__file__).resolve().parents[2] / "scripts" / "make_api_page.py"


def test_the_page_is_up_to_date() -> None:
    spec = importlib.util.spec_from_file_location("make_api_page", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    script = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(script)
    assert script.PAGE.read_text(encoding="utf-8") == script.page(openapi(), REFUSALS), f"run {SCRIPT.name}"


@cache
def described() -> dict[str, Any]:
    """Return the document of the API, made once for the tests here."""
    return dict(openapi())


def operations() -> list[tuple[str, dict[str, Any]]]:
    paths = described()["paths"].items()
    return [(f"{method} {path}", one) for path, item in paths for method, one in item.items()]


def test_whatever_is_sent_or_answered_has_an_example() -> None:
    schemas, without = described()["components"]["schemas"], []
    for name, one in operations():
        bodies = [one.get("requestBody", {}), *one["responses"].values()]
        for sort, body in ((sort, body) for each in bodies for sort, body in each.get("content", {}).items()):
            shape = body["schema"].get("$ref", "").rsplit("/", 1)[-1]
            is_shown = "example" in body or (shape and "examples" in schemas[shape])
            if not is_shown and "json" in sort and body["schema"] != {"title": "Response", "type": "object"}:
                without.append((name, shape or body["schema"]))
    assert [each for each in without if not each[0].endswith("/plan")] == []  # lotrinh.plan/1 has a schema of its own


@pytest.mark.parametrize("name", SHAPES)
def test_an_example_is_of_its_shape(name: str) -> None:
    schemas = described()["components"]["schemas"]
    jsonschema.validate(SHAPES[name], {"$ref": f"#/components/schemas/{name}", "components": {"schemas": schemas}})
    assert set(SHAPES[name]) <= set(schemas[name]["properties"])
