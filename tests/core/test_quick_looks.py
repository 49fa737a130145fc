"""A quick look before a slow pattern never hides what the pattern would find."""

from __future__ import annotations

import re
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lotrinh.data.out_of_scope import OUT_OF_SCOPE
from lotrinh.plans import citations, dates, deadlines, named_works, outline, recurrence, scope
from lotrinh.plans.channels import TABLE
from lotrinh.plans.roles import ANCHORS, ROLES
from lotrinh.vietnamese.folding import in_small_letters
from tests.core.hostile import LITERAL, NOT_LITERAL

LOOKS: list[tuple[str, re.Pattern[str], Sequence[str]]] = [
    *((kind, pattern, anchors) for kind, anchors, pattern in TABLE),
    *((role, pattern, ANCHORS[role]) for role, pattern in ROLES),
    *((how, pattern, anchors) for how, pattern, anchors in deadlines._SIGNS),
    ("days", deadlines._OFFSET, ("trong", "sau", "nhất")),
    ("units of days", deadlines._OFFSET, ("ngày", "tuần")),
    ("again", recurrence._EVERY, recurrence._ANCHORS),
    *((row.name, pattern, row.needs) for row, (_, _, pattern) in zip(OUT_OF_SCOPE, scope._ROWS, strict=True)),
    ("form", outline.FORM, outline.FORM_SIGNS),
]
FIGURES = ("1", "15", "2026", "I", "/", "-", "(", ",", ":", "của", "tháng", "ngày", "năm", "tuần", "một", "lần")


@st.composite
def texts_of(draw: st.DrawFn, pattern: re.Pattern[str]) -> str:
    """Return words of a pattern in any order, some in capitals."""
    words = [*dict.fromkeys(LITERAL.findall(NOT_LITERAL.sub("\0", pattern.pattern))), *FIGURES]
    chosen = draw(st.lists(st.sampled_from(words), max_size=6))
    text = " ".join(chosen)
    return draw(st.sampled_from((text, text.upper(), text.title())))


@pytest.mark.parametrize(("pattern", "anchors"), [pytest.param(p, a, id=name) for name, p, a in LOOKS])
@given(data=st.data())
def test_what_a_pattern_finds_holds_a_word_that_is_looked_for(
    pattern: re.Pattern[str], anchors: Sequence[str], data: st.DataObject
) -> None:
    text = data.draw(texts_of(pattern))
    if pattern.search(text):
        assert any(anchor in in_small_letters(text) for anchor in anchors)


@given(
    st.lists(
        st.sampled_from((*FIGURES, " ", "ngay", "mùng", "quý", "rằm", "hai", ".", "\n", "x", "QUÝ", "Ngày")),
        max_size=12,
    )
)
def test_every_date_begins_where_one_is_looked_for(pieces: list[str]) -> None:
    text = "".join(pieces)
    assert {m.start() for m in dates._DATE.finditer(text)} <= set(dates._places(text, 0, len(text)))


@given(
    st.lists(
        st.sampled_from(("1", "22", "2025", "/", "-", "–", ".", " ", "QĐ", "UBND", "TTg", "a", "số", ",")), max_size=14
    )
)
def test_every_code_begins_where_one_is_looked_for(pieces: list[str]) -> None:
    text = "".join(pieces)
    assert [m.span() for m in citations.find_codes(text, 0)] == [m.span() for m in citations.CODE.finditer(text)]


@given(
    st.lists(
        st.sampled_from(("số", "SỐ", "Số:", " ", ",", ":", "Kế hoạch", "NGHỊ ĐỊNH", "luật", "\u00a0", "của", "12")),
        max_size=8,
    )
)
def test_every_name_of_a_kind_is_seen_where_one_is_looked_for(pieces: list[str]) -> None:
    words = "".join(pieces)
    told, found = citations.at_the_end(citations.LEAD, words), citations.lead_of(words)
    assert told is not None
    assert (found[0] if found else "") == told[0]


@given(
    st.lists(
        st.sampled_from(
            ("Luật", "Bộ luật", "Bộ Luật", "Hiến pháp", "năm", "2013", " ", "A", "Đất đai", "sửa đổi", "x", ";")
        ),
        max_size=14,
    )
)
def test_every_law_begins_where_one_is_looked_for(pieces: list[str]) -> None:
    text = "".join(pieces)
    assert [m.span() for m in named_works._find_laws(text, 0)] == [m.span() for m in named_works._LAW.finditer(text)]


@pytest.mark.parametrize("words", ["SİNH", "ſınh", "SINH"])
def test_letters_that_patterns_take_for_others_are_small_too(words: str) -> None:
    assert re.search("sinh", words, re.IGNORECASE)
    assert in_small_letters(words) == "sinh"
