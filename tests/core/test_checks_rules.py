"""Each rule against its own examples, and what holds of all of them."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

from lotrinh.checks import capitals, sense, words
from lotrinh.checks.check import check, judge
from lotrinh.checks.examples import Example, party, state
from lotrinh.checks.finding import Finding
from lotrinh.checks.page.guides import GUIDES
from lotrinh.checks.rule import Rule
from lotrinh.checks.rules import RULES
from lotrinh.documents.plain import read_plain
from lotrinh.plans.reader import read_plan

FOLDERS = (words, capitals, sense)
by_folder = pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.__name__)
by_rule = pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)


def judged(example: Example, *select: str) -> tuple[Finding, ...]:
    """Return the findings on an example."""
    return judge(read_plan(read_plain(example.text.encode(), name="a.txt", sha256="0")), example.page, select=select)


@by_rule
def test_a_rule_finds_its_bad_example_and_leaves_its_good_one(rule: Rule) -> None:
    assert [finding.code for finding in judged(rule.bad, rule.code)] != []
    assert [finding.message for finding in judged(rule.good, rule.code)] == []


@by_rule
def test_a_rule_says_where_it_is_written_and_what_it_asks(rule: Rule) -> None:
    assert all((rule.title, rule.title_en, rule.source, rule.looks_at, rule.bad.shown, rule.good.shown))
    assert rule.in_force_from is None or rule.in_force_to is None or rule.in_force_from < rule.in_force_to
    assert rule.confidence != "C" or rule.severity == "note"


def test_codes_are_one_each() -> None:
    codes = [rule.code for rule in RULES]
    assert len(codes) == len(set(codes))


def files_of(folder: ModuleType) -> Iterator[ModuleType]:
    """Yield the modules in a folder and in those below it, but for the folders themselves."""
    for found in pkgutil.walk_packages(folder.__path__, f"{folder.__name__}."):
        if not found.ispkg:
            yield importlib.import_module(found.name)


def holds_rules(value: object) -> bool:
    """Say whether a name of a module stands for a rule or for several."""
    return isinstance(value, Rule) or (isinstance(value, tuple | list) and any(map(holds_rules, value)))


@by_folder
def test_a_file_holds_one_rule_or_what_rules_share(folder: ModuleType) -> None:
    for module in files_of(folder):
        names = [name for name, value in vars(module).items() if holds_rules(value)]
        assert names in ([], ["RULE"]), module.__name__


@by_folder
def test_the_rule_of_each_file_is_listed_once(folder: ModuleType) -> None:
    of_files = [module.RULE for module in files_of(folder) if hasattr(module, "RULE")]
    assert sorted(rule.code for rule in of_files) == sorted(rule.code for rule in folder.RULES)


@pytest.mark.parametrize("example", [state(), party(), *(guide.example("") for guide in GUIDES)])
def test_a_well_formed_document_has_no_finding(example: Example) -> None:
    assert [(finding.code, finding.message) for finding in judged(example)] == []


@by_rule
def test_spans_and_fixes_lie_in_the_text(rule: Rule) -> None:
    for finding in judged(rule.bad):
        for span in (finding.span, finding.fix.span if finding.fix else None):
            assert span is None or 0 <= span.start < span.end <= len(rule.bad.text) + 1


def test_a_file_is_read_and_judged(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(state(number="Số: 5/KH-UBND").text, encoding="utf-8")
    assert [finding.code for finding in check(path)] == ["LT-N01"]
    assert check(path, ignore=["LT-N"]) == ()
