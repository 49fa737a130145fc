"""Write docs/reference/api.md from the OpenAPI document that the server sends; a test holds the two alike."""

from __future__ import annotations

import importlib
import os
from pathlib import Path
from typing import Any

import django

PAGE = Path(__file__).resolve().parents[1] / "docs" / "reference" / "api.md"
HEAD = """# The API

Made by `scripts/make_api_page.py` from `/api/v1/openapi.json`, the document that clients are made from. How to begin
stands in [the guide](../guides/api.md). Every list comes in pages: `limit` (at most 200) and `cursor`, the `next` of
the page before.

Refusals are `application/problem+json` with `type`, `detail` in Vietnamese (`Accept-Language: en` for English) and,
field by field, `errors`:

| status | when |
| --- | --- |
"""


def names(operation: dict[str, Any]) -> str:
    """Return what an address takes: parameters and fields, those that must be there marked by a star."""
    taken = {one["name"]: one.get("required", False) for one in operation.get("parameters", ())}
    return ", ".join(f"`{name}`{'*' if is_due else ''}" for name, is_due in taken.items())


def fields(operation: dict[str, Any], schemas: dict[str, Any]) -> str:
    """Return the fields of a body, as JSON or as a form."""
    for sort, body in operation.get("requestBody", {}).get("content", {}).items():
        schema = body["schema"]
        schema = schemas[schema["$ref"].rsplit("/", 1)[1]] if "$ref" in schema else schema
        due = schema.get("required", ())
        told = ", ".join(f"`{name}`{'*' if name in due else ''}" for name in schema["properties"])
        return f"{told} ({'JSON' if sort.endswith('json') else 'form'})"
    return ""


def answer(operation: dict[str, Any]) -> str:
    """Return the statuses of success with the names of what they bring."""
    told = []
    for status, one in operation["responses"].items():
        if status.startswith("2"):
            told.append(f"{status} {content_of(one)}".rstrip())
    return ", ".join(told).replace("_", " of ").removesuffix(" of ")


def content_of(answer: dict[str, Any]) -> str:
    """Return the name of what an answer brings; nothing where it brings nothing."""
    content = answer.get("content", {})
    if "application/json" not in content:
        return "a file" if content else ""
    schema = content["application/json"]["schema"]
    return str(schema["$ref"].rsplit("/", 1)[1]) if "$ref" in schema else "object"


def page(document: dict[str, Any], refusals: dict[str, str]) -> str:
    """Return the whole page."""
    schemas = document["components"]["schemas"]
    parts = [HEAD, *(f"| {status} | {said} |\n" for status, said in refusals.items())]
    parts.append(
        "\n## Addresses\n\n`*` must be there.\n\n| address | does | right | takes | answers |\n"
        "| --- | --- | --- | --- | --- |\n"
    )
    for path, item in document["paths"].items():
        for method, one in item.items():
            takes = "; ".join(part for part in (names(one), fields(one, schemas)) if part)
            right = one["x-rights"]
            parts.append(f"| `{method.upper()} {path}` | {one['summary']} | {right} | {takes} | {answer(one)} |\n")
    parts.append("\n## Shapes\n")
    for name, schema in sorted(schemas.items()):
        if "properties" in schema and not name.startswith("Many_") and not name.endswith(("In", "Asked")):
            parts.append(f"\n**{name}**: {', '.join(f'`{field}`' for field in schema['properties'])}\n")
    return "".join(parts)


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lotrinh.web.settings")
    django.setup()
    v1 = importlib.import_module("lotrinh.web.api.v1")  # only now: its models want the settings
    PAGE.write_text(page(v1.openapi(), v1.REFUSALS), encoding="utf-8")


if __name__ == "__main__":
    main()
