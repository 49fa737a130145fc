"""`lotrinh check --fix` mends form and marks in a copy, and no wording; what is not safe is left."""

from __future__ import annotations

import hashlib
import io
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from docx import Document
from docx.document import Document as DocxDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.text.paragraph import Paragraph
from docx.text.run import Run
from typer.testing import CliRunner

from lotrinh.checks.check import check
from lotrinh.cli import app
from lotrinh.plans.reader import read
from lotrinh.writing.description import OfficialDocument
from lotrinh.writing.fixing import FORM_FIXES, place_in
from lotrinh.writing.official_docx import write_docx
from lotrinh.writing.typed_lines import items_of
from tests.core.descriptions import LETTER, PARTY, STATE

runner = CliRunner()
Spoil = Callable[[DocxDocument], None]
LAST_GROUND = "Căn cứ Luật Trồng trọt ngày 19 tháng 11 năm 2018"


def body(document: DocxDocument) -> list[Paragraph]:
    return [one for one in document.paragraphs if len(one.text) > 60]


def line(document: DocxDocument, start: str) -> Paragraph:
    every = [Paragraph(one, document._body) for one in document.element.body.iter(qn("w:p"))]
    return next(one for one in every if one.text.startswith(start))


def resized(start: str) -> Spoil:
    def spoil(document: DocxDocument) -> None:
        for run in line(document, start).runs:
            run.font.size = Pt(17)

    return spoil


def margin(side: str, length: float) -> Spoil:
    return lambda document: setattr(document.sections[0], f"{side}_margin", Mm(length))


def letter_sheet(document: DocxDocument) -> None:
    document.sections[0].page_width, document.sections[0].page_height = Mm(216), Mm(279)


def number_below(document: DocxDocument) -> None:
    header = document.sections[0].header.paragraphs[0]._p
    field = header.find(qn("w:fldSimple"))
    assert field is not None
    document.sections[0].footer.paragraphs[0]._p.append(field)


def number_above(document: DocxDocument) -> None:
    field = document.sections[0].footer.paragraphs[0]._p.find(qn("w:fldSimple"))
    assert field is not None
    document.sections[0].header.paragraphs[0]._p.append(field)


def number_aside(document: DocxDocument) -> None:
    for place in (document.sections[0].header, document.sections[0].footer):
        place.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.LEFT


def number_on_first(document: DocxDocument) -> None:
    document.sections[0].different_first_page_header_footer = False


def spoil_runs(change: Callable[[Paragraph], None]) -> Spoil:
    def spoil(document: DocxDocument) -> None:
        for paragraph in body(document):
            change(paragraph)

    return spoil


def wide(paragraph: Paragraph) -> None:
    paragraph.paragraph_format.line_spacing = 2.0


def far(paragraph: Paragraph) -> None:
    paragraph.paragraph_format.first_line_indent = Mm(25)


def ragged(paragraph: Paragraph) -> None:
    paragraph.alignment = WD_ALIGN_PARAGRAPH.LEFT


def font(name: str) -> Callable[[Paragraph], None]:
    def change(paragraph: Paragraph) -> None:
        for run in paragraph.runs:
            run.font.name = name

    return change


def small(paragraph: Paragraph) -> None:
    for run in paragraph.runs:
        run.font.size = Pt(11)


def blue(paragraph: Paragraph) -> None:
    for run in paragraph.runs:
        run.font.color.rgb = RGBColor(0, 0, 255)


def upright(document: DocxDocument) -> None:
    for paragraph in document.paragraphs:
        if paragraph.text.startswith("Căn cứ"):
            for run in paragraph.runs:
                run.italic = False


def number_of_size(size: float) -> Spoil:
    def spoil(document: DocxDocument) -> None:
        for place in (document.sections[0].header, document.sections[0].footer):
            for run in place.paragraphs[0]._p.iter(qn("w:r")):
                Run(run, document.paragraphs[0]).font.size = Pt(size)

    return spoil


def number_low(document: DocxDocument) -> None:
    document.sections[0].header_distance = Mm(18)


def close(paragraph: Paragraph) -> None:
    paragraph.paragraph_format.space_before = paragraph.paragraph_format.space_after = Pt(1)


def sparse(paragraph: Paragraph) -> None:
    paragraph.paragraph_format.line_spacing_rule = WD_LINE_SPACING.EXACTLY
    paragraph.paragraph_format.line_spacing = Pt(30)


def slanted(document: DocxDocument) -> None:
    for paragraph in document.paragraphs:
        if paragraph.text.startswith("- Căn cứ"):
            for run in paragraph.runs:
                run.italic = True


def heavy(start: str) -> Spoil:
    def spoil(document: DocxDocument) -> None:
        for run in line(document, start).runs:
            run.bold = True

    return spoil


IN_BOTH: dict[int, Spoil] = {
    1: letter_sheet,
    2: margin("top", 35),
    3: margin("bottom", 10),
    4: margin("left", 20),
    5: margin("right", 25),
    6: number_below,
    7: number_aside,
    8: number_on_first,
    12: resized("Minh Tân,"),
    13: resized("KẾ HOẠCH"),
    14: resized("Nơi nhận"),
    16: spoil_runs(font("Arial")),
    17: spoil_runs(small),
    19: spoil_runs(ragged),
    20: spoil_runs(far),
    29: resized("Nguyễn Văn An"),
    30: number_of_size(9),
}
IN_STATE: dict[int, Spoil] = {
    9: resized("CỘNG"),
    10: resized("Độc lập"),
    11: resized("Số:"),
    15: resized("TM."),
    18: spoil_runs(blue),
    21: spoil_runs(wide),
    22: upright,
    23: resized("ỦY BAN NHÂN DÂN TỈNH"),
    24: resized("ỦY BAN NHÂN DÂN XÃ"),
    25: resized("Trồng cây xanh"),
    27: resized("- Ủy ban"),
    28: resized("PHÓ CHỦ TỊCH"),
    32: spoil_runs(close),
}
IN_PARTY: dict[int, Spoil] = {
    9: resized("ĐẢNG CỘNG SẢN"),
    11: resized("Số"),
    15: resized("T/M"),
    21: spoil_runs(sparse),
    22: slanted,
    23: resized("TỈNH ỦY"),
    24: resized("ĐẢNG ỦY XÃ"),
    25: resized("tổ chức hội nghị"),
    27: resized("- Tỉnh ủy"),
    28: heavy("BÍ THƯ"),
    31: number_low,
}
GROUNDED = replace(STATE, grounds=(*STATE.grounds, LAST_GROUND))
PARTY_GROUNDED = replace(PARTY, grounds=(*PARTY.grounds, "Căn cứ Kế hoạch số 21-KH/TU, ngày 11/02/2026 của Tỉnh ủy"))
PARTY_NOW = replace(
    PARTY_GROUNDED,
    issued_on=date(2026, 6, 5),
    items=items_of(
        [
            "I. MỤC ĐÍCH, YÊU CẦU",
            "- Đánh giá kết quả công tác sáu tháng đầu năm và bàn việc của sáu tháng cuối năm của Đảng bộ xã.",
            "- Các chi bộ chuẩn bị ý kiến bằng văn bản và cử đại biểu dự hội nghị đúng thành phần, đủ số lượng.",
            "II. TỔ CHỨC THỰC HIỆN",
            "1. Văn phòng Đảng ủy",
            "- Chuẩn bị tài liệu trước ngày 19/6/2026.",
        ]
    ),
)
PARTY_LETTER = replace(
    PARTY,
    kind="CV",
    symbol="CV/ĐU",
    subject="cử đại biểu dự hội nghị",
    addressees=("Các chi bộ trực thuộc",),
    grounds=(),
    opening=("Thực hiện Kế hoạch số 12-KH/ĐU, ngày 05/3/2026, Đảng ủy xã đề nghị các chi bộ:",),
    items=items_of(["1. Cử đại biểu dự hội nghị đúng thành phần và gửi danh sách về Văn phòng Đảng ủy xã."]),
    first_level=1,
)
OLD = replace(
    GROUNDED,
    issued_on=date(2019, 3, 5),
    grounds=(GROUNDED.grounds[0], LAST_GROUND, "Căn cứ Kế hoạch số 20/KH-UBND ngày 10 tháng 02 năm 2019 của tỉnh"),
    items=items_of(
        [
            "I. MỤC ĐÍCH, YÊU CẦU",
            "- Mỗi trường học có thêm bóng mát, học sinh biết trồng và giữ cây trong cả mùa khô của năm.",
            "- Cây trồng xong phải có người chăm sóc và có lịch tưới nước hằng tuần của từng lớp học.",
        ]
    ),
    subject="Trồng cây xanh quanh trường học trên địa bàn xã năm 2019",
)
SPOILS: dict[str, tuple[OfficialDocument, Spoil]] = {
    **{f"LT-P{number:02d}": (GROUNDED, spoil) for number, spoil in (IN_BOTH | IN_STATE).items()},
    **{
        f"LT-O{number:02d}": (OLD, spoil)
        for number, spoil in (IN_BOTH | IN_STATE | {6: number_above}).items()
        if number not in (16, 18)  # no font was asked for
    },
    **{f"LT-D{number:02d}": (PARTY_GROUNDED, spoil) for number, spoil in (IN_BOTH | IN_PARTY).items()},
    **{f"LT-E{number:02d}": (PARTY_NOW, spoil) for number, spoil in (IN_BOTH | IN_PARTY).items()},
    "LT-P26": (LETTER, resized("V/v")),
    "LT-O26": (replace(LETTER, issued_on=date(2019, 3, 5), opening=OLD.opening), resized("V/v")),
    "LT-D26": (PARTY_LETTER, resized("về việc")),
    "LT-E26": (replace(PARTY_LETTER, issued_on=date(2026, 6, 5)), resized("về việc")),
}


def spoiled(path: Path, spoil: Spoil, description: OfficialDocument = GROUNDED) -> Path:
    document = Document(io.BytesIO(write_docx(description)))
    spoil(document)
    document.save(str(path))
    return path


def test_every_fix_of_form_is_tried() -> None:
    assert set(SPOILS) == set(FORM_FIXES)


@pytest.mark.parametrize("code", SPOILS)
def test_form_is_mended(code: str, tmp_path: Path) -> None:
    description, spoil = SPOILS[code]
    path = spoiled(tmp_path / "ke-hoach.docx", spoil, description)
    assert code in {finding.code for finding in check(path)}
    before = hashlib.sha256(path.read_bytes()).hexdigest()
    answer = runner.invoke(app, ["check", "--fix", str(path)])
    assert answer.exit_code == 0, answer.output
    assert code in answer.stdout
    fixed = tmp_path / "ke-hoach.fixed.docx"
    assert check(fixed) == ()
    assert hashlib.sha256(path.read_bytes()).hexdigest() == before
    assert read(fixed).text == read(path).text


def rewritten(number: str, day: str = "") -> Spoil:
    def spoil(document: DocxDocument) -> None:
        line(document, "Số").runs[0].text = number
        if day:
            line(document, "Minh Tân,").runs[0].text = day

    return spoil


@pytest.mark.parametrize(
    ("number", "day", "asked"),
    [
        pytest.param("Số: 5/KH-UBND", "", "Số: 05/KH-UBND", id="a leading zero"),
        pytest.param("Số: 05-KH-UBND", "", "Số: 05/KH-UBND", id="a slash"),
        pytest.param("Số: 5-KH/UBND", "", "Số: 05/KH-UBND", id="zero, slash and hyphen"),
        pytest.param("Số: 12/KH - UBND", "", "Số: 12/KH-UBND", id="no spaces"),
        pytest.param("Số 12/KH-UBND", "", "Số: 12/KH-UBND", id="a colon"),
        pytest.param("Số: 12/KH-UBND", "Minh Tân, ngày 5 tháng 3 năm 2026", "ngày 05 tháng 3", id="zero of the day"),
    ],
)
def test_marks_of_the_code_are_mended(number: str, day: str, asked: str, tmp_path: Path) -> None:
    path = spoiled(tmp_path / "a.docx", rewritten(number, day))
    answer = runner.invoke(app, ["check", "--fix", str(path), "--out", str(tmp_path / "b.docx")])
    assert answer.exit_code == 0, answer.output
    assert asked in read(tmp_path / "b.docx").text
    inked = [re.sub(r"[\W0]", "", read(tmp_path / name).text) for name in ("a.docx", "b.docx")]
    assert inked[0] == inked[1]


def test_marks_of_a_party_code_are_mended(tmp_path: Path) -> None:
    document = Document(io.BytesIO(write_docx(PARTY)))
    line(document, "Số").runs[0].text = "Số: 12/KH-ĐU"
    document.save(str(tmp_path / "a.docx"))
    assert runner.invoke(app, ["check", "--fix", str(tmp_path / "a.docx")]).exit_code == 0
    assert "Số 12-KH/ĐU" in read(tmp_path / "a.fixed.docx").text


def test_wording_is_left_and_said(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    document = Document(
        io.BytesIO(write_docx(replace(STATE, closing="Ủy ban nhân dân xã yêu cầu các các đơn vị làm.")))
    )
    document.sections[0].left_margin = Mm(20)
    document.save(str(path))
    answer = runner.invoke(app, ["check", "--fix", str(path)])
    assert "LT-P04" in answer.stdout
    assert "LT-S24" in answer.stdout
    assert "các các" in read(tmp_path / "a.fixed.docx").text
    assert "left_margin" not in answer.stdout


def test_a_clean_file_has_no_copy(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(write_docx(STATE))
    answer = runner.invoke(app, ["check", "--fix", str(path)])
    assert answer.exit_code == 0
    assert [one.name for one in tmp_path.iterdir()] == ["a.docx"]


@pytest.mark.parametrize(
    ("options", "words"),
    [
        pytest.param(["--fix", "a.txt"], "chỉ sửa được tệp .docx", id="another format"),
        pytest.param(["--fix", "a.docx", "--out", "a.docx"], "một tệp khác", id="over itself"),
        pytest.param(["--fix", "a.docx", "b.docx", "--out", "c.docx"], "một tệp", id="two files into one"),
        pytest.param(["--fix", "a.docx", "--format", "json"], "dạng text", id="another form of answers"),
        pytest.param(["a.docx", "--out", "c.docx"], "--out chỉ đi với --fix", id="no fix"),
        pytest.param(["--fix", "torn.docx"], "torn.docx", id="a torn file"),
        pytest.param(["--fix", "a.docx", "--out", "no/such/c.docx"], "không ghi được", id="no such folder"),
    ],
)
def test_what_cannot_be_fixed_writes_nothing(
    options: list[str], words: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    spoiled(tmp_path / "a.docx", margin("left", 20))
    (tmp_path / "b.docx").write_bytes(write_docx(STATE))
    (tmp_path / "a.txt").write_text("KẾ HOẠCH\nTrồng cây\n", encoding="utf-8")
    (tmp_path / "torn.docx").write_bytes(b"PK\x03\x04 torn")
    before = {one.name: one.read_bytes() for one in tmp_path.iterdir()}
    answer = runner.invoke(app, ["check", *options])
    assert answer.exit_code == 2
    assert words in answer.output
    assert {one.name: one.read_bytes() for one in tmp_path.iterdir()} == before


def test_place_of_a_part_of_a_line() -> None:
    assert place_in("Số:  5 / KH", "Số: 5/KH", 5, 1) == (7, 8)
    assert place_in("Số: 5", "Số: 5/KH", 4, 1) is None
