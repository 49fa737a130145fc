"""How a .docx looks is read from the file, and judged: a document that we write ourselves has nothing to mend."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date
from pathlib import Path

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.text.run import Run

import lotrinh
from lotrinh.checks.check import check
from lotrinh.checks.page.docx_form import read_form
from lotrinh.writing.description import Appendix, OfficialDocument, Recipient, Signing, SigningPower
from lotrinh.writing.official_docx import write_docx
from lotrinh.writing.typed_lines import items_of

PLAN = OfficialDocument(
    system="state",
    issuer="Ủy ban nhân dân xã Minh Tân",
    number=12,
    symbol="KH-UBND",
    place="Minh Tân",
    issued_on=date(2026, 3, 5),
    kind="KH",
    subject="Trồng cây xanh quanh trường học",
    grounds=("Căn cứ Luật Lâm nghiệp ngày 15 tháng 11 năm 2017", "Căn cứ Luật Trồng trọt ngày 19 tháng 11 năm 2018"),
    items=items_of(
        [
            "I. MỤC ĐÍCH",
            "- Trồng 500 cây xanh quanh các trường học trên địa bàn xã trong tháng ba năm nay và giữ cây.",
            "- Trồng thêm cây bóng mát dọc các tuyến đường đến trường học trên địa bàn xã trong tháng tư.",
        ]
    ),
    closing="Ủy ban nhân dân xã yêu cầu các đơn vị thực hiện Kế hoạch này.",
    recipients=(Recipient("Các trường học"),),
    archive="VT, KT",
    signing=Signing((SigningPower("TM", "Ủy ban nhân dân"),), "Chủ tịch", "Nguyễn Văn An"),
)


def codes_of(path: Path) -> list[str]:
    return [finding.code for finding in check(path, select=["LT-P"])]


def test_a_plan_that_we_write_is_in_the_form_in_force(tmp_path: Path) -> None:
    path = tmp_path / "plan.docx"
    path.write_bytes(write_docx(PLAN))
    assert [(finding.code, finding.message) for finding in check(path, select=["LT-P"])] == []


def test_the_public_face_judges_a_file_and_a_plan(tmp_path: Path) -> None:
    path = tmp_path / "plan.docx"
    document = Document(io.BytesIO(write_docx(PLAN)))
    document.sections[0].left_margin = Mm(20)
    document.save(str(path))
    (finding,) = lotrinh.check(path)
    assert isinstance(finding, lotrinh.Finding)
    assert (finding.code, finding.found, finding.asked) == ("LT-P04", "20,0 mm", "30 - 35 mm")
    assert lotrinh.check(lotrinh.read(path)) == ()  # a plan does not know its page


def test_lengths_and_looks_are_read(tmp_path: Path) -> None:
    form = read_form(write_docx(PLAN), name="plan.docx")
    assert form is not None
    assert (round(form.sheets[0].width), round(form.sheets[0].height)) == (210, 297)
    kind = next(look for look in form.looks if look.text == "KẾ HOẠCH")
    assert (kind.bold, kind.align, kind.fonts) == (True, "center", frozenset(("Times New Roman",)))
    assert form.number is not None
    assert (form.number.at_top, form.number.align, form.number.on_first_page) == (True, "center", False)


def test_other_margins_sizes_and_alignment_are_found(tmp_path: Path) -> None:
    document = Document(io.BytesIO(write_docx(PLAN)))
    document.sections[0].left_margin = Mm(20)
    for paragraph in document.paragraphs:
        if paragraph.text.startswith("Trồng "):
            paragraph.alignment = WD_ALIGN_PARAGRAPH.LEFT
            paragraph.runs[0].font.size = Pt(11)
            paragraph.runs[0].font.name = "Arial"
    path = tmp_path / "plan.docx"
    document.save(str(path))
    assert {"LT-P04", "LT-P16", "LT-P17", "LT-P19"} <= set(codes_of(path))


def test_a_form_that_says_nothing_is_not_judged(tmp_path: Path) -> None:
    document = Document()
    document.add_paragraph("Một đoạn văn không có quốc hiệu, không có số, không có ngày tháng, dài hơn một dòng chữ.")
    path = tmp_path / "letter.docx"
    document.save(str(path))
    assert codes_of(path) == []


def test_an_annex_that_is_paged_on_is_found(tmp_path: Path) -> None:
    path = tmp_path / "plan.docx"
    annex = Appendix("Danh sách trường", items_of(["I. CÁC TRƯỜNG", "- Trường Tiểu học Minh Tân."]))
    path.write_bytes(write_docx(replace(PLAN, appendices=(annex, annex))))
    assert codes_of(path) == []
    document = Document(str(path))
    for number in document.element.body.findall(f".//{qn('w:pgNumType')}"):
        number.getparent().remove(number)
    document.save(str(path))
    (finding,) = check(path, select=["LT-P"])
    assert (finding.code, finding.found) == ("LT-P47", "2 phụ lục đánh số trang tiếp theo văn bản")


def test_a_page_that_lies_and_a_heavy_number_are_found(tmp_path: Path) -> None:
    path = tmp_path / "plan.docx"
    document = Document(io.BytesIO(write_docx(PLAN)))
    document.sections[0].page_width, document.sections[0].page_height = Mm(297), Mm(210)
    for run in document.sections[0].header.paragraphs[0]._p.iter(qn("w:r")):
        Run(run, document.paragraphs[0]).bold = True
    document.save(str(path))
    assert codes_of(path) == ["LT-P45", "LT-P46"]


def test_names_under_a_typed_line_are_not_taken_for_the_line(tmp_path: Path) -> None:
    path = tmp_path / "plan.docx"
    document = Document(io.BytesIO(write_docx(PLAN)))
    cell = document.tables[0].cell(0, 0)
    cell.paragraphs[1].insert_paragraph_before("____________")
    document.save(str(path))
    assert not {"LT-P24", "LT-P44"} & set(codes_of(path))


def test_a_page_is_judged_by_the_form_of_its_day(tmp_path: Path) -> None:
    """The number of the page stood at the right of the foot until the decree, and no font was asked for."""
    path = tmp_path / "plan.docx"
    old = replace(PLAN, issued_on=date(2019, 3, 5), grounds=PLAN.grounds[:1])
    path.write_bytes(write_docx(old))
    assert check(path) == ()
    assert [one.code for one in check(path, as_of=date(2026, 3, 5), select=["LT-P"])] == ["LT-P06", "LT-P07"]
    path.write_bytes(write_docx(old, on=date(2026, 3, 5)))
    assert [(one.code, one.severity) for one in check(path)] == [("LT-O06", "note"), ("LT-O07", "note")]
