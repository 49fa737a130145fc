"""Which text answers a query better, and which of its words are shown."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lotrinh.vietnamese.pieces import parse_query
from lotrinh.vietnamese.ranking import Looker, excerpt

TEXTS = st.text(st.sampled_from("aăâđộkl 12 -/.,\n"), max_size=120)


@pytest.mark.parametrize(
    ("query", "better", "worse"),
    [
        pytest.param("45ct/tw", ("Chỉ thị 45-CT/TW", ""), ("Kế hoạch", "theo 45-CT/TW"), id="the code in the title"),
        pytest.param("12/kh", ("12/KH", ""), ("12/KH-UBND", ""), id="the whole code before a longer one"),
        pytest.param("cây xanh", ("Trồng cây xanh", ""), ("Trồng cây", "trồng cây xanh"), id="the phrase in the title"),
        pytest.param("cây xanh", ("a", "một cây xanh"), ("cây b", "xanh"), id="the phrase in the text"),
        pytest.param("dân số", ("Dân số", ""), ("Dẫn sò", ""), id="letters as written"),
        pytest.param("dân số", ("dân số", ""), ("dân sống", ""), id="a whole word before one that is begun"),
        pytest.param("uỷ ban", ("Ủy ban", ""), ("Úy ban", ""), id="the mark in its other place is the same"),
        pytest.param("rà soát phố", ("rà phố soát", ""), ("rà hai ba bốn phố soát", ""), id="nearer words"),
        pytest.param("rà phố", ("rà a phố", ""), ("b", "rà a phố"), id="all words in the title"),
    ],
)
def test_order(query: str, better: tuple[str, str], worse: tuple[str, str]) -> None:
    looker = Looker(parse_query(query))
    assert looker.weigh(*better) > looker.weigh(*worse)


def test_marks_do_not_count_where_none_were_typed() -> None:
    looker = Looker(parse_query("dan so"))
    assert looker.weigh("Dân số", "") == looker.weigh("Dẫn sò", "")


@pytest.mark.parametrize(
    ("query", "text", "marked"),
    [
        pytest.param("dak lak", "Tỉnh Đắk Lắk", ["Đắk Lắk"], id="without marks"),
        pytest.param("45ct/tw", "Chỉ thị số 45-CT/TW ngày", ["45-CT/TW"], id="a code"),
        pytest.param("45cttw", "Chỉ thị số 45-CT/TW ngày", ["45-CT/TW"], id="a code without separators"),
        pytest.param("5-ct", "số 05-CT/TW", ["05-CT"], id="a zero before it"),
        pytest.param("tổ dân ph", "Tổ dân phố", ["Tổ dân phố"], id="the last word begun"),
        pytest.param("thực hiện kế hoạch", "thực hiện tốt kế hoạch", ["thực hiện", "kế hoạch"], id="pairs"),
        pytest.param("hoạch kế", "kế và hoạch", ["kế", "hoạch"], id="words"),
        pytest.param("kế hoạch kế", "kế hoạch kế hoạch kế", ["kế hoạch kế"], id="the phrase once"),
        pytest.param("an", "An toàn, ban", ["An"], id="not inside another syllable"),
        pytest.param("tổ", "không có", [], id="nothing"),
        pytest.param("", "không có", [], id="no query"),
    ],
)
def test_marks(query: str, text: str, marked: list[str]) -> None:
    spans = Looker(parse_query(query)).marks_in(text)[0]
    assert [text[start:end] for start, end in spans] == marked


def test_a_text_beside_one_with_the_phrase_is_not_marked_by_single_words() -> None:
    assert Looker(parse_query("tổ dân phố")).marks_in("Tổ dân phố", "người dân") == [[(0, 10)], []]


def test_an_excerpt_is_cut_around_what_was_found() -> None:
    text = "một hai " * 50 + "Đắk Lắk " + "ba bốn " * 50
    marks = Looker(parse_query("đắk lắk")).marks_in(text)[0]
    words = excerpt(text, marks, longest=100)
    assert [part.text for part in words if part.is_found] == ["Đắk Lắk"]
    assert (words[0].text, words[-1].text) == ("… ", " …")
    assert len("".join(part.text for part in words)) <= 104


@given(TEXTS, TEXTS, st.integers(min_value=1, max_value=60))
def test_spans_and_excerpts_are_of_the_text(query: str, text: str, longest: int) -> None:
    marks = Looker(parse_query(query)).marks_in(text)[0]
    assert marks == sorted(marks)
    assert all(0 <= start < end <= len(text) for start, end in marks)
    assert all(one[1] <= two[0] for one, two in pairwise(marks))
    shown = "".join(words.text for words in excerpt(text, marks, longest=longest))
    assert shown.removeprefix("… ").removesuffix(" …") in text


@given(TEXTS, TEXTS, TEXTS)
def test_weighing_never_fails_and_a_title_with_the_words_is_not_worse(query: str, title: str, text: str) -> None:
    looker = Looker(parse_query(query))
    weight = looker.weigh(title, text)
    assert looker.weigh(title, text) == weight
    assert looker.weigh(f"{query[:100]}\n{title}", text) >= weight


@pytest.mark.parametrize("text", ["a-" * 50_000, "0" * 100_000, "a" * 100_000, "a " * 50_000, "1/" * 50_000])
def test_long_texts_are_looked_through_in_one_go(text: str) -> None:
    looker = Looker(parse_query("a0b-1 a a 0a"))
    assert looker.weigh(text, text).code is False
