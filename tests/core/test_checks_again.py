"""Judging again by a stored answer: the same findings without reading the text, and the name of the rules."""

from __future__ import annotations

import dataclasses
import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from lotrinh.checks.again import JUDGED, REFUSED, judge_again
from lotrinh.checks.check import check
from lotrinh.checks.examples import state
from lotrinh.checks.rules import RULES
from lotrinh.checks.rules_version import LONGEST, name_of, rules_version
from lotrinh.plans.reader import read
from lotrinh.writing.official_docx import write_docx
from tests.core.descriptions import STATE, with_narrow_margin


@pytest.fixture(params=["a.txt", "a.docx"])
def kept(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A file with something to find, kept under a name without an ending, as the web keeps it."""
    named, stored = tmp_path / str(request.param), tmp_path / "kept"
    data = (
        with_narrow_margin(write_docx(STATE))
        if named.suffix == ".docx"
        else state(number="Số: 5/KH-UBND").text.encode()
    )
    named.write_bytes(data)
    stored.write_bytes(data)
    return named


def test_the_stored_answer_gives_what_the_file_gave(kept: Path, capsys: pytest.CaptureFixture[str]) -> None:
    answer = json.dumps(read(kept).to_json()).encode()
    assert judge_again(kept.with_name("kept"), kept.name, answer) == JUDGED
    said = json.loads(capsys.readouterr().out)
    assert said["findings"] == [finding.to_json() for finding in check(kept)] != []
    assert said["rules"] == rules_version()


@pytest.mark.parametrize(
    ("answer", "why"),
    [
        pytest.param(b"{}", "không dùng để kiểm tra được nữa", id="another schema"),
        pytest.param(b'{"schema": "lotrinh.plan/1", "text": 3}', "không dùng", id="another shape"),
        pytest.param(b"", "không dùng", id="nothing"),
    ],
)
def test_what_cannot_be_judged_is_one_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], answer: bytes, why: str
) -> None:
    assert judge_again(tmp_path / "kept", "ke-hoach.txt", answer) == REFUSED
    told = capsys.readouterr()
    assert told.err.startswith("ke-hoach.txt: ")
    assert why in told.err
    assert told.out == ""
    assert told.err.count("\n") == 1


def test_a_file_that_is_broken_since_is_one_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text, docx = tmp_path / "a.txt", tmp_path / "kept"
    text.write_text(state().text, encoding="utf-8")
    docx.write_bytes(b"PK\x03\x04 no more")
    assert judge_again(docx, "a.docx", json.dumps(read(text).to_json()).encode()) == REFUSED
    assert capsys.readouterr().err.startswith("a.docx: ")


@pytest.mark.parametrize(
    "change",
    [
        {"code": "LT-X99"},
        {"title": "Khác"},
        {"title_en": "Other"},
        {"severity": "error"},
        {"confidence": "C"},
        {"source": "Khác"},
        {"systems": ("youth",)},
        {"legal_acts": True},
        {"in_force_from": date(2030, 1, 1)},
        {"in_force_to": date(2030, 1, 1)},
    ],
    ids=lambda change: next(iter(change)),
)
def test_rules_that_say_something_else_have_another_name(change: dict[str, Any]) -> None:
    first = dataclasses.replace(RULES[0], severity="warning", confidence="A")
    others = [dataclasses.replace(first, **change), *RULES[1:]]
    assert name_of(others, package="1") != name_of([first, *RULES[1:]], package="1")


def test_the_name_is_the_package_and_the_rules_in_any_order() -> None:
    assert name_of(reversed(RULES), package="1.0") == name_of(RULES, package="1.0")
    assert name_of(RULES, package="1.0") != name_of(RULES, package="1.1")
    assert name_of(RULES[1:], package="1.0") != name_of(RULES, package="1.0")
    assert rules_version() == rules_version()
    assert len(rules_version()) <= LONGEST
