"""Syllables that a print tore are whole again; whole words, units, labels and abbreviations are never touched."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lotrinh.data.official_phrases import PHRASES
from lotrinh.vietnamese.syllables import is_syllable, join_torn


@pytest.mark.parametrize("word", ["Quảng", "nghị", "giếng", "gì", "khuya", "quý", "ươm", "yêu", "Đắk"])
def test_syllables(word: str) -> None:
    assert is_syllable(word) is (word != "Đắk")  # a name of the highlands, spelled by other rules


@pytest.mark.parametrize("piece", ["ng", "nh", "Đặ", "iệ", "kg", "q", "ghh", "hộị", ""])
def test_what_is_no_syllable(piece: str) -> None:
    assert not is_syllable(piece)


@pytest.mark.parametrize(
    ("torn", "whole"),
    [
        pytest.param("nước Cộ ng hò a xã hội", "nước Cộng hòa xã hội", id="behind its vowel, and an open one"),
        pytest.param("Qu ả ng Ngãi, ngày 04", "Quảng Ngãi, ngày 04", id="in three"),
        pytest.param("trung ươ n g thực hiện", "trung ương thực hiện", id="letter by letter"),
        pytest.param("V iệ t Nam", "Việt Nam", id="a capital alone"),
        pytest.param("qua biên g iới.", "qua biên giới.", id="before its vowel, not after the word before it"),
        pytest.param("bằng đườ ng, bộ", "bằng đường, bộ", id="before a comma"),
    ],
)
def test_torn_syllables_are_joined(torn: str, whole: str) -> None:
    joined, count = join_torn(torn)
    assert joined == whole
    assert count >= 1


@pytest.mark.parametrize(
    "line",
    [
        pytest.param("điểm b và c khoản 2 Điều 3", id="labels"),
        pytest.param("điểm đ Điều 3", id="a label that is a letter of its own"),
        pytest.param("500 kg tro, 5 m an toàn", id="units"),
        pytest.param("Ông A và bà B an ninh", id="initials"),
        pytest.param("Số: 12/KH-UBND, BCĐ TW", id="codes"),
    ],
)
def test_whole_lines_are_left(line: str) -> None:
    assert join_torn(line) == (line, 0)


def test_no_phrase_of_our_own_is_touched() -> None:
    for phrase in PHRASES.replace("|", "\n").split("\n"):
        assert join_torn(phrase) == (phrase, 0)


@given(st.text(alphabet="abcdđeghiknoưpươiếạ .,;Đ1", max_size=80))
def test_only_spaces_go(line: str) -> None:
    joined, count = join_torn(line)
    assert joined.replace(" ", "") == line.replace(" ", "")
    assert (joined == line) is (count == 0)
