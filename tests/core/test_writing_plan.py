"""A written plan has the form of Nghị định 30/2020/NĐ-CP, and the same bytes whenever it is written."""

from __future__ import annotations

import datetime
import io
import zipfile

import pytest
from docx import Document
from docx.document import Document as DocxDocument
from docx.oxml.ns import qn
from docx.shared import Pt

from lotrinh.web.demo.sample import online_services, vaccination
from lotrinh.writing.description import OfficialDocument
from lotrinh.writing.official_docx import write_docx

DAY = datetime.date(2026, 3, 2)


@pytest.fixture(scope="module")
def data() -> bytes:
    return write_docx(online_services(DAY))


@pytest.fixture(scope="module")
def document(data: bytes) -> DocxDocument:
    return Document(io.BytesIO(data))


@pytest.mark.parametrize("plan", [online_services(DAY), vaccination(DAY)], ids=["online services", "vaccination"])
def test_same_words_give_the_same_bytes(plan: OfficialDocument) -> None:
    assert write_docx(plan, on=DAY) == write_docx(plan, on=DAY)


def test_nothing_of_this_moment_or_machine_is_inside(data: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert {part.date_time for part in archive.infolist()} == {(2026, 1, 1, 0, 0, 0)}
        core = archive.read("docProps/core.xml").decode()
    assert "2026-01-01T00:00:00Z" in core
    assert "python-docx" not in core


def test_page_is_that_of_the_decree(document: DocxDocument) -> None:
    section = document.sections[0]
    lengths = [section.page_width, section.page_height, section.top_margin, section.bottom_margin]
    lengths += [section.left_margin, section.right_margin]
    assert [round(length.mm) for length in lengths if length is not None] == [210, 297, 20, 20, 30, 15]
    normal = document.styles["Normal"]
    assert (normal.font.name, normal.font.size) == ("Times New Roman", Pt(14))
    assert section.different_first_page_header_footer
    assert section.first_page_header.paragraphs[0].text == ""
    field = section.header.paragraphs[0]._p.find(qn("w:fldSimple"))
    assert field is not None
    assert field.get(qn("w:instr")) == "PAGE"


def test_head_and_foot_stand_in_tables_without_borders(document: DocxDocument) -> None:
    head, foot = document.tables
    assert all(table.style is None or table.style.name == "Normal Table" for table in (head, foot))
    assert [[cell.text.strip().splitlines()[0] for cell in row.cells] for row in head.rows] == [
        ["THÀNH PHỐ SÔNG XANH", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"],
        ["Số: 27/KH-UBND", "An Bình Mới, ngày 02 tháng 3 năm 2026"],
    ]
    left, right = foot.rows[0].cells
    label = left.paragraphs[0].style
    assert label is not None
    assert (label.font.bold, label.font.italic) == (True, True)
    assert left.text.splitlines()[-1] == "- Lưu: VT."
    signed = [words for words in right.text.splitlines() if words]
    assert signed == ["TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH", "Nguyễn Thị Minh Họa"]
