"""A whole document of our own, read and compared; laws that hold for any text; and the command line over it."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import date
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

import lotrinh
from lotrinh.documents.document import Span
from lotrinh.documents.plain import read_plain
from lotrinh.errors import UnreadableFile
from lotrinh.plans.outline import walk
from lotrinh.plans.plan import DateMoment, EventMoment, IssueMoment, Moment, OffsetMoment, Plan
from lotrinh.plans.reader import read_plan
from lotrinh.plans.wire import moment_from_json, moment_to_json
from lotrinh.web.demo.sample import online_services
from lotrinh.writing.official_docx import write_docx

ISSUED = date(2026, 3, 2)
PIECES = (
    "I. |1. |1.1. |a) |- |KẾ HOẠCH\n|Nơi nhận:\n|TM. ỦY BAN\n|Số: 1/KH-UBND\n|\n|ngày 5/3/2026 |phủ xanh |đ) |Sở A: "
    "|PHỤ LỤC\n|từ nay đến hết năm 2026|Căn cứ Luật số 1/2026/QH15 |TỔ CHỨC THỰC HIỆN\n"
    "|trước ngày 3/4 |Điều 3. |của Bộ Y tế "
)
WORDS = st.sampled_from(PIECES.split("|"))


def plan_of(text: str) -> Plan:
    return read_plan(read_plain(text.encode(), name="a.txt", sha256=""))


def sample(tmp_path: Path) -> Plan:
    path = tmp_path / "mau.docx"
    path.write_bytes(write_docx(online_services(ISSUED)))
    return lotrinh.read(path)


def test_sample_is_read_back_as_it_was_written(tmp_path: Path) -> None:
    plan = sample(tmp_path)
    header = {name: getattr(plan.header, name) for name in ("kind", "code", "issuer", "issued_on", "place")}
    assert {name: value and value.value for name, value in header.items()} == {
        "kind": "KH",
        "code": "27/KH-UBND",
        "issuer": "ỦY BAN NHÂN DÂN PHƯỜNG AN BÌNH MỚI",
        "issued_on": "2026-03-02",
        "place": "An Bình Mới",
    }
    codes = [(c.code, c.basis) for c in plan.citations if c.code]
    assert codes == [
        ("118/2025/NĐ-CP", True),
        ("45/2020/NĐ-CP", True),
        ("114/KH-UBND", True),
        ("08/QĐ-UBND", False),
    ]
    assert [stage.section for stage in plan.stages] == ["II.1", "II.2", "II.3"]
    first, _second, third = plan.stages
    assert isinstance(first.start, IssueMoment)
    assert isinstance(third.start, EventMoment)
    assert third.start.relation == "after"
    assert {channel.kind for channel in plan.channels} == {"meeting", "training", "loudspeaker", "website", "print"}
    units = {duty.unit for duty in plan.duties}
    assert len(units) == 6
    assert plan.signature is not None
    assert plan.signature.under is not None
    assert plan.signature.name is not None
    assert plan.signature.name.value == "Nguyễn Thị Minh Họa"
    assert [r.purpose for r in plan.recipients] == ["report", "report", "implement", None, "archive"]


def test_duties_of_the_sample(tmp_path: Path) -> None:
    duties = sample(tmp_path).duties
    aside = [duty.text for duty in duties if duty.scope == "out_of_scope"]
    assert aside == ["Tăng cường rà quét, phản bác thông tin trái chiều về dịch vụ công trên mạng xã hội."]
    leaflet = next(duty for duty in duties if duty.text.startswith("Biên soạn tờ gấp"))
    assert leaflet.scope == "tracked"
    assert len(leaflet.excluded) == 1
    directory = next(duty for duty in duties if duty.text == "Lập danh bạ hỗ trợ người dân")
    assert [unit.value for unit in directory.support] == [
        "Trung tâm Phục vụ hành chính công phường",
        "Đoàn Thanh niên phường",
    ]
    assert directory.deliverable is not None
    assert directory.deliverable.value == "Danh bạ niêm yết tại 05 nhà văn hóa tổ dân phố"
    together = next(duty for duty in duties if duty.text.startswith("Chủ trì, phối hợp"))
    assert [unit.value for unit in together.support] == ["các tổ dân phố"]
    monthly = next(duty for duty in duties if duty.text.startswith("Báo cáo kết quả hằng tháng"))
    assert monthly.recurrence is not None
    assert monthly.recurrence.value == "FREQ=MONTHLY;BYMONTHDAY=14"
    listed = next(duty for duty in duties if duty.text.startswith("Rà soát, niêm yết"))
    assert isinstance(listed.deadline, DateMoment)
    assert (listed.deadline.date, listed.deadline.exclusive) == (date(2026, 3, 21), True)
    machines = next(duty for duty in duties if duty.text.startswith("Lắp đặt máy tính"))
    assert isinstance(machines.deadline, EventMoment)
    assert machines.deadline.event == "Ngày hội Chuyển đổi số của phường"


def test_written_document_has_the_same_bytes_each_time() -> None:
    assert write_docx(online_services(ISSUED)) == write_docx(online_services(ISSUED))


def spans_of(node: object) -> list[list[int]]:
    if isinstance(node, dict):
        own = [node["span"]] if node.get("span") else []
        return own + [span for key, value in node.items() if key != "span" for span in spans_of(value)]
    if isinstance(node, list):
        return [span for item in node for span in spans_of(item)]
    return []


@settings(max_examples=150, deadline=None)
@given(st.lists(WORDS | st.text(max_size=12), max_size=40).map("".join))
def test_any_text_gives_the_same_plan_twice_with_spans_inside(text: str) -> None:
    try:
        first = plan_of(text)
    except UnreadableFile:
        return  # no letters at all
    answer = first.to_json()
    assert json.dumps(answer) == json.dumps(plan_of(text).to_json())
    size = len(answer["text"])
    assert all(0 <= start < end <= size for start, end in spans_of(answer))
    paths = [section.path for section in walk(first.sections)]
    assert len(paths) == len(set(paths))


SPAN = st.just(Span(0, 3))
RELATIONS = st.sampled_from(["at", "before", "during", "after"])
POINTS = (
    st.builds(DateMoment, st.dates(), SPAN, st.booleans())
    | st.builds(IssueMoment, SPAN)
    | st.builds(EventMoment, st.text(min_size=1), RELATIONS, SPAN)
)


@given(st.none() | POINTS | st.builds(OffsetMoment, st.integers(-400, 400), st.booleans(), st.none() | POINTS, SPAN))
def test_moments_survive_the_wire(moment: Moment | None) -> None:
    assert moment_from_json(moment_to_json(moment)) == moment


def test_command_line_answers_json_for_one_and_a_sentence_for_the_other(tmp_path: Path) -> None:
    good, bad = tmp_path / "tot.txt", tmp_path / "hong.docx"
    good.write_text("KẾ HOẠCH\nTrồng cây\n\nI. MỤC ĐÍCH\n\n- Xanh.", encoding="utf-8")
    bad.write_bytes(b"x")
    command = [sys.executable, "-m", "lotrinh.cli", "read", "--json", str(bad), str(good)]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    assert run.returncode == 1
    assert json.loads(run.stdout)["header"]["subject"]["value"] == "Trồng cây"
    assert run.stderr.startswith("hong.docx: ")
    assert len(run.stderr.splitlines()) == 1


def test_command_line_prints_an_outline(tmp_path: Path) -> None:
    path = tmp_path / "mau.docx"
    path.write_bytes(write_docx(online_services(ISSUED)))
    command = [sys.executable, "-m", "lotrinh.cli", "read", str(path)]
    run = subprocess.run(command, capture_output=True, text=True, check=True, env={"COLUMNS": "200", "PATH": ""})
    assert "Nhiệm vụ theo đơn vị" in run.stdout
    assert "ngoài phạm vi" in run.stdout
    assert "II.1 Giai đoạn từ nay" in run.stdout
