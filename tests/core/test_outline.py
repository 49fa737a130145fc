"""Headings, numbered paragraphs and what stands under them, by small documents of our own."""

from __future__ import annotations

import pytest

from lotrinh.documents.plain import read_plain
from lotrinh.plans.markers import parse_marker
from lotrinh.plans.outline import walk
from lotrinh.plans.plan import Section
from lotrinh.plans.reader import read_plan
from tests.core.drafts import plan_of


def sections(*lines: str) -> dict[str, Section]:
    """Return the sections of a plan with these lines, by path."""
    text = "KẾ HOẠCH\nTrồng cây\n\nPhường xây dựng kế hoạch như sau:\n\n" + "\n\n".join(lines)
    plan = read_plan(read_plain(text.encode(), name="a.txt", sha256=""))
    return {section.path: section for section in walk(plan.sections)}


@pytest.mark.parametrize(
    ("lines", "paths"),
    [
        pytest.param("I. MỤC ĐÍCH|1. Mục đích|- Xanh.|2. Yêu cầu|- Đủ.", "I I.1 I.2", id="plain"),
        pytest.param("I- MỤC ĐÍCH|1/ Mục đích|- Xanh.", "I I.1", id="dash and slash"),
        pytest.param("II. VIỆC|1. Việc|1.1. Cây|- A.|1.2. Cỏ|- B.", "II II.1 II.1.1 II.1.2", id="two parts"),
        pytest.param("I. VIỆC|c) Sở A|- X.|d) Sở B|- X.|đ) Sở C|- X.", "I I.c I.d I.đ", id="đ is not d"),
        pytest.param("V. VIỆC|- A.|V. VIỆC KHÁC|- B.", "V V~2", id="a marker that repeats"),
        pytest.param("Chương II|QUẢN LÝ|Mục 1. CÂY|Điều 3. Tưới|1. Tưới cây.", "C2 C2.M1 C2.M1.Đ3", id="chapters"),
        pytest.param("1. Trồng cây ở công viên và trên mọi vỉa hè.|2. Tưới cây mỗi ngày.", "", id="running text"),
        pytest.param(
            "IV. TỔ CHỨC|1. Sở Tư pháp: Chủ trì, phối hợp rà soát mọi văn bản về cây.", "IV IV.1", id="a label"
        ),
    ],
)
def test_paths(lines: str, paths: str) -> None:
    assert list(sections(*lines.split("|"))) == paths.split()


def test_title_below_a_chapter_and_label_before_text() -> None:
    found = sections("Chương II", "QUẢN LÝ CÂY", "Điều 3. Tưới cây", "1. Tưới mỗi ngày.")
    assert found["C2"].title == "QUẢN LÝ CÂY"
    assert [p.kind for p in found["C2.Đ3"].paragraphs] == ["numbered"]
    labelled = sections("IV. TỔ CHỨC", "1. Sở Tư pháp: Chủ trì, phối hợp với các đơn vị rà soát mọi văn bản về cây.")
    assert labelled["IV.1"].title == "Sở Tư pháp"


@pytest.mark.parametrize(
    "line", ["45/100 hộ", "5 cây", "2025 là năm", "Phụ lục kèm theo", "a", "", "(xem mục 2)", "1.500 đồng"]
)
def test_what_is_no_marker(line: str) -> None:
    assert parse_marker(line) is None


def test_numbers_with_a_zero_that_jump_are_told_and_stop_nothing() -> None:
    plan = plan_of(
        "KẾ HOẠCH", "Trồng cây", "I. VIỆC", "01. Đào hố", "Mỗi nhà một hố.", "03. Tưới cây", "Mỗi ngày một lần."
    )
    assert [section.marker for section in plan.sections[0].children] == ["01", "03"]
    assert [problem.code for problem in plan.problems].count("marker-jumps") == 1
