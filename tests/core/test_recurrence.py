"""What comes again is an RRULE value over the words that say so."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lotrinh.plans.recurrence import find_recurrence


@pytest.mark.parametrize(
    ("words", "value", "spanned"),
    [
        pytest.param(
            "báo cáo hằng tháng, trước ngày 20",
            "FREQ=MONTHLY;BYMONTHDAY=19",
            "hằng tháng, trước ngày 20",
            id="a day behind, left out",
        ),
        pytest.param(
            "trước ngày 25 hàng tháng gửi số liệu",
            "FREQ=MONTHLY;BYMONTHDAY=24",
            "trước ngày 25 hàng tháng",
            id="a day ahead",
        ),
        pytest.param("vào ngày 05 hằng tháng", "FREQ=MONTHLY;BYMONTHDAY=5", "vào ngày 05 hằng tháng", id="on the day"),
        pytest.param(
            "trước ngày 01 hằng tháng", "FREQ=MONTHLY;BYMONTHDAY=-1", "trước ngày 01 hằng tháng", id="before the first"
        ),
        pytest.param(
            "Hằng quý, rà soát thủ tục", "FREQ=MONTHLY;INTERVAL=3", "Hằng quý", id="a quarter is three months"
        ),
        pytest.param("định kỳ 6 tháng báo cáo", "FREQ=MONTHLY;INTERVAL=6", "định kỳ 6 tháng", id="a number of months"),
        pytest.param("họp 2 tuần một lần", "FREQ=WEEKLY;INTERVAL=2", "2 tuần một lần", id="so many weeks"),
        pytest.param("01 lần/quý", "FREQ=MONTHLY;INTERVAL=3", "01 lần/quý", id="once a quarter"),
        pytest.param(
            "định kỳ hằng năm (trước ngày 10/12)",
            "FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=9",
            "hằng năm (trước ngày 10/12",
            id="a day of the year",
        ),
        pytest.param(
            "trước ngày 01/01 hằng năm",
            "FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=31",
            "trước ngày 01/01 hằng năm",
            id="over the turn of the year",
        ),
        pytest.param("sáng thứ Sáu hằng tuần", "FREQ=WEEKLY;BYDAY=FR", "thứ Sáu hằng tuần", id="a day of the week"),
    ],
)
def test_finds(words: str, value: str, spanned: str) -> None:
    found = find_recurrence(words, 0, len(words))
    assert found is not None
    assert (found.value, found.span.of(words)) == (value, spanned)


@pytest.mark.parametrize(
    "words",
    [
        pytest.param("hoàn thành trước ngày 20/3/2026", id="a single day"),
        pytest.param("phục vụ hàng trăm khách hàng", id="other words with hàng"),
        pytest.param("cân đối ngân sách hằng năm", id="a noun's hằng năm"),
        pytest.param("định kỳ 0 tháng", id="no step"),
    ],
)
def test_ignores(words: str) -> None:
    assert find_recurrence(words, 0, len(words)) is None


@given(st.text(alphabet="hằngthquýăm ngày0123456789/,(trướcđịkỳ", max_size=120))
def test_any_text_gives_a_span_inside_it(text: str) -> None:
    found = find_recurrence(text, 0, len(text))
    assert found is None or 0 <= found.span.start < found.span.end <= len(text)
    assert found == find_recurrence(text, 0, len(text))
