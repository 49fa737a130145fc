"""What we write, we read back: the same facts, and nothing to find fault with."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lotrinh.checks.check import check
from lotrinh.data.kinds import KINDS
from lotrinh.plans.plan import Plan
from lotrinh.plans.plan import Section as ReadSection
from lotrinh.plans.reader import read
from lotrinh.writing.description import OfficialDocument, Paragraph, Recipient, Section, Signing, SigningPower, Table
from lotrinh.writing.official_docx import write_docx
from tests.core import descriptions

SAMPLES = {
    name: getattr(descriptions, name) for name in ("STATE", "TABLED", "PARTY", "UNION", "YOUTH", "FRONT", "LETTER")
}
PARTS = ("MỤC ĐÍCH, YÊU CẦU", "NỘI DUNG", "NHIỆM VỤ", "GIẢI PHÁP", "KINH PHÍ")
UNITS = ("Phòng Kinh tế", "Văn phòng", "Trạm Y tế xã", "Hội Nông dân xã", "Đoàn Thanh niên xã", "Các trường học")
WORKS = (
    "Chuẩn bị cây giống và phân bón cho từng trường học trên địa bàn xã.",
    "Lập danh sách hộ có nhu cầu vay vốn gửi Ngân hàng Chính sách xã hội trước ngày 15/6/2026.",
    "Sửa chữa đường ống nước sạch tại các khu dân cư ở xa trung tâm xã.",
    "Mở lớp dạy bơi cho học sinh trong dịp nghỉ hè tại bể bơi của trường.",
)
OPENINGS = {
    "state": "Ủy ban nhân dân xã Minh Tân ban hành Kế hoạch như sau:",
    "party": "Ban Thường vụ Đảng ủy xây dựng kế hoạch như sau:",
}


@st.composite
def bodies(draw: st.DrawFn) -> tuple[Section, ...]:
    """Parts with points or with units below them; the last says who does what."""
    parts = draw(st.lists(st.sampled_from(PARTS), unique=True, min_size=1, max_size=4))
    works = st.lists(st.sampled_from(WORKS), min_size=1, max_size=3, unique=True)
    found = [Section(part, tuple(Paragraph(work, bullet=True) for work in draw(works))) for part in parts]
    units = draw(st.lists(st.sampled_from(UNITS), unique=True, min_size=1, max_size=5))
    duties = tuple(Section(unit, tuple(Paragraph(work, bullet=True) for work in draw(works))) for unit in units)
    return (*found, Section("TỔ CHỨC THỰC HIỆN", duties))


@st.composite
def documents(draw: st.DrawFn) -> OfficialDocument:
    """Plans of the state and of the Party."""
    sample = draw(st.sampled_from((descriptions.STATE, descriptions.PARTY)))
    names = draw(st.lists(st.sampled_from(UNITS), unique=True, min_size=1, max_size=4))
    purposes = st.sampled_from(("", "b/c", "t/h", "p/h", "để biết"))
    on = draw(st.dates(date(2024, 1, 1), date(2026, 12, 31)))  # both guides of the Party
    return replace(
        sample,
        number=draw(st.integers(1, 9999)),
        issued_on=on,
        grounds=sample.grounds[:1] if sample.system == "state" else (),
        opening=(OPENINGS[sample.system],),
        items=draw(bodies()),
        recipients=tuple(Recipient(name, draw(purposes)) for name in names),
        signing=Signing(
            (SigningPower("TM", "Ủy ban nhân dân" if sample.system == "state" else "Đảng ủy"),),
            "Chủ tịch" if sample.system == "state" else "Bí thư",
            draw(st.sampled_from(("Nguyễn Văn An", "Trần Thị Bích Ngọc", "Lê Minh"))),
        ),
    )


def read_back(description: OfficialDocument, folder: Path) -> Plan:
    path = folder / "viet.docx"
    path.write_bytes(write_docx(description))
    return read(path)


def outline_of(description: OfficialDocument) -> list[tuple[str, list[str]]]:
    """Return each heading with the paragraphs right under it."""

    def walk(items: tuple[Paragraph | Table | Section, ...]) -> list[tuple[str, list[str]]]:
        found = []
        for item in items:
            if isinstance(item, Section):
                own = [one.text for one in item.items if isinstance(one, Paragraph)]
                found += [(item.title, own), *walk(item.items)]
        return found

    return walk(description.items)


def outline_read(plan: Plan) -> list[tuple[str, list[str]]]:
    def walk(sections: tuple[ReadSection, ...]) -> list[tuple[str, list[str]]]:
        found = []
        for section in sections:
            words = [paragraph.span.of(plan.text).removeprefix("- ") for paragraph in section.paragraphs]
            found += [(section.title, words), *walk(section.children)]
        return found

    return walk(tuple(section for section in plan.sections if section.role != "appendix"))


def assert_same_facts(description: OfficialDocument, plan: Plan) -> None:
    header, signing = plan.header, description.signing
    assert header.system == description.system
    assert header.kind is not None
    assert header.kind.value == description.kind
    assert description.kind in KINDS
    assert header.number is not None
    assert int(header.number.value) == description.number
    assert header.symbol is not None
    assert header.symbol.value == description.symbol
    assert header.issuer is not None
    assert header.issuer.value == description.issuer.upper()
    assert header.parent_issuer is not None
    assert header.parent_issuer.value == description.parent.upper()
    assert header.place is not None
    assert header.place.value == description.place
    assert description.issued_on is not None
    assert header.issued_on is not None
    assert header.issued_on.value == description.issued_on.isoformat()
    assert header.subject is not None
    assert header.subject.value == description.subject
    assert [one.name for one in plan.recipients[:-1]] == [one.name for one in description.recipients]
    assert plan.recipients[-1].purpose == "archive"
    assert plan.signature is not None
    assert plan.signature.on_behalf_of is not None
    assert plan.signature.on_behalf_of.value == signing.powers[0].on_behalf_of.upper()
    assert plan.signature.position is not None
    assert plan.signature.position.value == signing.position.upper()
    assert plan.signature.name is not None
    assert plan.signature.name.value == signing.name
    asked, found = outline_of(description), outline_read(plan)
    if asked and found and not description.is_letter:
        last = found[-1]
        assert last[1].pop().startswith(description.closing[:-1])
    assert description.is_letter or found == asked


@pytest.mark.parametrize("name", SAMPLES)
def test_each_system_reads_back_and_passes(name: str, tmp_path: Path) -> None:
    plan = read_back(SAMPLES[name], tmp_path)
    assert_same_facts(SAMPLES[name], plan)
    assert [(finding.code, finding.message) for finding in check(tmp_path / "viet.docx")] == []


def test_stages_duties_and_grounds_read_back(tmp_path: Path) -> None:
    plan = read_back(descriptions.TABLED, tmp_path)
    assert [(stage.section, stage.label) for stage in plan.stages] == [
        ("II.1", "Giai đoạn từ nay đến hết ngày 31/3/2026"),
        ("II.2", "Giai đoạn từ ngày 01/4/2026 đến ngày 30/4/2026"),
    ]
    assert [(duty.unit, duty.text, [one.value for one in duty.support], duty.row) for duty in plan.duties] == [
        ("Phòng Kinh tế", "Chuẩn bị cây giống", ["Hội Nông dân xã"], (1, 1)),
        ("Các trường học", "Trồng cây quanh trường", ["Đoàn Thanh niên xã"], (1, 2)),
    ]
    assert [citation.code or citation.title for citation in plan.citations if citation.basis] == [
        "Luật Lâm nghiệp",
        "20/KH-UBND",
    ]
    assert [section.path for section in plan.sections][-2:] == ["PL1", "PL2"]
    assert [section.children[0].path for section in plan.sections[-2:]] == ["PL1.I", "PL2.I"]


@pytest.mark.long
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(documents())
def test_what_we_write_we_read_back(description: OfficialDocument) -> None:
    with tempfile.TemporaryDirectory() as folder:
        plan = read_back(description, Path(folder))
        assert_same_facts(description, plan)
        page_and_words = [*check(Path(folder) / "viet.docx", ignore=["LT-S"])]
        assert [(finding.code, finding.message) for finding in page_and_words] == []
