"""`lotrinh check`, `lotrinh rules`, `lotrinh explain`: what they print and how they end."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from lotrinh.checks.examples import state
from lotrinh.checks.rules import RULES
from lotrinh.cli import app

runner = CliRunner()


@pytest.fixture
def good(tmp_path: Path) -> str:
    path = tmp_path / "good.txt"
    path.write_text(state().text, encoding="utf-8")
    return str(path)


@pytest.fixture
def bad(tmp_path: Path) -> str:
    path = tmp_path / "bad.txt"
    path.write_text(state(number="Số: 5/KH-UBND").text, encoding="utf-8")
    return str(path)


def test_a_clean_file_ends_with_0(good: str) -> None:
    answer = runner.invoke(app, ["check", good])
    assert answer.exit_code == 0
    assert "không thấy gì phải sửa" in answer.stdout


def test_a_slip_is_shown_in_its_line_and_ends_with_1(bad: str) -> None:
    answer = runner.invoke(app, ["check", bad])
    assert answer.exit_code == 1
    assert f"{bad}:3: cảnh báo LT-N01" in answer.stdout
    assert "    Số: 5/KH-UBND\n        ^\n    sửa thành: 05\n" in answer.stdout


def test_rules_can_be_chosen_and_left_out(bad: str) -> None:
    assert runner.invoke(app, ["check", bad, "--ignore", "LT-N01"]).exit_code == 0
    assert runner.invoke(app, ["check", bad, "--select", "LT-K,LT-B"]).exit_code == 0


def test_a_document_is_judged_by_the_rules_of_the_day_asked_for(bad: str) -> None:
    assert runner.invoke(app, ["check", bad, "--as-of", "2019-01-01", "--select", "LT-N"]).exit_code == 0
    assert runner.invoke(app, ["check", bad, "--as-of", "05/3/2026", "--select", "LT-N"]).exit_code == 1


def test_json_is_one_line_a_file(bad: str, good: str) -> None:
    lines = runner.invoke(app, ["check", bad, good, "--format", "json"]).stdout.splitlines()
    first, second = (json.loads(line) for line in lines)
    assert [finding["code"] for finding in first["findings"]] == ["LT-N01"]
    assert second["findings"] == []


def test_sarif_names_rule_place_and_level(bad: str) -> None:
    body = json.loads(runner.invoke(app, ["check", bad, "--format", "sarif"]).stdout)
    [run] = body["runs"]
    [result] = run["results"]
    assert (result["ruleId"], result["level"]) == ("LT-N01", "warning")
    assert result["locations"][0]["physicalLocation"]["region"]["startLine"] == 3
    assert [rule["id"] for rule in run["tool"]["driver"]["rules"]] == ["LT-N01"]


@pytest.mark.parametrize(
    "words",
    [["--as-of", "mai"], ["--system", "army"], ["--format", "xml"], ["--select", "LT-X99"]],
    ids=["day", "system", "form", "code"],
)
def test_an_option_that_means_nothing_ends_with_2(words: list[str], good: str) -> None:
    assert runner.invoke(app, ["check", good, *words]).exit_code == 2


def test_a_file_that_cannot_be_read_ends_with_2_and_the_others_are_judged(good: str, tmp_path: Path) -> None:
    answer = runner.invoke(app, ["check", str(tmp_path / "none.txt"), good])
    assert answer.exit_code == 2
    assert "không thấy gì phải sửa" in answer.stdout


def test_rules_lists_every_rule() -> None:
    lines = runner.invoke(app, ["rules"]).stdout.splitlines()
    assert [line.split()[0] for line in lines] == [rule.code for rule in RULES]


def test_explain_shows_source_and_examples() -> None:
    answer = runner.invoke(app, ["explain", "lt-n01"])
    assert answer.exit_code == 0
    assert "Nghị định 30/2020/NĐ-CP" in answer.stdout
    assert "Số: 05/KH-UBND" in answer.stdout
    assert runner.invoke(app, ["explain", "LT-X99"]).exit_code == 2
