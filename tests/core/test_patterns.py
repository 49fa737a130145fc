"""No pattern of the reader takes more than a time that grows with the length of the text, whatever the text."""

from __future__ import annotations

import re
import subprocess
import sys

import pytest

from tests.core.hostile import all_patterns, strings_for


@pytest.mark.long
def test_no_pattern_is_kept_busy_by_a_long_run() -> None:
    slow, first = [], 0
    while first < len(all_patterns()):
        run = subprocess.run(
            [sys.executable, "-m", "tests.core.hostile", str(first)], capture_output=True, text=True, check=False
        )
        last = run.stdout.splitlines()[-1] if run.stdout else run.stderr
        if run.returncode == 0:
            break
        assert run.returncode < 0, run.stderr
        number, name, text = last.split("\t")
        slow.append(f"{name} on {text}")
        first = int(number) + 1
    assert slow == []


def test_patterns_inside_tables_are_found_too() -> None:
    names = set(all_patterns().values())
    assert {name.split(".")[-1] for name in names} >= {"ROMAN[0]", "TABLE[0]", "ROLES[0]", "_DATE[0]"}


def test_strings_begin_with_the_words_of_a_pattern() -> None:
    starts = [text[:9] for text in strings_for(re.compile(r"(?P<who>Sở|cơ quan)\s+[a-z]{2}"))]
    assert {"Sở Sở Sở ", "cơ quan c"} <= set(starts)
