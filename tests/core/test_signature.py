"""Who signs, for whom and by which power, in every form of the foot."""

from __future__ import annotations

import pytest

from lotrinh.plans.plan import Plan, Value
from tests.core.drafts import Part, laid, plan_of

HEAD = ("KẾ HOẠCH", "Trồng cây", "I. VIỆC", "- Đào hố.")


def words(value: Value | None) -> str | None:
    return value.value if value else None


def signed(plan: Plan) -> tuple[str | None, ...]:
    signature = plan.signature
    assert signature is not None
    return (
        words(signature.authority),
        words(signature.on_behalf_of),
        words(signature.under.on_behalf_of) if signature.under else None,
        words(signature.position),
        words(signature.name),
    )


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        pytest.param(
            "T/M ĐẢNG ỦY|PHÓ BÍ THƯ|Trần Văn Mẫu", ("T/M", "ĐẢNG ỦY", None, "PHÓ BÍ THƯ", "Trần Văn Mẫu"), id="Party"
        ),
        pytest.param(
            "TM. ỦY BAN NHÂN DÂN|KT. CHỦ TỊCH|PHÓ CHỦ TỊCH|Trần Văn Mẫu",
            ("TM.", "ỦY BAN NHÂN DÂN", "CHỦ TỊCH", "PHÓ CHỦ TỊCH", "Trần Văn Mẫu"),
            id="two powers",
        ),
        pytest.param("GIÁM ĐỐC|Trần Văn Mẫu", (None, None, None, "GIÁM ĐỐC", "Trần Văn Mẫu"), id="no power"),
        pytest.param(
            "GIÁM ĐỐC|(Đã ký)|Trần Văn Mẫu", (None, None, None, "GIÁM ĐỐC", "Trần Văn Mẫu"), id="a mark of signing"
        ),
        pytest.param(
            "TL. BỘ TRƯỞNG VỤ TRƯỞNG VỤ CÂY XANH|Trần Văn Mẫu",
            ("TL.", "BỘ TRƯỞNG", None, "VỤ TRƯỞNG VỤ CÂY XANH", "Trần Văn Mẫu"),
            id="post on the line of its power",
        ),
        pytest.param(
            "KT. BỘ|TRƯỞNG, CHỦ NHIỆM PHÓ CHỦ NHIỆM|Trần Văn Mẫu",
            ("KT.", "BỘ TRƯỞNG, CHỦ NHIỆM", None, "PHÓ CHỦ NHIỆM", "Trần Văn Mẫu"),
            id="power broken inside its post",
        ),
        pytest.param(
            "XÁC THỰC VĂN BẢN|KT. BỘ TRƯỞNG|THỨ TRƯỞNG|Trần Văn Mẫu",
            ("KT.", "BỘ TRƯỞNG", None, "THỨ TRƯỞNG", "Trần Văn Mẫu"),
            id="a heading above the power",
        ),
        pytest.param(
            "BỘ TRƯỞNG|Đại tướng Trần Văn Mẫu",
            (None, None, None, "BỘ TRƯỞNG", "Đại tướng Trần Văn Mẫu"),
            id="a rank before the name",
        ),
        pytest.param(
            "HIỆU TRƯỞNG|PGS.TS. Trần Văn Mẫu", (None, None, None, "HIỆU TRƯỞNG", "PGS.TS. Trần Văn Mẫu"), id="degrees"
        ),
    ],
)
def test_forms_of_the_foot(lines: str, expected: tuple[str | None, ...]) -> None:
    right = [laid(line, 1) for line in lines.split("|")]
    plan = plan_of(*HEAD, laid("Nơi nhận:", 0), laid("- Như trên;", 0), laid("- Lưu: VT.", 0), *right)
    assert signed(plan) == expected


def test_every_value_is_read_from_its_words() -> None:
    lines: tuple[Part, ...] = ("TL. CHỦ TỊCH CHÁNH VĂN PHÒNG", "Trần Văn Mẫu")
    plan = plan_of(*HEAD, "Nơi nhận:", "- Lưu.", *lines)
    signature = plan.signature
    assert signature is not None
    for value in (signature.authority, signature.on_behalf_of, signature.position, signature.name):
        assert value is not None
        assert value.span.of(plan.text) == value.value


def test_foot_ends_where_another_document_begins() -> None:
    lines = ("Nơi nhận: TM. ỦY BAN NHÂN DÂN", "- Lưu.", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "QUY CHẾ", "Chương I")
    assert signed(plan_of(*HEAD, *lines)) == ("TM.", "ỦY BAN NHÂN DÂN", None, None, None)


def test_several_bodies_sign_side_by_side() -> None:
    left = (laid("TM. BAN THƯỜNG TRỰC", 0), laid("CHỦ TỊCH", 0), laid("Trần Văn Mẫu", 0))
    right = (laid("TM. ỦY BAN NHÂN DÂN", 1), laid("CHỦ TỊCH", 1), laid("Lê Thị Mẫu", 1))
    plan = plan_of(*HEAD, *left, *right)
    assert [words(signature.name) for signature in plan.signatures] == ["Trần Văn Mẫu", "Lê Thị Mẫu"]
    assert plan.signature == plan.signatures[0]


def test_nobody_signs() -> None:
    assert plan_of(*HEAD).signature is None


JOINT = (
    "TM. ĐOÀN CHỦ TỊCH|CHỦ TỊCH|(Đã ký)|Đỗ Văn Một|TM. CHÍNH PHỦ|THỦ TƯỚNG|Phạm Văn Hai"
    "|TM. ỦY BAN CÂY XANH|CHỦ TỊCH|Lê Văn Ba"
)


@pytest.mark.parametrize("recipients_last", [True, False])
def test_where_several_bodies_sign_the_one_that_numbers_goes_before(recipients_last: bool) -> None:
    foot = [*JOINT.split("|"), "Nơi nhận:", "- Như trên;"] if recipients_last else JOINT.split("|")
    plan = plan_of("ỦY BAN CÂY XANH - CHÍNH PHỦ", "Số: 12/2026/NQLT-UBCX-CP", "NGHỊ QUYẾT LIÊN TỊCH", *HEAD[1:], *foot)
    assert [words(signature.name) for signature in plan.signatures] == ["Đỗ Văn Một", "Phạm Văn Hai", "Lê Văn Ba"]
    assert signed(plan) == ("TM.", "ỦY BAN CÂY XANH", None, "CHỦ TỊCH", "Lê Văn Ba")


def test_post_and_name_at_the_very_end_sign_without_a_power() -> None:
    plan = plan_of("LUẬT", "Cây xanh", "Điều 1. Trồng cây", "Mỗi nhà một cây.", "CHỦ TỊCH QUỐC HỘI", "Trần Văn Mẫu")
    assert signed(plan) == (None, None, None, "CHỦ TỊCH QUỐC HỘI", "Trần Văn Mẫu")


def test_noise_of_a_seal_is_no_post() -> None:
    plan = plan_of(*HEAD, "Nơi nhận:", "- Như trên;", "X H2", "__ KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC", "Trần Văn Mẫu")
    assert signed(plan) == ("KT.", "GIÁM ĐỐC", None, "PHÓ GIÁM ĐỐC", "Trần Văn Mẫu")
