"""`lotrinh check --fix` mends form and marks in a copy, and no wording; what is not safe is left."""

from __future__ import annotations

import hashlib
import io
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from docx import Document
from docx.document import Document as DocxDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.text.paragraph import Paragraph
from typer.testing import CliRunner

from lotrinh.checks.check import check
from lotrinh.cli import app
from lotrinh.plans.reader import read
from lotrinh.writing.fixing import FORM_FIXES, place_in
from lotrinh.writing.official_docx import write_docx
from tests.core.descriptions import PARTY, STATE

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


def number_aside(document: DocxDocument) -> None:
    document.sections[0].header.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.RIGHT


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


SPOILS: dict[str, Spoil] = {
    "LT-P01": letter_sheet,
    "LT-P02": margin("top", 35),
    "LT-P03": margin("bottom", 10),
    "LT-P04": margin("left", 20),
    "LT-P05": margin("right", 25),
    "LT-P06": number_below,
    "LT-P07": number_aside,
    "LT-P08": number_on_first,
    "LT-P09": resized("CỘNG"),
    "LT-P10": resized("Độc lập"),
    "LT-P11": resized("Số:"),
    "LT-P12": resized("Minh Tân,"),
    "LT-P13": resized("KẾ HOẠCH"),
    "LT-P14": resized("Nơi nhận"),
    "LT-P15": resized("TM."),
    "LT-P16": spoil_runs(font("Arial")),
    "LT-P17": spoil_runs(small),
    "LT-P18": spoil_runs(blue),
    "LT-P19": spoil_runs(ragged),
    "LT-P20": spoil_runs(far),
    "LT-P21": spoil_runs(wide),
    "LT-P22": upright,
}


def spoiled(path: Path, spoil: Spoil) -> Path:
    document = Document(io.BytesIO(write_docx(replace(STATE, grounds=(*STATE.grounds, LAST_GROUND)))))
    spoil(document)
    document.save(str(path))
    return path


def test_every_fix_of_form_is_tried() -> None:
    assert set(SPOILS) == set(FORM_FIXES)


@pytest.mark.parametrize("code", SPOILS)
def test_form_is_mended(code: str, tmp_path: Path) -> None:
    path = spoiled(tmp_path / "ke-hoach.docx", SPOILS[code])
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
