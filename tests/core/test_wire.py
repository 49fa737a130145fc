"""A plan goes out as JSON and comes back the same; what is not a plan is refused by one kind of error."""

from __future__ import annotations

import json
from typing import Any

import pytest

from lotrinh.plans.plan import Plan
from lotrinh.plans.wire import SCHEMA, moment_from_json
from tests.core.drafts import document, plan_of, plan_of_text, ruled

TEXT = """ĐẢNG BỘ PHƯỜNG MẪU
Số 07-KH/ĐU

KẾ HOẠCH
Trồng cây quanh trường học

Căn cứ Nghị quyết số 12-NQ/TU, ngày 05/9/2025 của Tỉnh ủy về cây xanh.

I. NỘI DUNG

1. Giai đoạn 1: Từ nay đến hết quý II/2026

- Đào hố.

2. Giai đoạn 2: Trước khai mạc Ngày hội Cây xanh

- Trồng cây.

II. HÌNH THỨC

- Hội nghị, bản tin.

III. TỔ CHỨC THỰC HIỆN

1. Chi bộ các tổ dân phố

- Hằng tháng, trước ngày 20, báo cáo số cây đã trồng.

- Trong 05 ngày làm việc kể từ ngày ký, phối hợp với Đoàn Thanh niên lập danh sách nơi trồng.

Nơi nhận:
- Tỉnh ủy (b/c),
- Lưu Văn phòng.
T/M ĐẢNG ỦY
PHÓ BÍ THƯ
Trần Văn Mẫu
"""


def test_plan_survives_the_wire() -> None:
    plan = plan_of_text(TEXT)
    assert plan.stages
    assert plan.duties
    body = plan.to_json()
    assert body["schema"] == SCHEMA
    assert Plan.from_json(json.loads(json.dumps(body))) == plan


def test_rows_of_tables_survive_the_wire() -> None:
    head = [ruled(words, 0, n) for n, words in enumerate(("TT", "Nội dung công việc", "Đơn vị chủ trì", "Thời gian"))]
    row = [ruled(words, 1, n) for n, words in enumerate(("1", "Lập danh sách cây", "Tổ cây xanh", "Trước 15/5/2026"))]
    plan = plan_of("KẾ HOẠCH", "Trồng cây", "I. VIỆC", *head, *row)
    assert [duty.row for duty in plan.duties] == [(1, 1)]
    body = plan.to_json()
    assert body["duties"][0]["row"] == [1, 1]
    assert Plan.from_json(body) == plan


def test_every_fact_names_the_words_it_was_read_from() -> None:
    plan = plan_of_text(TEXT)
    body = plan.to_json()
    facts = [
        *body["citations"], *body["stages"], *body["duties"], *body["recipients"], *body["channels"], *body["dates"]
    ]  # fmt: skip
    assert all(body["text"][slice(*fact["span"])].strip() for fact in facts)
    mention = body["citations"][0]["mentions"][0]
    assert body["text"][slice(*mention["span"])].endswith("12-NQ/TU")


def test_fields_of_a_later_version_are_left_out() -> None:
    plan = plan_of(*document("KẾ HOẠCH", "Trồng cây").text.split("\n"))
    body = plan.to_json()
    body["later"] = 1
    body["source"]["later"] = {}
    del body["signatures"]
    assert Plan.from_json(body) == plan


@pytest.mark.parametrize(
    "change",
    [
        pytest.param({"schema": "lotrinh.plan/2"}, id="another schema"),
        pytest.param({"text": 5}, id="text that is no text"),
        pytest.param({"source": {}}, id="source without a name"),
        pytest.param({"duties": {}}, id="a list that is none"),
        pytest.param({"duties": [5]}, id="a duty that is a number"),
        pytest.param({"recipients": [{"name": "A", "purpose": "b/c", "span": [0, 1]}]}, id="an unknown purpose"),
        pytest.param({"recipients": [{"name": "A", "purpose": None, "span": [0]}]}, id="half a span"),
        pytest.param({"recipients": [{"name": "A", "purpose": None, "span": [0, True]}]}, id="a span of truth"),
        pytest.param({"citations": [{"code": None}]}, id="a citation without the rest"),
        pytest.param({"problems": [{"code": "x", "severity": "bad", "message": ""}]}, id="an unknown severity"),
    ],
)
def test_what_is_no_plan_is_refused(change: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r"cần|thiếu|không phải"):
        Plan.from_json({**plan_of("KẾ HOẠCH").to_json(), **change})


@pytest.mark.parametrize(
    "body",
    [
        pytest.param({}, id="empty"),
        pytest.param({"kind": "date", "date": "2026-02-30"}, id="no such day"),
        pytest.param({"kind": "event", "event": "Ngày hội", "relation": "near"}, id="no such relation"),
        pytest.param({"kind": "hope"}, id="no such kind"),
        pytest.param(
            {"kind": "offset", "days": 1, "working": True, "from": {"kind": "offset", "days": 1, "working": True}},
            id="an offset from an offset",
        ),
    ],
)
def test_what_is_no_moment_is_refused(body: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r"mốc|isoformat|day"):
        moment_from_json(body)
