"""What a job found against the rules, as the screen shows it: by severity, each with its place and rule, and when.

Judges nothing itself; findings are on the words that the reading stored, and rules that are gone since show their code.
"""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import get_language

from lotrinh.checks.rule import Rule
from lotrinh.checks.rules import RULES
from lotrinh.checks.rules_version import rules_version
from lotrinh.web.registry.judging.mended_copy import count_mendable
from lotrinh.web.registry.leases import is_dead, is_under_way
from lotrinh.web.registry.models import Document, Judging
from lotrinh.web.registry.words import SEVERITIES

Json = dict[str, Any]
RULE_OF: dict[str, Rule] = {rule.code: rule for rule in RULES}
STATE = Judging.State
ALL = "tat-ca"  # in an address: findings of every severity


def findings_part(document: Document, *, severity: str, view_query: str, can_judge: bool) -> Json:
    """Return what the part of the reading screen with the findings is made of; it can be asked for by itself."""
    findings = findings_of(document, severity) | judging_of(document)
    return {"document": document, "findings": findings, "view_query": view_query, "can_judge": can_judge}


def address_of_findings(document: Document, view_query: str = "") -> str:
    """Return the address of the reading screen with the findings open."""
    return f"{document.get_absolute_url()}?{view_query}muc={ALL}#findings"


def judging_of(document: Document) -> Json:
    """Return when a document was judged and by which rules, whether these have changed, and how far another run is."""
    reading, judging = document.reading, Judging.objects.filter(document=document).first()
    is_old = reading.findings is not None and reading.rules != rules_version()
    return {
        "judged_at": reading.judged_at,
        "rules": reading.rules,
        "is_old": is_old,
        "is_settled": reading.findings is not None and not is_old and (judging is None or judging.state == STATE.DONE),
        "job": judging,
        "is_under_way": judging is not None and is_under_way(judging),
        "is_dead": judging is not None and is_dead(judging),
    }


def findings_of(document: Document, severity: str) -> Json:
    """Return the findings on a document; of one severity only where that is asked for."""
    found: list[Json] | None = document.reading.findings
    text = document.reading.text
    chosen = severity if severity in SEVERITIES else ""
    groups = []
    for value, label in SEVERITIES.items():
        here = [finding for finding in found or () if finding["severity"] == value]
        rows = [row_of(finding, text) for finding in here] if chosen in ("", value) else []
        groups.append({"severity": value, "label": label, "count": len(here), "rows": rows})
    return {
        "is_judged": found is not None,
        "count": len(found or ()),
        "chosen": chosen,
        "asked": chosen or ALL,
        "mendable": count_mendable(document),
        "is_open": bool(severity),  # whoever filters, to all of them too, is looking at them
        "groups": [group for group in groups if group["count"]],
    }


def row_of(finding: Json, text: str) -> Json:
    """Return one finding with the paragraph that it is about, the title of its rule and the page that explains it."""
    span, rule = finding["span"], RULE_OF.get(finding["code"])
    return finding | {
        "title": title_of(rule) if rule else finding["code"],
        "url": reverse("rule", args=[finding["code"]]) if rule else "",
        "line": text.rfind("\n", 0, span[0]) + 1 if span else None,
    }


def title_of(rule: Rule) -> str:
    """Return what a rule asks, in the person's language."""
    return rule.title if (get_language() or "vi").startswith("vi") else rule.title_en
