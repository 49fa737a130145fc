"""Pieces of texts, tokens of an index, and what a query asks of it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lotrinh.vietnamese.pieces import MOST, Query, Token, fold_letters, parse_query, pieces_of, tokens_of

WORDS = st.text(st.sampled_from("aăâđêơưạắộ bcdk 0123 -/.,'\"*():\\ \n"), max_size=60)


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        pytest.param("Đắk Lắk", ["dak", "lak"], id="marks and d with a stroke fall off"),
        pytest.param("D\u0061\u0306\u0301k", ["dak"], id="letters taken apart are composed first"),
        pytest.param("45-CT/TW", ["45", "ct", "tw"], id="a code of the Party"),
        pytest.param("015/2020/NĐ-CP", ["15", "2020", "nd", "cp"], id="zeros before a number fall off"),
        pytest.param("45ct", ["45", "ct"], id="letters behind digits are a piece of their own"),
        pytest.param("(tổ_dân phố);", ["to", "dan", "pho"], id="punctuation separates"),
        pytest.param("năm 000", ["nam", "0"], id="nothing but zeros stays one"),
        pytest.param("", [], id="nothing"),
    ],
)
def test_pieces(text: str, keys: list[str]) -> None:
    assert [piece.key for piece in pieces_of(text)] == keys


@pytest.mark.parametrize(
    ("text", "query"),
    [
        pytest.param("tỉnh Đắk Lắk", "dak lak", id="without marks"),
        pytest.param("tỉnh Đắk Lắk", "ĐẮK LẮK", id="in capitals"),
        pytest.param("Chỉ thị số 45-CT/TW", "45ct/tw", id="a code without its dash"),
        pytest.param("Chỉ thị số 45-CT/TW", "45cttw", id="a code without separators"),
        pytest.param("Chỉ thị số 45-CT/TW", "45 ct tw", id="a code with spaces"),
        pytest.param("Chỉ thị số 45-CT/TW", "45-ct", id="the beginning of a code"),
        pytest.param("số 05-CT/TW", "5-ct/tw", id="without the zero before it"),
        pytest.param("Nghị định 30/2020/NĐ-CP", "nghị định 30/2020", id="the beginning of a longer code"),
        pytest.param("trước ngày 31/03/2026", "31/3/2026", id="a day"),
        pytest.param("Ủy ban nhân dân", "uỷ ban", id="the mark in its other place"),
        pytest.param("kế hoạch", "kế", id="one syllable"),
    ],
)
def test_the_first_question_finds(text: str, query: str) -> None:
    assert {token.key for token in parse_query(query).asks[0]} <= tokens_of(text)


@pytest.mark.parametrize(
    ("text", "query"),
    [
        pytest.param("hoạch kế", "kế hoạch", id="neighbours the other way round"),
        pytest.param("kế toán, thu hoạch", "kế hoạch", id="both words, apart"),
        pytest.param("145-CT/TW", "45-CT/TW", id="another number"),
        pytest.param("45-CT/TW", "45-CT/TU", id="another body"),
    ],
)
def test_the_first_question_leaves_alone(text: str, query: str) -> None:
    assert not {token.key for token in parse_query(query).asks[0]} <= tokens_of(text)


@pytest.mark.parametrize(
    ("query", "asks"),
    [
        pytest.param("tổ", [["to"]], id="one word has one question"),
        pytest.param("tổ dân", [["to_dan"], ["to_dan*"], ["to", "dan"]], id="together, begun, anywhere"),
        pytest.param("kh 45ct", [["kh", "45ct"], ["kh", "45ct*"]], id="a code stands alone"),
        pytest.param("45ct quý một", [["45ct", "quy_mot"], ["45ct", "quy_mot*"], ["45ct", "quy", "mot"]], id="both"),
        pytest.param("!! -- **", [], id="nothing to ask"),
    ],
)
def test_asks(query: str, asks: list[list[str]]) -> None:
    assert [[f"{t.key}{'*' * t.is_begun}" for t in ask] for ask in parse_query(query).asks] == asks


def test_of_a_long_query_the_first_words_count() -> None:
    assert len(parse_query("a b c " * 100).items) == MOST
    assert parse_query("x" * 5000).items == ("x" * 100,)


@given(st.text())
def test_folding_keeps_every_letter_in_its_place(text: str) -> None:
    assert len(fold_letters(text)) == len(text)


@given(st.text() | WORDS)
def test_only_letters_digits_and_the_sign_of_a_pair_are_asked_for(text: str) -> None:
    for ask in parse_query(text).asks:
        assert ask
        assert all(isinstance(token, Token) and token.key.replace("_", "").isalnum() for token in ask)
        assert all(not token.key.startswith("_") for token in ask)


@given(WORDS, WORDS, WORDS)
def test_a_text_is_found_by_its_own_words(before: str, text: str, behind: str) -> None:
    query = parse_query(text)
    tokens = tokens_of(f"{before} {text[:100]} {behind}")
    assert all(token.key in tokens for ask in query.asks for token in ask)


def test_a_query_of_nothing_asks_nothing() -> None:
    assert Query((), "").asks == ()
