"""Our own sample plan through LibreOffice to .odt, .doc, .pdf, and as a picture: the same facts come back."""

from __future__ import annotations

import io
import shutil
import subprocess
from datetime import date
from pathlib import Path

import docx
import docx.oxml
import docx.oxml.ns
import pypdfium2 as pdfium
import pytest
from PIL import Image

from lotrinh.documents.load import load
from lotrinh.documents.misread import mended, mended_line, mended_parts
from lotrinh.documents.printed import Word
from lotrinh.errors import TooLarge, UnreadableFile
from lotrinh.plans.plan import Plan
from lotrinh.plans.reader import read
from lotrinh.web.demo.sample import online_services
from lotrinh.writing.official_docx import write_docx

pytestmark = pytest.mark.skipif(shutil.which("soffice") is None, reason="LIBREOFFICE MISSING: ./test.sh installs it")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the sample in every format that LibreOffice writes."""
    made = tmp_path_factory.mktemp("office")
    source = made / "mau.docx"
    source.write_bytes(write_docx(online_services(date(2026, 3, 2))))
    for ending in ("odt", "doc", "pdf"):
        command = ["soffice", "--headless", f"-env:UserInstallation=file://{made}/profile", "--convert-to", ending]
        subprocess.run([*command, "--outdir", str(made), str(source)], check=True, capture_output=True, timeout=120)
    return made


def facts(plan: Plan) -> dict[str, object]:
    """Return what must survive every format."""
    return {
        "code": plan.header.code and plan.header.code.value,
        "issued_on": plan.header.issued_on and plan.header.issued_on.value,
        "subject": plan.header.subject and plan.header.subject.value,
        "outline": [section.path for section in plan.sections],
        "duties": [(duty.unit, duty.scope) for duty in plan.duties],
        "recipients": [(recipient.name, recipient.purpose) for recipient in plan.recipients],
        "name": plan.signature and plan.signature.name and plan.signature.name.value,
    }


@pytest.mark.parametrize("ending", ["odt", "doc", "pdf"])
def test_every_format_gives_the_same_facts(folder: Path, ending: str) -> None:
    expected = facts(read(folder / "mau.docx"))
    plan = read(folder / f"mau.{ending}")
    assert plan.source.format == ending
    assert facts(plan) == expected


@pytest.mark.skipif(shutil.which("tesseract") is None, reason="TESSERACT MISSING: ./test.sh installs it")
def test_scan_is_recognised_and_says_so(folder: Path, tmp_path: Path) -> None:
    with pdfium.PdfDocument(folder / "mau.pdf") as pdf:
        pictures = [page.render(scale=200 / 72, grayscale=True).to_pil() for page in pdf]
    buffer = io.BytesIO()
    pictures[0].save(buffer, "PDF", save_all=True, append_images=pictures[1:], resolution=200)
    (tmp_path / "quet.pdf").write_bytes(buffer.getvalue())
    plan = read(tmp_path / "quet.pdf")
    assert plan.source.repairs["scanned_pages"] == len(pictures)
    assert "scanned" in {problem.code for problem in plan.problems}
    assert plan.header.code is not None
    assert plan.header.code.value == "27/KH-UBND"
    assert plan.header.issued_on is not None
    assert [section.path for section in plan.sections] == ["I", "II", "III", "IV"]
    assert plan.signature is not None
    assert plan.signature.name is not None
    assert plan.signature.name.value == "Nguyễn Thị Minh Họa"


def test_misread_marks_are_put_right_and_right_ones_left() -> None:
    words = [Word(text, 0, 0, 1, 1) for text in ["KÉ", "HOẠCH", "tô", "chức", "hội", "thi", "cô", "tích"]]
    kept, count = mended(words)
    assert [word.text for word in kept] == ["KẾ", "HOẠCH", "tổ", "chức", "hội", "thi", "cô", "tích"]
    assert count == 2


@pytest.mark.parametrize(
    ("read_as", "line"),
    [
        ("H. NHIỆM VỤ", "II. NHIỆM VỤ"),
        ("l. Mục đích", "1. Mục đích"),
        ("IH. KINH PHÍ", "III. KINH PHÍ"),
        ("I. MỤC ĐÍCH", "I. MỤC ĐÍCH"),
    ],
)
def test_signs_at_the_start_of_a_line(read_as: str, line: str) -> None:
    assert mended_line(read_as) == line


@pytest.mark.parametrize(
    "lines",
    [
        pytest.param(["I. MỤC ĐÍCH", "II. NỘI DUNG", "II. MỘT", "V. HAI"], id="no fourth part"),
        pytest.param(["II. NỘI DUNG", "ii. một", "IV. TỔ CHỨC"], id="no second one"),
        pytest.param(["II. NỘI DUNG", "I. MỤC ĐÍCH", "II. NỘI DUNG", "III. KINH PHÍ", "IV. TỔ CHỨC"], id="in order"),
    ],
)
def test_parts_in_order_are_left(lines: list[str]) -> None:
    assert mended_parts(lines) == lines


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        pytest.param("a.pdf", b"%PDF-1.7 torn", "bị hỏng", id="torn pdf"),
        pytest.param("a.pdf", b"hello", "không phải là tệp .pdf", id="no pdf"),
        pytest.param("a.doc", b"hello", "không phải là tệp .doc", id="no doc"),
        pytest.param("a.odt", b"PK\x03\x04 torn", "bị hỏng", id="torn odt"),
    ],
)
def test_bad_files(tmp_path: Path, name: str, data: bytes, words: str) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(UnreadableFile, match=words):
        load(path)


def test_pdf_of_very_many_pages_is_refused(tmp_path: Path) -> None:
    page = Image.new("L", (20, 20), 255)
    page.save(tmp_path / "dai.pdf", "PDF", save_all=True, append_images=[page] * 401)
    with pytest.raises(TooLarge, match="400 trang"):
        load(tmp_path / "dai.pdf")


HEAD = ("TT", "Nội dung công việc", "Đơn vị chủ trì", "Đơn vị phối hợp", "Thời gian")
WORK = "Trồng cây xanh dọc tuyến đường số {} và chăm sóc đến hết mùa khô theo hướng dẫn của phòng chuyên môn"


def test_table_that_goes_on_overleaf_gives_the_duties_of_its_docx(tmp_path: Path) -> None:
    made = docx.Document()
    for line in ("KẾ HOẠCH", "Trồng cây năm 2026", "I. NHIỆM VỤ", "Các việc cụ thể như sau:"):
        made.add_paragraph(line)
    table = made.add_table(rows=1, cols=5, style="Table Grid")
    repeat = docx.oxml.parse_xml(f'<w:tblHeader xmlns:w="{docx.oxml.ns.nsmap["w"]}"/>')
    table.rows[0]._tr.get_or_add_trPr().append(repeat)
    for n in range(41):
        row = table.rows[0] if not n else table.add_row()
        texts = (
            HEAD
            if not n
            else (str(n), WORK.format(n), "Phòng Kinh tế", "Hội Nông dân", f"Trước ngày {n % 28 + 1}/5/2026")
        )
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    table.rows[5].cells[2].merge(table.rows[6].cells[2])
    for line in ("II. TỔ CHỨC THỰC HIỆN", "1. Phòng Kinh tế", "- Theo dõi việc trồng cây."):
        made.add_paragraph(line)
    made.save(str(tmp_path / "bang.docx"))
    convert = ["soffice", "--headless", f"-env:UserInstallation=file://{tmp_path}/profile", "--convert-to", "pdf"]
    subprocess.run(
        [*convert, "--outdir", str(tmp_path), str(tmp_path / "bang.docx")], check=True, capture_output=True, timeout=120
    )
    expected, plan = read(tmp_path / "bang.docx"), read(tmp_path / "bang.pdf")
    assert (plan.source.pages or 0) > 2
    assert [(duty.unit, duty.text, duty.row) for duty in plan.duties] == [
        (duty.unit, duty.text, duty.row) for duty in expected.duties
    ]
    assert len(plan.duties) == 41
