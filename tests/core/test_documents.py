"""Bytes to Document: what Word prints, what a page break cut, and what is refused at the door."""

from __future__ import annotations

import io
import resource
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lotrinh.documents.document import Document
from lotrinh.documents.load import load
from lotrinh.documents.plain import read_plain
from lotrinh.errors import EmptyFile, PasswordProtected, TooLarge, UnreadableFile, UnsupportedFormat

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
NUMBERING = f"""<w:numbering {W}><w:abstractNum w:abstractNumId="1">
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="upperRoman"/><w:lvlText w:val="%1."/></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%2."/></w:lvl>
<w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:lvlText w:val="-"/></w:lvl>
</w:abstractNum><w:num w:numId="5"><w:abstractNumId w:val="1"/></w:num></w:numbering>"""


def docx(body: str, **parts: str) -> bytes:
    """Return a small .docx with this body."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("word/document.xml", f"<w:document {W}><w:body>{body}</w:body></w:document>")
        for name, text in parts.items():
            archive.writestr(f"word/{name}.xml", text)
    return buffer.getvalue()


def p(text: str, properties: str = "", run: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:rPr>{run}</w:rPr><w:t>{text}</w:t></w:r></w:p>"


def listed(level: int) -> str:
    return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="5"/></w:numPr>'


def read(tmp_path: Path, data: bytes, name: str = "a.docx") -> Document:
    path = tmp_path / name
    path.write_bytes(data)
    return load(path)


def plain(text: str) -> Document:
    return read_plain(text.encode(), name="a.txt", sha256="")


def test_automatic_numbers_are_printed_as_word_prints_them(tmp_path: Path) -> None:
    body = (
        p("MỤC ĐÍCH", listed(0)) + p("Mục đích", listed(1)) + p("Một ý", listed(2)) + p("Yêu cầu", listed(1))
        + p("NỘI DUNG", listed(0)) + p("Việc", listed(1))
    )  # fmt: skip
    document = read(tmp_path, docx(body, numbering=NUMBERING))
    assert document.text.split("\n") == [
        "I. MỤC ĐÍCH",
        "1. Mục đích",
        "- Một ý",
        "2. Yêu cầu",
        "II. NỘI DUNG",
        "1. Việc",
    ]


def test_tables_notes_and_hidden_words(tmp_path: Path) -> None:
    cells = "".join(f"<w:tc>{p(words)}</w:tc>" for words in ("SỞ X", "CỘNG HÒA"))
    body = (
        f"<w:tbl><w:tr>{cells}</w:tr></w:tbl>"
        + p("thấy")
        + p("ẩn", run="<w:vanish/>")
        + "<w:p><w:del><w:r><w:delText>bỏ</w:delText></w:r></w:del><w:ins><w:r><w:t>thêm</w:t></w:r></w:ins></w:p>"
    )
    notes = f'<w:footnotes {W}><w:footnote w:id="2">{p("Luật Cây xanh")}</w:footnote></w:footnotes>'
    document = read(tmp_path, docx(body, footnotes=notes))
    assert document.text.split("\n") == ["SỞ X", "CỘNG HÒA", "thấy", "thêm", "Luật Cây xanh"]
    first, second, *_middle, note = document.lines
    assert (first.cell and first.cell.column, second.cell and second.cell.column) == (0, 1)
    assert first.cell is not None
    assert not first.cell.ruled
    assert note.in_note
    assert document.repairs["deleted_by_tracking"] == 1


def test_bold_run_at_the_start_of_a_line(tmp_path: Path) -> None:
    runs = "<w:r><w:rPr><w:b/></w:rPr><w:t>1. Mục đích:</w:t></w:r><w:r><w:t> trồng cây</w:t></w:r>"
    line = read(tmp_path, docx(f"<w:p>{runs}</w:p>")).lines[0]
    assert (line.bold, line.bold_until) == (False, len("1. Mục đích:"))


CUT = "- Kết quả của hội nghị lần thứ nhất, lần thứ hai; của Kỳ họp thứ 11\n\nQuốc hội khóa XIV; và"


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        pytest.param("- Kết quả của kỳ họp thứ hai\n\nvà các hội nghị.", 1, id="next begins in lower case"),
        pytest.param(CUT, 1, id="a bullet with no full stop"),
        pytest.param("1. Mục đích\n\nTrồng nhiều cây.", 2, id="a heading stands alone"),
        pytest.param("KẾ HOẠCH\ntrồng cây", 2, id="the kind stands alone"),
        pytest.param("- Một việc.\n\n- hai việc", 2, id="a bullet begins anew"),
        pytest.param("Việc thứ nhất;\n\na) việc nhỏ", 2, id="a point begins anew"),
    ],
)  # fmt: skip
def test_what_a_page_break_cut_is_joined(text: str, lines: int) -> None:
    assert len(plain(text).lines) == lines


def test_page_numbers_go_and_lists_of_numbers_stay() -> None:
    page = "Một đoạn văn dài về cây xanh trong phường.\n\n" * 12
    assert plain(f"{page}\n\n2\n\n{page}\n\n3\n\n{page}").repairs["page_numbers"] == 2
    assert "page_numbers" not in plain("Số cây:\n\n1\n\n2\n\n3\n\ncây").repairs


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=300))
def test_repair_is_idempotent_and_spans_are_lines(text: str) -> None:
    try:
        document = plain(text)
    except UnreadableFile:
        return
    lines = document.text.split("\n") if document.text else []  # a page number alone leaves nothing
    assert [document.line_text(line) for line in document.lines] == lines
    if lines:
        again = plain(document.text)
        assert again.text == plain(again.text).text


@pytest.mark.parametrize(
    ("name", "data", "error", "words"),
    [
        pytest.param("a.txt", b"", EmptyFile, "tệp rỗng", id="empty"),
        pytest.param("a.txt", b" \n \t", EmptyFile, "không có chữ", id="blank"),
        pytest.param("a.txt", b"K\xea ho\xa1ch", UnreadableFile, "UTF-8", id="another encoding"),
        pytest.param("a.txt", bytes(range(256)) * 9, UnreadableFile, "nhị phân", id="binary"),
        pytest.param("a.docx", b"PK\x03\x04 torn", UnreadableFile, "bị hỏng", id="torn zip"),
        pytest.param("a.docx", b"hello", UnreadableFile, "không phải là tệp .docx", id="not a zip"),
        pytest.param(
            "a.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" * 9, UnsupportedFormat, "đuôi thành .doc", id="old Word"
        ),
        pytest.param("a.xyz", b"hello", UnsupportedFormat, ".xyz", id="unknown ending"),
        pytest.param("a.docx", docx("<w:p/>"), EmptyFile, "không có chữ", id="no words"),
        pytest.param("a.docx", docx("<w:p>" * 300 + "</w:p>" * 300), TooLarge, "quá lớn", id="nested too deep"),
    ],
)
def test_bad_file_is_one_sentence(tmp_path: Path, name: str, data: bytes, error: type[Exception], words: str) -> None:
    with pytest.raises(error) as caught:
        read(tmp_path, data, name)
    sentence = str(caught.value)
    assert words in sentence
    assert sentence.startswith(f"{name}: ")
    assert "\n" not in sentence


def test_locked_file(tmp_path: Path) -> None:
    data = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le")
    with pytest.raises(PasswordProtected, match="mật khẩu"):
        read(tmp_path, data)


def test_doctype_is_refused(tmp_path: Path) -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("word/document.xml", '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><x>&e;</x>')
    with pytest.raises(UnreadableFile, match="bị hỏng"):
        read(tmp_path, buffer.getvalue())


def bomb(kind: str) -> tuple[str, bytes]:
    """Return a small file that wants to be large."""
    if kind == "text":
        return "a.txt", "Một dòng chữ.\n".encode() * 14_000_000
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        if kind == "spaces":
            archive.writestr("word/document.xml", b"<a>" + b" " * 500_000_000)
        else:
            body = f"<w:document {W}><w:body>".encode() + b"<w:p/>" * 5_000_000 + b"</w:body></w:document>"
            archive.writestr("word/document.xml", body)
    return "a.docx", buffer.getvalue()


@pytest.mark.parametrize("kind", ["text", "spaces", "paragraphs"])
def test_bomb_is_refused_within_half_a_gigabyte(tmp_path: Path, kind: str) -> None:
    name, data = bomb(kind)
    path = tmp_path / name
    path.write_bytes(data)
    run = subprocess.run(
        [sys.executable, "-m", "lotrinh.cli", "read", str(path)],
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_DATA, (512 * 2**20, 512 * 2**20)),
    )
    assert run.returncode == 1
    assert len(run.stderr.splitlines()) == 1
    assert run.stderr.startswith(f"{name}: ")
