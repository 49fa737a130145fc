"""Findings as SARIF 2.1.0 (OASIS), which editors and forges show beside the text."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from lotrinh.checks.finding import Finding
from lotrinh.checks.printing import line_of
from lotrinh.checks.rules import RULES

PLAIN = frozenset(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~/")
SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


def findings_as_sarif(files: Sequence[tuple[str, str, Sequence[Finding]]]) -> str:
    """Return one SARIF run over (name, repaired text, findings) of each file; positions are in the repaired text."""
    used = {finding.code for _, _, findings in files for finding in findings}
    rules = [
        {
            "id": rule.code,
            "shortDescription": {"text": rule.title},
            "help": {"text": rule.source},
            "defaultConfiguration": {"level": rule.severity},
        }
        for rule in RULES
        if rule.code in used
    ]
    results = [result(name, text, finding) for name, text, findings in files for finding in findings]
    run = {
        "tool": {"driver": {"name": "lotrinh", "rules": rules}},
        "columnKind": "unicodeCodePoints",
        "results": results,
    }
    return json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=1) + "\n"


def result(name: str, text: str, finding: Finding) -> dict[str, Any]:
    """Return one result."""
    place: dict[str, Any] = {"artifactLocation": {"uri": uri_of(name)}}
    if finding.span is not None:
        start, end = finding.span
        place["region"] = {
            "startLine": line_of(text, finding.span),
            "startColumn": start - (text.rfind("\n", 0, start) + 1) + 1,
            "charOffset": start,
            "charLength": end - start,
        }
    return {
        "ruleId": finding.code,
        "level": finding.severity,
        "message": {"text": finding.message},
        "locations": [{"physicalLocation": place}],
    }


def uri_of(name: str) -> str:
    """Return a path as a URI reference (RFC 3986, section 2.1).

    >>> uri_of("kế hoạch.docx")
    'k%E1%BA%BF%20ho%E1%BA%A1ch.docx'
    """
    return "".join(chr(byte) if byte in PLAIN else f"%{byte:02X}" for byte in name.encode())
