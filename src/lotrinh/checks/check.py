"""Judges a document: every rule that holds on its day, in its system, one after the other. The same text gives the same answer."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date
from pathlib import Path
from typing import Any

from lotrinh.checks.finding import Finding, Slip
from lotrinh.checks.page.form import PageForm
from lotrinh.checks.paper import lay_out
from lotrinh.checks.rule import Rule
from lotrinh.checks.rules import RULES
from lotrinh.checks.rules_version import rules_version
from lotrinh.documents.load import read_bytes
from lotrinh.plans.plan import Plan, System
from lotrinh.plans.reader import read


def check(
    path_or_plan: Path | str | Plan,
    *,
    as_of: date | None = None,
    system: System | None = None,
    select: Collection[str] = (),
    ignore: Collection[str] = (),
) -> tuple[Finding, ...]:
    """Judge a document by the rules of its own day.

    Args:
        path_or_plan: a file that a reader takes, or what was read from one.
        as_of: judge by the rules of this day instead.
        system: judge by the rules of this system instead of the one that the head tells.
        select: codes, or beginnings of codes, of the rules to judge by; none means all.
        ignore: codes, or beginnings of codes, of rules to leave out.

    Returns:
        Findings in the order of the text; those on no words in particular come first.

    Raises:
        UnreadableFile: or one of the errors below it: the bytes give no text.
    """
    page: PageForm | None = None
    if isinstance(path_or_plan, Plan):
        plan = path_or_plan
    else:
        plan, page = read(path_or_plan), page_of(Path(path_or_plan))
    return judge(plan, page, as_of=as_of, system=system, select=select, ignore=ignore)


def judge(
    plan: Plan,
    page: PageForm | None,
    *,
    as_of: date | None = None,
    system: System | None = None,
    select: Collection[str] = (),
    ignore: Collection[str] = (),
) -> tuple[Finding, ...]:
    """Judge what was read of a document, and how it looks where that is known; the rest as `check`."""
    paper = lay_out(plan, page=page, system=system, day=as_of)
    found = [
        finding_of(rule, slip) for rule in chosen(select, ignore) if rule.applies(paper) for slip in rule.find(paper)
    ]
    return tuple(sorted(found, key=lambda finding: (finding.span or (-1, -1), finding.code)))


def judged(plan: Plan, page: PageForm | None, *, as_of: date | None = None) -> dict[str, Any]:
    """Return what a document's own day, or another, finds in it as JSON, with the name of the rules it was judged by."""
    found = judge(plan, page, as_of=as_of)
    return {"rules": rules_version(), "findings": [finding.to_json() for finding in found]}


def page_of(path: Path, *, name: str | None = None) -> PageForm | None:
    """Return how a .docx looks; None for every other format. `name` is what people call a file kept under another."""
    name = name or path.name
    if not name.lower().endswith(".docx"):
        return None
    from lotrinh.checks.page.docx_form import read_form  # noqa: PLC0415  # only a .docx needs its library

    return read_form(read_bytes(path, name), name=name)


def chosen(select: Collection[str], ignore: Collection[str]) -> Iterator[Rule]:
    """Yield the rules to judge by."""
    for rule in RULES:
        if (not select or rule.code.startswith(tuple(select))) and not rule.code.startswith(tuple(ignore)):
            yield rule


def finding_of(rule: Rule, slip: Slip) -> Finding:
    """Return the finding of a slip; what the rule is not sure of is a note."""
    return Finding(
        code=rule.code,
        severity="note" if slip.doubtful else rule.severity,
        message=slip.message,
        span=slip.span,
        place=slip.place,
        found=slip.found,
        asked=slip.asked,
        fix=slip.fix,
    )
