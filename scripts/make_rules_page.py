"""Writes docs/reference/rules.md from the rules; with --corpus FOLDER it measures the alarm rates anew first.

The rates stand in docs/reference/alarm-rates.json, so that the page can be written where the documents are not.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from pathlib import Path
from typing import Any

from lotrinh.checks.check import check
from lotrinh.checks.printing import in_force
from lotrinh.checks.rule import Rule
from lotrinh.checks.rules import PARTS, RULES
from lotrinh.data.forms import PARTY_2026
from lotrinh.documents.load import READERS
from lotrinh.errors import LotrinhError
from lotrinh.plans.plan import System

REFERENCE = Path(__file__).resolve().parents[1] / "docs" / "reference"
PAGE, RATES = REFERENCE / "rules.md", REFERENCE / "alarm-rates.json"
HEAD = """# Rules

Made by `scripts/make_rules_page.py` from the rules themselves; a test holds it up to date. A document is judged by the
rules that were in force on its day, in its system; `lotrinh check --as-of DAY` judges by those of another day. Decrees,
circulars, laws and decisions that are numbered with their year have rules of form of their own: of the rules here, only
those marked ° are asked of them.

- **Severity**: an error is plainly wrong, a warning goes against the rule, a note is for a person to look at. Where
  letters may have been misread (a scan, a text taken out of a print) a finding is only a note.
- **Sure**: A, read in the rule's own text; B, in the press or on a law page; C, in a summary, and never above a note.
- **Alarms**: the share of {documents} real documents, well-formed and not, with at least one finding of the rule,
  notes included; in brackets, with an error or a warning.
- **Codes**: `LT-P`, `LT-O`, `LT-D` and `LT-E` ask the same questions of the page: of the state, of the state until
  04/3/2020, of the Party until 26/5/2026, and of the Party from then on, each with the values of its own form.

{counts}

There are no rules of the form of unions, the Youth Union and the Front, nor of state documents from before 05/3/2011:
no text with all their values was at hand, and none are made up. Such documents are judged by the rules of sense alone.
"""
TITLES = {
    "words": "Words: any format",
    "capitals": "Capital letters: any format",
    "sense": "Sense: any format",
    "page": "Page: .docx",
}


def measure(folder: Path) -> dict[str, Any]:
    """Return how many documents of a folder were judged, and in how many each rule found anything."""
    findings: Counter[str] = Counter()
    firm: Counter[str] = Counter()
    documents = 0
    for path in sorted(path for path in folder.iterdir() if path.suffix.lower() in READERS):
        try:
            found = check(path)
        except LotrinhError as error:
            sys.stderr.write(f"{error}\n")
            continue
        documents += 1
        findings.update({finding.code for finding in found})
        firm.update({finding.code for finding in found if finding.severity != "note"})
    return {"documents": documents, "findings": dict(sorted(findings.items())), "firm": dict(sorted(firm.items()))}


def counts() -> str:
    """Return how many rules there are for each system, old and new apart."""
    lines = []
    for name, rules in (("the page of a .docx", PARTS["page"]), ("words", (*PARTS["words"], *PARTS["capitals"]))):
        state = [rule for rule in rules if holds_in(rule, "state") and rule.in_force_to is None]
        party = [rule for rule in rules if holds_in(rule, "party")]
        old = [rule for rule in rules if holds_in(rule, "state") and rule.in_force_to is not None]
        before = [rule for rule in party if rule.in_force_from is None or rule.in_force_from < PARTY_2026]
        since = [rule for rule in party if rule.in_force_to is None]
        lines.append(
            f"- Rules of {name}: {len(state)} for the state{f' ({len(old)} until 04/3/2020)' if old else ''}, "
            f"{len(before)} for the Party until 26/5/2026 and {len(since)} since."
        )
    lines.append(f"- Rules of sense: {len(PARTS['sense'])} for all.")
    return "\n".join(lines) + f"\n\nIn all {len(RULES)}, a question under two guides counted twice."


def holds_in(rule: Rule, system: System) -> bool:
    """Say whether a rule judges documents of a system; one that names none judges all."""
    return not rule.systems or system in rule.systems


def row(rule: Rule, rates: dict[str, Any]) -> str:
    """Return the row of a rule."""
    total = max(1, rates["documents"])
    found, firm = rates["findings"].get(rule.code, 0), rates["firm"].get(rule.code, 0)
    systems = ", ".join(rule.systems) or "all"
    cells = (
        f"`{rule.code}`{'°' if rule.legal_acts else ''}",
        f"{rule.title}<br>*{rule.title_en}*",
        rule.severity,
        rule.confidence,
        systems,
        f"{rule.source}; {in_force(rule)}",
        one_line(rule.bad.shown),
        one_line(rule.good.shown),
        f"{100 * found / total:.0f} % ({100 * firm / total:.0f} %)",
    )
    return f"| {' | '.join(cells)} |"


def one_line(words: str) -> str:
    """Return an example in one cell."""
    return words.replace("|", "\\|").replace("\n", " ⏎ ")


def page(rates: dict[str, Any]) -> str:
    """Return the whole page."""
    parts = [HEAD.format(documents=rates["documents"], counts=counts())]
    for part, rules in PARTS.items():
        parts.append(
            f"\n## {TITLES[part]}\n\n"
            "| code | asks | severity | sure | systems | source and days in force | not | but | alarms |\n"
            "| --- | --- | --- | --- | --- | --- | --- | --- | --- |\n"
        )
        parts += [row(rule, rates) + "\n" for rule in rules]
    return "".join(parts)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpus", type=Path, help="measure the alarm rates over this folder")
    folder: Path | None = parser.parse_args().corpus
    if folder is not None:
        RATES.write_text(json.dumps(measure(folder), indent=1) + "\n", encoding="utf-8")
    PAGE.write_text(page(json.loads(RATES.read_text(encoding="utf-8"))), encoding="utf-8")


if __name__ == "__main__":
    main()
