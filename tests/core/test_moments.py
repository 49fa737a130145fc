"""Periods of stages and deadlines of duties, by the rules of the contract."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lotrinh.plans.moments import find_deadline, find_moments, find_period, find_time
from lotrinh.plans.plan import DateMoment, EventMoment, Moment, OffsetMoment

WORDS = (
    "từ",
    "nay",
    "đến",
    "hết",
    "trước",
    "sau",
    "ngày",
    "tháng",
    "năm",
    "15",
    "3/",
    "2026",
    "quý",
    "I",
    "III/",
    "Đại hội",
    "kể",
    ";",
    ",",
    ".",
    "(",
    ")",
    "-",
    " ",
)


def short(moment: Moment | None) -> str | None:
    """Write a moment in one line, as a table wants it."""
    if isinstance(moment, DateMoment):
        return f"{moment.date}{' exclusive' if moment.exclusive else ''}"
    if isinstance(moment, EventMoment):
        return f"{moment.relation} {moment.event}"
    if isinstance(moment, OffsetMoment):
        return f"{moment.days}{' working' if moment.working else ''} from {short(moment.origin)}"
    return None if moment is None else "issue"


@pytest.mark.parametrize(
    ("heading", "start", "end"),
    [
        pytest.param("Giai đoạn từ nay đến hết năm 2024", "issue", "2024-12-31", id="from now to the end of a year"),
        pytest.param("1.2. Năm 2027 và các năm tiếp theo:", "2027-01-01", None, id="a year and those after"),
        pytest.param("từ năm 2025 đến trước khai mạc Hội thi", "2025-01-01", "before Hội thi", id="up to an opening"),
        pytest.param("Từ tháng 11/2025 đến tháng 3/2026", "2025-11-01", "2026-03-31", id="months"),
        pytest.param("Từ tháng 11 đến tháng 3/2026", "2025-11-01", "2026-03-31", id="the year turns between"),
        pytest.param("Từ ngày 05 đến ngày 20/3/2026", "2026-03-05", "2026-03-20", id="a bare day takes its month"),
        pytest.param("Đợt 2: từ 15/3 - 20/4/2026", "2026-03-15", "2026-04-20", id="a dash"),
        pytest.param("Từ tháng 12/2025 đến quý I/2026", "2025-12-01", "2026-03-31", id="a month to a quarter"),
        pytest.param("Đợt 1: Từ 13h30’ ngày 02/6/2026 (Thứ Ba).", "2026-06-02", None, id="an hour before the day"),
        pytest.param("Đợt 3: Sau ngày bầu cử 15/3/2026", "2026-03-16 exclusive", None, id="after a named day"),
        pytest.param("2.1. Trước khai mạc Ngày hội Sách", None, "before Ngày hội Sách", id="before an opening"),
        pytest.param(
            "Trong thời gian diễn ra Ngày hội Sách", "during Ngày hội Sách", "during Ngày hội Sách", id="during"
        ),
        pytest.param("Sau khi bế mạc Ngày hội Sách", "after Ngày hội Sách", None, id="after a closing"),
        pytest.param(
            "Từ ngày 15/3/2026 đến ngày bầu cử gồm các việc:", "2026-03-15", "at ngày bầu cử", id="a name ends"
        ),
        pytest.param("từ nay đến kết thúc cuộc bầu cử", "issue", "at cuộc bầu cử", id="to the end of an event"),
        pytest.param("Giai đoạn 2026 - 2030", "2026-01-01", "2030-12-31", id="years alone"),
        pytest.param("Giai đoạn 1 (năm 2025): Chuẩn bị", "2025-01-01", "2025-12-31", id="in brackets"),
        pytest.param("Trong tháng 12/2025", "2025-12-01", "2025-12-31", id="in a month"),
        pytest.param("Quý III/2025", "2025-07-01", "2025-09-30", id="a quarter"),
        pytest.param("Đến hết năm 2026", None, "2026-12-31", id="an end alone"),
        pytest.param("6 tháng đầu năm 2026", "2026-01-01", "2026-06-30", id="half a year"),
    ],
)
def test_a_heading_names_a_period(heading: str, start: str | None, end: str | None) -> None:
    period = find_period(heading, 0, len(heading))
    assert period is not None
    assert (short(period[0]), short(period[1])) == (start, end)


@pytest.mark.parametrize(
    "heading",
    [
        pytest.param("Kết quả đã đạt trong năm 2025", id="a year inside a topic"),
        pytest.param("Các hoạt động tiến tới Ngày hội Sách", id="towards an event"),
        pytest.param("Công tác số hóa từ đầu năm 2024 đến nay", id="looking back"),
        pytest.param("Phổ biến “Chương trình từ nay đến ngày 30/6/2026”", id="the name of something"),
        pytest.param("Phối hợp từ xã đến thôn", id="no time at all"),
        pytest.param("Giai đoạn 2", id="a stage without a time"),
    ],
)
def test_a_heading_without_a_period(heading: str) -> None:
    assert find_period(heading, 0, len(heading)) is None


@pytest.mark.parametrize(
    ("words", "deadline"),
    [
        pytest.param("xong trước ngày 15/3/2026", "2026-03-14 exclusive", id="before leaves the day out"),
        pytest.param("hoàn thành trước quý III/2025", "2025-06-30 exclusive", id="before a quarter"),
        pytest.param("chậm nhất là ngày 10/12/2025", "2025-12-10", id="at the latest"),
        pytest.param("báo cáo đến hết ngày 20/11/2026", "2026-11-20", id="to the end of a day"),
        pytest.param("trình Ủy ban nhân dân xã trong quý II năm 2026", "2026-06-30", id="within a quarter"),
        pytest.param(
            "gửi trong 05 ngày làm việc kể từ ngày ký", "5 working from issue", id="working days from signing"
        ),
        pytest.param(
            "trong vòng 10 (mười) ngày kể từ ngày Kế hoạch này được ban hành", "10 from issue", id="days from issue"
        ),
        pytest.param("trong 30 ngày kể từ ngày nhận hồ sơ", "30 from None", id="an origin that is no day"),
        pytest.param(
            "chậm nhất 03 ngày làm việc sau khi kết thúc Hội nghị", "3 working from after Hội nghị", id="after an event"
        ),
        pytest.param("trước ngày bầu cử 95 ngày", "-95 from at ngày bầu cử", id="days before an event"),
        pytest.param("treo biển trước khai mạc Ngày hội Sách", "before Ngày hội Sách", id="before an event"),
        pytest.param("Đề xuất sửa đổi; xong trước 15/3/2026", "2026-03-14 exclusive", id="without the word day"),
    ],
)
def test_a_duty_has_a_deadline(words: str, deadline: str) -> None:
    assert short(find_deadline(words, 0, len(words))) == deadline


@pytest.mark.parametrize(
    "words",
    [
        pytest.param("gửi báo cáo trước ngày 20 hằng tháng", id="a recurrence"),
        pytest.param("báo cáo hằng năm (trước ngày 10/12)", id="a recurrence in brackets"),
        pytest.param("phổ biến Kết luận số 5-KL/TU về việc cần làm từ nay đến ngày 30/6/2026", id="a cited title"),
        pytest.param("chào mừng các ngày lễ lớn trong năm 2026", id="a year that bounds nothing"),
        pytest.param("trước, trong và sau đại hội", id="a manner of speaking"),
        pytest.param("xong trước ngày 15/3", id="no year"),
        pytest.param("các giấy phép đã cấp từ trước ngày 01/7/2025", id="a day of the past"),
    ],
)
def test_a_duty_without_a_deadline(words: str) -> None:
    assert find_deadline(words, 0, len(words)) is None


def test_a_day_without_a_year_takes_the_year_beside_it() -> None:
    assert short(find_deadline("xong trước ngày 15/3", 0, 20, year=2026)) == "2026-03-14 exclusive"


@pytest.mark.parametrize(
    ("cell", "time"),
    [
        pytest.param("- Thời gian hoàn thành: Quý IV/2025.", "2025-12-31", id="a labelled line"),
        pytest.param("Tháng 3/2026", "2026-03-31", id="a month"),
        pytest.param("Từ tháng 12/2025 đến quý I/2026", "2026-03-31", id="a period ends"),
        pytest.param("Thường xuyên", None, id="no time"),
        pytest.param("Hằng năm", None, id="a recurrence"),
    ],
)
def test_a_cell_stands_for_a_time(cell: str, time: str | None) -> None:
    assert short(find_time(cell, 0, len(cell))) == time


def test_every_moment_of_a_sentence_in_order() -> None:
    words = "Từ nay rà soát, xong trước ngày 20/11/2026, tổng kết sau khi bế mạc Hội thi"
    found = find_moments(words, 0, len(words))
    assert [short(moment) for moment in found] == ["issue", "2026-11-19 exclusive", "after Hội thi"]


@given(st.lists(st.sampled_from(WORDS)))
def test_any_words_give_spans_inside_the_text(words: list[str]) -> None:
    text = " ".join(words)
    period = find_period(text, 0, len(text)) or (None, None)
    moments = [
        *period,
        find_deadline(text, 0, len(text)),
        find_time(text, 0, len(text)),
        *find_moments(text, 0, len(text)),
    ]
    assert all(0 <= m.span.start < m.span.end <= len(text) for m in moments if m is not None)


@given(st.text(max_size=200))
def test_any_text_gives_the_same_answer_twice(text: str) -> None:
    assert find_period(text, 0, len(text)) == find_period(text, 0, len(text))
    assert find_deadline(text, 0, len(text)) == find_deadline(text, 0, len(text))


@pytest.mark.parametrize(
    "unit", ["từ ", "trước ngày ", "đến ", "Đại hội ", "trong 5 ngày ", "(", "ngày a ", "giai đoạn "]
)
def test_long_hostile_text_is_read_to_its_end(unit: str) -> None:
    text = unit * (20_000 // len(unit))
    find_period(text, 0, len(text))
    find_deadline(text, 0, len(text))
    find_moments(text, 0, len(text))
