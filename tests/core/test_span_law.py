"""The words at a fact's span hold its value, up to folding; and an answer is the same bytes everywhere."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lotrinh.plans.reader import read
from lotrinh.vietnamese.folding import fold
from tests.core.drafts import plan_of_text
from tests.core.samples import SHARED, needs_shared
from tests.core.test_schema import PIECES

WORDS = "aăâbcdđeêghiklmnoôơpqrstuưvxyÀÁẢẠ 0123456789./-–:;,()“”\t"
ENDINGS = (".txt", ".md", ".html", ".docx")
FILES = sorted(path for folder in ("plans", "corpus") for path in (SHARED / folder).glob("*") if path.suffix in ENDINGS)


def bare(words: str) -> str:
    """Return words without case, marks, spaces and punctuation."""
    return re.sub(r"\W", "", fold(words))


def proofs(answer: dict[str, Any]) -> Iterator[tuple[str, str, list[list[int]]]]:
    """Yield each fact that is said in words: what it is, its value, and the spans of which one must hold it."""
    for name, value in answer["header"].items():
        if isinstance(value, dict) and name not in ("kind", "issued_on"):  # a kind is abbreviated, a day is reckoned
            yield f"header.{name}", str(value["value"]), [value["span"]]
    for work in answer["citations"]:
        yield "citation", work["code"] or work["title"], [mention["span"] for mention in work["mentions"]]
    for duty in answer["duties"]:
        yield "duty", duty["text"], [duty["span"]]
    for recipient in answer["recipients"]:
        yield "recipient", recipient["name"], [recipient["span"]]
    for theme in answer["themes"]:
        yield "theme", theme["title"], [theme["span"]]
    for name, value in (answer["signature"] or {}).items():
        if isinstance(value, dict) and "span" in value:
            yield f"signature.{name}", value["value"], [value["span"]]
    yield from titles(answer["sections"])


def titles(sections: list[dict[str, Any]]) -> Iterator[tuple[str, str, list[list[int]]]]:
    """Yield the titles of sections and of those below them."""
    for section in sections:
        yield "marker", section["marker"], [section["span"]]
        yield "title", section["title"], [section["span"]]
        yield from titles(section["children"])


def is_held(value: str, words: str) -> bool:
    """Say whether words hold a value: whole, or word by word in order where a printed column stood between."""
    if bare(value) in bare(words):
        return True
    rest = iter(words.split())
    return all(any(bare(word) == bare(other) for other in rest) for word in value.split())


def unproven(answer: dict[str, Any]) -> list[tuple[str, str]]:
    """Return the facts whose words do not hold them."""
    text = answer["text"]
    return [
        (what, value)
        for what, value, spans in proofs(answer)
        if not any(is_held(value, text[start:end]) for start, end in spans)
    ]


@needs_shared
@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name[:24])
def test_words_at_a_span_hold_the_fact(path: Path) -> None:
    assert unproven(read(path).to_json()) == []


@settings(max_examples=60)
@given(st.lists(st.sampled_from(PIECES) | st.text(alphabet=WORDS, max_size=40), min_size=1, max_size=40))
def test_words_at_a_span_hold_the_fact_in_any_document(lines: list[str]) -> None:
    assert unproven(plan_of_text("\n".join(["KẾ HOẠCH", *lines])).to_json()) == []


@needs_shared
def test_answer_is_the_same_bytes_whatever_the_hash_seed_and_the_order() -> None:
    files = [str(path) for path in FILES if path.suffix in (".txt", ".docx")][:8]
    printed = []
    for seed, order in (("1", files), ("77", files[::-1])):
        command = [sys.executable, "-m", "lotrinh.cli", "read", "--json", *order]
        environment = {**os.environ, "PYTHONHASHSEED": seed, "TZ": "Asia/Tokyo", "LC_ALL": "C"}
        run = subprocess.run(command, env=environment, capture_output=True, check=True)
        printed.append(run.stdout.splitlines())
    assert printed[0] == printed[1][::-1]
