"""Rules against more rows than their own examples: each row says why it is there."""

from __future__ import annotations

import re

import pytest

from lotrinh.checks.check import check
from lotrinh.checks.examples import Example, party, state
from lotrinh.checks.rules import RULES
from lotrinh.documents.plain import read_plain
from lotrinh.plans.reader import read_plan


def codes(text: str) -> set[str]:
    """Return the codes of the findings on a text."""
    return {finding.code for finding in check(read_plan(read_plain(text.encode(), name="a.txt", sha256="0")))}


def body(words: str) -> Example:
    """Return a document of a people's committee with this text."""
    return state(body=words)


FOUND = [
    pytest.param("LT-N01", state(number="Số: 9/KH-UBND"), id="the last number below 10"),
    pytest.param("LT-N09", party(number="Số 12-QĐ/ĐU"), id="a Party plan that is numbered as a decision"),
    pytest.param("LT-N10", state(number="Số: 12/UBND-KT"), id="a plan without its kind"),
    pytest.param("LT-N12", state(day="Minh Tân, ngày 05 tháng 2 năm 2026"), id="month 2 without a zero"),
    pytest.param("LT-K04", state(signature="TL. CHỦ TỊCH\nPHÓ CHÁNH VĂN PHÒNG\nNguyễn Văn An"), id="by order"),
    pytest.param("LT-K10", state(recipients="Nơi nhận:\n- Lưu: VT;\n- UBND tỉnh;\n- Các thôn."), id="kept first"),
    pytest.param("LT-S01", body("I. VIỆC\n1. Một việc.\n2. Hai việc.\n5. Năm việc."), id="two numbers missing"),
    pytest.param("LT-S02", body("I. VIỆC\nTrồng cây.\nI. NGƯỜI\nTrồng cây."), id="a roman number twice"),
    pytest.param("LT-S05", body("1. Xong trước ngày 29 tháng 02 năm 2026."), id="no leap year"),
    pytest.param("LT-S06", body("1. Họp vào Chủ nhật (08/4/2026)."), id="a Sunday in brackets"),
    pytest.param("LT-S07", body("1. Giai đoạn 2026-2021 trồng 500 cây."), id="years turned round"),
    pytest.param("LT-S14", body("1. Theo Nghị định số 30/2020/NĐ-CP, ngày 05/3/2019."), id="a comma before the day"),
    pytest.param("LT-S16", body("1. Theo Hiến pháp 1993."), id="no word for year"),
    pytest.param("LT-S25", body("1. Trồng 03 (hai) hàng cây."), id="three is not two"),
    pytest.param("LT-V01", body("1. Theo điểm b Khoản 5 Điều 62 Luật Lâm nghiệp."), id="a clause behind a point"),
    pytest.param(
        "LT-V02", body("1. Theo quy định tại điều 9 Nghị định số 30/2020/NĐ-CP."), id="an article of a decree"
    ),
    pytest.param("LT-V03", body("1. Căn cứ kế hoạch số 17/KH-UBND ngày 29/01/2026."), id="a plan cited"),
    pytest.param("LT-V04", body("1. Họp vào thứ ba, ngày 10/3/2026."), id="a weekday before its date"),
    pytest.param("LT-V04", body("1. Trực từ thứ Hai đến thứ sáu."), id="the end of a row of weekdays"),
    pytest.param("LT-V05", body("1. Kỷ niệm Cách mạng tháng tám."), id="the month of a revolution"),
    pytest.param("LT-V06", body("1. Vui tết trung thu cùng học sinh."), id="a feast with no capital"),
    pytest.param("LT-V07", body("1. Mời trường ở thủ đô Hà Nội cùng trồng."), id="the capital"),
    pytest.param("LT-V09", body("1. Phòng nội vụ phối hợp với Sở tài chính."), id="fields of bodies"),
    pytest.param("LT-V11", body("1. Làm theo lời kêu gọi của Đảng, nhà nước."), id="the State beside the Party"),
    pytest.param("LT-V12", body("1. Trường có Huân chương lao động hạng Nhì."), id="the name of an order"),
    pytest.param("LT-V13", body("1. Ông phó giám đốc Trần Văn Bình giao cây."), id="a deputy with a name"),
]
LEFT = [
    pytest.param("LT-N01", state(number="Số: 10/KH-UBND"), id="ten needs no zero"),
    pytest.param("LT-N01", state(number="Số: /KH-UBND"), id="a blank number is a draft"),
    pytest.param("LT-N09", state(number="Số: 12/QĐ-UBND", kind="QUY ĐỊNH"), id="quy định may be QĐ"),
    pytest.param("LT-N12", state(day="Minh Tân, ngày 23 tháng 7 năm 2026"), id="23 holds 3 but is above 10"),
    pytest.param("LT-N12", state(day="Minh Tân, ngày 15 tháng 12 năm 2026"), id="12 holds 2 but is above 2"),
    pytest.param("LT-K03", state(signature="KT. BỘ TRƯỞNG\nTHỨ TRƯỞNG\nNguyễn Văn An"), id="thứ trưởng is a deputy"),
    pytest.param("LT-K12", party(), id="the Party ends recipients with commas"),
    pytest.param("LT-B02", party(), id="the Party ends with a full stop"),
    pytest.param("LT-B04", body("1. Việc\na) Một;\nb) Hai."), id="letters of the alphabet"),
    pytest.param("LT-S01", body("I. VIỆC\n1. Một việc.\n2) Hai việc.\n3. Ba việc."), id="another bracket between"),
    pytest.param("LT-S05", body("1. Xong trước ngày 29 tháng 02 năm 2028."), id="a leap year"),
    pytest.param("LT-S06", body("1. Họp vào thứ 4, ngày 08/4/2026."), id="a weekday as a figure"),
    pytest.param("LT-S08", body("1. Nhiệm kỳ 2021 - 2026 của Hội đồng nhân dân."), id="a term of five years"),
    pytest.param("LT-S11", body("1. Kế hoạch số 20/KH-UBND ngày 10/02/2026 giao 500 cây."), id="one day in two forms"),
    pytest.param("LT-S17", body("1. Sau 40 năm đổi mới, năm 2026."), id="no years in brackets"),
    pytest.param("LT-S24", body("1. Các bước tiếp theo theo quy định."), id="tiếp theo, theo quy định"),
    pytest.param("LT-S25", body("1. Trồng trong 05 (năm) ngày."), id="five is five"),
    pytest.param("LT-V01", body("1. Khoản 2 Điều 5 của Quy chế nói về cây."), id="a sentence begins with a clause"),
    pytest.param("LT-V03", body("1. Trường gửi báo cáo số liệu về xã."), id="a report of figures has no number"),
    pytest.param("LT-V04", body("1. Hội nghị hiệp thương lần thứ hai ngày 10/3."), id="the second meeting"),
    pytest.param("LT-V04", body("1. Phiên họp thứ ba, ngày 10/3/2026."), id="the third session"),
    pytest.param("LT-V04", body("1. Trường thứ ba trồng 50 cây."), id="the third school"),
    pytest.param("LT-V05", body("1. Ghi rõ ngày tháng năm 2026."), id="day, month and year"),
    pytest.param("LT-V06", body("1. TẾT NGUYÊN ĐÁN"), id="a heading in capitals"),
    pytest.param("LT-V08", body("1. Chọn 05 xã, phường 02 lần."), id="a count of wards"),
    pytest.param("LT-V09", body("1. Sở xây dựng kế hoạch trồng cây."), id="xây dựng is what it does"),
    pytest.param("LT-V10", body("1. CHỌN CÂY VÀ TRỒNG CÂY\n- Và giữ cây."), id="a sentence begins with và"),
    pytest.param("LT-V11", body("1. Các cơ quan nhà nước trồng cây."), id="nhà nước as a kind of bodies"),
    pytest.param("LT-V13", body("1. Các chủ tịch Hội đồng trường họp."), id="no person's name"),
    pytest.param(
        "LT-V14", body("1. Các trường:\na) trồng cây quanh sân trường và giữ cây sống qua mùa khô."), id="a point"
    ),
    pytest.param("LT-V07", party(body="1. Mời chi bộ ở thủ đô Hà Nội."), id="the Party has no such annex"),
]


@pytest.mark.parametrize(("code", "example"), FOUND)
def test_found(code: str, example: Example) -> None:
    assert code in codes(example.text)


@pytest.mark.parametrize(("code", "example"), LEFT)
def test_left_alone(code: str, example: Example) -> None:
    assert code not in codes(example.text)


def test_old_documents_are_not_judged_by_a_younger_decree() -> None:
    old = state(number="Số: 5/KH-UBND", day="Minh Tân, ngày 05 tháng 3 năm 2019")
    assert "LT-N01" not in codes(old.text)


def test_acts_numbered_with_their_year_have_a_form_of_their_own() -> None:
    act = state(number="Số: 5/2026/QĐ-UBND", kind="QUYẾT ĐỊNH", end="Quyết định này có hiệu lực từ ngày ký ban hành.")
    assert {code for code in codes(act.text) if re.match("LT-[NBK]", code)} == set()


HOSTILE = ("KẾ HOẠCH", "Số: ", "(a " * 5000, "a) " * 5000, "ngày 1/1/" * 5000, "05 năm " * 5000, "Mục 1 (1.1; " * 3000)


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_no_text_makes_a_rule_raise(text: str) -> None:
    codes(text)


def test_judging_twice_gives_the_same() -> None:
    for rule in RULES:
        plan = read_plan(read_plain(rule.bad.text.encode(), name="a.txt", sha256="0"))
        assert check(plan) == check(plan)
