"""What `lotrinh check` and `lotrinh explain` do with their words; answers on standard output, refusals on the error stream."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import get_args

from lotrinh.checks.check import judge, judged, page_of
from lotrinh.checks.finding import Finding
from lotrinh.checks.printing import explanation, findings_as_json, findings_as_text
from lotrinh.checks.rules import RULES
from lotrinh.checks.sarif import findings_as_sarif
from lotrinh.errors import CannotRun, LotrinhError
from lotrinh.plans.plan import Plan, System
from lotrinh.plans.reader import read

CLEAN, FOUND, FAILED = 0, 1, 2
FORMS = ("text", "json", "sarif")
DAY = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")


def check_files(
    files: Sequence[Path], *, as_of: str | None, system: str | None, form: str, select: str, ignore: str
) -> int:
    """Judge files, print what was found, and return the exit status; a file that cannot be read does not stop the others."""
    try:
        day = parse_day(as_of) if as_of else None
        chosen_system = parse_system(system) if system else None
        wanted, unwanted = parse_codes(select), parse_codes(ignore)
        refuse_unknown_form(form)
    except CannotRun as error:
        sys.stderr.write(f"{error}\n")
        return FAILED
    status, kept = CLEAN, []
    for path in files:
        try:
            plan, page = read(path), page_of(path)
        except LotrinhError as error:
            sys.stderr.write(f"{error}\n")
            status = FAILED
            continue
        findings = judge(plan, page, as_of=day, system=chosen_system, select=wanted, ignore=unwanted)
        if any(finding.severity != "note" for finding in findings):
            status = max(status, FOUND)
        if form == "sarif":
            kept.append((str(path), plan.text, findings))
        else:
            sys.stdout.write(printed(form, str(path), plan.text, findings))
    if form == "sarif":
        sys.stdout.write(findings_as_sarif(kept))
    return status


def printed(form: str, name: str, text: str, findings: Sequence[Finding]) -> str:
    """Return the findings on one file in the form asked for."""
    return findings_as_json(name, findings) if form == "json" else findings_as_text(name, text, findings)


def write_findings(out: Path, plan: Plan, path: Path, *, name: str | None) -> None:
    """Judge a file that was read, by the rules of its own day, and write the findings as JSON."""
    out.write_text(json.dumps(judged(plan, page_of(path, name=name)), ensure_ascii=False), encoding="utf-8")


def explain_rule(code: str) -> int:
    """Print a rule and return the exit status."""
    rule = next((rule for rule in RULES if rule.code == code.upper()), None)
    if rule is None:
        sys.stderr.write(f"Không có quy tắc {code}; hãy chạy “lotrinh rules” để xem các mã.\n")
        return FAILED
    sys.stdout.write(explanation(rule))
    return CLEAN


def parse_day(words: str, *, option: str = "--as-of") -> date:
    """Read a day as 2026-03-05 or 05/3/2026.

    >>> parse_day("05/3/2026").isoformat()
    '2026-03-05'
    """
    m = DAY.fullmatch(words)
    try:
        return date(int(m[3]), int(m[2]), int(m[1])) if m else date.fromisoformat(words)
    except ValueError as error:
        raise CannotRun(f"{option} {words}: không phải một ngày; hãy viết như 2026-03-05.") from error


def parse_system(words: str) -> System:
    """Read the name of a system."""
    found: System | None = next((system for system in get_args(System) if system == words), None)
    if found is None:
        raise CannotRun(f"--system {words}: không có hệ này; hãy chọn {', '.join(get_args(System))}.")
    return found


def parse_codes(words: str) -> tuple[str, ...]:
    """Read codes, or beginnings of codes, with commas between them."""
    codes = tuple(code.strip().upper() for code in words.split(",") if code.strip())
    for code in codes:
        if not any(rule.code.startswith(code) for rule in RULES):
            raise CannotRun(f"{code}: không có quy tắc nào mang mã này; hãy chạy “lotrinh rules” để xem các mã.")
    return codes


def refuse_unknown_form(form: str) -> None:
    """Refuse a form of answers that is not there."""
    if form not in FORMS:
        raise CannotRun(f"--format {form}: không có cách in này; hãy chọn {', '.join(FORMS)}.")
