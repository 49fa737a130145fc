"""Keys forgive marks, tone placement, quotes and spaces; the text itself is never touched."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lotrinh.vietnamese.folding import fold, fold_tones


@pytest.mark.parametrize(
    ("text", "key"),
    [
        pytest.param("Các  Chi bộ trực thuộc:", "cac chi bo truc thuoc", id="marks, spaces and the colon"),
        pytest.param("ĐỘI ĐÓN TIẾP", "doi don tiep", id="đ is a letter of its own"),
        pytest.param("Uỷ ban", "uy ban", id="new placement"),
        pytest.param(unicodedata.normalize("NFD", "Tiếp dân"), "tiep dan", id="letters in parts"),
        pytest.param("“Một cửa” – xã", '"mot cua" - xa', id="quotes and dashes"),
        pytest.param("  \n ", "", id="nothing"),
    ],
)
def test_fold(text: str, key: str) -> None:
    assert fold(text) == key


@pytest.mark.parametrize(
    ("new", "old"),
    [
        pytest.param("hoà", "hòa", id="oa"),
        pytest.param("khoẻ", "khỏe", id="oe"),
        pytest.param("thuý", "thúy", id="uy"),
        pytest.param("UỶ BAN", "ỦY BAN", id="capitals"),
        pytest.param("quý", "quý", id="after q there is one spelling"),
        pytest.param("hoàn thành", "hoàn thành", id="a closed syllable"),
        pytest.param("suýt", "suýt", id="closed by t"),
    ],
)
def test_fold_tones(new: str, old: str) -> None:
    assert fold_tones(new) == old


@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold_tones(fold_tones(text)) == fold_tones(text)
    assert fold(text) == fold(text)
