"""Clauses that watch people, police speech or flood are left out; the work beside them is tracked."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lotrinh.data.out_of_scope import OUT_OF_SCOPE, REASONS
from lotrinh.plans.scope import find_reasons, judge_scope


@pytest.mark.parametrize(
    ("duty", "reason"),
    [
        pytest.param("- Nắm tình hình tư tưởng của người dân, báo cáo cấp trên.", "watching", id="thoughts"),
        pytest.param("Thường xuyên nắm bắt dư luận xã hội.", "watching", id="public opinion"),
        pytest.param("Tổng hợp, báo cáo tình hình dư luận xã hội trên địa bàn.", "watching", id="a report on opinion"),
        pytest.param("Theo dõi không gian mạng, các hội nhóm.", "watching", id="networks"),
        pytest.param("Tăng cường rà quét các bài đăng.", "policing", id="scanning"),
        pytest.param("Chủ động đấu tranh, phản bác các quan điểm sai trái.", "policing", id="countering"),
        pytest.param("Kịp thời phát hiện, ngăn chặn thông tin xấu, độc.", "policing", id="stopping"),
        pytest.param("Xử lý nghiêm tổ chức, cá nhân đăng tải tin giả.", "policing", id="punishing"),
        pytest.param("Nhắc nhở người dân không tụ tập đông người.", "policing", id="gatherings"),
        pytest.param("Duy trì hoạt động “phủ xanh” trên mạng.", "flooding", id="flooding"),
        pytest.param("Phát huy các trang, nhóm, tài khoản để lan tỏa.", "flooding", id="accounts"),
        pytest.param("Mời người có ảnh hưởng (KOL) chia sẻ.", "flooding", id="influencers"),
        pytest.param(
            "Phối hợp tham mưu, chỉ đạo các đơn vị rà quét mạng xã hội.",
            "policing",
            id="leaning words alone are no work",
        ),
    ],
)
def test_nothing_else_is_left(duty: str, reason: str) -> None:
    scope, excluded = judge_scope(duty, 0, len(duty))
    assert scope == "out_of_scope"
    assert excluded
    assert reason in find_reasons(duty, 0, len(duty))


@pytest.mark.parametrize(
    ("duty", "left_out"),
    [
        pytest.param(
            "Tổ chức ngày hội số; nắm tình hình tư tưởng của hội viên; hướng dẫn nộp hồ sơ.",
            ["nắm tình hình tư tưởng của hội viên"],
            id="a clause between semicolons",
        ),
        pytest.param(
            "Nâng cao hiệu quả công tác thông tin, kiên quyết, kiên trì đấu tranh phản bác tin đồn.",
            ["kiên quyết, kiên trì đấu tranh phản bác tin đồn"],
            id="behind a comma, its short words with it",
        ),
        pytest.param(
            "Lắp bảng chỉ dẫn tại bộ phận một cửa. Rà quét các bài đăng.", ["Rà quét các bài đăng"], id="a sentence"
        ),
    ],
)
def test_a_clause_is_left_out_of_a_tracked_duty(duty: str, left_out: list[str]) -> None:
    scope, excluded = judge_scope(duty, 0, len(duty))
    assert scope == "tracked"
    assert [span.of(duty) for span in excluded] == left_out


@pytest.mark.parametrize(
    "duty",
    [
        pytest.param("Tích cực tham gia giám sát, phản biện xã hội.", id="social criticism"),
        pytest.param("Theo dõi, đôn đốc, kiểm tra việc triển khai thực hiện Kế hoạch.", id="following up work"),
        pytest.param("Phản ánh ý kiến, kiến nghị của Nhân dân với cấp trên.", id="petitions"),
        pytest.param("Học tập tư tưởng, đạo đức, phong cách Hồ Chí Minh.", id="a doctrine that is studied"),
        pytest.param("Phân tích, làm rõ những quan điểm, tư tưởng mới của văn kiện.", id="ideas of a text"),
        pytest.param("Phát hiện, ngăn chặn, xử lý nghiêm khai thác cát trái phép.", id="a breach of another law"),
        pytest.param("Đấu tranh phòng, chống tham nhũng, lãng phí.", id="against corruption"),
        pytest.param("Ngăn chặn mầm bệnh phát tán ra cộng đồng.", id="a disease"),
        pytest.param(
            "Xử lý hồ sơ, đăng tải kết quả trên trang thông tin điện tử, lan tỏa cách làm hay.", id="own page"
        ),
        pytest.param("Khảo sát mức độ hài lòng về dịch vụ công.", id="a survey on service"),
        pytest.param("Sửa thông tin sai lệch trong cơ sở dữ liệu dân cư.", id="errors in data"),
        pytest.param("", id="nothing"),
    ],
)
def test_stays_in_scope(duty: str) -> None:
    assert judge_scope(duty, 0, len(duty)) == ("tracked", ())
    assert find_reasons(duty, 0, len(duty)) == ()


def test_every_row_has_a_note_and_a_reason_to_show() -> None:
    assert all(row.note and REASONS[row.reason] for row in OUT_OF_SCOPE)
    assert len({row.name for row in OUT_OF_SCOPE}) == len(OUT_OF_SCOPE)


PHRASES = (
    "nắm",
    "tình hình",
    "tư tưởng",
    "đấu tranh",
    "phản bác",
    "tổ chức",
    "hội nghị",
    ",",
    ";",
    ".",
    "\n",
    "“phủ xanh”",
    "các",
)


@given(st.lists(st.sampled_from(PHRASES)))
def test_excluded_spans_lie_inside_in_order_and_are_not_empty(words: list[str]) -> None:
    text = " ".join(words)
    _, excluded = judge_scope(text, 0, len(text))
    places = [place for span in excluded for place in span]
    assert places == sorted(places)
    assert all(0 <= span.start < span.end <= len(text) for span in excluded)


@pytest.mark.parametrize("unit", ["nắm ", "theo dõi tình hình ", "trang ", "xử lý ", "đấu tranh, ", "không tập trung "])
def test_long_hostile_text_is_judged_to_its_end(unit: str) -> None:
    text = unit * (20_000 // len(unit))
    judge_scope(text, 0, len(text))
