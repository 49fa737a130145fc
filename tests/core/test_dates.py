"""Dates anywhere in a text; a blank, a lunar day or a day without a year has no date."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lotrinh.plans.dates import find_dates


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        pytest.param("ngày 15 tháng 3 năm 2024", [("2024-03-15", "day", "solar")], id="written out"),
        pytest.param("ký 15/3/2024; 15-3-2024; 15.3.2024", [("2024-03-15", "day", "solar")] * 3, id="numbers"),
        pytest.param(
            "tháng 3/2024, tháng 4 năm 2024",
            [("2024-03-01", "month", "solar"), ("2024-04-01", "month", "solar")],
            id="months",
        ),
        pytest.param(
            "quý III/2025 và quý 4 năm 2025",
            [("2025-07-01", "quarter", "solar"), ("2025-10-01", "quarter", "solar")],
            id="quarters",
        ),
        pytest.param("đến hết năm 2026", [("2026-01-01", "year", "solar")], id="a year"),
        pytest.param("An Bình, ngày        tháng        năm 2026", [("None", "day", "solar")], id="blanks"),
        pytest.param("ngày … tháng … năm …", [("None", "day", "solar")], id="dots"),
        pytest.param("ngày       tháng 5 năm 2026", [("None", "day", "solar")], id="a blank day"),
        pytest.param("trước ngày 15/3", [("None", "day", "solar")], id="no year"),
        pytest.param("ngày 10/3 âm lịch", [("None", "day", "lunar")], id="lunar"),
        pytest.param("mùng 10/3 âm lịch năm 2026", [("2026-04-26", "day", "lunar")], id="lunar, the year behind"),
        pytest.param("ngày 01/01/2030 (âm lịch)", [("2030-02-02", "day", "lunar")], id="lunar, where Peking differs"),
        pytest.param("10/6/2025 nhuận âm lịch", [("2025-08-03", "day", "lunar")], id="lunar, leap month"),
        pytest.param("Rằm tháng Giêng năm 2026", [("2026-03-03", "day", "lunar")], id="full moon"),
        pytest.param("rằm tháng 7 âm lịch", [("None", "day", "lunar")], id="full moon of no year"),
        pytest.param("ngày 31/01/2026 âm lịch", [("None", "day", "lunar")], id="no such lunar day"),
        pytest.param("ngày 31/02/2024", [("None", "day", "solar")], id="a day that cannot be"),
        pytest.param(
            "(02/9/1945 - 02/9/2025)", [("1945-09-02", "day", "solar"), ("2025-09-02", "day", "solar")], id="two days"
        ),
    ],
)
def test_finds(words: str, expected: list[tuple[str, str, str]]) -> None:
    found = find_dates(words, 0, len(words))
    assert [(str(fact.date), fact.precision, fact.calendar) for fact in found] == expected


@pytest.mark.parametrize(
    "words",
    [
        pytest.param("số 12/2024/NĐ-CP", id="a code"),
        pytest.param("tỷ lệ 45/100, phiên bản 1.2.3", id="a ratio and a version"),
        pytest.param("45.13.2024", id="numbers that are no day"),
        pytest.param("tháng 13/2024", id="no such month"),
    ],
)
def test_ignores(words: str) -> None:
    assert find_dates(words, 0, len(words)) == []


def test_only_between_two_places() -> None:
    assert find_dates("15/3/2024 16/3/2024", 9, 19)[0].span == (10, 19)


@given(st.text(alphabet="ngàythăm quýIV0123456789/.-…_ ", max_size=200))
def test_any_text_gives_spans_inside_it_in_order(text: str) -> None:
    found = find_dates(text, 0, len(text))
    ends = [place for fact in found for place in fact.span]
    assert ends == sorted(ends)
    assert all(0 <= fact.span.start < fact.span.end <= len(text) for fact in found)


@pytest.mark.parametrize("unit", ["ngày ", "ngày " + " " * 39, "tháng 1", "1/1/", ".", "_", "năm 2"])
def test_long_hostile_text_is_read_to_its_end(unit: str) -> None:
    text = unit * (40_000 // len(unit))
    find_dates(text, 0, len(text))
