"""Findings and rules in words for a person, and findings as JSON. Nothing here judges."""

from __future__ import annotations

import json
from collections.abc import Sequence

from lotrinh.checks.finding import Finding
from lotrinh.checks.rule import Rule
from lotrinh.checks.rules import RULES
from lotrinh.documents.document import Span

SEVERITIES = {"error": "lỗi", "warning": "cảnh báo", "note": "lưu ý"}
SYSTEMS = {"state": "hành chính", "party": "đảng", "union": "công đoàn", "youth": "đoàn", "front": "mặt trận"}
CONFIDENCES = {"A": "đọc từ chính văn bản", "B": "theo báo chí hoặc trang luật", "C": "theo bản tóm tắt"}
SHOWN = 80  # code points of a line that are shown


def findings_as_text(name: str, text: str, findings: Sequence[Finding]) -> str:
    """Return one block a finding: place, severity, code, sentence, the words and a caret line under them."""
    if not findings:
        return f"{name}: không thấy gì phải sửa.\n"
    blocks = [finding_as_text(name, text, finding) for finding in findings]
    counts = ", ".join(
        f"{count} {word}"
        for severity, word in SEVERITIES.items()
        if (count := sum(finding.severity == severity for finding in findings))
    )
    return "\n".join((*blocks, f"{name}: {counts}.\n"))


def finding_as_text(name: str, text: str, finding: Finding) -> str:
    """Return the block of one finding."""
    at = f"{name}:{line_of(text, finding.span)}" if finding.span else f"{name} ({finding.place or 'cả văn bản'})"
    lines = [f"{at}: {SEVERITIES[finding.severity]} {finding.code}: {finding.message}"]
    if finding.span is not None:
        lines += excerpt(text, finding.span)
    if finding.fix is not None:
        lines.append(f"    sửa thành: {finding.fix.text}")
    return "\n".join(lines) + "\n"


def line_of(text: str, span: Span) -> int:
    """Return the number of the line of the repaired text on which a span begins, from 1."""
    return text.count("\n", 0, span.start) + 1


def excerpt(text: str, span: Span) -> list[str]:
    """Return the words around a span, and carets under it; both fit one line."""
    start = text.rfind("\n", 0, span.start) + 1
    end = text.find("\n", span.start)
    end = len(text) if end < 0 else end
    first = max(start, min(span.start - SHOWN // 4, end - SHOWN))
    last = min(end, first + SHOWN)
    under = max(1, min(span.end, last) - span.start)
    return [f"    {text[first:last]}", f"    {' ' * (span.start - first)}{'^' * under}"]


def findings_as_json(name: str, findings: Sequence[Finding]) -> str:
    """Return one line of JSON."""
    body = {"schema": "lotrinh.findings/1", "name": name, "findings": [finding.to_json() for finding in findings]}
    return json.dumps(body, ensure_ascii=False) + "\n"


def systems_of(rule: Rule) -> str:
    """Return the systems of a rule for people."""
    return ", ".join(SYSTEMS[system] for system in rule.systems) or "mọi hệ"


def in_force(rule: Rule) -> str:
    """Return the days on which a rule holds, for people."""
    since = f"từ {rule.in_force_from:%d/%m/%Y}" if rule.in_force_from else "mọi thời"
    return since + (f" đến {rule.in_force_to:%d/%m/%Y}" if rule.in_force_to else "")


def rules_as_text() -> str:
    """Return one line a rule."""
    return "".join(
        f"{rule.code}  {SEVERITIES[rule.severity]:<9} {rule.confidence}  {systems_of(rule)}; {in_force(rule)}: {rule.title}\n"
        for rule in RULES
    )


def explanation(rule: Rule) -> str:
    """Return all that is known of a rule."""
    return (
        f"{rule.code}: {rule.title}\n{rule.title_en}\n\n"
        f"Mức: {SEVERITIES[rule.severity]}\n"
        f"Nguồn: {rule.source}\n"
        f"Độ tin cậy: {rule.confidence} ({CONFIDENCES[rule.confidence]})\n"
        f"Hệ: {systems_of(rule)}\nHiệu lực: {in_force(rule)}\n\n"
        f"Sai:\n{indented(rule.bad.shown)}\n\nĐúng:\n{indented(rule.good.shown)}\n"
    )


def indented(words: str) -> str:
    """Return words with four blanks before each line."""
    return "\n".join(f"    {line}" for line in words.split("\n"))
