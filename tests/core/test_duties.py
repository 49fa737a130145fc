"""Who is asked to do what: parts on execution, labelled lines, directives; and what is no unit."""

from __future__ import annotations

from datetime import date

import pytest

from tests.core.drafts import plan_of

PLAN = ("KẾ HOẠCH", "Trồng cây")


def units(*lines: str, kind: tuple[str, str] = PLAN) -> list[tuple[str, str]]:
    return [(duty.unit or "", duty.text) for duty in plan_of(*kind, *lines).duties]


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        pytest.param(
            "IV. TỔ CHỨC THỰC HIỆN|1. Trách nhiệm của Phòng Kinh tế|a) Trồng cây dọc đường.|b) Tưới cây.",
            [("Phòng Kinh tế", "Trồng cây dọc đường."), ("Phòng Kinh tế", "Tưới cây.")],
            id="who owes it",
        ),
        pytest.param(
            "IV. TỔ CHỨC THỰC HIỆN|1. Phòng Kinh tế là cơ quan đầu mối theo dõi việc trồng cây.",
            [("Phòng Kinh tế", "là cơ quan đầu mối theo dõi việc trồng cây.")],
            id="a unit that is the focal point",
        ),
        pytest.param(
            "IV. TỔ CHỨC THỰC HIỆN|- Cơ quan, tổ chức khi trồng cây có trách nhiệm báo cáo Ủy ban nhân dân xã.",
            [("Cơ quan, tổ chức", "có trách nhiệm báo cáo Ủy ban nhân dân xã.")],
            id="a condition is not part of the name",
        ),
    ],
)
def test_units_of_execution(lines: str, expected: list[tuple[str, str]]) -> None:
    assert units(*lines.split("|")) == expected


@pytest.mark.parametrize(
    "heading",
    [
        "1. Trong thời hạn 10 ngày kể từ ngày trồng cây:",
        "1. Trường hợp cây chết, nghị quyết cũ còn hiệu lực:",
        "1. Nguyên tắc trồng cây",
    ],
)
def test_what_is_no_unit(heading: str) -> None:
    found = units("IV. TỔ CHỨC THỰC HIỆN", heading, "a) Gửi báo cáo bằng văn bản.", "b) Trồng lại cây.")
    assert found == []


DIRECTIVE = (
    "1. Sở Xây dựng:",
    "a) Rà soát cây trên vỉa hè.",
    "b) Báo cáo trước ngày 15/3/2026.",
    "2. Sở Tài chính:",
    "Bố trí kinh phí.",
)


def test_directive_gives_work_under_the_names_of_units() -> None:
    assert units(*DIRECTIVE, kind=("CHỈ THỊ", "Về việc trồng cây")) == [
        ("Sở Xây dựng", "Rà soát cây trên vỉa hè."),
        ("Sở Xây dựng", "Báo cáo trước ngày 15/3/2026."),
        ("Sở Tài chính", "Bố trí kinh phí."),
    ]


def test_decision_and_directive_to_one_body_give_none() -> None:
    assert units(*DIRECTIVE, kind=("QUYẾT ĐỊNH", "Về việc trồng cây")) == []
    assert units(*DIRECTIVE[:3], kind=("CHỈ THỊ", "Về việc trồng cây")) == []


def test_bullets_over_labelled_lines_keep_their_own_deadline() -> None:
    plan = plan_of(
        *PLAN,
        "II. NHIỆM VỤ",
        "1. Cây xanh",
        "- Đào hố trước ngày 10/3/2026.",
        "- Trồng cây.",
        "Đơn vị chủ trì: Phòng Kinh tế.",
        "Đơn vị phối hợp: Hội Nông dân.",
        "Thời gian: Trước ngày 20/3/2026.",
    )
    assert [(duty.unit, getattr(duty.deadline, "date", None)) for duty in plan.duties] == [
        ("Phòng Kinh tế", date(2026, 3, 9)),
        ("Phòng Kinh tế", date(2026, 3, 19)),
    ]
    assert [support.value for support in plan.duties[0].support] == ["Hội Nông dân"]
