"""Who a document goes to and what for: each custom of writing purposes, and prints that ran two columns together."""

from __future__ import annotations

import pytest

from lotrinh.plans.plan import Plan
from tests.core.drafts import Part, laid, plan_of

HEAD = ("KẾ HOẠCH", "Trồng cây", "I. VIỆC", "- Đào hố.")


def told(plan: Plan) -> list[tuple[str, str | None]]:
    return [(recipient.name, recipient.purpose) for recipient in plan.recipients]


@pytest.mark.parametrize(
    ("line", "name", "purpose"),
    [
        pytest.param("- Tỉnh ủy (b/c),", "Tỉnh ủy", "report", id="report"),
        pytest.param("- Bộ trưởng (để b/cáo);", "Bộ trưởng", "report", id="report half spelled out"),
        pytest.param("- UBND tỉnh (để báo cáo);", "UBND tỉnh", "report", id="report spelled out"),
        pytest.param("- Các chi bộ (t/h),", "Các chi bộ", "implement", id="implement"),
        pytest.param("- Các phòng (để thực hiện);", "Các phòng", "implement", id="implement spelled out"),
        pytest.param("- Cục Cây xanh (p/hợp t/hiện);", "Cục Cây xanh", "coordinate", id="coordinate, abbreviated"),
        pytest.param("- Công an xã (p/h),", "Công an xã", "coordinate", id="coordinate"),
        pytest.param("- Các tổ dân phố (để biết);", "Các tổ dân phố", "information", id="information"),
        pytest.param("- Lưu: VT, KT.", "Lưu: VT, KT", "archive", id="archive that ends like a power"),
        pytest.param("- Phòng Kinh tế (05 bản);", "Phòng Kinh tế (05 bản)", None, id="a bracket that is no purpose"),
        pytest.param("- Như trên;", "Như trên", None, id="no purpose is never filled in"),
    ],
)
def test_one_line(line: str, name: str, purpose: str | None) -> None:
    assert told(plan_of(*HEAD, "Nơi nhận:", line, "T/M ĐẢNG ỦY", "Trần Văn Mẫu")) == [(name, purpose)]


def test_brace_gives_its_purpose_to_the_lines_above() -> None:
    lines = ("- Tỉnh ủy (b/c),", "- Chi bộ A,", "- Chi bộ B, } (t/h)", "- Lưu.")
    plan = plan_of(*HEAD, "Nơi nhận:", *lines, "T/M ĐẢNG ỦY", "Trần Văn Mẫu")
    assert told(plan) == [
        ("Tỉnh ủy", "report"),
        ("Chi bộ A", "implement"),
        ("Chi bộ B", "implement"),
        ("Lưu", "archive"),
    ]


def test_recipients_whose_lines_lost_their_breaks() -> None:
    line = "- Bộ Cây xanh; (báo cáo) - Tỉnh ủy; (báo cáo) - Các sở; - Sở A - Bộ Cây xanh;"
    plan = plan_of(*HEAD, laid("Nơi nhận:", 0), laid(line, 0), laid("GIÁM ĐỐC", 1), laid("Trần Văn Mẫu", 1))
    assert told(plan) == [
        ("Bộ Cây xanh", "report"),
        ("Tỉnh ủy", "report"),
        ("Các sở", None),
        ("Sở A - Bộ Cây xanh", None),
    ]


def test_columns_that_a_print_ran_together() -> None:
    lines: tuple[Part, ...] = (
        "Nơi nhận: TM. ỦY BAN NHÂN DÂN",
        "- Bộ Cây xanh (để báo cáo); KT. CHỦ TỊCH",
        "- Sở Cây xanh; PHÓ CHỦ TỊCH",
        "- Các phường; Trần Thị Mẫu",
        "- Lưu: VT.",
    )
    plan = plan_of(*HEAD, *lines)
    assert told(plan) == [
        ("Bộ Cây xanh", "report"),
        ("Sở Cây xanh", None),
        ("Các phường", None),
        ("Lưu: VT", "archive"),
    ]
    signature = plan.signature
    assert signature is not None
    assert signature.under is not None
    assert signature.under.on_behalf_of is not None
    assert signature.position is not None
    assert signature.name is not None
    found = (signature.under.on_behalf_of.value, signature.position.value, signature.name.value)
    assert found == ("CHỦ TỊCH", "PHÓ CHỦ TỊCH", "Trần Thị Mẫu")
    assert all(value.span.of(plan.text) == value.value for value in (signature.position, signature.name))


def test_lists_of_forms_in_an_appendix_are_not_the_documents() -> None:
    plan = plan_of(*HEAD, "TM. ỦY BAN NHÂN DÂN", "Trần Văn Mẫu", "PHỤ LỤC I", "Nơi nhận:", "- ……;", "NGƯỜI KÝ")
    assert told(plan) == []
    assert plan.signature is not None
    assert plan.signature.name is not None
    assert plan.signature.name.value == "Trần Văn Mẫu"
